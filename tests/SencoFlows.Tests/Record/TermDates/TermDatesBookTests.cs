using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Record.TermDates;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using Event = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Record.TermDates;

public class TermDatesBookTests
{
    private static readonly Actor _office = new(Role.Admin, "a1");
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
    private readonly MemoryStore _store = new();
    private readonly List<CaseId> _rung = [];
    private readonly Schools _schools;
    private readonly CaseRunner _runner;
    private readonly TermDatesBook _book;
    private School _school = new Tale().School;

    public TermDatesBookTests()
    {
        var alarm = new Bell(_rung);
        _schools = new(_store, _clock);
        _runner = new(All.ByName, _store, _schools, alarm, _clock);
        _book = new(_store, _schools, alarm, _clock);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_changed_calendar_moves_the_dates_of_open_cases_and_keeps_old_and_new()
    {
        var id = await OpenTransfer();
        var later = _school.Calendar with { Inset = [.. _school.Calendar.Inset, new(2026, 12, 14)] };
        Assert.Equal(new TermDatesSaved.Done(1), await _book.Save(_school.Urn, TermDatesBook.Mark(_school.Calendar), later, _office, Stop));
        Assert.Equal([id], _rung);

        await _runner.Wake(id, Stop);
        var moved = (await new Caseload(_school.Urn, _store.Rows(_school.Urn)).History(id.Id, Stop))[^1];
        Assert.Equal("moved", moved.Kind);
        var dates = moved.Event.Deserialize<CaseRunner.Moved>(Wire.Json)!;
        Assert.Equal((new(2026, 12, 14), new DateOnly(2026, 12, 15)), (dates.Were.Single(d => d.Rule == "ctf").On, dates.Are.Single(d => d.Rule == "ctf").On));

        var change = Assert.Single(await _book.History(_school.Urn, Stop));
        Assert.Equal((_clock.GetUtcNow(), _office), (change.At, change.By));
        Assert.True(change.Was.SaysTheSameAs(_school.Calendar) && change.Is.SaysTheSameAs(later));
    }

    [Fact]
    public async Task A_provisional_date_settles_when_the_term_dates_arrive()
    {
        _school = _school with { Calendar = SchoolCalendar.Unknown };
        var id = await OpenTransfer();
        var caseload = new Caseload(_school.Urn, _store.Rows(_school.Urn));
        Assert.All((await caseload.Find(id.Id, Stop))!.Agenda.Dates, d => Assert.True(d.Provisional));

        await _book.Save(_school.Urn, TermDatesBook.Mark(SchoolCalendar.Unknown), new Tale().School.Calendar, _office, Stop);
        await _runner.Wake(id, Stop);
        Assert.All((await caseload.Find(id.Id, Stop))!.Agenda.Dates, d => Assert.False(d.Provisional));
    }

    [Fact]
    public async Task The_same_calendar_a_second_time_changes_nothing()
    {
        await OpenTransfer();
        var mark = TermDatesBook.Mark(_school.Calendar);
        var shuffled = _school.Calendar with { Terms = [.. _school.Calendar.Terms.Reverse()] };
        Assert.Equal(new TermDatesSaved.Done(0), await _book.Save(_school.Urn, mark, shuffled, _office, Stop));
        Assert.Empty(await _book.History(_school.Urn, Stop));
        Assert.Empty(_rung);
    }

    [Fact]
    public async Task Who_comes_second_is_told_and_nothing_is_written_over()
    {
        await OpenTransfer();
        var mark = TermDatesBook.Mark(_school.Calendar);
        await _book.Save(_school.Urn, mark, _school.Calendar with { Closures = [] }, _office, Stop);
        var overtaken = Assert.IsType<TermDatesSaved.Overtaken>(await _book.Save(_school.Urn, mark, _school.Calendar with { Inset = [] }, _office, Stop));
        Assert.Empty(overtaken.Now.Closures);
        Assert.Single(await _book.History(_school.Urn, Stop));
    }

    private async Task<CaseId> OpenTransfer()
    {
        await _schools.Save(_school.Urn, _ => _school, Stop);
        var id = new CaseId(_school.Urn, "c1");
        await _runner.Tell(id, All.RecordTransfer, new Event.Started(Tale.Registered, new(2026, 11, 20), new(SencoFlows.Processes.RecordTransfer.Sharing.Agreed)), Tale.Senco, "r1", Stop, new Subject("pupil", "p1", "Pupil"));
        _rung.Clear();
        return id;
    }

    private sealed class Bell(List<CaseId> rung) : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct)
        {
            rung.Add(id);
            return Task.CompletedTask;
        }
    }
}
