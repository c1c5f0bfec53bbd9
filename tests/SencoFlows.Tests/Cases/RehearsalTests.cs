using System.Text.Json;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Cases;

public class RehearsalTests
{
    private static readonly School _school = new Tale().School;
    private static readonly Case[] _open = [Transfer("c1", new(2026, 11, 20)), Transfer("c2", new(2026, 12, 11))];
    private static readonly Rule _draft = Rules.Ctf.Set(20) with { InForceFrom = new(2026, 12, 1), Source = "Draft" };

    [Fact]
    public void A_draft_law_moves_only_what_begins_while_it_is_in_force()
    {
        var moved = Assert.Single(Rehearsal.OfLaw(All.ByName, _open, _school, _draft));
        Assert.Equal("c2", moved.Case.Id.Id);
        var limit = moved.Dates.Single(d => d.Was!.Rule.Id == "ctf");
        Assert.Equal((new(2027, 1, 18), new(2027, 1, 25)), (limit.Was!.On, limit.Becomes!.On));
        Assert.Equal(("Draft", Rules.Ctf.Source), (limit.Becomes.Rule.Source, limit.Was.Rule.Source));
    }

    [Fact]
    public void What_is_counted_back_from_a_limit_moves_with_it() =>
        Assert.Equal(["ctf", "transfer-print", "transfer-reminder"], Rehearsal.OfLaw(All.ByName, _open, _school, _draft).SelectMany(m => m.Dates).Select(d => d.Was!.Rule.Id).Order());

    [Fact]
    public void Nobody_sees_the_draft_outside_the_rehearsal()
    {
        Rehearsal.OfLaw(All.ByName, _open, _school, _draft);
        Assert.Equal(new(2027, 1, 18), Rules.Ctf.After(new(2026, 12, 11), _school.Calendar).On);
        Assert.Empty(Rehearsal.OfLaw(All.ByName, _open, _school, Rules.Ctf));
    }

    [Fact]
    public void Another_INSET_day_moves_the_dates_that_count_over_it()
    {
        var later = _school with { Calendar = _school.Calendar with { Inset = [.. _school.Calendar.Inset, new(2026, 12, 14)] } };
        var moved = Rehearsal.OfSchool(All.ByName, _open, _school, later);
        Assert.Equal(["c1", "c2"], moved.Select(m => m.Case.Id.Id));
        Assert.Equal(new(2026, 12, 15), moved[0].Dates.Single(d => d.Was!.Rule.Id == "ctf").Becomes!.On);
        Assert.Empty(Rehearsal.OfSchool(All.ByName, _open, _school, _school));
    }

    [Fact]
    public void Missing_term_dates_make_dates_provisional()
    {
        var without = _school with { Calendar = SchoolCalendar.Unknown };
        Assert.All(Rehearsal.OfSchool(All.ByName, _open, _school, without).SelectMany(m => m.Dates), d => Assert.True(d.Becomes!.Provisional));
    }

    private static Case Transfer(string id, DateOnly leaving) => new(
        All.RecordTransfer.Name, new Subject("pupil", "p1", "Pupil"),
        JsonSerializer.SerializeToElement(new Tale().Sent(leaving).State, Wire.Json), 1, "", [],
        new Agenda(All.RecordTransfer.Name, new Subject("pupil", "p1", "Pupil"), "", Role.Nobody, null, null, []), false)
    { Id = new("100001", id) };
}
