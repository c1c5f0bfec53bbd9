using SencoFlows.Cases;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Record;
using static SencoFlows.Processes.SencoPost.SharedSencoProcess;

namespace SencoFlows.Tests.Processes.SencoPost;

/// <summary>Code of Practice 6.92 to 6.94.</summary>
public class SharedSencoTales
{
    private static readonly SharedSencoProcess _process = new();
    private static readonly School _school = new SchoolTale(default).School;
    private static readonly Terms _terms = new("s1", new(2026, 11, 2), [new("100001", "Oak Lane Primary", true, 120), new("100002", "Mill Field Primary", true, 90)], 20, 6, false, false, true, null);

    private static Step<State> Tell(State state, Event e, DateOnly on) => _process.Decide(state, e, new At(on, _school, SchoolTale.Head));

    private static State Go(Step<State> step) => Assert.IsType<Step<State>.Go>(step).State;

    private static string Why(Step<State> step) => Assert.IsType<Step<State>.Refuse>(step).Reason;

    private static State Shared(Terms? terms = null) => Go(Tell(new State.NotShared(), new Event.Agreed(terms ?? _terms), new(2026, 11, 2)));

    [Fact]
    public void It_is_reviewed_every_term_and_who_does_not_is_asked_ever_higher_up()
    {
        var state = Shared();
        var due = _process.Due(state, _school).Single();
        Assert.Equal((new DateOnly(2027, 3, 25), "SEND Code of Practice, paras 6.92 to 6.94"), (due.On, due.Rule.Source));

        List<string> mails = [];
        for (var i = 0; i < 3; i++)
        {
            due = _process.Due(state, _school).Single();
            var step = _process.Lapse(state, due, new At(due.Lapses, _school, Actor.Clock));
            (state, mails) = (step.State, [.. mails, .. step.Effects.OfType<Effect.Email>().Select(m => $"{m.To}")]);
        }

        Assert.Equal(["Head", "Head", "Governor", "Head", "Governor", "TrustLead"], mails);
        Assert.Equal("review", _process.Standing(state).Action);
        state = Go(Tell(state, new Event.Reviewed(new(2027, 5, 10), Impact.Positive, Verdict.GoOn, "Plans and progress of both schools", null), new(2027, 5, 10)));
        Assert.Equal(("Shared", new DateOnly(2027, 7, 20) < _process.Due(state, _school).Single().On), (_process.Standing(state).Stage, true));
    }

    [Fact]
    public void When_pupils_suffer_it_stops_or_somebody_says_why_not()
    {
        var state = Shared();
        Assert.StartsWith("The Code of Practice says to stop when pupils suffer", Why(Tell(state, new Event.Reviewed(new(2027, 1, 10), Impact.Negative, Verdict.GoOn, "Plans are late", null), new(2027, 1, 10))), StringComparison.Ordinal);
        var on = Go(Tell(state, new Event.Reviewed(new(2027, 1, 10), Impact.Negative, Verdict.Change, "Plans are late", "Hours are doubled"), new(2027, 1, 10)));
        Assert.Equal("Shared, although pupils suffer", _process.Standing(on).Stage);
        Assert.True(_process.IsOver(Go(Tell(state, new Event.Reviewed(new(2027, 1, 10), Impact.Negative, Verdict.Stop, "Plans are late", null), new(2027, 1, 10)))));
    }

    [Fact]
    public void What_the_code_advises_against_needs_a_reason()
    {
        Assert.Empty(Concerns(_terms));
        foreach (var terms in (Terms[])[_terms with { HeadOfOne = true }, _terms with { ClassTeaching = true }, _terms with { Hours = 0 }, _terms with { AdminHours = 0 },
            _terms with { Schools = [_terms.Schools[0], new("100003", "Hill Top", false, 100)] }, _terms with { Schools = [_terms.Schools[0], new("100002", "Mill Field", true, 211)] }])
        {
            Assert.Single(Concerns(terms));
            Assert.EndsWith("Enter why it is right here", Why(Tell(new State.NotShared(), new Event.Agreed(terms), new(2026, 11, 2))), StringComparison.Ordinal);
            Shared(terms with { Why = "Until Easter, agreed with both governing bodies" });
        }
    }

    [Fact]
    public void What_the_law_asks_of_each_school_no_reason_replaces()
    {
        Assert.Equal("A SENCO must be working as a teacher at each of the schools, or be its head", Why(Tell(new State.NotShared(), new Event.Agreed(_terms with { TeachesAtEach = false, Why = "She visits" }), new(2026, 11, 2))));

        // Being the head of one school says nothing about the others.
        Assert.StartsWith("A SENCO must be working as a teacher", Why(Tell(new State.NotShared(), new Event.Agreed(_terms with { TeachesAtEach = false, HeadOfOne = true, Why = "She visits" }), new(2026, 11, 2))), StringComparison.Ordinal);
        Assert.Equal("Enter at least two schools", Why(Tell(new State.NotShared(), new Event.Agreed(_terms with { Schools = [_terms.Schools[0]] }), new(2026, 11, 2))));
        Assert.Equal("The date must be today or in the past", Why(Tell(new State.NotShared(), new Event.Agreed(_terms with { From = new(2026, 11, 3) }), new(2026, 11, 2))));
    }
}
