using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Storage;

namespace SencoFlows.Tests.Web;

/// <summary>What the lists of a school with 500 pupils ask of the store, exactly. These numbers are in docs/measurements.md.</summary>
public sealed class CaseloadCostsTests
{
    private const int _pupils = 500;
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/pupils", 2)]
    [InlineData("/pupils?year=5&sort=status", 2)]
    [InlineData("/transfers", 1)]
    public async Task A_list_of_500_pupils_with_a_case_each_is_a_page_of_rows_for_each_kind_of_thing_it_shows(string page, int requests)
    {
        var store = new CountingStore(new MemoryStore());
        await using var site = await TestSite.Start(s => s.AddSingleton<IStore>(store));
        var rows = store.Rows(TestSite.Urn);
        var today = DateOnly.FromDateTime(site.Clock.GetUtcNow().Date);
        foreach (var some in Enumerable.Range(0, _pupils).Chunk(50))
        {
            await rows.Save([.. some.Select(i => new Change.Put(Keys.Due(today.AddDays(i), $"c{i}"), Wire.Write(new Agenda("record-transfer", new Subject("pupil", $"p{i}", $"Number {i}, Pupil"), "Sent", Role.NextSchool, null, null, []))))], _ct);
            foreach (var i in some)
            {
                await new Pupils(rows).Save(new Pupil($"p{i}", "Pupil", $"Number {i}", new(2016, 3, 4), "5"), 0, _ct);
            }
        }

        var browser = await site.SignedIn("s1");
        await browser.Get(page); // Whose school it is is read at most once a minute.
        var shown = "";
        var cost = await store.During(async () => shown = (await browser.Get(page)).Text);

        Assert.Contains("Number 499, Pupil", shown, StringComparison.Ordinal);
        Assert.Equal(new Requests(Pages: requests), cost);
    }
}
