using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SencoFlows.Browser;

internal static class Axe
{
    /// <summary>WCAG 2.2 AA and what axe calls good practice: nothing may be found.</summary>
    public static async Task FindsNothing(this IPage page)
    {
        var found = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(found.Violations.Length == 0, $"{page.Url}: {string.Join("; ", found.Violations.Select(v => $"{v.Id} ({v.Help}) at {string.Join(", ", v.Nodes.Select(n => n.Target))}"))}");
    }

    /// <summary>Axe itself is a script: a browser without one cannot run it.</summary>
    public static Task FindsNothingIf(this IPage page, bool script) => script ? page.FindsNothing() : Task.CompletedTask;
}
