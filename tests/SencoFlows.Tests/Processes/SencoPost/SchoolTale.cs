using System.Text.Json;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Record;
using SencoFlows.Tests.Law;
using Post = SencoFlows.Processes.SencoPost.SencoPostProcess;
using Roles = SencoFlows.Processes.SencoPost.SencoRoleProcess;

namespace SencoFlows.Tests.Processes.SencoPost;

/// <summary>The SENCOs of one school told as a story: the school's case and one for each post, which tell each other things as the hosts would let them.</summary>
internal sealed class SchoolTale(DateOnly today)
{
    public static readonly Actor Head = new(Role.Head, "h1");
    public static readonly Actor Governor = new(Role.Governor, "g1");
    public static readonly SencoPerson Teacher = new(true, Induction.Completed, true);

    private readonly Dictionary<string, object> _states = new(StringComparer.Ordinal) { [Roles.CaseId] = new Roles.State.NotKept() };

    public School School { get; set; } = new("100001", "8201001", "Oak Lane Primary", Phase.Primary, true, SchoolOne.Calendar, new Policies(),
    [
        new("s1", "Sofia Reyes", "s@x.example", [Role.Teacher]), new("s2", "Sam Okoro", "o@x.example", [Role.Teacher]), new("h1", "Hugh Marlow", "h@x.example", [Role.Head]),
    ]);

    public DateOnly Today { get; private set; } = today;

    public List<(DateOnly On, string Mail)> Mails { get; } = [];

    public Roles.State Arrangement => (Roles.State)_states[Roles.CaseId];

    public Standing Stands => All.SencoRole.Standing(Arrangement);

    public Post.State At(string post) => (Post.State)_states[post];

    public Tenure Tenure(string post) => Post.TenureOf(At(post));

    public SencoVerdict Verdict(string post) => Tenure(post).On(Today);

    public Standing Standing(string post) => All.SencoPost.Standing(At(post));

    public IEnumerable<Deadline> Due(string post) => All.SencoPost.Due(At(post), School).OrderBy(d => d.Lapses);

    public IReadOnlyList<string> Sencos => [.. School.Staff.Where(s => s.Roles.Contains(Role.Senco)).Select(s => s.Id)];

    /// <summary>The post of s1 is p1.</summary>
    public SchoolTale Named(string staff = "s1", DateOnly? from = null, SencoPerson? person = null, params SencoSpell[] earlier) =>
        Tell(new Roles.Event.Named(staff, PostOf(staff), "SENCO", from ?? Today, person ?? Teacher, false, earlier));

    public (string Field, string Why) NotNamed(string staff = "s1", DateOnly? from = null, SencoPerson? person = null, params SencoSpell[] earlier) =>
        Refused(All.SencoRole.Decide(Arrangement, new Roles.Event.Named(staff, PostOf(staff), "SENCO", from ?? Today, person ?? Teacher, false, earlier), Now(Head)));

    public SchoolTale Tell(Roles.Event e, Actor? by = null) => Tell(All.SencoRole, Roles.CaseId, e, by ?? Head);

    /// <summary>By the SENCO herself unless told.</summary>
    public SchoolTale Tell(string post, Post.Event e, Actor? by = null) => Tell(All.SencoPost, post, e, by ?? Self(post));

    /// <summary>Tells it unless it is refused.</summary>
    public bool Try(string post, Post.Event e, Actor by)
    {
        var taken = All.SencoPost.Decide(At(post), e, Now(by)) is Step<Post.State>.Go;
        if (taken)
        {
            Tell(post, e, by);
        }

        return taken;
    }

    public (string Field, string Why) Refused(string post, Post.Event e, Actor? by = null) => Refused(All.SencoPost.Decide(At(post), e, Now(by ?? Self(post))));

    public (string Field, string Why) Refused(Roles.Event e) => Refused(All.SencoRole.Decide(Arrangement, e, Now(Head)));

    /// <summary>The hosts wake every case each morning until that day.</summary>
    public SchoolTale Until(int year, int month, int day)
    {
        for (var last = new DateOnly(year, month, day); Today < last;)
        {
            Today = Today.AddDays(1);
            Wake();
        }

        return this;
    }

    /// <summary>Nothing runs until that day; then everything catches up.</summary>
    public SchoolTale AsleepUntil(int year, int month, int day)
    {
        Today = new(year, month, day);
        Wake();
        return this;
    }

    public IEnumerable<string> On(int year, int month, int day) => Mails.Where(m => m.On == new DateOnly(year, month, day)).Select(m => m.Mail);

    public IEnumerable<DateOnly> DaysOf(string mail) => Mails.Where(m => m.Mail == mail).Select(m => m.On);

    public static string PostOf(string staff) => $"p{staff[1..]}";

    private Actor Self(string post) => new(Role.Senco, At(post) is Post.State.NotAppointed ? "s1" : Tenure(post).Staff);

    private At Now(Actor by) => new(Today, School, by);

    private static (string Field, string Why) Refused<T>(Step<T> step)
    {
        var no = Assert.IsType<Step<T>.Refuse>(step);
        return (no.Field, no.Reason);
    }

    private SchoolTale Tell<TState, TEvent>(Process<TState, TEvent> process, string id, TEvent e, Actor by)
        where TState : class
        where TEvent : class
    {
        Assert.True(process.May(by.Role, e), $"{by.Role} may not tell {e}");
        var step = process.Decide((TState)_states.GetValueOrDefault(id, process.Start), e, Now(by));
        Assert.True(step is Step<TState>.Go, (step as Step<TState>.Refuse)?.Reason);
        Take(id, (Step<TState>.Go)step);
        return this;
    }

    private void Wake()
    {
        foreach (var id in _states.Keys.ToList())
        {
            if (_states[id] is Roles.State)
            {
                Wake(All.SencoRole, id);
            }
            else
            {
                Wake(All.SencoPost, id);
            }
        }
    }

    private void Wake<TState, TEvent>(Process<TState, TEvent> process, string id)
        where TState : class
        where TEvent : class
    {
        for (var i = 0; process.Due((TState)_states[id], School).OrderBy(d => d.Lapses).FirstOrDefault(d => d.Lapses <= Today) is { } missed; i++)
        {
            Assert.True(i < 100, $"{missed.Rule.Id} lapses without end");
            Take(id, process.Lapse((TState)_states[id], missed, Now(Actor.Clock)));
        }
    }

    private void Take<TState>(string id, Step<TState>.Go go)
    {
        _states[id] = JsonSerializer.SerializeToElement(go.State, Wire.Json).Deserialize<TState>(Wire.Json)!;
        foreach (var effect in go.Effects)
        {
            switch (effect)
            {
                case Effect.Email mail: Mails.Add((Today, $"{mail.To}: {mail.Template}")); break;
                case Effect.GiveRole give: School = School with { Staff = [.. School.Staff.Select(s => s.Id == give.Staff ? s with { Roles = give.Has ? [.. s.Roles.Union([give.Role])] : [.. s.Roles.Where(r => r != give.Role)] } : s)] }; break;
                case Effect.OpenCase { Process: "senco-role" } open: Tell(All.SencoRole, open.Id, All.SencoRole.ReadEvent(open.Event), new(Role.System, School.Urn)); break;
                case Effect.OpenCase open: Tell(All.SencoPost, open.Id, All.SencoPost.ReadEvent(open.Event), new(Role.System, School.Urn)); break;
                default: Assert.Fail($"{effect}"); break;
            }
        }
    }
}
