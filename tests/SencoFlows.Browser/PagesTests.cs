using static SencoFlows.Browser.Reading;

namespace SencoFlows.Browser;

/// <summary>Every page that a link leads to, read by axe: by whoever may open it.</summary>
public sealed class PagesTests(Desk desk)
{
    [Theory]
    [InlineData("Priya Nair")]
    [InlineData("Margaret Doyle")]
    [InlineData("Yusuf Rahman")]
    [InlineData("Ellen Whitcombe")]
    public async Task Every_page_that_the_menu_leads_to_has_nothing_for_axe_to_find(string name)
    {
        var page = await desk.SignedIn(name);
        Queue<string> open = new(["/"]);
        HashSet<string> seen = ["/"];
        while (open.TryDequeue(out var address))
        {
            var answer = await page.GotoAsync(address);
            Assert.True(answer!.Status == 200, $"{address} answered {answer.Status}");
            await Fine(page, script: true);
            foreach (var link in await page.Locator("a[href^='/']:not([download])").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))"))
            {
                // One of each kind: the ids of pupils, cases and rules tell pages apart, not kinds of page.
                if (!Files(link) && seen.Add(Kind(link)))
                {
                    open.Enqueue(link);
                }
            }
        }

        Assert.InRange(seen.Count, 3, 200);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/mail-room")]
    [InlineData("/clock")]
    [InlineData("/calculator")]
    [InlineData("/law")]
    [InlineData("/nowhere")]
    public async Task Pages_without_signing_in_have_nothing_for_axe_to_find(string address)
    {
        var page = await desk.Person();
        await page.GotoAsync(address);
        await Fine(page, script: true);
    }

    private static bool Files(string link) => link.StartsWith("/assets/", StringComparison.Ordinal) || link.Contains(".csv", StringComparison.Ordinal) || link.Contains(".json", StringComparison.Ordinal) || link.Contains(".ics", StringComparison.Ordinal);

    private static string Kind(string link) => string.Join('/', link.Split('#')[0].Split('?')[0].Split('/').Select(p => p.Any(char.IsAsciiDigit) ? "*" : p));
}
