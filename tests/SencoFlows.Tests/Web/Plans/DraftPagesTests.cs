using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using SencoFlows.Record.Plans;
using SencoFlows.Tests.Storage;

namespace SencoFlows.Tests.Web.Plans;

/// <summary>Writing a plan: bad input, two editors, and nothing typed is ever lost.</summary>
public class DraftPagesTests
{
    private const string Outcomes = $"{PlanSite.At}/draft/outcomes";
    private const string Provisions = $"{PlanSite.At}/draft/provisions";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static string Value(Shown page, string field) => page.Document.GetElementsByName(field).Single() switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlInputElement input => input.Value,
        IHtmlSelectElement select => select.Value ?? "",
        _ => throw new InvalidOperationException(),
    };

    [Fact]
    public async Task An_outcome_without_a_measure_is_kept_and_named()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        await PlanSite.Begin(senco);
        var (measure, what) = (await PlanSite.Field(site, "outcomes", "measure"), await PlanSite.Field(site, "outcomes", "what"));
        var page = await senco.Send(await senco.Get(Outcomes), Outcomes, (measure, ""), (what, "Reads aloud"));
        Assert.Equal((HttpStatusCode)422, page.Status);
        Assert.Equal(["Enter how you will know that outcome 1 is met"], page.Errors);
        Assert.Equal("Reads aloud", Value(page, what));
        Assert.Contains("What you typed is saved", page.Text, StringComparison.Ordinal);
        Assert.Equal("Reads aloud", (await PlanSite.Draft(site))[what]);
        Assert.Equal(["Enter how you will know that outcome 1 is met"], (await PlanSite.Issue(senco)).Errors);
    }

    [Fact]
    public async Task Negative_minutes_are_kept_and_named()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        await PlanSite.Begin(senco);
        var minutes = await PlanSite.Field(site, "provisions", "minutes");
        var page = await senco.Send(await senco.Get(Provisions), Provisions, (minutes, "-15"));
        Assert.Equal(["Minutes of provision 1 must be 1 or more"], page.Errors);
        Assert.Equal("-15", Value(page, minutes));
    }

    [Theory]
    [InlineData(40_000, "What parents do at home must be 5,000 characters or fewer. You have 40,000", true)]
    [InlineData(60_000, "What parents do at home is 60,000 characters long and could not be saved. Make it shorter", false)]
    public async Task A_very_long_text_stays_on_the_page(int length, string says, bool kept)
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        await PlanSite.Begin(senco);
        var text = new string('x', length);
        var page = await senco.Send(await senco.Get($"{PlanSite.At}/draft/everyday"), $"{PlanSite.At}/draft/everyday", ("home", text), ("adjustments", "Large print"));
        Assert.Equal((HttpStatusCode)422, page.Status);
        Assert.Equal([says], page.Errors);
        Assert.Equal((text, "Large print"), (Value(page, "home"), Value(page, "adjustments")));
        Assert.Equal((kept ? text : "Read together for ten minutes on five evenings a week", "Large print"), ((await PlanSite.Draft(site))["home"], (await PlanSite.Draft(site))["adjustments"]));
    }

    [Fact]
    public async Task A_plan_that_has_grown_beyond_what_can_be_kept_says_so_and_keeps_the_page()
    {
        using var folder = new TemporaryFolder();
        await using var site = await PlanSite.Start(folder: folder.Path);
        var senco = await site.SignedIn();
        await PlanSite.Begin(senco);
        var text = new string('x', 49_000);
        await new PlanDrafts(site.Rows).Save("ada", d => Enumerable.Range(0, 8).Aggregate(d!, (draft, i) => draft.WithLine($"outcomes.big{i}").With($"outcomes.big{i}.what", text, "s1", site.Clock.GetUtcNow())), _ct);
        var page = await senco.Send(await senco.Get($"{PlanSite.At}/draft/everyday"), $"{PlanSite.At}/draft/everyday", ("home", text), ("adjustments", text));
        Assert.Equal((HttpStatusCode)422, page.Status);
        Assert.Equal(["The plan as a whole has become too long, so this page could not be saved. Make this text shorter"], page.Errors);
        Assert.Equal((text, text), (Value(page, "home"), Value(page, "adjustments")));
    }

    [Fact]
    public async Task Pasted_Word_markup_emoji_and_text_from_right_to_left_come_out_as_what_was_meant()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        await PlanSite.Begin(senco);
        await senco.Send(await senco.Get($"{PlanSite.At}/draft/about"), $"{PlanSite.At}/draft/about",
            ("likes", "<p class=MsoNormal>Funny &amp; kind<o:p></o:p></p>"), ("important", "🐶👩‍👩‍👧"), ("helps", "أعطني وقتًا\u202E<script>"));
        await PlanSite.Issue(senco);
        var about = (await new PlanBook(site.Rows).Current("ada", _ct))!.Plan.AboutMe;
        Assert.Equal(new AboutMe("Funny & kind", "🐶👩‍👩‍👧", "أعطني وقتًا<script>"), about);
        var page = await senco.Get(PlanSite.At);
        Assert.Equal("auto", page.Document.QuerySelectorAll("p").Single(p => p.TextContent == "أعطني وقتًا<script>").GetAttribute("dir"));
        Assert.Empty(page.Document.QuerySelectorAll("main script"));
    }

    [Theory]
    [InlineData("22", "12", "2026", "22 December 2026 is in the school holidays. Choose a school day, like 18 December 2026 or 5 January 2027")]
    [InlineData("19", "11", "2026", "The review date must be in the future")]
    [InlineData("31", "2", "2027", "The review date must be a real date")]
    [InlineData("", "2", "2027", "The review date must include a day")]
    public async Task A_review_date_that_cannot_be_is_kept_and_explained(string day, string month, string year, string says)
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        await PlanSite.Begin(senco);
        var page = await senco.Send(await senco.Get($"{PlanSite.At}/draft/review"), $"{PlanSite.At}/draft/review", ("review.Day", day), ("review.Month", month), ("review.Year", year));
        Assert.Equal([says], page.Errors);
        Assert.Equal((day, month, year), (Value(page, "review.Day"), Value(page, "review.Month"), Value(page, "review.Year")));
    }

    [Fact]
    public async Task The_second_editor_of_a_field_sees_what_the_first_wrote_and_loses_nothing()
    {
        await using var site = await PlanSite.Start();
        var (senco, head) = (await site.SignedIn(), await site.SignedIn("h1"));
        await PlanSite.Begin(senco);
        var (what, target) = (await PlanSite.Field(site, "outcomes", "what"), await PlanSite.Field(site, "outcomes", "target"));
        var (hers, his) = (await senco.Get(Outcomes), await head.Get(Outcomes));
        await senco.Send(hers, Outcomes, (what, "Her words"));
        var page = await head.Send(his, Outcomes, (what, "His words"), (target, "His target"));
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("Sofia Reyes wrote on 20 November 2026 at 9am", page.Text, StringComparison.Ordinal);
        Assert.Contains("Her words", page.Text, StringComparison.Ordinal);
        Assert.Equal(("His words", "His target"), (Value(page, what), Value(page, target)));
        Assert.Equal(("Her words", "His target"), ((await PlanSite.Draft(site))[what], (await PlanSite.Draft(site))[target]));
        Assert.Equal(HttpStatusCode.Redirect, (await head.Send(page, Outcomes)).Status);
        Assert.Equal("His words", (await PlanSite.Draft(site))[what]);
    }

    [Fact]
    public async Task A_line_is_added_removed_put_back_and_moved_without_script()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        await PlanSite.Begin(senco);
        Assert.Equal($"{Outcomes}?more#more", (await senco.Send(await senco.Get(Outcomes), Outcomes, ("do", "more"))).Location!.OriginalString);
        var blank = await senco.Get($"{Outcomes}?more");
        var line = blank.Document.QuerySelectorAll("#more textarea").Single().GetAttribute("name")!;
        await senco.Send(blank, Outcomes, (line, "A second outcome"));
        Assert.Equal(2, (await PlanSite.Draft(site)).Of("outcomes").Count);
        var id = PlanDraft.LineOf(line)!;
        var removed = await senco.Send(await senco.Get(Outcomes), Outcomes, ("do", $"remove {id}"));
        Assert.Single((await PlanSite.Draft(site)).Of("outcomes"));
        var back = await senco.Get(removed.Location!.OriginalString);
        Assert.Contains("Put it back", back.Text, StringComparison.Ordinal);
        await senco.Send(back, Outcomes, ("do", $"back {id}"));
        Assert.Equal("A second outcome", (await PlanSite.Draft(site))[line]);
        Assert.Equal(2, (await PlanSite.Draft(site)).Of("outcomes").Count);
        var needs = (await PlanSite.Draft(site)).Of("needs");
        await senco.Send(await senco.Get($"{PlanSite.At}/draft/needs"), $"{PlanSite.At}/draft/needs", ("do", $"up {needs[1]}"));
        Assert.Equal(needs.Reverse(), (await PlanSite.Draft(site)).Of("needs"));
    }

    [Fact]
    public async Task Nobody_removes_a_line_that_somebody_else_has_just_changed()
    {
        await using var site = await PlanSite.Start();
        var (senco, head) = (await site.SignedIn(), await site.SignedIn("h1"));
        await PlanSite.Begin(senco);
        var what = await PlanSite.Field(site, "outcomes", "what");
        var his = await head.Get(Outcomes);
        await senco.Send(await senco.Get(Outcomes), Outcomes, (what, "Her words"));
        var page = await head.Send(his, Outcomes, (what, "His words"), ("do", $"remove {PlanDraft.LineOf(what)}"));
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Single((await PlanSite.Draft(site)).Of("outcomes"));
    }

    [Fact]
    public async Task A_plan_holds_so_many_lines_and_no_more()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        await PlanSite.Begin(senco);
        await new PlanDrafts(site.Rows).Save("ada", d => Enumerable.Range(0, 9).Aggregate(d!, (draft, i) => draft.WithLine($"outcomes.n{i}").With($"outcomes.n{i}.what", "x", "s1", site.Clock.GetUtcNow())), _ct);
        var page = await senco.Get(Outcomes);
        var answer = await senco.Send(page, Outcomes, ("outcomes.forged.what", "One too many"), ("seen.outcomes.forged.what", PlanDraft.MarkOf("")));
        Assert.Equal((HttpStatusCode)422, answer.Status);
        Assert.StartsWith("A plan holds up to 10 outcomes", answer.Errors[0], StringComparison.Ordinal);
        Assert.Contains("One too many", answer.Text, StringComparison.Ordinal);
        Assert.Equal(10, (await PlanSite.Draft(site)).Of("outcomes").Count);
    }

    [Fact]
    public async Task With_script_each_field_is_kept_while_it_is_typed_and_a_clash_is_told()
    {
        await using var site = await PlanSite.Start();
        var (senco, head) = (await site.SignedIn(), await site.SignedIn("h1"));
        await PlanSite.Begin(senco);
        var page = await senco.Get($"{PlanSite.At}/draft/everyday");
        Assert.NotNull(page.Document.QuerySelector("form[data-app-keep] [data-app-kept][role=status]"));
        var his = await head.Get($"{PlanSite.At}/draft/everyday");
        var kept = await Keep(senco, page, ("home", "Her words"));
        Assert.True(kept.GetProperty("saved").GetBoolean());
        Assert.Equal(PlanDraft.MarkOf("Her words"), kept.GetProperty("seen").GetProperty("home").GetString());
        Assert.Equal("Her words", (await PlanSite.Draft(site))["home"]);
        var late = await Keep(head, his, ("home", "His words"), ("adjustments", "His too"));
        Assert.Equal("Sofia Reyes has changed “What parents do at home” too. Save this page to see both", late.GetProperty("clashes")[0].GetString());
        Assert.False(late.GetProperty("seen").TryGetProperty("home", out _));
        Assert.Equal(("Her words", "His too"), ((await PlanSite.Draft(site))["home"], (await PlanSite.Draft(site))["adjustments"]));
    }

    private static async Task<JsonElement> Keep(Browser browser, Shown page, params (string, string)[] answers)
    {
        var shown = await browser.Send(page, $"{PlanSite.At}/draft/everyday", [.. answers, ("do", "keep")]);
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        return JsonDocument.Parse(await shown.Response.Content.ReadAsStringAsync(_ct)).RootElement;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_was_still_writing_when_the_draft_was_issued_or_thrown_away_loses_nothing(bool issued)
    {
        await using var site = await PlanSite.Start();
        var (senco, head) = (await site.SignedIn(), await site.SignedIn("h1"));
        await PlanSite.Begin(senco);
        var what = await PlanSite.Field(site, "outcomes", "what");
        var his = await head.Get(Outcomes);
        if (issued)
        {
            await PlanSite.Issue(senco);
        }
        else
        {
            await senco.Send(await senco.Get($"{PlanSite.At}/draft/forget"), $"{PlanSite.At}/draft/forget");
        }

        var page = await head.Send(his, Outcomes, (what, "His words"));
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("Nothing of yours is saved yet, and nothing is lost", page.Text, StringComparison.Ordinal);
        Assert.Equal("His words", Value(page, what));
        Assert.Null(await new PlanDrafts(site.Rows).Find("ada", _ct));
        Assert.Equal(HttpStatusCode.Redirect, (await head.Send(page, Outcomes)).Status);
        var draft = await PlanSite.Draft(site);
        Assert.Equal((issued ? 1 : 0, "His words"), (draft.BasedOn, draft[what]));
        Assert.Equal("A reading test at the start and at the end", draft[what.Replace(".what", ".measure", StringComparison.Ordinal)]);
        if (issued)
        {
            await PlanSite.Issue(head);
            Assert.Equal("His words", (await new PlanBook(site.Rows).Current("ada", _ct))!.Plan.Outcomes.Single().What);
        }
    }

    [Fact]
    public async Task Fields_that_the_page_does_not_ask_are_not_taken()
    {
        await using var site = await PlanSite.Start();
        var senco = await site.SignedIn();
        await PlanSite.Begin(senco);
        await senco.Send(await senco.Get(Outcomes), Outcomes, ("home", "x"), ("seen.home", PlanDraft.MarkOf("")), ("outcomes.BAD ID.what", "x"), ("seen.outcomes.BAD ID.what", ""), ("seen.outcomes.a.secret", ""));
        Assert.Equal("Read together for ten minutes on five evenings a week", (await PlanSite.Draft(site))["home"]);
        Assert.DoesNotContain((await PlanSite.Draft(site)).Fields.Keys, k => k.Contains("BAD", StringComparison.Ordinal) || k.Contains("secret", StringComparison.Ordinal));
    }
}
