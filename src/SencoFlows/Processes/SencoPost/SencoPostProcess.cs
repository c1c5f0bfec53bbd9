using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Record;
using static SencoFlows.Processes.SencoPost.SencoPostProcess.Event;
using static SencoFlows.Processes.SencoPost.SencoPostProcess.State;

namespace SencoFlows.Processes.SencoPost;

/// <summary>
/// One SENCO's post at one school, from the first day until a successor has accepted the work: the clock of the qualification with its
/// courses and certificate, leave, promises, and the handover. Whether the school has a SENCO at all is a case of its own.
/// </summary>
public sealed partial class SencoPostProcess : Process<SencoPostProcess.State, SencoPostProcess.Event>
{
    public override string Name => "senco-post";

    public override string Title => "SENCO's post";

    /// <summary>Her own post everybody sees; another SENCO sees it only while its work waits to be accepted.</summary>
    public override IReadOnlyList<Role> Readers => [Role.Head, Role.Governor, Role.TrustLead];

    public override IReadOnlyList<Rule> RulesFor(School school) => SencoPostRules.All;

    public override State Start => new NotAppointed();

    public override Step<State> Decide(State state, Event e, At at) => (state, e) switch
    {
        (NotAppointed, Appointed a) => Begin(a, at),
        (Ended, _) => Refuse("", "This post has ended"),
        (_, Appointed) => Refuse("", "This appointment has already been recorded"),
        (NotAppointed, _) => Refuse("", "This appointment has not been recorded yet"),
        (InPost p, not HandoverAccepted) when at.By.Role is Role.Senco && at.By.Id != p.Tenure.Staff => Refuse("", "This is another SENCO's post: only they or the head can record this"),

        (InPost or HandingOver, PromiseMade { What: var what }) when string.IsNullOrWhiteSpace(what) => Refuse("what", "Enter what was promised"),
        (InPost or HandingOver, PromiseMade { By: var by }) when by < at.Today => Refuse("by", "The date must be today or in the future"),
        (InPost or HandingOver, PromiseMade p) => Go(Of(state, TenureOf(state) with { Promises = [.. TenureOf(state).Promises, new(NextPromise(TenureOf(state)), p.What.Trim(), p.To.Trim(), p.By)] })),
        (InPost or HandingOver, PromiseKept { Number: var n }) when TenureOf(state).Promises.All(p => p.Number != n) => Refuse("", "This promise has already been kept"),
        (InPost or HandingOver, PromiseKept k) => Go(Of(state, TenureOf(state) with { Promises = [.. TenureOf(state).Promises.Where(p => p.Number != k.Number)] })),

        (HandingOver h, HandoverAccepted) when at.By.Id == h.Tenure.Staff => Refuse("", "Somebody else must accept the work"),
        (HandingOver { Tenure.Promises.Count: > 0 }, HandoverAccepted { SuccessorPost: null }) => Refuse("", "First name the new SENCO: there are promises to keep"),
        (HandingOver h, HandoverAccepted a) => Go(new Ended(h.Tenure, h.On), Accepted(h.Tenure, a, at)),
        (HandingOver, Leaving) => Refuse("", "It has already been recorded that this SENCO has left"),
        (HandingOver, _) => Refuse("", "This SENCO has left: only the handover can be recorded"),

        (InPost p, Leaving l) => Leave(p.Tenure, l, at),
        (InPost { Tenure.Leave: null }, HandoverAccepted) => Refuse("", "This SENCO has not left yet"),
        (InPost { Tenure.Leave.Accepted: not null }, HandoverAccepted) => Refuse("", "The work has already been accepted"),
        (InPost { Tenure.Staff: var away }, HandoverAccepted) when at.By.Id == away => Refuse("", "Somebody else must accept the work"),
        (InPost { Tenure.Promises.Count: > 0 }, HandoverAccepted { SuccessorPost: null }) => Refuse("", "First name who stands in: there are promises to keep"),
        (InPost { Tenure: var t }, HandoverAccepted a) => Go(Now(t with { Promises = [], Leave = t.Leave! with { Accepted = at.Today } }, at), Accepted(t, a, at)),
        (InPost p, TookOver t) => Go(Now(p.Tenure with { Promises = [.. p.Tenure.Promises, .. t.Promises.Select((x, i) => x with { Number = NextPromise(p.Tenure) + i })] }, at), new Effect.Email(Role.Self, "senco-promises-taken-over")),

        (InPost { Tenure: var t }, WentOnLeave { From: var from }) when from < t.From => Refuse("from", "The leave must start after the post"),
        (InPost, WentOnLeave { From: var from }) when from > at.Today => Refuse("from", "The first day of leave must be today or in the past"),
        (InPost, WentOnLeave { From: var from, Back: { } back }) when back <= from => Refuse("back", "The day she is expected back must be after the first day of leave"),
        (InPost { Tenure.Leave: not null }, WentOnLeave) => Refuse("", "This leave has already been recorded"),
        (InPost { Tenure: var t }, WentOnLeave l) => Go(Now(t with { Leave = new(l.From, l.Back) }, at), new Effect.GiveRole(t.Staff, Role.Senco, false), Arrangement(at, new SencoRoleProcess.Event.WentAway(t.Staff, l.From))),
        (InPost { Tenure.Leave: null }, CameBack or BackPutOff) => Refuse("", "No leave is recorded"),
        (InPost { Tenure.Leave: var leave }, CameBack { On: var on }) when on > at.Today || on <= leave!.From => Refuse("on", "The date must be after the leave began, and today or in the past"),
        (InPost { Tenure: var t }, CameBack b) => Go(Now(t with { Leave = null }, at), new Effect.GiveRole(t.Staff, Role.Senco, true), Arrangement(at, new SencoRoleProcess.Event.CameBack(t.Staff, b.On))),
        (InPost, BackPutOff { Back: var back }) when back <= at.Today => Refuse("back", "The day she is expected back must be in the future"),
        (InPost { Tenure: var t }, BackPutOff b) => Go(Now(t with { Leave = t.Leave! with { Back = b.Back, Asked = null } }, at)),

        (InPost, PlanMade { Note: var note }) when string.IsNullOrWhiteSpace(note) => Refuse("note", "Enter what the school has decided"),
        (InPost, PlanMade { By: var by }) when by <= at.Today => Refuse("by", "The date must be in the future"),
        (InPost { Tenure.Ahead.IsSettled: true }, PlanMade) => Refuse("", "The qualification is settled: there is nothing to decide"),
        (InPost { Tenure: var t }, PlanMade) when t.On(at.Today).Light is Light.Green => Refuse("", "The qualification is in time: there is nothing to decide"),
        (InPost { Tenure: var t }, PlanMade p) => Go(Now(t with { Plan = new(p.Kind, p.By, p.Note) }, at)),

        (InPost p, EarlierRecorded r) => WrongSpells(r.Earlier, p.Tenure.From, at.Today) is { } wrong
            ? Refuse(wrong.Field, wrong.Why) : Go(Now(p.Tenure with { Earlier = r.Earlier, EarlierOpen = false, EarlierAsked = null, EarlierChases = 0 }, at)),
        (InPost p, _) => Study(p.Tenure, e, at),
        _ => Refuse("", "This comes too early, or has already been recorded"),
    };

