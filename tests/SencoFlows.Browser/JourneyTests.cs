using Microsoft.Playwright;
using SencoFlows.Cases;
using static SencoFlows.Browser.Reading;

namespace SencoFlows.Browser;

/// <summary>The main job from end to end: the SENCO sends, the next school files, the parent looks, and the SENCO sees it.</summary>
public sealed class JourneyTests(Trial trial)
{
    private const string _mailbox = "office@northmoorgrammar.sch.example";

    [Theory]
    [InlineData(true, "pupil16", "sofiia")]
    [InlineData(false, "pupil20", "billy")]
    public async Task A_record_is_sent_received_checked_and_filed_and_the_parent_sees_it(bool script, string pupil, string name)
    {
        await using var desk = await Desk.Open(trial);
        var senco = await desk.SignedIn("Priya Nair", script);
        await Send(senco, pupil, script);
        await Visit(senco, "Where the record is", script);
        var transfer = senco.Url;

        var receiver = await desk.Person(script);
        var mailRoom = await desk.Person(script: false);
        await receiver.GotoAsync(await Newest(mailRoom, _mailbox, InvitationToSchool()));
        Assert.DoesNotContain(name, await receiver.ContentAsync(), StringComparison.OrdinalIgnoreCase);
        await Press(receiver, "Email me a code");
        await receiver.GetByLabel("Enter the code from the email").FillAsync(await Newest(mailRoom, _mailbox, Code()));
        await Press(receiver, "Continue");
        await Press(receiver, "Open the record");
        await Assertions.Expect(receiver.Locator("h1")).ToContainTextAsync(name, new() { IgnoreCase = true });
        await Follow(receiver, "Check that it is the right pupil");
        await receiver.GetByLabel("Yes").CheckAsync();
        await Press(receiver, "Save and continue");
        await receiver.GetByLabel("Yes, it is saved in our school’s own files").CheckAsync();
        await Press(receiver, "Confirm");
        await Assertions.Expect(receiver.Locator("main")).ToContainTextAsync("the parents are told that the record has arrived");

        var parent = await desk.Person(script);
        await parent.GotoAsync(await Newest(mailRoom, $"{pupil}@families.example", InvitationToParents()));
        await Press(parent, "Show me");
        await Assertions.Expect(parent.Locator("main")).ToContainTextAsync("arrived", new() { IgnoreCase = true });

        await senco.GotoAsync(transfer);
        await Assertions.Expect(senco.Locator("main")).ToContainTextAsync("Filed, waiting for the teacher to read it");
        await Fine(senco, script);
    }

    private static async Task Send(IPage senco, string pupil, bool script)
    {
        await senco.GotoAsync($"/record-transfer/start?pupil={pupil}");
        await Fine(senco, script);
        if (script)
        {
            await senco.GetByRole(AriaRole.Combobox, new() { Name = "Find the school" }).PressSequentiallyAsync("northmoor gr");
            await senco.GetByRole(AriaRole.Option, new() { Name = "Northmoor Grammar School" }).ClickAsync();
        }
        else
        {
            await senco.GetByLabel("Find the school").FillAsync("990028");
            await Press(senco, "Search");
            await senco.GetByLabel("Northmoor Grammar School").CheckAsync();
        }

        await Fine(senco, script);
        await Press(senco, "Continue");
        await Fine(senco, script); // The office’s address stands there already.
        await Press(senco, "Continue");
        var leaving = Desk.Clock.Today.AddDays(20);
        await senco.GetByLabel("Day").First.FillAsync($"{leaving.Day}");
        await senco.GetByLabel("Month").First.FillAsync($"{leaving.Month}");
        await senco.GetByLabel("Year").First.FillAsync($"{leaving.Year}");
        await Fine(senco, script);
        await Press(senco, "Continue");
        await senco.Locator("[name=sharing]").First.CheckAsync();
        await Fine(senco, script);
        await Press(senco, "Continue");
        await senco.Locator("[name=protection][value=no]").CheckAsync();
        await Fine(senco, script);
        await Press(senco, "Continue");
        await Fine(senco, script);
        await Press(senco, "Send the record");
        await Assertions.Expect(senco.Locator("h1")).ToContainTextAsync("Transfer started");
        await senco.GoBackAsync(new() { WaitUntil = WaitUntilState.Commit });
        await Assertions.Expect(senco.Locator("h1")).ToContainTextAsync("Transfer started"); // And not the questions again.
        await Fine(senco, script);
    }
}
