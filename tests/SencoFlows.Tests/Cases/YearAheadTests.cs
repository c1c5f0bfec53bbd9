using System.Text.Json;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Cases;

public class YearAheadTests
{
    private static readonly School _school = new Tale().School;
    private static readonly DateOnly _today = new(2026, 11, 20);

    [Fact]
    public void Puts_every_date_of_every_case_in_its_week()
    {
        var ahead = Of(1);
        Assert.Equal(new DateOnly(2026, 11, 23), ahead.Weeks[0].Monday);
        Assert.All(ahead.Weeks, w => Assert.All(w.Dates, d => Assert.True(w.Days.Has(d.On))));
        Assert.Equal(["transfer-open", "transfer-open", "transfer-open", "transfer-reminder"], ahead.Dates.Take(4).Select(d => d.Date.Rule.Id));
        Assert.Contains(ahead.Dates, d => d.Date.Rule.Id == "ctf" && d.On == new DateOnly(2026, 12, 14));
    }

    [Fact]
    public void A_chase_that_repeats_is_one_date_and_says_how_often()
    {
        var ahead = Of(1);
        Assert.True(ahead.Dates.Count() < 15);
        Assert.Contains(ahead.Dates, d => d.Again > 10);
        Assert.True(Assert.Single(ahead.Cases).Open);
    }

    [Fact]
    public void Two_cases_that_want_the_same_person_on_one_day_clash_and_many_dates_crowd_a_week()
    {
        var ahead = Of(3);
        Assert.Contains(ahead.Weeks, w => w.IsCrowded);
        Assert.Contains(ahead.Weeks, w => w.Clashes.Count > 0);
        Assert.DoesNotContain(Of(1).Weeks, w => w.Clashes.Count > 0);
    }

    [Fact]
    public void Another_year_shows_what_reaches_into_it()
    {
        var next = YearAhead.Of(All.ByName, Cases(1), _school, _today, new(2027));
        Assert.All(next.Dates, d => Assert.True(new AcademicYear(2027).Has(d.On)));
        Assert.Empty(YearAhead.Of(All.ByName, [], _school, _today, new(2026)).Weeks);
    }

    private static YearAhead Of(int cases) => YearAhead.Of(All.ByName, Cases(cases), _school, _today, new(2026));

    private static IEnumerable<Case> Cases(int n) => Enumerable.Range(1, n).Select(i => new Case(
        All.RecordTransfer.Name, new Subject("pupil", $"p{i}", "Pupil"), JsonSerializer.SerializeToElement(new Tale().Sent().State, Wire.Json), 1, "", [],
        new Agenda(All.RecordTransfer.Name, new Subject("pupil", $"p{i}", "Pupil"), "", Role.Nobody, null, null, []), false)
    { Id = new("100001", $"c{i}") });
}
