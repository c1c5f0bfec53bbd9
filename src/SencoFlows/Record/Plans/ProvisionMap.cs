using SencoFlows.Law;

namespace SencoFlows.Record.Plans;

/// <summary>A provision of one pupil and its money in this school year.</summary>
/// <param name="SoFar">Pounds until today, by the school days that have passed.</param>
/// <param name="Planned">Pounds in the whole school year, as the plans say.</param>
/// <param name="Onward">Pounds in the whole school year if what runs now goes on to its end.</param>
/// <param name="Now">Given today.</param>
public sealed record MappedProvision(PlanProvision Provision, decimal SoFar, decimal Planned, decimal Onward, bool Now);

/// <summary>One pupil's row of the provision map.</summary>
public sealed record MappedPupil(Pupil Pupil, PlanHead Plan, IReadOnlyList<MappedProvision> Provisions)
{
    public decimal SoFar => Provisions.Sum(p => p.SoFar);

    public decimal Planned => Provisions.Sum(p => p.Planned);

    public decimal Onward => Provisions.Sum(p => p.Onward);

    public decimal HoursAWeek => Provisions.Where(p => p.Now).Sum(p => p.Provision.HoursAWeek);

    public SenType? MainNeed => Pupil.Needs is [var first, ..] ? first.Type : null;
}

/// <summary>Who is given what, and what it costs in one school year: worked out from one list of pupils and one of plans.</summary>
public sealed record ProvisionMap(AcademicYear Year, IReadOnlyList<MappedPupil> Pupils)
{
    public static ProvisionMap Of(IEnumerable<Pupil> pupils, IReadOnlyDictionary<string, PlanHead> plans, SchoolCalendar calendar, DateOnly today)
    {
        var year = AcademicYear.Of(today);
        var money = new Money(calendar, year, today);
        return new(year, [.. pupils.Where(p => p.OnRoll(today) && plans.ContainsKey(p.Id))
            .Select(p => new MappedPupil(p, plans[p.Id], [.. plans[p.Id].Spells.Where(s => s.Until >= year.From && s.From <= year.To).Select(money.Of)]))]);
    }

    /// <summary>The names of what is given today, the most frequent first: the columns of the picture.</summary>
    public IReadOnlyList<string> Names => [.. Pupils.SelectMany(p => p.Provisions.Where(x => x.Now).Select(x => x.Provision.Name.Trim())).GroupBy(n => n, StringComparer.OrdinalIgnoreCase)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.OrdinalIgnoreCase).Select(g => g.Key)];

    /// <summary>Staff hours a week that today's plans need of one kind of staff.</summary>
    public decimal HoursAWeek(Deliverer by) => Pupils.SelectMany(p => p.Provisions).Where(p => p.Now && p.Provision.By == by).Sum(p => p.Provision.HoursAWeek);

    public ProvisionMap Where(Func<MappedPupil, bool> keep) => this with { Pupils = [.. Pupils.Where(keep)] };

    /// <summary>Only what one kind of staff gives, and whom they give it to.</summary>
    public ProvisionMap GivenBy(Deliverer by) =>
        this with { Pupils = [.. Pupils.Select(p => p with { Provisions = [.. p.Provisions.Where(x => x.Provision.By == by)] }).Where(p => p.Provisions.Count > 0)] };

    /// <summary>Money follows school days: a provision costs the same on each day on which the school is open.</summary>
    private sealed class Money
    {
        private readonly DateOnly _today;
        private readonly DateOnly _first;
        private readonly int[] _upTo;
        private readonly AcademicYear _year;

        public Money(SchoolCalendar calendar, AcademicYear year, DateOnly today)
        {
            (_today, _year, _first) = (today, year, year.From.AddYears(-2));
            _upTo = new int[(365 * 5) + 2];
            for (var i = 1; i < _upTo.Length; i++)
            {
                _upTo[i] = _upTo[i - 1] + (calendar.Has(_first.AddDays(i - 1)) ? 1 : 0);
            }
        }

        public MappedProvision Of(Spell spell)
        {
            var p = spell.Provision;
            var aDay = Days(p.Start, p.End) is > 0 and var days ? p.Cost / days : 0;
            var (from, until) = (spell.From > _year.From ? spell.From : _year.From, spell.Until < _year.To ? spell.Until : _year.To);
            var planned = aDay * Days(from, until);
            var soFar = aDay * Days(from, until < _today ? until : _today);
            var onward = spell.Until >= _today ? aDay * Days(from, _year.To) : planned;
            return new(p, decimal.Round(soFar, 2), decimal.Round(planned, 2), decimal.Round(onward, 2), spell.From <= _today && _today <= spell.Until);
        }

        /// <summary>School days from one day to another, both included.</summary>
        private int Days(DateOnly from, DateOnly to) => to < from ? 0 : _upTo[At(to.AddDays(1))] - _upTo[At(from)];

        private int At(DateOnly day) => Math.Clamp(day.DayNumber - _first.DayNumber, 0, _upTo.Length - 1);
    }
}

/// <summary>What a change of staff hours would do.</summary>
/// <param name="Needed">Hours a week that today's plans need.</param>
/// <param name="Have">Hours a week that there are, or null when nobody has said.</param>
/// <param name="Would">Hours a week that there would be.</param>
/// <param name="CostAWeek">Pounds more (or less) a week.</param>
/// <param name="Pupils">How many pupils these staff work with today.</param>
public sealed record StaffChange(Deliverer By, decimal Needed, decimal? Have, decimal Would, decimal? CostAWeek, int Pupils)
{
    /// <summary>Hours a week that could not be given.</summary>
    public decimal Missing => Math.Max(0, Needed - Would);

    /// <summary>Minutes a week that each pupil would lose if all lost alike.</summary>
    public decimal MinutesForEach => Pupils == 0 ? 0 : Missing * 60 / Pupils;

    public static StaffChange Of(ProvisionMap map, StaffRates rates, Deliverer by, decimal would, DateOnly today)
    {
        var rate = rates.Of(by, today);
        return new(by, map.HoursAWeek(by), rate?.HoursAWeek, would, rate?.HoursAWeek is { } have ? (would - have) * rate.PerHour : null,
            map.Pupils.Count(p => p.Provisions.Any(x => x.Now && x.Provision.By == by)));
    }
}
