using SencoFlows.Law;

namespace SencoFlows.Record.Plans;

/// <summary>Which pupils sit together: whose plans name the same provision, given by the same person, as often, as long and to a group of the same size.</summary>
public sealed record GroupKey(string Name, Deliverer By, string Who, int Size, decimal TimesAWeek, int Minutes)
{
    public static GroupKey Of(PlanProvision p) => new(p.Name.Trim().ToUpperInvariant(), p.By, (p.Who ?? "").Trim().ToUpperInvariant(), p.GroupSize, p.TimesAWeek, p.Minutes);
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
    /// <param name="calendar">Of the school: sessions are on its days.</param>
    /// <param name="year">Whose days are looked at.</param>
    public SharedGroups(IEnumerable<Spell> spells, SchoolCalendar calendar, AcademicYear year)
    {
        _year = year;
        var days = year.To.DayNumber - year.From.DayNumber + 1;
        _open = [.. Enumerable.Range(0, days).Select(i => calendar.Has(year.From.AddDays(i)))];
        foreach (var spell in spells.Where(s => s.Provision.GroupSize > 1 && s.Until >= year.From && s.From <= year.To && s.From <= s.Until))
        {
            var key = GroupKey.Of(spell.Provision);
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
            for (var (i, n) = (0, 0); i < days; i++)
            {
                n += members[i];
                members[i] = n; // From a change of the number to the number itself.
                shares[i + 1] = shares[i] + (_open[i] && n > 0 ? SharedGroup.ShareOf(n, key.Size) : 0);
            }

            _shares[key] = shares;
        }
    }

    /// <summary>The parts of sessions that fall to one pupil from one day to another, both included and both in the year: each school day counts 1 for who has it alone.</summary>
    public decimal Sessions(PlanProvision p, DateOnly from, DateOnly until)
    {
        if (until < from)
        {
            return 0;
        }

        return p.GroupSize > 1 ? _shares[GroupKey.Of(p)][At(until) + 1] - _shares[GroupKey.Of(p)][At(from)]
            : _open.AsSpan(At(from), until.DayNumber - from.DayNumber + 1).Count(true);
    }

    /// <summary>Null for a provision that a pupil has alone.</summary>
    public SharedGroup? On(PlanProvision p, DateOnly day) => p.GroupSize > 1 && _members.TryGetValue(GroupKey.Of(p), out var members) && members[At(day)] is > 0 and var n ? new(p, n) : null;

    private int At(DateOnly day) => day.DayNumber - _year.From.DayNumber;
}
