using System.Text.Json.Serialization;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Record;
using static SencoFlows.Processes.SencoPost.SharedSencoProcess.Event;
using static SencoFlows.Processes.SencoPost.SharedSencoProcess.State;

namespace SencoFlows.Processes.SencoPost;

/// <summary>
/// Schools that share a SENCO (Code of Practice 6.92 to 6.94): what has to be so before, a review every term, and a decision each
/// time to go on or to stop. Kept by the school that employs her.
/// </summary>
public sealed class SharedSencoProcess : Process<SharedSencoProcess.State, SharedSencoProcess.Event>
{
    /// <summary>The Code says "smaller primary schools" and gives no number: ours is one class a year.</summary>
    public const int SmallSchool = 210;

    public override string Name => "shared-senco";

    public override string Title => "Shared SENCO";

    public override IReadOnlyList<Role> Readers => [Role.Senco, Role.Head, Role.Governor, Role.TrustLead];

    public override State Start => new NotShared();

    public override Step<State> Decide(State state, Event e, At at) => (state, e) switch
    {
        (NotShared, Agreed a) => Agree(a, at),
        (Stopped, _) => Refuse("", "This arrangement has ended"),
        (NotShared, _) => Refuse("", "This arrangement has not been recorded yet"),
        (_, Agreed) => Refuse("", "This arrangement has already been recorded"),
        (_, Reviewed { On: var on }) when on > at.Today => Refuse("on", "The date of the review must be today or in the past"),
        (Sharing s, Reviewed { On: var on }) when on < s.Terms.From => Refuse("on", "The review must be after the arrangement began"),
        (_, Reviewed { Evidence: var words }) when string.IsNullOrWhiteSpace(words) => Refuse("evidence", "Enter what the review looked at and found"),
        (_, Reviewed { Impact: Impact.Negative, Decision: not Verdict.Stop, Why: null or "" }) => Refuse("why", "The Code of Practice says to stop when pupils suffer. Enter why the schools go on all the same"),
        (Sharing s, Reviewed { Decision: Verdict.Stop } r) => Go(new Stopped(s.Terms, r.On, [.. s.Reviews, new(r.On, r.Impact, r.Decision, r.Evidence, r.Why)]), [.. SencoPostProcess.Up(at, [Role.Self, Role.Governor, Role.TrustLead]).Select(to => new Effect.Email(to, "shared-senco-stopped"))]),
        (Sharing s, Reviewed r) => Go(s with { Reviews = [.. s.Reviews, new(r.On, r.Impact, r.Decision, r.Evidence, r.Why)], Asked = null, Chases = 0 }),
        (_, Ended { On: var on }) when on > at.Today => Refuse("on", "The date must be today or in the past"),
        (Sharing s, Ended x) => Go(new Stopped(s.Terms, x.On, s.Reviews)),
        _ => Refuse("", "This comes too early, or has already been recorded"),
    };

    /// <summary>What the Code advises against, in sentences. Empty when the arrangement is as it describes.</summary>
    public static IReadOnlyList<string> Concerns(Terms t) =>
    [
        .. t.Schools.Any(s => !s.Primary) ? (string[])["The Code speaks of primary schools only"] : [],
        .. t.Schools.Any(s => s.Roll > SmallSchool) ? (string[])[$"The Code speaks of smaller schools, and one has more than {SmallSchool} pupils"] : [],
        .. t.HeadOfOne ? (string[])["A shared SENCO should not be the head of one of the schools"] : [],
        .. t.ClassTeaching ? (string[])["A shared SENCO should not normally have a significant class teaching commitment"] : [],
        .. t.Hours <= 0 ? (string[])["There must be time away from teaching for the pupils of all the schools"] : [],
        .. t.AdminHours <= 0 ? (string[])["There must be administrative support for the pupils of all the schools"] : [],
    ];

    public override IEnumerable<Deadline> Due(State state, School school)
    {
        if (state is Sharing s)
        {
            var from = s.Reviews is [.., var last] ? last.On : s.Terms.From;
            yield return s.Asked is { } asked
                ? SencoPostRules.After(school, asked, 10, Rules.SharedSenco) with { From = from }
                : Rules.SharedSenco.After(from, school.Calendar);
        }
    }

    public override Step<State>.Go Lapse(State state, Deadline deadline, At at)
    {
        var s = (Sharing)state;
        return Go(s with { Asked = at.Today, Chases = s.Chases + 1 },
            [.. SencoPostProcess.Up(at, [Role.Head, .. s.Chases > 0 ? (Role[])[Role.Governor] : [], .. s.Chases > 1 ? (Role[])[Role.TrustLead] : []]).Select(r => r is Role.Head ? SencoPostProcess.Nudge(r, "shared-senco-review", "review") : SencoPostProcess.AtOnce(r, "shared-senco-review", "review"))]);
    }

    public override Standing Standing(State state) => state switch
    {
        NotShared => new("Not recorded", Role.Head),
        Sharing { Asked: not null } => new("The termly review is overdue", Role.Head, "Review how the sharing works", "review"),
        Sharing { Reviews: [.., { Impact: Impact.Negative }] } => new("Shared, although pupils suffer", Role.Head, "Review how the sharing works", "review"),
        Sharing => new("Shared", Role.System),
        _ => new("No longer shared", Role.Nobody),
    };

