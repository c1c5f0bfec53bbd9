using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;

namespace SencoFlows.Tests.Web.Plans;

/// <summary>The site with a pupil who needs a plan, and a library to choose from.</summary>
internal static class PlanSite
{
    public const string At = "/pupils/ada/plan";

    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    /// <param name="library">With the first library and its costs.</param>
    /// <param name="folder">For a store that keeps to the limits of rows, in place of memory.</param>
    public static async Task<TestSite> Start(bool library = true, string? folder = null)
    {
        var site = await TestSite.Start(folder is null ? null : services => services.AddSingleton<IStore>(_ => new SqliteStore(folder)));
        await new Pupils(site.Rows).Save(new Pupil("ada", "Ada", "Okafor", new(2016, 3, 4), "5") { Needs = [new(SenType.SPLD), new(SenType.SLCN)] }, 0, _ct);
        await new Pupils(site.Rows).Save(new Pupil("ben", "Ben", "Ali", new(2015, 3, 4), "6") { Needs = [new(SenType.SEMH)] }, 0, _ct);
        if (library)
        {
            await new ProvisionLibrary(site.Rows).Add(FirstLibrary.All, _ct);
            await new ProvisionLibrary(site.Rows).Save(FirstLibrary.Rates(new(2026, 9, 1)), 0, _ct);
        }

        return site;
    }

    /// <summary>A draft from one provision of the library.</summary>
    public static async Task Begin(Browser browser, string template = "firstpairedreading", string pupil = "ada")
    {
        var at = $"/pupils/{pupil}/plan/start";
        await browser.Send(await browser.Get(at), at, ("template", template));
    }

    public static async Task<Shown> Issue(Browser browser, string pupil = "ada")
    {
        var at = $"/pupils/{pupil}/plan/draft";
        return await browser.Send(await browser.Get(at), at);
    }

    public static async Task<PlanDraft> Draft(TestSite site, string pupil = "ada") => (await new PlanDrafts(site.Rows).Find(pupil, _ct))!;

    /// <summary>The name of the field of the first line of a kind.</summary>
    public static async Task<string> Field(TestSite site, string kind, string name) => $"{(await Draft(site)).Of(kind)[0]}.{name}";
}
