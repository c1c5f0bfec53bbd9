namespace SencoFlows.Record.Plans;

/// <summary>Something that is not as it was.</summary>
/// <param name="Part">The heading under which it stands.</param>
/// <param name="What">"Reads a new page: Target"; "" for a text that stands alone under its heading.</param>
/// <param name="Before">Null when it is new.</param>
/// <param name="After">Null when it was taken out.</param>
public sealed record PlanChange(string Part, string What, string? Before, string? After);

/// <summary>What is different between two versions of a plan, as people would say it.</summary>
public static class PlanDifference
{
    public static IReadOnlyList<PlanChange> Between(Plan before, Plan after)
    {
        List<PlanChange> changes = [];
        foreach (var (was, now) in PlanWords.Of(before).Zip(PlanWords.Of(after)))
        {
            foreach (var item in now.Items)
            {
                changes.AddRange(was.Items.FirstOrDefault(i => i.Key == item.Key) is { } old ? Within(now.Heading, old, item) : [new(now.Heading, item.Title, null, Whole(item))]);
            }

            changes.AddRange(was.Items.Where(i => now.Items.All(n => n.Key != i.Key)).Select(i => new PlanChange(now.Heading, i.Title, Whole(i), null)));
        }

        return changes;
    }

    private static IEnumerable<PlanChange> Within(string part, PlanItem was, PlanItem now)
    {
        if (was.Title != now.Title)
        {
            yield return new(part, "Wording", was.Title, now.Title);
        }

        foreach (var label in now.Facts.Concat(was.Facts).Select(f => f.Label).Distinct(StringComparer.Ordinal))
        {
            var (before, after) = (Text(was, label), Text(now, label));
            if (before != after)
            {
                yield return new(part, label.Length == 0 ? now.Title : $"{now.Title}: {label}", before, after);
            }
        }
    }

    private static string? Text(PlanItem item, string label) => item.Facts.FirstOrDefault(f => f.Label == label)?.Text;

    private static string Whole(PlanItem item) => string.Join('\n', item.Facts.Select(f => f.Label.Length == 0 ? f.Text : $"{f.Label}: {f.Text}").Prepend(item.Title).Where(t => t.Length > 0));
}