    public override bool IsOver(State state) => state is Stopped;

    public override bool May(Role role, Event e) => role is Role.Head or Role.Governor or Role.TrustLead;

    public override Mentions Mentions(State state, School school) => state is Sharing s && Due(state, school).First() is var next
        ? new(Date: s.Reviews is [.., var last] ? last.On : s.Terms.From, Rule: next.Rule, By: next.On) : new();

    public override string Tell(Event e) => e switch
    {
        Agreed => "The schools agreed to share a SENCO",
        Reviewed { Decision: Verdict.Stop } => "The sharing was reviewed and stops",
        Reviewed => "The sharing was reviewed and goes on",
        Ended => "The sharing ended",
        _ => throw new ArgumentOutOfRangeException(nameof(e)),
    };

    public override IEnumerable<Event> Examples(DateOnly today)
    {
        var terms = new Terms("senco", today, [new("100001", "Oak Lane Primary", true, 120), new("100002", "Mill Field Primary", true, 90)], 20, 6, false, false, true, null);
        return
        [
            new Agreed(terms),
            new Agreed(terms with { HeadOfOne = true, Why = "Until a second SENCO starts in January" }),
            new Reviewed(today, Impact.Positive, Verdict.GoOn, "Progress and plans of both schools", null),
            new Reviewed(today, Impact.Negative, Verdict.Change, "Plans are late at one school", "Hours were doubled"),
            new Reviewed(today, Impact.Negative, Verdict.Stop, "Plans are late at both schools", null),
            new Ended(today),
        ];
    }

    private static Step<State> Agree(Agreed a, At at) => a.Terms switch
    {
        { From: var from } when from > at.Today => Refuse("from", "The date must be today or in the past"),
        { Staff: null or "" } => Refuse("staff", "Select the SENCO"),
        { Schools.Count: < 2 } => Refuse("schools", "Enter at least two schools"),
        var t when t.Schools.Any(s => s.Roll <= 0) => Refuse("schools", "Enter the number of pupils of each school"),
        var t when t.Schools.DistinctBy(s => s.Name.Trim(), StringComparer.OrdinalIgnoreCase).Count() != t.Schools.Count => Refuse("schools", "The same school stands there twice"),
        { TeachesAtEach: false } => Refuse("teaches", "A SENCO must be working as a teacher at each of the schools, or be its head"),
        { Why: null or "" } t when Concerns(t) is [var first, ..] => Refuse("why", $"{first}. Enter why it is right here"),
        var t => Go(new Sharing(t, []), new Effect.Email(Role.Self, "shared-senco-agreed"), new Effect.Email(Role.Governor, "shared-senco-agreed")),
    };

    /// <summary>What the schools have agreed. Stored: add to it, never rename.</summary>
    /// <param name="Hours">Hours a week away from teaching, for all the schools together.</param>
    /// <param name="AdminHours">Hours a week of administrative support, for all the schools together.</param>
    /// <param name="ClassTeaching">Has a significant class teaching commitment.</param>
    /// <param name="TeachesAtEach">Reg. 49(2)(c) asks it for each school of which she is not the head.</param>
    /// <param name="Why">Why it is right although the Code advises against something in it.</param>
    public sealed record Terms(string Staff, DateOnly From, IReadOnlyList<SharingSchool> Schools, decimal Hours, decimal AdminHours, bool HeadOfOne, bool ClassTeaching, bool TeachesAtEach, string? Why);

    /// <param name="Roll">Pupils on the roll.</param>
    public sealed record SharingSchool(string Urn, string Name, bool Primary, int Roll);

    public sealed record Review(DateOnly On, Impact Impact, Verdict Decision, string Evidence, string? Why);

    public enum Impact { Positive, None, Negative }

    public enum Verdict { GoOn, Change, Stop }

    // The quoted names stand in every stored case: add to them, never change one.
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(NotShared), "not-shared")]
    [JsonDerivedType(typeof(Sharing), "sharing")]
    [JsonDerivedType(typeof(Stopped), "stopped")]
    public abstract record State
    {
        public sealed record NotShared : State;

        public sealed record Sharing(Terms Terms, IReadOnlyList<Review> Reviews, DateOnly? Asked = null, int Chases = 0) : State;

        /// <param name="Reviews">Missing where it stopped before they were kept.</param>
        public sealed record Stopped(Terms Terms, DateOnly On, IReadOnlyList<Review>? Reviews = null) : State;

        private State() { }
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Agreed), "agreed")]
    [JsonDerivedType(typeof(Reviewed), "reviewed")]
    [JsonDerivedType(typeof(Ended), "ended")]
    public abstract record Event
    {
        public sealed record Agreed(Terms Terms) : Event;

        public sealed record Reviewed(DateOnly On, Impact Impact, Verdict Decision, string Evidence, string? Why) : Event;

        public sealed record Ended(DateOnly On) : Event;

        private Event() { }
    }
}
