using Microsoft.Playwright;
using static SencoFlows.Browser.Reading;

namespace SencoFlows.Browser;

/// <summary>Forms that no link leads to, with axe and on a phone, also with their errors.</summary>
public sealed class FormsTests(Trial trial)
{
    [Fact]
    public async Task The_forms_of_several_leavers()
    {
        await using var desk = await Desk.Open(trial);
        var senco = await desk.SignedIn("Priya Nair");
        await senco.GotoAsync("/leavers");
        await Press(senco, "Continue");
        await FineAndNarrow(senco);
        await senco.GetByLabel("Year group").SelectOptionAsync("6");
        await Press(senco, "Continue");
        await Press(senco, "Continue to the pupils");
        await FineAndNarrow(senco);
        await senco.GetByRole(AriaRole.Combobox, new() { Name = "Find a school" }).PressSequentiallyAsync("northmoor gr");
        await senco.GetByRole(AriaRole.Option, new() { Name = "Northmoor Grammar School" }).ClickAsync();
        await Press(senco, "Add this school");
        await FineAndNarrow(senco);
        await Press(senco, "Continue to the pupils");
        await FineAndNarrow(senco);
        var table = senco.Url;
        await senco.GotoAsync((await senco.Locator("a[href*='/pupil/']").First.GetAttributeAsync("href"))!);
        await FineAndNarrow(senco);
        await Press(senco, "Save");
        await FineAndNarrow(senco);
        await senco.GotoAsync(table.Replace("/table", "/check", StringComparison.Ordinal));
        await FineAndNarrow(senco);
    }

    [Fact]
    public async Task The_forms_that_let_another_system_in()
    {
        await using var desk = await Desk.Open(trial);
        var head = await desk.SignedIn("Daniel Okoro");
        await head.GotoAsync("/systems");
        await FineAndNarrow(head);
        await Press(head, "Let it in and show its secret");
        await FineAndNarrow(head);
        await head.GetByLabel("Name of the system").FillAsync("A system with quite a long name, used at Northmoor Grammar School");
        await Press(head, "Let it in and show its secret");
        await FineAndNarrow(head);
        await head.GotoAsync("/systems");
        await FineAndNarrow(head);
        await Follow(head, "events for A system with quite a long name, used at Northmoor Grammar School");
        await FineAndNarrow(head);
        await Press(head, "Turn events on and show the secret");
        await FineAndNarrow(head);
        await head.GetByLabel("Address for events").FillAsync("http://localhost:1/an-address-that-is-long-enough-to-break-a-line-of-any-telephone/events");
        await Press(head, "Turn events on and show the secret");
        await FineAndNarrow(head);
        await Press(head, "I have copied it");
        await Press(head, "Send a test event");
        await FineAndNarrow(head);
        await head.GotoAsync("/systems");
        await Press(head, "Shut out A system with quite a long name, used at Northmoor Grammar School");
        await FineAndNarrow(head);
    }
}
