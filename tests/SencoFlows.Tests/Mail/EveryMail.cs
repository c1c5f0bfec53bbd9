using System.Text.Json;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Mail;

/// <summary>Every mail that any process can ask for, found by letting everything that can happen happen in every kind of state.</summary>
internal static class EveryMail
{
    public sealed record Found(string Process, JsonElement State, Effect.Email Email);

    private const int _variants = 24;
    private static readonly Role[] _roles = [Role.Senco, Role.Admin, Role.System, Role.NextSchool, Role.Parents, Role.Head, Role.Governor, Role.SafeguardingLead];
    private static readonly DateOnly _start = new(2026, 11, 20);
    private static readonly School _school = new Tale().School;
    private static readonly Lazy<IReadOnlyList<Found>> _all = new(() => [.. All.ByName.Values.SelectMany(Walk)]);

    public static IReadOnlyList<Found> Of => _all.Value;

    /// <summary>One for each template and role, in a state in which it is sent.</summary>
    public static IReadOnlyList<Found> OneOfEach => [.. Of.DistinctBy(f => (f.Email.Template, f.Email.To))];

    /// <summary>Of the states that stand alike, so many are followed: a process with many flags would never be walked to its end.</summary>
    private static List<Found> Walk(Process process)
    {
        List<JsonElement> events = [.. process.ExamplesAsJson(_start)];
        Queue<(JsonElement? State, DateOnly Today)> open = new([(null, _start)]);
        Dictionary<string, HashSet<string>> seen = [];
        List<Found> found = [];
        while (open.TryDequeue(out var at))
        {
            foreach (var (told, today) in Next(process, events, at.State, at.Today))
            {
                found.AddRange(told.Effects.OfType<Effect.Email>().Select(e => new Found(process.Name, told.State!.Value, e)));
                var standing = process.Standing(told.State!.Value);
                var like = seen.TryGetValue($"{standing.Stage}|{standing.Action}", out var known) ? known : seen[$"{standing.Stage}|{standing.Action}"] = [];
                if (like.Count < _variants && like.Add(Kind(told.State!.Value)))
                {
                    open.Enqueue((told.State, today));
                }
            }
        }

        return found;
    }

    private static IEnumerable<(SencoFlows.Cases.Told Told, DateOnly Today)> Next(Process process, List<JsonElement> events, JsonElement? state, DateOnly today)
    {
        foreach (var e in events)
        {
            foreach (var role in _roles)
            {
                if (process.Decide(state, e, new(today, _school, new(role, role.ToString().ToLowerInvariant()))) is { Refusal: null } told)
                {
                    yield return (told, today);
                    break;
                }
            }
        }

        foreach (var due in process.IsOver(state) ? [] : process.Due(state, _school))
        {
            var on = due.Lapses > today ? due.Lapses : today;
            yield return (process.Lapse(state, due, new(on, _school, Actor.Clock)), on);
        }
    }

    /// <summary>States of one kind ask for the same mails: dates, words and flags are left out, of a list its last entry counts, and a fourth chase is like a third.</summary>
    private static string Kind(JsonElement state) => state.ValueKind switch
    {
        JsonValueKind.Object => string.Join(',', state.EnumerateObject().Select(p => $"{p.Name}:{(p.NameEquals("$is") ? p.Value.GetString() : Kind(p.Value))}")),
        JsonValueKind.Array => state.GetArrayLength() == 0 ? "" : Kind(state[state.GetArrayLength() - 1]),
        JsonValueKind.Number => Math.Min(3, state.GetDouble()).ToString("0", System.Globalization.CultureInfo.InvariantCulture),
        _ => "",
    };
}