    public override bool IsOver(State state) => state is Ended;

    public override bool May(Role role, Event e) => e switch
    {
        Appointed or TookOver => role is Role.System,
        Leaving => role is Role.Senco or Role.Head or Role.System,
        CertificateChecked or PlanMade => role is Role.Head or Role.Governor or Role.TrustLead,
        _ => role is Role.Senco or Role.Head,
    };

    public override Mentions Mentions(State state, School school)
    {
        if (state is NotAppointed)
        {
            return new();
        }

        var t = TenureOf(state);
        var verdict = t.On(t.AsOf);
        var shown = state is InPost && verdict is { IsSettled: false, Limit: { } limit } ? limit : Due(state, school).MinBy(d => d.On);
        return new(Date: state is HandingOver h ? h.On : t.Leaves ?? t.From, Rule: shown?.Rule, By: shown?.On, Reason: verdict.Words, Count: t.Told.Months < 99 ? t.Told.Months : null);
    }

    /// <summary>What is wrong with an appointment, for the form that asks for it and for the case that is opened by it.</summary>
    public static (string Field, string Why)? WrongAppointment(DateOnly from, SencoPerson person, IReadOnlyList<SencoSpell> earlier, DateOnly today) =>
        from > today ? ("from", "The first day as SENCO must be today or in the past")
        : from < new DateOnly(1994, 9, 1) ? ("from", "The first day as SENCO must be after 31 August 1994, when the role began")
        : person.Obstacle ?? WrongSpells(earlier, from, today);

