using AngleSharp.Dom;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Processes.RecordTransfer;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web;

/// <summary>What a SENCO in a hurry sees first when a record came back: never the button that sends it to the wrong place once more.</summary>
public sealed class CorrectPagesTests
{
    private const string _page = "/record-transfer/100001-c1/correct";

    [Fact]
    public async Task Refused_by_a_school_to_which_the_pupil_does_not_come_it_offers_another_school_first()
    {
        await using var site = await Refused(RefusalReason.WrongSchool, "We have no place");
        var page = await (await site.SignedIn()).Get(_page);
        Assert.Contains("They wrote: “We have no place”", page.Text, StringComparison.Ordinal);
        var buttons = Buttons(page);
        Assert.Equal(["Send it to another school", "Send again"], buttons.Select(b => b.Text()));
        Assert.Equal([false, true], buttons.Select(b => b.ClassList.Contains("govuk-button--secondary")));
        Assert.Contains("If it is to go to Hill Top Academy all the same", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RefusalReason.WrongPupil)]
    [InlineData(RefusalReason.Duplicate)]
    public async Task About_somebody_else_or_there_already_it_offers_to_take_it_back_first(RefusalReason reason)
    {
        await using var site = await Refused(reason);
        var buttons = Buttons(await (await site.SignedIn()).Get(_page));
        Assert.Equal(["Take the record back", "Send again", "Send it to another school instead"], buttons.Select(b => b.Text()));
        Assert.Equal("/record-transfer/100001-c1/recall", buttons[0].GetAttribute("href"));
        Assert.Equal([false, true, true], buttons.Select(b => b.ClassList.Contains("govuk-button--secondary")));
    }

    [Fact]
    public async Task A_school_that_has_closed_is_named_with_the_one_that_took_its_place()
    {
        await using var site = await TestSite.Start();
        await site.Move("c1");
        await site.Sent("c1");
        await site.Told("c1", new Told.SchoolClosed("100002", ["Hill Top School"]), Moves.Packs);
        var page = await (await site.SignedIn()).Get(_page);
        Assert.Contains("Hill Top Academy has closed. In its place: Hill Top School.", page.Text, StringComparison.Ordinal);
        Assert.Equal("Send it to another school", Buttons(page)[0].Text());
    }

    [Fact]
    public async Task What_only_needs_a_correction_is_sent_again_with_one_button()
    {
        await using var site = await Refused(RefusalReason.Incomplete);
        var buttons = Buttons(await (await site.SignedIn()).Get(_page));
        Assert.Equal(["Send again", "Send it to another school instead"], buttons.Select(b => b.Text()));
        Assert.Equal([false, true], buttons.Select(b => b.ClassList.Contains("govuk-button--secondary")));
    }

    [Fact]
    public async Task Who_decides_about_a_breach_after_the_72_hours_is_told_that_they_have_passed()
    {
        await using var site = await TestSite.Start();
        await site.Move("c1");
        await site.Sent("c1");
        await site.Told("c1", new Told.Opened(1), Tale.NextSchool);
        await site.Told("c1", new Told.Recalled(RecallReason.WrongSchool), Tale.Senco);
        var browser = await site.SignedIn();
        Assert.DoesNotContain("have passed", (await browser.Get("/record-transfer/100001-c1/breach")).Text, StringComparison.Ordinal);
        site.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Contains("The 72 hours have passed. If it is to be reported, report it today", (await (await site.SignedIn()).Get("/record-transfer/100001-c1/breach")).Text, StringComparison.Ordinal);
    }

    private static List<IElement> Buttons(Shown page) => [.. page.Document.QuerySelectorAll("main .govuk-button")];

    private static async Task<TestSite> Refused(RefusalReason reason, string? note = null)
    {
        var site = await TestSite.Start();
        await site.Move("c1");
        await site.Sent("c1");
        await site.Told("c1", new Told.Opened(1), Tale.NextSchool);
        await site.Told("c1", new Told.Refused(1, reason, note), Tale.NextSchool);
        return site;
    }
}
