using System.Globalization;
using System.Text;
using SencoFlows.Record;
using SencoFlows.Record.Import;

namespace SencoFlows.Tests.Record.Import;

/// <summary>An import counts all at once or not at all, and leaves no file behind.</summary>
public sealed class ImportAllOrNothingTests : ImportDesk
{
    [Fact]
    public async Task A_record_that_changed_since_the_report_is_not_imported_over()
    {
        await Import(_head + _ada);
        var upload = await Take(_head + _ada.Replace("Year 5", "6", StringComparison.Ordinal));
        var mark = (await Imports.Plan(upload, _none, _ct)).Mark;
        var ada = await One("Ada");
        await Pupils.Save(ada with { LookedAfter = true }, 1, _ct);
        Assert.Equal(ImportAnswer.Changed, await Imports.Import(upload, mark, _none, _ct));
        Assert.Equal("5", (await One("Ada")).YearGroup);
    }

    [Fact]
    public async Task Another_pupil_with_one_of_the_numbers_saved_in_the_last_moment_stops_the_import()
    {
        var upload = await Take(_head + _ada);
        var mark = (await Imports.Plan(upload, _none, _ct)).Mark;
        var saves = Rows.Saves;
        Rows.Before = async n =>
        {
            if (n == saves + 1)
            {
                await Pupils.Save(new("p9", "Zed", "Other", new(2015, 1, 1), "6") { Upn = Upn.Parse("A391200026001") }, 0, _ct);
            }
        };
        Assert.Equal(ImportAnswer.Changed, await Imports.Import(upload, mark, _none, _ct));
        Assert.Equal("p9", Assert.Single(await Pupils.All(_ct)).Value.Id);
    }

    [Fact]
    public async Task Importing_twice_is_one_import_and_the_file_is_gone_afterwards()
    {
        var upload = await Take(_head + _ada);
        var mark = (await Imports.Plan(upload, _none, _ct)).Mark;
        Assert.Equal(ImportAnswer.Done, await Imports.Import(upload, mark, _none, _ct));
        Assert.Equal(ImportAnswer.Done, await Imports.Import((await Imports.Find(upload.Id, _ct))!, mark, _none, _ct));
        Assert.Equal(new ImportSummary(1, 0, 0), (await Imports.Find(upload.Id, _ct))!.Ended);
        Assert.Single(await Pupils.All(_ct));
        Assert.Null(await _store.Documents("100001").Open(upload.Kept, _ct));
    }

    [Fact]
    public async Task Cut_off_at_any_write_an_import_is_finished_by_the_next_try()
    {
        for (var crash = 1; crash < 30; crash++)
        {
            await Rows.RemoveAll(_ct);
            var upload = await Take(_head + _ada + _bea);
            var mark = (await Imports.Plan(upload, _none, _ct)).Mark;
            var from = Rows.Saves;
            Rows.Before = n => n - from == crash ? throw new TimeoutException("The power went.") : Task.CompletedTask;
            var cut = false;
            try
            {
                await Imports.Import(upload, mark, _none, _ct);
            }
            catch (TimeoutException)
            {
                cut = true;
            }

            Rows.Before = null;
            Assert.Equal(ImportAnswer.Done, await Imports.Import((await Imports.Find(upload.Id, _ct))!, mark, _none, _ct));
            Assert.Equal(new ImportSummary(2, 0, 0), (await Imports.Find(upload.Id, _ct))!.Ended);
            Assert.Equal(2, (await Pupils.All(_ct)).Count);
            if (!cut)
            {
                return;
            }
        }

        Assert.Fail("The import never came to its end.");
    }

    [Fact]
    public async Task Files_that_nobody_imports_are_deleted_a_day_later()
    {
        var old = await Take(_head + _ada);
        _clock.Advance(TimeSpan.FromHours(25));
        await Take(_head + _bea);
        Assert.Null(await Imports.Find(old.Id, _ct));
        Assert.Null(await _store.Documents("100001").Open(old.Kept, _ct));
    }

    [Fact]
    public async Task Giving_up_deletes_the_file_and_never_a_document_with_the_same_bytes()
    {
        var bytes = Encoding.UTF8.GetBytes(_head + _ada);
        var kept = await _store.Documents("100001").Put("test", new MemoryStream(bytes), 1 << 20, _ct);
        var upload = await Take(_head + _ada);
        await Imports.GiveUp(upload, _ct);
        Assert.NotNull(await _store.Documents("100001").Open(kept.Name, _ct));
        Assert.Null(await Imports.Find(upload.Id, _ct));
    }

    [Fact]
    public async Task A_thousand_rows_are_planned_and_imported_with_few_requests()
    {
        var file = new StringBuilder(_head);
        for (var i = 0; i < 1000; i++)
        {
            file.Append(CultureInfo.InvariantCulture, $",Family{i},Child,15/03/2016,5,K,SLCN,,Parent {i},Mother,Y,Y,p{i}@family.example\n");
        }

        var upload = await Take(file.ToString());
        var before = Rows.Requests;
        var plan = await Imports.Plan(upload, _none, _ct);
        Assert.Equal(2, Rows.Requests - before);
        Assert.Equal(ImportAnswer.Done, await Imports.Import(upload, plan.Mark, _none, _ct));
        Assert.Equal(1000, (await Pupils.All(_ct)).Count);
        Assert.InRange(Rows.Requests - before, 1, 90);
    }
}