    /// <summary>Posts at one school may not overlap each other; two schools at once are a shared SENCO, and allowed.</summary>
    public static (string Field, string Why)? WrongSpells(IReadOnlyList<SencoSpell> earlier, DateOnly from, DateOnly today)
    {
        if (earlier.FirstOrDefault(s => string.IsNullOrWhiteSpace(s.School)) is not null)
        {
            return ("earlier", "Enter the school of each earlier post");
        }

        if (earlier.FirstOrDefault(s => s.To < s.From) is not null)
        {
            return ("earlier", "The last day of an earlier post must be after its first day");
        }

        if (earlier.FirstOrDefault(s => s.From > today || s.From >= from) is not null)
        {
            return ("earlier", "An earlier post must begin before this one");
        }

        for (var i = 0; i < earlier.Count; i++)
        {
            if (earlier.Skip(i + 1).Any(other => other.School == earlier[i].School && other.Meets(earlier[i])))
            {
                return ("earlier", "Two earlier posts at the same school overlap");
            }
        }

        return null;
    }

    private static Step<State> Begin(Appointed a, At at)
    {
        if (WrongAppointment(a.From, a.Person, a.Earlier, at.Today) is { } wrong)
        {
            return Refuse(wrong.Field, wrong.Why);
        }

        var tenure = new Tenure(a.Staff, a.From, a.Person, a.Bound) { Acting = a.Acting, Earlier = a.Earlier, EarlierOpen = a.EarlierOpen, EarlierAsked = a.EarlierOpen ? at.Today : null, AsOf = at.Today };
        tenure = tenure with { Told = For(tenure) with { Months = Ladder[0] } }; // The first mail of the post is the first reminder.
        return Go(new InPost(tenure), new Effect.GiveRole(a.Staff, Role.Senco, true), new Effect.Email(Role.Self, "senco-appointed"));
    }

    private static Step<State> Leave(Tenure t, Leaving l, At at) =>
        l.On < t.From ? Refuse("on", "The last day must be after the first day of the post")
        : at.By.Role is Role.System || l.On < at.Today ? Go(new HandingOver(t with { Leaves = l.On, Why = l.Why, AsOf = at.Today }, l.On), Gone(t, l.On, at))
        : Go(Now(t with { Leaves = l.On, Why = l.Why }, at), new Effect.Email(Role.Head, "senco-leaving"), new Effect.Email(Role.Governor, "senco-leaving"));

    private static IReadOnlyList<Effect> Gone(Tenure t, DateOnly on, At at) =>
        [new Effect.GiveRole(t.Staff, Role.Senco, false), Arrangement(at, new SencoRoleProcess.Event.SencoLeft(t.Staff, on)), new Effect.Email(Role.Head, "senco-left")];

    /// <summary>Promises go over to the post of whoever accepts.</summary>
    private static IReadOnlyList<Effect> Accepted(Tenure t, HandoverAccepted a, At at) =>
        [new Effect.Email(Role.Head, "senco-handed-over"), .. a.SuccessorPost is { } post && t.Promises.Count > 0 ? (Effect[])[Other(at.School.Urn, post, new TookOver(t.Promises))] : []];

    /// <summary>Tells the school's own case, which knows whether there is a SENCO.</summary>
    private static Effect.OpenCase Arrangement(At at, SencoRoleProcess.Event e) => SencoRoleProcess.Telling(at.School, e);

    private static Effect.OpenCase Other(string urn, string post, Event e) =>
        new("senco-post", urn, post, new Subject("staff", post, "SENCO"), System.Text.Json.JsonSerializer.SerializeToElement(e, Wire.Json));

    private static int NextPromise(Tenure t) => t.Promises.Select(p => p.Number).DefaultIfEmpty().Max() + 1;

    private static InPost Now(Tenure t, At at) => new(t with { AsOf = at.Today });

    private static State Of(State state, Tenure t) => state switch { HandingOver h => h with { Tenure = t }, _ => new InPost(t) };

    /// <summary>The post itself, in any state but the first.</summary>
    public static Tenure TenureOf(State state) => state switch
    {
        InPost p => p.Tenure,
        HandingOver h => h.Tenure,
        Ended x => x.Tenure,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
