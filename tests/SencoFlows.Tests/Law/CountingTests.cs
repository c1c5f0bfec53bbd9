using CsCheck;
using SencoFlows.Cases;
using SencoFlows.Law;

namespace SencoFlows.Tests.Law;

/// <summary>What must be so for every day, checked on days nobody picked.</summary>
public class CountingTests
{
    private static readonly Gen<DateOnly> _day = Gen.Int[new DateOnly(1980, 1, 1).DayNumber, new DateOnly(2150, 12, 31).DayNumber].Select(DateOnly.FromDayNumber);
    private static readonly Gen<DateOnly> _schoolYearDay = Gen.Int[new DateOnly(2026, 9, 1).DayNumber, new DateOnly(2027, 4, 30).DayNumber].Select(DateOnly.FromDayNumber);
    private static readonly Gen<int> _number = Gen.Int[1, 60];

    /// <summary>Each rule with a day on which its present version is in force, and whatever other days it takes.</summary>
    private static readonly Gen<(Rule Rule, DateOnly From)> _asked =
        Gen.Select(Gen.Int[0, RuleBook.All.Count - 1].Select(i => RuleBook.All[i]), Gen.Int[0, 3000]).Select((rule, later) => (rule, Max(rule.InForceFrom, new(2016, 1, 1)).AddDays(later)));

    [Fact]
    public void A_later_beginning_never_has_an_earlier_end() =>
        Gen.Select(_asked, Gen.Int[0, 40]).Sample((asked, later) =>
        {
            var (rule, from) = asked;
            var next = from.AddDays(later);
            if (RuleBook.On(rule.Id, next)!.InForceFrom != RuleBook.On(rule.Id, from)!.InForceFrom)
            {
                return;
            }

            foreach (var (a, b) in Work(rule, from).Zip(Work(rule, next)))
            {
                Assert.True(a.On <= b.On, $"{rule.Id} {a.Name}: {from} gives {a.On}, {next} gives {b.On}");
            }
        });

    [Fact]
    public void Explaining_a_date_does_not_change_it() =>
        _asked.Sample(asked =>
        {
            foreach (var worked in Work(asked.Rule, asked.From))
            {
                var deadline = asked.Rule.After(asked.From, SchoolOne.Calendar, Also(asked.Rule, asked.From), worked.Name);
                Assert.Equal((worked.On, worked.Provisional), (deadline.On, deadline.Provisional));
                Assert.NotEmpty(worked.Steps);
                Assert.Equal(worked.Steps, deadline.Explain(SchoolOne.Calendar));
            }
        });

    [Fact]
    public void A_count_of_working_days_ends_on_one_and_counts_back_to_where_it_began() =>
        Gen.Select(_day, _number).Sample((day, n) =>
        {
            var after = WorkingDays.After(day, n);
            Assert.True(WorkingDays.Has(after));
            Assert.Equal(n, Enumerable.Range(1, after.DayNumber - day.DayNumber).Count(i => WorkingDays.Has(day.AddDays(i))));
            Assert.Equal(WorkingDays.Has(day) ? day : WorkingDays.Before(day, 1), WorkingDays.Before(after, n));
        });

    [Fact]
    public void A_count_of_school_days_ends_on_one_and_counts_back_to_where_it_began() =>
        Gen.Select(_schoolYearDay, Gen.Int[1, 40]).Sample((day, n) =>
        {
            var school = SchoolOne.Calendar;
            var after = school.After(day, n);
            Assert.Equal(DayKind.School, school.Kind(after));
            Assert.Equal(n, school.SchoolDaysIn(new(day.AddDays(1), after)));
            Assert.Equal(school.Has(day) ? day : school.Before(day, 1), school.Before(after, n));
        });

    [Fact]
    public void A_closure_never_makes_a_date_earlier() =>
        Gen.Select(_schoolYearDay, _schoolYearDay).Sample((from, closed) =>
            Assert.True(Rules.Ctf.After(from, SchoolOne.Calendar).On <= Rules.Ctf.After(from, SchoolOne.Calendar with { Closures = [closed] }).On));

    [Fact]
    public void Weeks_keep_the_day_of_the_week_and_months_the_day_of_the_month() =>
        _day.Sample(day =>
        {
            Assert.Equal(day.DayOfWeek, Rules.Ehcp20.After(day).On.DayOfWeek);
            var months = Rules.MedContact.After(day).On;
            Assert.True(months.Day == day.Day || (months.Day < day.Day && months.AddDays(1).Day == 1));
        });

    [Fact]
    public void A_subject_access_request_is_never_due_on_a_day_without_work() =>
        _day.Where(d => d.Year >= 2019).Sample(day => Assert.True(WorkingDays.Has(Rules.Sar.After(day).On)));

    [Fact]
    public void An_appeal_never_ends_in_August_or_between_the_years() =>
        _day.Where(d => d.Year >= 2015).Sample(day =>
        {
            var on = Rules.Appeal.After(day).On;
            Assert.False(on is { Month: 8 } or { Month: 12, Day: >= 25 } or { Month: 1, Day: 1 });
        });

    [Fact]
    public void What_must_happen_at_least_so_long_before_is_that_long_before() =>
        _day.Where(d => d.Year >= 2015).Sample(meeting => Assert.Equal(14, meeting.DayNumber - Rules.ArNotice.After(meeting).On.DayNumber));

    [Fact]
    public void An_English_day_begins_at_midnight_in_England_also_when_the_clocks_change() =>
        _day.Sample(day =>
        {
            var dawn = day.Dawn;
            Assert.Equal(TimeSpan.Zero, dawn.Offset);
            Assert.Equal(day, dawn.EnglishDate);
            Assert.Equal(7, dawn.English.Hour);
        });

    private static IReadOnlyList<Worked> Work(Rule rule, DateOnly from) => RuleBook.On(rule.Id, from)!.Work(from, SchoolOne.Calendar, Also(rule, from));

    /// <summary>Other days near the first, as they are in life.</summary>
    private static Dictionary<string, DateOnly> Also(Rule rule, DateOnly from) =>
        RuleBook.On(rule.Id, from)!.Inputs.Skip(1).Select((input, i) => (input.Name, Day: from.AddDays(30 + i))).ToDictionary(d => d.Name, d => d.Day);

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;
}
