using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Playwright;
using static SencoFlows.Browser.Reading;

namespace SencoFlows.Browser;

/// <summary>Every kind of page that links lead to, read by axe once. What only a form leads to, the journeys read.</summary>
public sealed class PagesTests(Trial trial)
{
    [Fact]
    public async Task Every_page_that_staff_can_follow_a_link_to_has_nothing_for_axe_to_find()
    {
        await using var desk = await Desk.Open(trial);
        var routes = desk.Routes;
        HashSet<string> read = [];
        List<string> found = [];
        foreach (var name in (string[])["Priya Nair", "Margaret Doyle", "Daniel Okoro"])
        {
            await Walk(await desk.SignedIn(name), routes, read, found);
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.True(read.Count > 40, $"Only {read.Count} kinds of page were found: {string.Join(' ', read.Order(StringComparer.Ordinal))}");
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/nowhere")]
    public async Task Pages_without_signing_in_have_nothing_for_axe_to_find(string address)
    {
        await using var desk = await Desk.Open(trial);
        var page = await desk.Person();
        await page.GotoAsync(address);
        await Fine(page, script: true);
    }

    /// <summary>Follows every link to a kind of page that nobody has read yet.</summary>
    private static async Task Walk(IPage page, IReadOnlyList<string> routes, HashSet<string> read, List<string> found)
    {
        var queue = new Queue<string>(["/"]);
        while (queue.TryDequeue(out var address))
        {
            if (!read.Add(Kind(routes, address)) || !await IsPage(page, address))
            {
                continue;
            }

            var answer = await page.GotoAsync(address);
            found.AddRange([.. answer!.Status == 200 ? [] : (string[])[$"{address} answered {answer.Status}"], .. await Violations(page), .. await Width(page)]);
            foreach (var link in await page.Locator("a[href^='/']").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href').split('#')[0])"))
            {
                queue.Enqueue(link);
            }
        }
    }

    /// <summary>The endpoint that an address leads to, and whether it is asked for anything in particular.</summary>
    private static string Kind(IReadOnlyList<string> routes, string address)
    {
        var path = address.Split('?')[0];
        var route = routes.FirstOrDefault(r => new TemplateMatcher(TemplateParser.Parse(r), []).TryMatch(path, [])) ?? path;
        return address == path ? route : $"{route}?";
    }

    private static async Task<bool> IsPage(IPage page, string address)
    {
        var answer = await page.APIRequest.GetAsync(address);
        return answer.Headers["content-type"].StartsWith("text/html", StringComparison.Ordinal) && !answer.Headers.ContainsKey("content-disposition");
    }
}
