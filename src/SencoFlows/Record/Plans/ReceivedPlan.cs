using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;

namespace SencoFlows.Record.Plans;

/// <summary>The plan that came with a pupil's record from the school before, so that a plan here can begin where that one stands.</summary>
/// <param name="From">The name of the school.</param>
public sealed record ReceivedPlan(PackPlan Plan, string From)
{
    /// <summary>Of the last record that was taken in here and came with one.</summary>
    public static async Task<ReceivedPlan?> Find(IStore store, string school, string pupil, CancellationToken ct)
    {
        var rows = store.Rows(school);
        var arrivals = (await new Caseload(school, rows).About(pupil, ct)).Where(c => c.Process == All.RecordArrival.Name)
            .Select(c => (c.Id, (All.RecordArrival.Read(c.State) as RecordArrivalProcess.State.Here)?.Arrival)).Where(a => a.Arrival?.Pupil == pupil);
        foreach (var (id, arrival) in arrivals.OrderByDescending(a => a.Arrival!.Filed))
        {
            await using var pack = await OpenPack.Open(store.Documents(school), await new KeptPacks(rows).Find(id.Id, arrival!.Number, ct), ct);
            if (pack is not null && await pack.Record(ct) is { Plan: { } plan })
            {
                return new(plan, arrival.Sender);
            }
        }

        return null;
    }

    /// <summary>
    /// A draft of what the other school did. Its texts are a stranger's and are cleaned; its days are past, so provisions begin anew and
    /// the review is ours to choose. What it cost here is worked out here.
    /// </summary>
    /// <param name="id">Of the draft.</param>
    /// <param name="pupil">With the needs that our own record holds.</param>
    /// <param name="school">With its term dates.</param>
    /// <param name="by">The opaque id of a member of staff.</param>
    /// <param name="at">When.</param>
    public PlanDraft Begin(string id, Pupil pupil, School school, string by, DateTimeOffset at)
    {
        var draft = PlanStart.From(id, 0, pupil, [], school.Calendar, by, at);
        var (review, start) = (draft[DraftFields.Review.Name], DraftFields.Write(PlanStart.FirstDay(school.Calendar, at.EnglishDate)));
        foreach (var (i, b) in (Plan.Baselines ?? []).Take(DraftFields.Baselines.Most).Index())
        {
            Line($"baselines.came{i + 1}", ("what", b.What), ("result", b.Result), ("on", b.On is { } on ? DraftFields.Write(on) : ""));
        }

        foreach (var (i, o) in Plan.Outcomes.Take(DraftFields.Outcomes.Most).Index())
        {
            Line($"outcomes.came{i + 1}", ("what", o.What), ("measure", o.Measure), ("target", o.Target), ("by", o.By > at.EnglishDate ? DraftFields.Write(o.By) : review));
        }

        foreach (var (i, p) in Plan.Provisions.Take(DraftFields.Provisions.Most).Index())
        {
            Line($"provisions.came{i + 1}", ("name", p.Name), ("by", $"{Deliverers.OfPack(p.By)}"), ("group", DraftFields.Write(p.GroupSize)), ("times", DraftFields.Write(p.TimesAWeek)),
                ("minutes", DraftFields.Write(p.Minutes)), ("weeks", DraftFields.Write(p.Weeks)), ("start", start));
        }

        foreach (var (name, text) in new[] { ("adjustments", Plan.Adjustments), ("home", Plan.AtHome), ("likes", Plan.Likes), ("important", Plan.Important), ("helps", Plan.Helps) })
        {
            draft = draft.With(name, Ours(text), by, at);
        }

        return draft;

        void Line(string line, params ReadOnlySpan<(string Name, string? Text)> fields)
        {
            draft = draft.WithLine(line);
            foreach (var (name, text) in fields)
            {
                draft = draft.With($"{line}.{name}", Ours(text), by, at);
            }
        }
    }

    private static string Ours(string? text) => PastedText.Clean(text is { Length: > 10_000 } ? text[..10_000] : text);
}
