using Microsoft.Playwright;
using static SencoFlows.Browser.Reading;

namespace SencoFlows.Browser;

/// <summary>People without an account, from the mail to the receipt.</summary>
public sealed class NextSchoolTests(Trial trial)
{
    [Theory]
    [InlineData("office@valleyhigh.example", true)]
    [InlineData("office@mereview.example", false)]
    public async Task The_next_school_opens_checks_files_and_reads(string mailbox, bool script)
    {
        await using var desk = await Desk.Open(trial);
        var page = await desk.Person(script);
        await page.GotoAsync(await Newest(page, mailbox, Reading.InvitationToSchool()));
        await Fine(page, script);
        await Press(page, "Email me a code");
        await Fine(page, script);
        var other = await desk.Person(script: false);
        await page.GetByLabel("Enter the code from the email").FillAsync(await Newest(other, mailbox, Reading.Code()));
        await Press(page, "Continue");
        await Fine(page, script);
        Assert.DoesNotMatch("[0-9a-f]{64}", page.Url);

        await Press(page, "Open the record");
        await Fine(page, script);
        await Visit(page, "Read the record", script);
        await Press(page, "Check the record");
        await Fine(page, script);
        await Press(page, "Save and continue");
        await Fine(page, script); // With its error.
        await page.GetByLabel("Yes").CheckAsync();
        await Press(page, "Save and continue");
        await Fine(page, script);
        await page.GetByLabel("Yes, it is saved in our school’s own files").CheckAsync();
        await Press(page, "Confirm");
        await Fine(page, script);
        await Visit(page, "The receipt", script);
        await Follow(page, "Back to the record");
        await Visit(page, "Give the teacher the first-day sheet", script);
        await page.GetByLabel("The class teacher").CheckAsync();
        await Press(page, "They have read it");
        await Fine(page, script);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download everything" }).ClickAsync());
        Assert.StartsWith("sen-record-", download.SuggestedFilename, StringComparison.Ordinal);
        await Press(page, "Close the record");
        await Fine(page, script);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_parent_looks_where_the_record_is_and_says_that_something_is_wrong(bool script)
    {
        await using var desk = await Desk.Open(trial);
        var page = await desk.Person(script);
        await page.GotoAsync(await Newest(page, "sahra.pupil06@families.example", Reading.InvitationToParents()));
        await Fine(page, script);
        await Press(page, "Show me");
        await Fine(page, script);
        await Press(page, "Make the words bigger");
        await Fine(page, script);
        await Visit(page, "Tell the school what is wrong", script);
        await page.GetByLabel("Tell the school what is wrong").FillAsync("She goes to another school");
        await Press(page, "Send");
        await Fine(page, script);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The school has your message" })).ToBeVisibleAsync();
    }
}
