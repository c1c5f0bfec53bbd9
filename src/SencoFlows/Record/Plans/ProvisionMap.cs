using SencoFlows.Law;

namespace SencoFlows.Record.Plans;

/// <summary>A provision of one pupil and its money in this school year.</summary>
/// <param name="SoFar">Pounds until today, by the school days that have passed.</param>
/// <param name="Planned">Pounds in the whole school year, as the plans say.</param>
/// <param name="Onward">Pounds in the whole school year if what runs now goes on to its end.</param>
/// <param name="Now">Given today.</param>
/// <param name="Group">Those who share it today; null when it is one to one, or not given today.</param>
public sealed record MappedProvision(PlanProvision Provision, decimal SoFar, decimal Planned, decimal Onward, bool Now, SharedGroup? Group = null)
{
    /// <summary>Staff hours a week that fall to this pupil: those who are in the group share them.</summary>
    public decimal HoursAWeek => Group is { } group ? group.HoursAWeek / group.Pupils : Provision.HoursAWeek;
}

/// <summary>One pupil's row of the provision map.</summary>
public sealed record MappedPupil(Pupil Pupil, PlanHead Plan, IReadOnlyList<MappedProvision> Provisions)
{
    public decimal SoFar => Provisions.Sum(p => p.SoFar);

    public decimal Planned => Provisions.Sum(p => p.Planned);

    public decimal Onward => Provisions.Sum(p => p.Onward);

    public decimal HoursAWeek => Provisions.Where(p => p.Now).Sum(p => p.HoursAWeek);

    public SenType? MainNeed => Pupil.Needs is [var first, ..] ? first.Type : null;
}

/// <summary>Who is given what, and what it costs in one school year: worked out from one list of pupils and one of plans.</summary>
public sealed record ProvisionMap(AcademicYear Year, IReadOnlyList<MappedPupil> Pupils)
{
    public static ProvisionMap Of(IEnumerable<Pupil> pupils, IReadOnlyDictionary<string, PlanHead> plans, SchoolCalendar calendar, DateOnly today)
    {
        var year = AcademicYear.Of(today);
        List<Pupil> planned = [.. pupils.Where(p => plans.ContainsKey(p.Id))];
        var money = new Money([.. planned.SelectMany(p => plans[p.Id].Spells.Select(s => (s, p.Left ?? DateOnly.MaxValue)))], calendar, year, today);
        return new(year, [.. planned.Where(p => p.OnRoll(today))
            .Select(p => new MappedPupil(p, plans[p.Id], [.. plans[p.Id].Spells.Where(s => s.Until >= year.From && s.From <= year.To).Select(money.Of)]))]);
    }

    /// <summary>The groups that sit together today, those with most free places first.</summary>
    public IReadOnlyList<SharedGroup> Groups => [.. Pupils.SelectMany(p => p.Provisions).Select(p => p.Group).OfType<SharedGroup>().DistinctBy(g => GroupKey.Of(g.Provision))
        .OrderByDescending(g => g.FreePlaces).ThenBy(g => g.Provision.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The names of what is given today, the most frequent first: the columns of the picture.</summary>
    public IReadOnlyList<string> Names => [.. Pupils.SelectMany(p => p.Provisions.Where(x => x.Now).Select(x => x.Provision.Name.Trim())).GroupBy(n => n, StringComparer.OrdinalIgnoreCase)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.OrdinalIgnoreCase).Select(g => g.Key)];

    /// <summary>Staff hours a week that today's plans need of one kind of staff.</summary>
    public decimal HoursAWeek(Deliverer by) => Pupils.SelectMany(p => p.Provisions).Where(p => p.Now && p.Provision.By == by).Sum(p => p.HoursAWeek);

    public ProvisionMap Where(Func<MappedPupil, bool> keep) => this with { Pupils = [.. Pupils.Where(keep)] };

    /// <summary>Only what one kind of staff gives, and whom they give it to.</summary>
    public ProvisionMap GivenBy(Deliverer by) =>
        this with { Pupils = [.. Pupils.Select(p => p with { Provisions = [.. p.Provisions.Where(x => x.Provision.By == by)] }).Where(p => p.Provisions.Count > 0)] };

    /// <summary>
    /// Money follows school days: a session costs the same on each day on which the school is open, and those who are there share it. A
    /// group that is half empty costs each of them more.
    /// </summary>
    private sealed class Money
    {
        private readonly DateOnly _today;
        private readonly DateOnly _first;
        private readonly int[] _upTo;
        private readonly AcademicYear _year;
        private readonly SharedGroups _planned;
        private readonly SharedGroups _onward;

        /// <param name="spells">Of all pupils, with the last day on which each is here: who has left sat in the group until then.</param>
        /// <param name="calendar">Of the school.</param>
        /// <param name="year">Whose money it is.</param>
        /// <param name="today">English date.</param>
        public Money(IReadOnlyList<(Spell Spell, DateOnly Left)> spells, SchoolCalendar calendar, AcademicYear year, DateOnly today)
        {
            (_today, _year, _first) = (today, year, year.From.AddYears(-2));
            _upTo = new int[(365 * 5) + 2];
            for (var i = 1; i < _upTo.Length; i++)
            {
                _upTo[i] = _upTo[i - 1] + (calendar.Has(_first.AddDays(i - 1)) ? 1 : 0);
            }

            bool[] open = [.. Enumerable.Range(0, year.To.DayNumber - year.From.DayNumber + 1).Select(year.From.AddDays).Select(d => Days(d, d) == 1)];
            _planned = new(spells.Select(s => Until(s.Spell.Until, s)), year, open);
            _onward = new(spells.Select(s => Until(GoesOn(s.Spell) ? year.To : s.Spell.Until, s)), year, open);
        }

        public MappedProvision Of(Spell spell)
        {
            var p = spell.Provision;
            var key = GroupKey.Of(p);
            var days = Days(p.Start, p.End);
            var (from, until) = (spell.From > _year.From ? spell.From : _year.From, spell.Until < _year.To ? spell.Until : _year.To);
            var planned = Cost(_planned, from, until);
            var soFar = Cost(_planned, from, until < _today ? until : _today);
            var now = spell.From <= _today && _today <= spell.Until;
            var onward = GoesOn(spell) ? Cost(_onward, from, _year.To) : planned;
            return new(p, decimal.Round(soFar, 2), decimal.Round(planned, 2), decimal.Round(onward, 2), now, now ? _planned.On(key, p, _today) : null);

            decimal Cost(SharedGroups groups, DateOnly first, DateOnly last) => days == 0 ? 0
                : ((p.PerHour * p.Minutes * p.TimesAWeek / 60 * p.Weeks * groups.Sessions(key, first, last)) + (p.OtherCost * Days(first, last))) / days;
        }

        private bool GoesOn(Spell spell) => spell.Until >= _today;

        private static Spell Until(DateOnly day, (Spell Spell, DateOnly Left) of) => of.Spell with { Until = day < of.Left ? day : of.Left };

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
