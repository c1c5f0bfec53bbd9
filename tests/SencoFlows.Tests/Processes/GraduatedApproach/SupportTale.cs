using System.Text.Json;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using State = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.State;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Processes.GraduatedApproach;

/// <summary>SEN support of one pupil told as a story: people act on days, the clock does the rest.</summary>
internal sealed class SupportTale
{
    public static readonly Actor Senco = new(Role.Senco, "s1");
    public static readonly Actor Head = new(Role.Head, "h1");
    public static readonly Actor Teacher = new(Role.Teacher, "t1");
    public static readonly Actor Mother = new(Role.Parents, "c1");

    /// <summary>Five school years of a fictional school, each with the same terms.</summary>
    public static readonly School FiveYears = new("100001", "8201001", "Oak Lane Primary", Phase.Primary, false, new SchoolCalendar([.. Enumerable.Range(2026, 5).SelectMany(Year)], [], []), new Policies(), []);

    /// <summary>States pass through their stored form, as in the product.</summary>
    public bool Stores { get; init; } = true;

    public School School { get; set; } = FiveYears;

    public DateOnly Today { get; set; } = new(2026, 9, 7);

    public State State { get; private set; } = new State.NotStarted();

    public List<(DateOnly On, Effect Effect)> Effects { get; } = [];

    /// <summary>The dates that passed.</summary>
    public List<(DateOnly On, Deadline Date)> Lapsed { get; } = [];

    public Support Support => ((State.Running)State).Support;

    public IReadOnlyList<Deadline> Due => [.. All.GraduatedApproach.Due(State, School).OrderBy(d => d.Lapses)];

    public Standing Standing => All.GraduatedApproach.Standing(State);

    public bool IsOver => All.GraduatedApproach.IsOver(State);

    public static SupportTale Started(Notice? told = null, bool earlyYears = false, School? school = null, bool stores = true)
    {
        var tale = new SupportTale { School = school ?? FiveYears, Stores = stores };
        return tale.Tell(new Told.Started(tale.Today, Concern.GapStays, earlyYears, told));
    }

    /// <summary>Told, assessed, and a first plan at work until the end of the autumn term.</summary>
    public static SupportTale AtWork() => Started(new(new(2026, 9, 7), Way.Meeting)).Tell(new Told.Assessed([Evidence.TeacherAssessment])).Tell(new Told.PlanIssued(1, new(2026, 12, 17)));

    public SupportTale Tell(Told e, Actor? by = null)
    {
        var actor = by ?? Senco;
        Assert.True(All.GraduatedApproach.May(actor.Role, e), $"{actor.Role} may not tell {e}");
        Take(Assert.IsType<Step<State>.Go>(All.GraduatedApproach.Decide(State, e, new At(Today, School, actor))));
        return this;
    }

    /// <summary>Whether it was taken.</summary>
    public bool Try(Told e)
    {
        if (All.GraduatedApproach.Decide(State, e, new At(Today, School, Senco)) is Step<State>.Go go)
        {
            Take(go);
            return true;
        }

        return false;
    }

    public (string Field, string Reason) Refused(Told e)
    {
        var no = Assert.IsType<Step<State>.Refuse>(All.GraduatedApproach.Decide(State, e, new At(Today, School, Senco)));
        return (no.Field, no.Reason);
    }

    public Told.Reviewed Reviewed(Result result, Decision decision, DateOnly? next = null) => new(Support.Cycle.Plan!.Value, Today, [new("o1", result)], [new("p1", Impact.Some)], decision, next);

    /// <summary>Nobody acts until that day, and the case is woken whenever a date has passed.</summary>
    public SupportTale Until(int year, int month, int day)
    {
        for (var last = new DateOnly(year, month, day); !IsOver && Due is [var next, ..] && next.Lapses <= last;)
        {
            Today = next.Lapses > Today ? next.Lapses : Today;
            Wake();
        }

        Today = new(year, month, day);
        return this;
    }

    public void Wake()
    {
        for (var i = 0; !IsOver && All.GraduatedApproach.Due(State, School).MinBy(d => d.Lapses) is { } missed && missed.Lapses <= Today; i++)
        {
            Assert.True(i < 200, $"{missed.Rule.Id} lapses without end");
            Lapsed.Add((Today, missed));
            Take(All.GraduatedApproach.Lapse(State, missed, new At(Today, School, Actor.Clock)));
        }
    }

    public IEnumerable<string> Mails(DateOnly? on = null) => Effects.Where(e => on is null || e.On == on).Select(e => e.Effect).OfType<Effect.Email>().Select(m => $"{m.To}: {m.Template}");

    private static IEnumerable<DayRange> Year(int year) =>
    [
        new(new(year, 9, 2), new(year, 10, 23)), new(new(year, 11, 2), new(year, 12, 18)), new(new(year + 1, 1, 5), new(year + 1, 2, 12)),
        new(new(year + 1, 2, 22), new(year + 1, 3, 25)), new(new(year + 1, 4, 13), new(year + 1, 5, 28)), new(new(year + 1, 6, 7), new(year + 1, 7, 20)),
    ];

    private void Take(Step<State>.Go go)
    {
        State = Stores ? JsonSerializer.SerializeToElement(go.State, Wire.Json).Deserialize<State>(Wire.Json)! : go.State;
        Effects.AddRange(go.Effects.Select(e => (Today, e)));
    }
}
