using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SencoFlows.Browser;

/// <summary>The main job as four people do it: the SENCO, the next school, a parent, and whoever reads the mail room.</summary>
public sealed partial class JourneyTests(Desk desk)
{
    [Theory]
    [InlineData(true, "pupil01", "Ada Okafor")]
    [InlineData(false, "pupil21", "Chidi Okafor")]
    public async Task A_record_is_sent_received_checked_and_filed_and_the_parent_sees_it(bool script, string pupil, string name)
    {
        var senco = await desk.SignedIn("Priya Nair", script);
        await Send(senco, pupil, script);
        var sent = senco.Url;
        await senco.FindsNothingIf(script);

        var receiver = await desk.Person(script);
        await OpenLink(receiver, senco, "A pupil record is waiting for your school", "g.mensah@ashdown.example");
        await Assertions.Expect(receiver.Locator("body")).Not.ToContainTextAsync(name.Split(' ')[1]);
        await receiver.FindsNothingIf(script);
        await Prove(receiver, senco);
        await Assertions.Expect(receiver.Locator("h1")).ToContainTextAsync(name);
        await receiver.FindsNothingIf(script);
        await Press(receiver.GetByRole(AriaRole.Link, new() { Name = "Read the record" }));
        await receiver.FindsNothingIf(script);
        await receiver.GoBackAsync();
        await Press(receiver.GetByRole(AriaRole.Link, new() { Name = "Check that it is the right pupil" }));
        await receiver.FindsNothingIf(script);
        await receiver.GetByLabel("Yes", new() { Exact = true }).CheckAsync();
        await Press(receiver.GetByRole(AriaRole.Button, new() { Name = "Save and continue" }));
        await Press(receiver.GetByRole(AriaRole.Link, new() { Name = "Confirm that you have filed it" }));
        await receiver.FindsNothingIf(script);
        await receiver.GetByLabel("Yes, it is saved").CheckAsync();
        await Press(receiver.GetByRole(AriaRole.Button, new() { Name = "Confirm" }));
        await Assertions.Expect(receiver.Locator("main")).ToContainTextAsync("the parents are told that the record has arrived");

        var parent = await desk.Person(script);
        await OpenLink(parent, senco, "A school record has arrived", $"{pupil}@families.example");
        await parent.FindsNothingIf(script);
        await Press(parent.Locator("main form button").First);
        await Assertions.Expect(parent.Locator("main")).ToContainTextAsync("arrived");
        await parent.FindsNothingIf(script);

        await senco.GotoAsync($"/cases/{sent.Split('/')[^2]}");
        await Assertions.Expect(senco.Locator("main")).ToContainTextAsync("Filed, waiting for the teacher to read it");
        await senco.FindsNothingIf(script);
    }

    private static async Task Send(IPage senco, string pupil, bool script)
    {
        await senco.GotoAsync($"/record-transfer/start?pupil={pupil}");
        await senco.FindsNothingIf(script);
        await senco.Locator("main input[type=text], main input:not([type])").First.FillAsync("100003");
        if (script)
        {
            await senco.Keyboard.PressAsync("Enter");
        }
        else
        {
            await Press(senco.Locator("main form button").First);
        }

        await senco.GetByLabel("Ashdown Academy").CheckAsync();
        await senco.FindsNothingIf(script);
        await Press(senco.GetByRole(AriaRole.Button, new() { Name = "Continue" }));
        var leaving = DateTime.Now.AddDays(20);
        await senco.Locator("[name='leaving.Day']").FillAsync($"{leaving.Day}");
        await senco.Locator("[name='leaving.Month']").FillAsync($"{leaving.Month}");
        await senco.Locator("[name='leaving.Year']").FillAsync($"{leaving.Year}");
        await senco.FindsNothingIf(script);
        await Press(senco.GetByRole(AriaRole.Button, new() { Name = "Continue" }));
        await senco.Locator("[name=sharing]").First.CheckAsync();
        await senco.FindsNothingIf(script);
        await Press(senco.GetByRole(AriaRole.Button, new() { Name = "Continue" }));
        await senco.Locator("[name=protection][value=no]").CheckAsync();
        await Press(senco.GetByRole(AriaRole.Button, new() { Name = "Continue" }));
        await Assertions.Expect(senco.Locator("h1")).ToContainTextAsync("Check your answers");
        await senco.FindsNothingIf(script);
        await Press(senco.Locator("main form button").Last);
        await Assertions.Expect(senco.Locator("h1")).ToContainTextAsync("Transfer started");
    }

    /// <summary>Finds the newest mail with this subject to this person in the mail room, and opens the link in it.</summary>
    private static async Task OpenLink(IPage person, IPage reader, string subject, string to)
    {
        var text = await Mail(reader, subject, to);
        await person.GotoAsync(Link().Match(text).Value);
    }

    private static async Task<string> Mail(IPage reader, string subject, string to)
    {
        var mail = await reader.Context.NewPageAsync();
        await mail.GotoAsync("/mail-room");
        await Press(mail.Locator("tr", new() { HasText = to }).GetByRole(AriaRole.Link, new() { Name = subject }).First);
        var text = string.Join('\n', await mail.Locator("main").AllInnerTextsAsync());
        await mail.CloseAsync();
        return text;
    }

    private static async Task Prove(IPage receiver, IPage reader)
    {
        await Press(receiver.Locator("main form button").First);
        if (await receiver.GetByRole(AriaRole.Button, new() { Name = "code" }).CountAsync() > 0 && await receiver.Locator("[name=code]").CountAsync() == 0)
        {
            await Press(receiver.GetByRole(AriaRole.Button, new() { Name = "code" }).First);
        }

        var code = Code().Match(await Mail(reader, "Your code to open a record", "g.mensah@ashdown.example")).Value;
        await receiver.Locator("[name=code]").FillAsync(code);
        await Press(receiver.GetByRole(AriaRole.Button, new() { Name = "Continue" }));
        if (await receiver.GetByRole(AriaRole.Button, new() { Name = "Open the record" }).CountAsync() > 0)
        {
            await Press(receiver.GetByRole(AriaRole.Button, new() { Name = "Open the record" }));
        }
    }

    private static Task Press(ILocator what) => what.ClickAsync();

    [GeneratedRegex("http://localhost:[0-9]+/(receive|parcel)/[0-9a-f-]+")]
    private static partial Regex Link();

    [GeneratedRegex("(?m)^\\s*[0-9]{6}\\s*$")]
    private static partial Regex Code();
}
