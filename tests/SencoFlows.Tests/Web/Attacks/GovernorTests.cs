using static SencoFlows.Tests.Web.SencoPost.SencoSite;

namespace SencoFlows.Tests.Web.Attacks;

/// <summary>Governors and the trust look after the post of SENCO. They learn how much is promised and by when, and never what about which child.</summary>
public sealed class GovernorTests
{
    private const string _child = "Zebedee Quill";

    [Theory]
    [InlineData("g1")]
    [InlineData("l1")]
    public async Task They_see_how_many_promises_are_open_and_until_when_and_no_word_of_them(string who)
    {
        await using var site = await Start();
        var id = await site.Named();
        var post = $"/senco-post/{TestSite.Urn}-{id}";
        var senco = await site.As("s1");
        await Do(senco, $"{post}/promise", [("what", $"Call {_child}"), ("to", $"Mother of {_child}"), .. Date("by", (30, 11, 2026))]);
        await Do(senco, $"{post}/promise", [("what", $"Write to {_child}"), ("to", _child), .. Date("by", (4, 12, 2026))]);
        await Do(senco, $"{post}/course", [("kind", "Nasenco"), ("provider", "A university"), ("stands", "taking"), .. Date("begins", (1, 2, 2024))]);
        await Do(senco, $"{post}/result", [("how", "put-off"), ("why", $"Because of {_child}")]);
        Assert.Contains(_child, (await senco.Get("/senco")).Text, StringComparison.Ordinal);

        var browser = await site.As(who);
        foreach (var address in Walked(TestSite.Urn, id))
        {
            using var answer = await browser.Http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.DoesNotContain(_child, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        var seen = await browser.Get($"/cases/{TestSite.Urn}-{id}");
        Assert.Equal(200, (int)seen.Status);
        Assert.Contains("2 open, the next to be kept by 30 November 2026", seen.Text, StringComparison.Ordinal);
        Assert.Contains("2 open, the next to be kept by 30 November 2026", (await browser.Get("/senco/school")).Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Walked(string urn, string id) =>
    [
        "/", "/senco", "/senco/school", "/senco/trust", "/senco/trust.csv", "/senco/forecast", $"/cases/{urn}-{id}", $"/cases/{urn}-{id}/ahead", $"/cases/{RoleCase}", "/failed",
        .. SencoFlows.Web.Pages.SencoPost.SencoAct.All.Where(a => a.Process == "senco-post").Select(a => $"/senco-post/{urn}-{id}/{a.Name}"),
    ];
}
