using static SencoFlows.Browser.Reading;

namespace SencoFlows.Browser;

/// <summary>Every page of the menu, and one pupil and one case, read by axe.</summary>
public sealed class PagesTests(Desk desk)
{
    [Theory]
    [InlineData("Priya Nair")]
    [InlineData("Margaret Doyle")]
    public async Task Every_page_that_the_menu_leads_to_has_nothing_for_axe_to_find(string name)
    {
        var page = await desk.SignedIn(name);
        await page.GotoAsync("/");
        var menu = await page.Locator("nav a[href^='/']").EvaluateAllAsync<string[]>("links => links.map(a => a.getAttribute('href'))");
        Assert.InRange(menu.Length, 3, 10);
        foreach (var address in menu.Append("/cases/100001-demorefused").Append("/pupils/pupil08"))
        {
            var answer = await page.GotoAsync(address);
            Assert.True(answer!.Status == 200, $"{address} answered {answer.Status}");
            await Fine(page, script: true);
        }
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
}
