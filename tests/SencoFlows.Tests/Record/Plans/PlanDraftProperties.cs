using CsCheck;
using SencoFlows.Record.Plans;

namespace SencoFlows.Tests.Record.Plans;

/// <summary>Three people with a window each, who type, save and look again in any order.</summary>
public class PlanDraftProperties
{
    private static readonly string[] _fields = ["home", "outcomes.a.what", "outcomes.a.target", "outcomes.b.what"];

    private sealed record Step(int Who, string[] Typed, bool Looks, int Removes);

    private static readonly Gen<Step> _step = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 5].Select(n => n == 0 ? "" : n < 4 ? $"text {n}" : null!).Array[4], Gen.Bool, Gen.Int[0, 8],
        (who, typed, looks, removes) => new Step(who, typed, looks, removes));

    [Fact]
    public void Whatever_they_do_nothing_typed_is_lost_and_nobody_writes_over_what_they_have_not_seen() => _step.Array[1, 30].Sample(steps =>
    {
        var draft = new PlanDraft("d", 0);
        Dictionary<string, string>[] seen = [.. Enumerable.Range(0, 3).Select(_ => _fields.ToDictionary(f => f, _ => "", StringComparer.Ordinal))];
        var n = 0;
        foreach (var step in steps)
        {
            var mine = seen[step.Who];
            if (step.Looks)
            {
                seen[step.Who] = _fields.ToDictionary(f => f, f => draft[f], StringComparer.Ordinal);
                continue;
            }

            // Null leaves a field as it stands on the screen; every other text is this person's own.
            n++;
            var typed = _fields.Zip(step.Typed).ToDictionary(p => p.First, p => p.Second is null ? mine[p.First] : p.Second.Length == 0 ? "" : $"{p.Second} of {n}", StringComparer.Ordinal);
            var before = draft;
            (draft, var clashes) = draft.Merge(_fields.Select(f => new Answered(f, typed[f], PlanDraft.MarkOf(mine[f]))), $"s{step.Who}", SamplePlan.Morning);
            foreach (var field in _fields)
            {
                var clash = clashes.FirstOrDefault(c => c.Field == field);
                var (changed, overtaken) = (typed[field] != mine[field], before[field] != mine[field] && before[field] != typed[field]);
                Assert.Equal(changed && overtaken, clash is not null); // Told exactly when both changed it to different texts,
                Assert.Equal(changed && !overtaken ? typed[field] : before[field], draft[field]); // kept as theirs then, and as mine else,
                Assert.True(clash is null || (clash.Theirs.Text, clash.Mine) == (before[field], typed[field])); // and both texts are there to see.
                seen[step.Who][field] = clash is null ? draft[field] : before[field];
            }

            if (step.Removes == 0)
            {
                var removed = draft.Without("outcomes.a");
                Assert.Equal(draft["outcomes.a.what"], removed["outcomes.a.what"]);
                draft = removed;
            }

            // What has just been typed into a line is never in a line that is gone.
            Assert.All(_fields.Where(f => step.Removes > 0 && PlanDraft.LineOf(f) is not null && draft[f] != before[f]), f => Assert.Contains(PlanDraft.LineOf(f)!, draft.Lines));
        }
    }, iter: 2000);
}
