using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace SencoFlows.Browser;

/// <summary>What every person at a browser does: press, follow, read the mail, and be let down by no page.</summary>
internal static partial class Reading
{
    private static readonly string _axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>What the newest mail to somebody holds, as they would see it in their mailbox.</summary>
    public static async Task<string> Newest(IPage page, string mailbox, Regex what)
    {
        await page.GotoAsync($"/mail-room?to={mailbox}");
        var mails = await page.Locator("tbody tr").GetByRole(AriaRole.Link).EvaluateAllAsync<string[]>("links => links.map(l => l.getAttribute('href'))");
        foreach (var mail in mails)
        {
            await page.GotoAsync(mail);
            if (what.Match(await page.ContentAsync()) is { Success: true } found)
            {
                return found.Groups["it"].Value;
            }
        }

        throw new InvalidOperationException($"There is no such mail to {mailbox}.");
    }

    public static Task Press(IPage page, string button) => Leave(page, page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));

    public static Task Follow(IPage page, string link) => Leave(page, page.GetByRole(AriaRole.Link, new() { Name = link }));

    public static async Task Visit(IPage page, string link, bool script)
    {
        await Follow(page, link);
        await Fine(page, script);
    }

    /// <summary>Goes on only when the page that answers has taken the place of this one.</summary>
    private static async Task Leave(IPage page, ILocator by)
    {
        await page.Locator("html").EvaluateAsync("page => page.setAttribute('data-left', '')");
        await by.ClickAsync();
        await page.Locator("html:not([data-left]) footer").WaitForAsync();
    }

    /// <summary>Axe finds nothing. It is itself a script: a browser without one cannot run it.</summary>
    public static async Task Fine(IPage page, bool script)
    {
        string[] found = script ? await Violations(page) : [];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    /// <summary>What axe finds against WCAG 2.2 AA and against what it calls good practice. It is run in the page itself: a page has no frames.</summary>
    public static async Task<string[]> Violations(IPage page)
    {
        await page.EvaluateAsync(_axe);
        return await page.EvaluateAsync<string[]>("async () => (await axe.run({ resultTypes: ['violations'] })).violations.map(v => `${location.pathname}${location.search}: ${v.id}: ${v.nodes.map(n => n.html).join(', ')}`)");
    }

    /// <summary>WCAG 2.2, 1.4.10: 320 pixels wide, nothing but a table or a picture has to be pushed sideways.</summary>
    public static async Task<string[]> Width(IPage page)
    {
        await page.SetViewportSizeAsync(320, 900);
        var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        await page.SetViewportSizeAsync(1100, 900);
        return wide <= 320 ? [] : [$"{page.Url} is {wide} pixels wide on a phone"];
    }

    /// <summary>Axe finds nothing, and on a phone nothing has to be pushed sideways.</summary>
    public static async Task FineAndNarrow(IPage page)
    {
        string[] found = [.. await Violations(page), .. await Width(page)];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [GeneratedRegex("(?<it>/family/[0-9]{6}-[0-9a-f]{64})", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex InvitationToFamily();

    [GeneratedRegex("(?<it>/contribute/[0-9]{6}-[0-9a-f]{64})", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex InvitationToTeacher();

    [GeneratedRegex("(?<it>/receive/[0-9]{6}-[0-9a-f]{64})", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex InvitationToSchool();

    [GeneratedRegex("(?<it>/parcel/[0-9]{6}-[0-9a-f]{64})", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex InvitationToParents();

    [GeneratedRegex("(?m)^\\s*(?<it>[0-9]{6})\\s*$", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Code();
}
