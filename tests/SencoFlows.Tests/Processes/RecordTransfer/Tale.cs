using System.Text.Json;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Processes.RecordTransfer;

/// <summary>One transfer told as a story: people act on days, the clock does the rest. Every state passes through its stored form.</summary>
internal sealed class Tale
{
    public static readonly Actor Senco = new(Role.Senco, "s1");
    public static readonly Actor Office = new(Role.Admin, "a1");
    public static readonly Actor NextSchool = new(Role.NextSchool, "senco-1");
    public static readonly Actor Parent = new(Role.Parents, "c1");

    public static readonly Destination Registered = new("Hill Top Academy", "office@hilltop.sch.uk", "100002") { Senco = "senco@hilltop.sch.uk", Head = "head@hilltop.sch.uk", FromRegister = true };

    private readonly RecordTransferProcess _process = new();

    /// <summary>A fictional school whose calendar the worked examples of the law use.</summary>
    public School School { get; set; } = new("100001", "8201001", "Oak Lane Primary", Phase.Primary, false,
        new SchoolCalendar(
            [
                new(new(2026, 9, 2), new(2026, 10, 23)), new(new(2026, 11, 2), new(2026, 12, 18)), new(new(2027, 1, 5), new(2027, 2, 12)),
                new(new(2027, 2, 22), new(2027, 3, 25)), new(new(2027, 4, 13), new(2027, 5, 28)), new(new(2027, 6, 7), new(2027, 7, 20)),
                new(new(2027, 9, 2), new(2027, 10, 22)),
            ],
            [new(2026, 11, 27)], [new(2027, 5, 3)]), new Policies(), []);

    public DateOnly Today { get; private set; } = new(2026, 11, 20);

    public State State { get; private set; } = new State.NotStarted();

    public List<(DateOnly On, Effect Effect)> Effects { get; } = [];

    public Transfer Transfer => ((State.Moving)State).Transfer;

    public IReadOnlyList<Deadline> Due => [.. _process.Due(State, School).OrderBy(d => d.Lapses)];

    public Standing Standing => _process.Standing(State);

    public bool IsOver => _process.IsOver(State);

    public Tale Tell(Told e, Actor? by = null)
    {
        var actor = by ?? Senco;
        Assert.True(_process.May(actor.Role, e), $"{actor.Role} may not tell {e}");
        var step = _process.Decide(State, e, new At(Today, School, actor));
        Take(Assert.IsType<Step<State>.Go>(step));
        return this;
    }

    public (string Field, string Reason) Refused(Told e, Actor? by = null)
    {
        var no = Assert.IsType<Step<State>.Refuse>(_process.Decide(State, e, new At(Today, School, by ?? Senco)));
        return (no.Field, no.Reason);
    }

    /// <summary>The hosts wake the case every morning until that day.</summary>
    public Tale Until(int year, int month, int day)
    {
        for (var last = new DateOnly(year, month, day); Today < last;)
        {
            Today = Today.AddDays(1);
            Wake();
        }

        return this;
    }

    /// <summary>Nothing runs until that day; then everything catches up.</summary>
    public Tale AsleepUntil(int year, int month, int day)
    {
        Today = new(year, month, day);
        Wake();
        return this;
    }

    public Tale Sent(DateOnly? leaving = null, Destination? to = null) => Tell(new Told.Started(to ?? Registered, leaving ?? Today, new(Sharing.Agreed))).PackedAs('a');

    public Tale PackedAs(char hash) => Tell(new Told.Packed(Transfer.Parcel.Number, new string(hash, 64), new string('b', 64), 1000, 4), new Actor(Role.System, "packs"));

    public IEnumerable<string> Mails(DateOnly? on = null) => Effects.Where(e => on is null || e.On == on).Select(e => e.Effect).OfType<Effect.Email>().Select(m => $"{m.To}: {m.Template}");

    private void Wake()
    {
        for (var i = 0; _process.Due(State, School).OrderBy(d => d.Lapses).FirstOrDefault(d => d.Lapses <= Today) is { } missed; i++)
        {
            Assert.True(i < 100, $"{missed.Rule.Id} lapses without end");
            Take(_process.Lapse(State, missed, new At(Today, School, Actor.Clock)));
        }
    }

    private void Take(Step<State>.Go go)
    {
        State = JsonSerializer.SerializeToElement(go.State, Wire.Json).Deserialize<State>(Wire.Json)!;
        Effects.AddRange(go.Effects.Select(e => (Today, e)));
    }
}
