using System.Text.Json;
using System.Text.RegularExpressions;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Tests.Law;

namespace SencoFlows.Tests.Processes;

/// <summary>
/// The places that a process can reach: tries each example event by everybody who may tell it, and each date that passes, from each
/// place found so far. A place is how the state stands, which rules are running and which fields are filled in; days, numbers
/// and words make no other place, and of each standing only the first variants are walked.
/// </summary>
internal sealed partial class ProcessWalk<TState, TEvent>
    where TState : class
    where TEvent : class
{
    public static readonly DateOnly Start = new(2026, 11, 23);

    private const int _variants = 24;
    private readonly Process<TState, TEvent> _process;
    private readonly List<Place> _places = [];
    private readonly Dictionary<string, HashSet<string>> _seen = new(StringComparer.Ordinal);
    private readonly SortedSet<(string From, string To, string Why)> _edges = new(Comparer<(string From, string To, string Why)>.Create(
        (a, b) => string.CompareOrdinal($"{a.From}|{a.To}|{a.Why}", $"{b.From}|{b.To}|{b.Why}")));

    public ProcessWalk(Process<TState, TEvent> process)
    {
        _process = process;
        Events = [.. process.Examples(Start)];
        Queue<Place> queue = new([new(process.Start, Start)]);
        while (queue.TryDequeue(out var place))
        {
            if (IsNew(place.State))
            {
                _places.Add(place);
                Follow(place).ForEach(queue.Enqueue);
            }
        }
    }

    /// <param name="Today">The day on which the walk came there first.</param>
    internal sealed record Place(TState State, DateOnly Today);

    /// <summary>What happened when an event was told somewhere.</summary>
    internal sealed record Told(Place At, TEvent Event, Actor By, Step<TState> Answer);

    public IReadOnlyList<TEvent> Events { get; }

    public IReadOnlyList<Place> Places => _places;

    public List<Told> Answers { get; } = [];

    /// <summary>The state diagram in the language of Mermaid.</summary>
    public string Diagram()
    {
        var states = Places.Select(p => p.State.GetType()).Distinct().OrderBy(t => t.Name, StringComparer.Ordinal);
        var ends = Places.Where(p => _process.IsOver(p.State)).Select(p => p.State.GetType().Name).Distinct().Order(StringComparer.Ordinal);
        IEnumerable<string> lines =
        [
            "%% Generated from the code by a test and approved: do not edit.",
            "stateDiagram-v2",
            .. states.Select(t => $"    {t.Name} : {Words().Replace(t.Name, m => $" {m.Value.ToLowerInvariant()}")}"),
            $"    [*] --> {_process.Start.GetType().Name}",
            .. _edges.GroupBy(e => (e.From, e.To)).Select(g => $"    {g.Key.From} --> {g.Key.To} : {string.Join("<br>", g.Select(e => e.Why))}"),
            .. ends.Select(end => $"    {end} --> [*]"),
        ];
        return string.Join('\n', lines) + "\n";
    }

    public static At AtOf(DateOnly today, Actor by) => new(today, School, by);

    public static School School { get; } = new("100001", "8201001", "Oak Lane Primary", Phase.Primary, false, SchoolOne.Calendar, new Policies(), []);

    private List<Place> Follow(Place place)
    {
        List<Place> next = [];
        foreach (var e in Events)
        {
            foreach (var role in Enum.GetValues<Role>().Where(r => _process.May(r, e)))
            {
                var by = new Actor(role, $"{role}".ToLowerInvariant());
                var answer = _process.Decide(place.State, e, AtOf(place.Today, by));
                Answers.Add(new(place, e, by, answer));
                if (answer is Step<TState>.Go go)
                {
                    Edge(place.State, go.State, e.GetType().Name);
                    next.Add(new(go.State, place.Today));
                }
            }
        }

        foreach (var due in _process.Due(place.State, School).GroupBy(d => d.Rule.Id).Select(g => g.MinBy(d => d.Lapses)!))
        {
            var today = due.Lapses > place.Today ? due.Lapses : place.Today;
            var after = _process.Lapse(place.State, due, AtOf(today, Actor.Clock)).State;
            Edge(place.State, after, $"{due.Rule.Id} {(due.IsReminder ? "comes" : "passes")}");
            next.Add(new(after, today));
        }

        return next;
    }

    private void Edge(TState from, TState to, string why) =>
        _edges.Add((from.GetType().Name, to.GetType().Name, Words().Replace(why, m => $" {m.Value.ToLowerInvariant()}")));

    private bool IsNew(TState state)
    {
        var standing = _process.Standing(state);
        var stands = $"{state.GetType().Name}|{standing.Stage}|{standing.Action}";
        var due = (_process.IsOver(state) ? [] : _process.Due(state, School)).Select(d => d.Rule.Id).Distinct().Order(StringComparer.Ordinal);
        var shapes = _seen.TryGetValue(stands, out var seen) ? seen : _seen[stands] = new(StringComparer.Ordinal);
        return shapes.Count < _variants && shapes.Add($"{string.Join(',', due)}|{Shape(JsonSerializer.SerializeToElement(state, Wire.Json))}");
    }

    /// <summary>Which fields are filled in, without the days, numbers and words in them.</summary>
    private static string Shape(JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.Object => string.Concat(e.EnumerateObject().Select(p => $"{p.Name}({(p.Name == "$is" ? p.Value.GetString() : Shape(p.Value))})")),
        JsonValueKind.Array => string.Concat(e.EnumerateArray().Select(Shape).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(s => $"[{s}]")),
        JsonValueKind.True => "+",
        JsonValueKind.False => "-",
        _ => "",
    };

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
