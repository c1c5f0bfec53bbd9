using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Mail;
using SencoFlows.Tests.Web;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Storage;

/// <summary>What the pages that staff open each day ask of the store, exactly. These numbers are in docs/measurements.md.</summary>
public abstract class PageCosts : StoreTest
{
    private const int _pupils = 60;
    private CountingStore _store = null!;

    [Fact]
    public async Task Home_and_the_list_of_60_pupils_on_support_are_one_range_read_each_also_where_something_failed()
    {
        await using var site = await Site();
        await Begin(site, _pupils);
        await Fail(site, "g1"); // Of an open case,
        await Fail(site, "g2"); // and of one that is over.
        await Tell(site, "g2", new Told.NotNeeded(false));
        var browser = await site.SignedIn();
        await browser.Get("/");

        Shown home = null!, list = null!;
        Assert.Equal(new Requests(Pages: 1), await _store.During(async () => home = await browser.Get("/")));
        Assert.Contains("2 things could not be done", home.Text, StringComparison.Ordinal);
        Assert.Equal(new Requests(Pages: 1), await _store.During(async () => list = await browser.Get("/graduated-approach")));
        Assert.Equal(_pupils - 1, list.Document.QuerySelectorAll("tbody tr").Length);
    }

    private static readonly Actor _senco = new(Role.Senco, "s1");

    private async Task<TestSite> Site()
    {
        _store = new CountingStore(Store);
        var post = new Postbox();
        return await TestSite.Start(services => services.AddSingleton<IStore>(_store).AddSingleton<IMail>(post));
    }

    private static async Task Begin(TestSite site, int pupils)
    {
        foreach (var some in Enumerable.Range(1, pupils).Chunk(10))
        {
            await Task.WhenAll(some.Select(i => site.Runner.Tell(site.Id($"g{i}"), SencoFlows.Processes.All.GraduatedApproach, new Told.Started(new(2026, 11, 20), Concern.GapStays, false), _senco, $"r{i}", Ct, new Subject("pupil", $"p{i}", $"Okafor, {i}"))));
        }
    }

    private static Task Tell(TestSite site, string id, Told e) => site.Runner.Tell(site.Id(id), SencoFlows.Processes.All.GraduatedApproach, e, _senco, RecordId.New(), Ct);

    /// <summary>A mail that cannot wait is one that the mail service will never take.</summary>
    private static async Task Fail(TestSite site, string id)
    {
        await Tell(site, id, new Told.ConsentWithdrawn(Consent.Sharing));
        ((Postbox)site.Get<IMail>()).Answers.Enqueue(_ => new Posted.Refused("The address is not allowed"));
        var key = await site.Rows.List($"todo|{id}|", Ct).Select(r => r.Key).FirstAsync(k => Wire.Read<Errand>(site.Rows.Read(k, Ct).Result!.Body).Effect is Effect.Email { CanWait: false }, Ct);
        await site.Get<Performer>().Perform(site.Id(id), key, Ct);
    }
}

public sealed class SqlitePageCosts : PageCosts
{
    private readonly TemporaryFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<IStore> Open() => Task.FromResult<IStore>(new SqliteStore(_folder.Path));
}

public sealed class AzurePageCosts(AzuriteFixture azurite) : PageCosts
{
    protected override async Task<IStore> Open() => new Line().Store(await azurite.NewAccount());
}
