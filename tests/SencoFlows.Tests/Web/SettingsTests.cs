using System.Net;
using SencoFlows.Record;

namespace SencoFlows.Tests.Web;

public sealed class SettingsTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_school_decides_for_itself_is_changed_on_one_page_and_nothing_else_with_it()
    {
        await using var site = await TestSite.Start();
        await site.Get<Schools>().Save(TestSite.Urn, s => s! with { Policies = s.Policies with { CtfVersion = "26.0" } }, _ct);
        var browser = await site.SignedIn();
        var page = await browser.Get("/school/settings");
        Assert.Equal("5", page.Document.QuerySelector("#AskForRecordAfter")!.GetAttribute("value"));

        await browser.Send(page, "/school/settings", ("AskForRecordAfter", "10"), ("ChildProtectionDays", "School"));

        var now = (await site.Get<Schools>().Get(TestSite.Urn, _ct)).Policies;
        Assert.Equal(new Policies { AskForRecordAfter = 10, ChildProtectionDays = DayUnit.School, CtfVersion = "26.0" }, now);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("41")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("")]
    public async Task A_number_that_cannot_be_is_refused_and_stays_in_its_box(string typed)
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn("h1");
        var shown = await browser.Send(await browser.Get("/school/settings"), "/school/settings", ("AskForRecordAfter", typed));
        Assert.Equal(["Enter a whole number from 1 to 40"], shown.Errors);
        Assert.Equal(typed, shown.Document.QuerySelector("#AskForRecordAfter")!.GetAttribute("value") ?? "");
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedIn("a1")).Get("/school/settings")).Status);
    }
}
