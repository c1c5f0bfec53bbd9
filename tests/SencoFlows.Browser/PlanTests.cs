using Microsoft.Playwright;
using static SencoFlows.Browser.Reading;

namespace SencoFlows.Browser;

/// <summary>A plan at a real browser: kept while it is typed, by two people at once, and issued with and without script.</summary>
public sealed class PlanTests(Trial trial)
{
    private const string _everyday = "/pupils/pupil21/plan/draft/everyday";

    [Fact]
    public async Task What_two_people_type_is_kept_as_they_type_and_neither_writes_over_the_other()
    {
        await using var desk = await Desk.Open(trial);
        var senco = await desk.SignedIn("Priya Nair");
        var head = await desk.SignedIn("Daniel Okoro");
        await senco.GotoAsync(_everyday);
        await head.GotoAsync(_everyday);
        await Fine(senco, script: true);
        await senco.GetByLabel("What parents do at home").FillAsync("Read aloud at bedtime");
        await Assertions.Expect(senco.Locator("[data-app-kept]")).ToContainTextAsync("Saved at");
        await head.GetByLabel("What all staff do differently").FillAsync("Large print");
        await head.GetByLabel("What parents do at home").FillAsync("Play a board game");
        await Assertions.Expect(head.Locator("[data-app-kept]")).ToContainTextAsync("Priya Nair has changed");
        await Press(head, "Save and go back to the plan");
        await Fine(head, script: true);
        await Assertions.Expect(head.Locator("main")).ToContainTextAsync("Read aloud at bedtime");
        await Assertions.Expect(head.GetByLabel("What parents do at home")).ToHaveValueAsync("Play a board game");
        await senco.ReloadAsync();
        await Assertions.Expect(senco.GetByLabel("What all staff do differently")).ToHaveValueAsync("Large print");
        await Assertions.Expect(senco.GetByLabel("What parents do at home")).ToHaveValueAsync("Read aloud at bedtime");
    }

    [Theory]
    [InlineData(true, "pupil22")]
    [InlineData(false, "pupil07")]
    public async Task A_plan_is_started_from_the_library_changed_and_issued(bool script, string pupil)
    {
        await using var desk = await Desk.Open(trial);
        var senco = await desk.SignedIn("Priya Nair", script);
        await senco.GotoAsync($"/pupils/{pupil}/plan/start");
        await senco.Locator("input[name=template]").First.CheckAsync();
        await Press(senco, "Start the plan");
        await Fine(senco, script);
        await senco.GotoAsync($"/pupils/{pupil}/plan/draft/outcomes");
        await senco.GetByLabel("How you will know").First.FillAsync("");
        await Press(senco, "Save and go back to the plan");
        await Assertions.Expect(senco.Locator(".govuk-error-summary")).ToContainTextAsync("Enter how you will know that outcome 1 is met");
        await Fine(senco, script);
        await senco.GetByLabel("How you will know").First.FillAsync("A reading test");
        await Press(senco, "Save and go back to the plan");
        await Press(senco, "Issue version 1");
        await Assertions.Expect(senco.Locator("main")).ToContainTextAsync("Version 1 of the plan is issued");
        await Fine(senco, script);
    }
}
