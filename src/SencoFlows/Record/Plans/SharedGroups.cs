using SencoFlows.Law;

namespace SencoFlows.Record.Plans;

/// <summary>Which pupils sit together: whose plans name the same provision, given by the same person, as often, as long and to a group of the same size.</summary>
public sealed record GroupKey(string Name, Deliverer By, string Who, int Size, decimal TimesAWeek, int Minutes)
{
    /// <summary>Null for a provision that a pupil has alone.</summary>
    public static GroupKey? Of(PlanProvision p) => p.GroupSize < 2 ? null : new(p.Name.Trim().ToUpperInvariant(), p.By, (p.Who ?? "").Trim().ToUpperInvariant(), p.GroupSize, p.TimesAWeek, p.Minutes);
}

/// <summary>Those who sit together on one day. A school pays for the whole session however many come, so the cost of a place is that of those who are there.</summary>
/// <param name="Provision">As one of their plans has it.</param>
public sealed record SharedGroup(PlanProvision Provision, int Pupils)
{
    /// <summary>As many as are needed for all of them.</summary>
    public int Groups => GroupsOf(Pupils, Provision.GroupSize);

    public int FreePlaces => (Groups * Provision.GroupSize) - Pupils;

    /// <summary>Hours a week of staff for all of them.</summary>
    public decimal HoursAWeek => Provision.Minutes * Provision.TimesAWeek / 60 * Groups;

    /// <summary>Pounds a week for all of them.</summary>
    public decimal CostAWeek => HoursAWeek * Provision.PerHour;

    /// <summary>The part of one session that falls to each.</summary>
    public decimal Share => ShareOf(Pupils, Provision.GroupSize);

    internal static decimal ShareOf(int pupils, int size) => (decimal)GroupsOf(pupils, size) / pupils;

    private static int GroupsOf(int pupils, int size) => (pupils + size - 1) / size;
}

/// <summary>How many share each provision on each day of a school year.</summary>
internal sealed class SharedGroups
{
    private readonly Dictionary<GroupKey, int[]> _members = [];
    private readonly Dictionary<GroupKey, decimal[]> _shares = [];
    private readonly AcademicYear _year;
    private readonly bool[] _open;

    /// <param name="spells">Of all pupils, as long as each is here.</param>
    /// <param name="year">Whose days are looked at.</param>
    /// <param name="open">Of each of its days, whether the school is open: sessions are on those.</param>
    public SharedGroups(IEnumerable<Spell> spells, AcademicYear year, bool[] open)
    {
        (_year, _open) = (year, open);
        var days = open.Length;
        foreach (var spell in spells.Where(s => s.Until >= year.From && s.From <= year.To && s.From <= s.Until))
        {
            if (GroupKey.Of(spell.Provision) is not { } key)
            {
                continue;
            }

            if (!_members.TryGetValue(key, out var members))
            {
                _members[key] = members = new int[days + 1];
            }

            members[Math.Max(0, At(spell.From))]++;
            members[Math.Min(days - 1, At(spell.Until)) + 1]--;
        }

        foreach (var (key, members) in _members)
        {
            var shares = new decimal[days + 1];
            var share = 0m;
            for (var (i, n) = (0, 0); i < days; i++)
            {
                if (members[i] != 0)
                {
                    n += members[i];
                    share = n > 0 ? SharedGroup.ShareOf(n, key.Size) : 0;
                }

                members[i] = n; // From a change of the number to the number itself.
                shares[i + 1] = _open[i] ? shares[i] + share : shares[i];
            }

            _shares[key] = shares;
        }
    }

    /// <summary>The parts of sessions that fall to one pupil from one day to another, both included and both in the year: each school day counts 1 for who has it alone.</summary>
    public decimal Sessions(GroupKey? key, DateOnly from, DateOnly until) =>
        until < from ? 0
        : key is null ? _open.AsSpan(At(from), until.DayNumber - from.DayNumber + 1).Count(true)
        : _shares.TryGetValue(key, out var shares) ? shares[At(until) + 1] - shares[At(from)] : 0; // None: it begins after its pupil has left.

    /// <summary>Null for a provision that a pupil has alone.</summary>
    public SharedGroup? On(GroupKey? key, PlanProvision p, DateOnly day) => key is not null && _members.TryGetValue(key, out var members) && members[At(day)] is > 0 and var n ? new(p, n) : null;

    private int At(DateOnly day) => day.DayNumber - _year.From.DayNumber;
}
