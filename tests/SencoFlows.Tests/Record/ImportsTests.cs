using SencoFlows.Record;

namespace SencoFlows.Tests.Record;

public class ImportsTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly MemoryRows _rows = new();

    private Pupils Pupils => new(_rows);

    private Imports Imports => new(_rows);

    private static Pupil Named(string id, string name) => new(id, name, "Okafor", new(2016, 3, 4), "5");

    private static List<Incoming> New(int count, string name = "Ada") =>
        [.. Enumerable.Range(0, count).Select(i => new Incoming($"p{i:D4}", Named($"p{i:D4}", name), 0, [new(new("c1", "Ngozi Okafor", "Mother"), 0)]))];

    [Fact]
    public async Task Before_the_last_write_nothing_of_an_import_is_seen_and_after_it_all()
    {
        List<int> seen = [];
        _rows.Before = async _ => seen.Add((await Pupils.All(_ct)).Count);
        Assert.Equal(ImportEnd.Done, await Imports.Save("i1", New(250), _ct));
        Assert.All(seen, n => Assert.Equal(0, n));
        Assert.Equal(250, (await Pupils.All(_ct)).Count);
        Assert.Equal(250, (await Pupils.AllContacts(_ct)).Count);
    }

    [Fact]
    public async Task A_crash_at_any_write_leaves_all_or_nothing_and_the_next_try_finishes()
    {
        for (var crash = 1; crash < 20; crash++)
        {
            await _rows.RemoveAll(_ct);
            var from = _rows.Saves;
            _rows.Before = n => n - from >= crash ? throw new TimeoutException("The power went.") : Task.CompletedTask;
            var crashed = false;
            try
            {
                await Imports.Save("i1", New(150), _ct);
                await Imports.Tidy(_ct);
            }
            catch (TimeoutException)
            {
                crashed = true;
            }

            _rows.Before = null;
            Assert.Contains((await Pupils.All(_ct)).Count, new[] { 0, 150 });
            Assert.Equal(ImportEnd.Done, await Imports.Save("i1", New(150), _ct));
            await Imports.Tidy(_ct);
            Assert.Equal(150, (await Pupils.All(_ct)).Count);
            Assert.All(await Pupils.All(_ct), p => Assert.Equal(1, p.Revision));
            if (!crashed)
            {
                return;
            }
        }

        Assert.Fail("The import never came to its end.");
    }

    [Fact]
    public async Task Doing_an_import_again_changes_nothing()
    {
        await Imports.Save("i1", New(3), _ct);
        Assert.Equal(ImportEnd.Done, await Imports.Save("i1", New(3, "Bea"), _ct));
        Assert.All(await Pupils.All(_ct), p => Assert.Equal("Ada", p.Value.Forename));
    }

    [Fact]
    public async Task Somebody_who_edits_a_pupil_meanwhile_wins_and_nothing_is_imported()
    {
        await Imports.Save("i1", New(150), _ct);
        await Imports.Tidy(_ct);
        var saves = _rows.Saves;
        var edited = false;
        _rows.Before = async n =>
        {
            if (n == saves + 3 && !edited)
            {
                edited = true;
                Assert.IsType<Saved<Pupil>.Done>(await Pupils.Save(Named("p0001", "Edited"), 1, _ct));
            }
        };
        var change = New(150, "Imported").Select(i => i with { Revision = 1, Contacts = [] }).ToList();
        Assert.Equal(ImportEnd.Overtaken, await Imports.Save("i2", change, _ct));
        Assert.Equal("Edited", (await Pupils.Find("p0001", _ct))!.Value.Forename);
        Assert.DoesNotContain(await Pupils.All(_ct), p => p.Value.Forename == "Imported");
    }

    [Fact]
    public async Task A_pupil_edited_after_the_import_counts_keeps_both()
    {
        await Imports.Save("i1", New(2), _ct);
        var now = (await Pupils.Find("p0001", _ct))!;
        Assert.IsType<Saved<Pupil>.Done>(await Pupils.Save(now.Value with { LookedAfter = true }, now.Revision, _ct));
        await Imports.Tidy(_ct);
        Assert.True((await Pupils.Find("p0001", _ct))!.Value.LookedAfter);
        Assert.Equal("Ada", (await Pupils.Find("p0000", _ct))!.Value.Forename);
    }

    [Fact]
    public async Task A_stale_plan_is_refused()
    {
        await Imports.Save("i1", New(2), _ct);
        Assert.Equal(ImportEnd.Overtaken, await Imports.Save("i2", New(2), _ct));
    }

    [Fact]
    public async Task An_import_left_behind_by_a_dead_machine_stops_neither_people_nor_the_next_import()
    {
        await Imports.Save("i0", New(1), _ct);
        await Imports.Tidy(_ct);
        var saves = _rows.Saves;
        _rows.Before = n => n == saves + 3 ? throw new TimeoutException("The power went.") : Task.CompletedTask;
        await Assert.ThrowsAsync<TimeoutException>(() => Imports.Save("i1", [New(1, "Bea")[0] with { Revision = 1, Contacts = [] }], _ct));
        _rows.Before = null;
        Assert.Equal("Ada", (await Pupils.Find("p0000", _ct))!.Value.Forename);
        Assert.IsType<Saved<Pupil>.Done>(await Pupils.Save(Named("p0000", "Cleo"), 1, _ct));
        Assert.Equal(ImportEnd.Done, await Imports.Save("i2", [New(1, "Dora")[0] with { Revision = 2, Contacts = [] }], _ct));
        Assert.Equal("Dora", (await Pupils.Find("p0000", _ct))!.Value.Forename);
    }
}
