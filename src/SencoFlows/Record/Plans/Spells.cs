using SencoFlows.Law;

namespace SencoFlows.Record.Plans;

/// <summary>Keeps account of what was given when, across versions.</summary>
internal static class Spells
{
    /// <summary>What ran until now and what runs from today on.</summary>
    public static IReadOnlyList<Spell> After(IReadOnlyList<Spell> before, Plan plan, DateOnly today)
    {
        var oldest = AcademicYear.Of(today).From.AddYears(-1);
        List<Spell> spells = [];
        foreach (var spell in before.Where(s => s.Until >= oldest))
        {
            if (spell.Until < today || plan.Provisions.Contains(spell.Provision))
            {
                spells.Add(spell);
            }
            else if (spell.From < today)
            {
                spells.Add(spell with { Until = today.AddDays(-1) });
            }
        }

        foreach (var provision in plan.Provisions.Where(p => !before.Any(s => s.Provision == p)))
        {
            var earlier = before.Any(s => s.Provision.Id == provision.Id);
            var from = earlier && provision.Start < today ? today : provision.Start;
            if (from <= provision.End)
            {
                spells.Add(new(provision, from, provision.End));
            }
        }

        return spells;
    }
}
