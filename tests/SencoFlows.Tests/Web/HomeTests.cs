using System.Net;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Processes.Safeguarding;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Record;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web;

public sealed class HomeTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_due_comes_first_and_is_one_click_away()
    {
        await using var site = await TestSite.Start();
        await site.Move("quiet");
        await site.Sent("quiet");
        await site.Move("bounced");
        await site.Sent("bounced");
        await site.Told("bounced", new Told.Bounced(1), Moves.Packs);
        await site.Until(2026, 11, 25, "bounced", "quiet");

        var page = await (await site.SignedIn()).Get("/");
        Assert.Equal("Today", page.H1);
        var todo = Assert.Single(page.Document.QuerySelectorAll(".govuk-task-list__item"));
        Assert.Equal("/record-transfer/100001-bounced/correct", todo.QuerySelector("a")!.GetAttribute("href"));
        Assert.StartsWith("Correct the address: Okafor, Ada", todo.Text(), StringComparison.Ordinal);
        Assert.Contains("Due 23 November 2026, because of school policy", todo.Text(), StringComparison.Ordinal);
        Assert.EndsWith("Overdue", todo.Text(), StringComparison.Ordinal);
        Assert.Equal(["Okafor, Ada", "Next schoolsince 20 November 2026", "Sent", "Overdue since 23 November 2026: why this date?"], page.Document.QuerySelectorAll("tbody tr > *").Select(c => c.Text()));
        Assert.Equal("Today – SencoFlows", page.Document.Title);
    }

    [Fact]
    public async Task Five_are_shown_and_the_rest_folds_away()
    {
        await using var site = await TestSite.Start();
        foreach (var i in Enumerable.Range(1, 7))
        {
            await site.Move($"c{i}", Tale.Registered with { FromRegister = false });
        }

        var page = await (await site.SignedIn("a1")).Get("/");
        Assert.Equal(7, page.Document.QuerySelectorAll(".govuk-task-list__item").Length);
        Assert.Equal(2, page.Document.QuerySelectorAll("details .govuk-task-list__item").Length);
        Assert.Contains("Show 2 more", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s1", 0, true)]
    [InlineData("h1", 0, true)]
    [InlineData("a1", 1, true)]
    [InlineData("t1", 0, false)]
    [InlineData("d1", 0, false)]
    public async Task Everybody_sees_what_is_theirs_and_no_pupil_that_is_not(string staff, int todo, bool seesAda)
    {
        await using var site = await TestSite.Start();
        await site.Move("c1", Tale.Registered with { FromRegister = false });
        var page = await (await site.SignedIn(staff)).Get("/");
        Assert.Equal(todo, page.Document.QuerySelectorAll(".govuk-task-list__item").Length);
        Assert.Equal(seesAda, page.Text.Contains("Okafor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nobody_has_the_role_it_is_the_heads_move()
    {
        await using var site = await TestSite.Start();
        await site.Move("c1", Tale.Registered with { FromRegister = false });
        await site.Get<Schools>().Save(TestSite.Urn, s => s! with { Staff = [.. s.Staff.Select(x => x with { Left = x.Id == "a1" })] }, _ct);
        var page = await (await site.SignedIn("h1")).Get("/");
        Assert.Equal("/record-transfer/100001-c1/address", page.Document.QuerySelector(".govuk-task-list__item a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Cases_of_another_school_are_not_here()
    {
        await using var site = await TestSite.Start();
        await site.Get<Schools>().Save("100009", _ => new Tale().School with { Urn = "100009", Staff = TestSite.Staff }, _ct);
        await site.Move("c1");
        Assert.DoesNotContain("Okafor", (await (await site.SignedIn(urn: "100009")).Get("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_400_open_cases_is_one_range_read()
    {
        await using var site = await TestSite.Start();
        var rows = (MemoryRows)site.Rows;
        var agenda = new Agenda("record-transfer", new("pupil", "p1", "Okafor, Ada"), "Sent", Role.NextSchool, null, null, [new(new(2026, 12, 1), "transfer-open", new(2026, 11, 20))]);
        for (var i = 0; i < 400; i++)
        {
            await rows.Save([new Change.Add(Keys.Due(new(2026, 12, 1), $"c{i:D3}"), Wire.Write(agenda))], _ct);
        }

        var browser = await site.SignedIn();
        await browser.Get("/");
        var before = rows.Requests;
        var page = await browser.Get("/");
        Assert.Equal(1, rows.Requests - before);
        Assert.Equal(400, page.Document.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task What_failed_waits_for_a_person_who_tries_again_or_says_why_not()
    {
        await using var site = await TestSite.Start();
        await site.Move("c1");
        await Fail(site, "000009-00", "There is no such mailbox");
        await Fail(site, "000009-01", "The address is not allowed", "transfer-not-read");
        var browser = await site.SignedIn("a1");
        Assert.Contains("2 things could not be done", (await browser.Get("/")).Text, StringComparison.Ordinal);

        var list = await browser.Get("/failed");
        Assert.Contains("There is no such mailbox", list.Text, StringComparison.Ordinal);
        Assert.Equal(["Email to the SENCO: The next school has filed a record", "Email to the SENCO: A teacher has not read a first-day sheet"], list.Document.QuerySelectorAll("main h2").Where(h => h.Text().StartsWith("Email", StringComparison.Ordinal)).Select(h => h.Text()));
        Assert.Contains("Sofia Reyes (the SENCO)", list.Text, StringComparison.Ordinal);
        var again = list.Document.QuerySelectorAll("main form").OfType<AngleSharp.Html.Dom.IHtmlFormElement>().First();
        await browser.Send(again, "/failed", ("do", "again"));
        await browser.Send(again, "/failed", ("do", "again"));
        Assert.Single(((MemoryRows)site.Rows).Keys, k => k.StartsWith("failed|", StringComparison.Ordinal));
        var errand = Wire.Read<Errand>((await site.Rows.Read("todo|c1|000009-00", _ct))!.Body);
        Assert.Equal((3, null, null), (errand.Attempts, errand.Begun, errand.Outcome));

        list = await browser.Get("/failed");
        var aside = list.Document.QuerySelector("details form") as AngleSharp.Html.Dom.IHtmlFormElement;
        var refused = await browser.Send(aside!, "/failed", ("do", "aside"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Enter why it need not be done"), (refused.Status, refused.Errors.Single()));
        await browser.Send(aside!, "/failed", ("do", "aside"), ("why", "I called them"));
        Assert.Equal("Put aside: I called them", Assert.IsType<Outcome.Dropped>(Wire.Read<Errand>((await site.Rows.Read("done|c1|000009-01", _ct))!.Body).Outcome).Why);
        Assert.Contains("Nothing failed", (await browser.Get("/failed")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_what_failed_is_closed_to_others()
    {
        await using var site = await TestSite.Start();
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedIn("t1")).Get("/failed")).Status);
    }

    [Fact]
    public async Task A_safeguarding_lead_is_told_what_failed_in_their_own_cases_which_nobody_else_sees()
    {
        await using var site = await TestSite.Start();
        await site.Move("c1");
        await Fail(site, "000009-00", "There is no such mailbox");
        var needed = new SafeguardingFileProcess.Event.Needed("Hill Top Academy", "100002", new(2026, 12, 18), null);
        await site.Runner.Tell(site.Id("f1"), All.SafeguardingFile, needed, new(Role.SafeguardingLead, "d1"), "r1", _ct, new Subject("pupil", "p1", "Okafor, Ada"));
        await site.Rows.Save([new Change.Add("failed|f1|000009-00", (await site.Rows.Read("failed|c1|000009-00", _ct))!.Body.Replace("There is no such mailbox", "Their mailbox is full", StringComparison.Ordinal))], _ct);
        var (lead, senco) = (await (await site.SignedIn("d1")).Get("/failed"), await (await site.SignedIn()).Get("/failed"));
        Assert.Equal((true, false), (lead.Text.Contains("Their mailbox is full", StringComparison.Ordinal), lead.Text.Contains("There is no such mailbox", StringComparison.Ordinal)));
        Assert.Equal((false, true), (senco.Text.Contains("Their mailbox is full", StringComparison.Ordinal), senco.Text.Contains("There is no such mailbox", StringComparison.Ordinal)));
    }

    [Fact]
    public void Since_and_overdue_belong_to_the_stage_and_end_with_it()
    {
        var rule = TransferRules.Open;
        var agenda = new Agenda("p", new("pupil", "p1", ""), "Sent", Role.NextSchool, null, null, []);
        var sent = agenda.After(new("p", agenda.About, "", Role.Nobody, null, null, []), new(2026, 11, 20), null);
        var late = agenda.After(sent, new(2026, 11, 24), new(new(2026, 11, 23), rule, new(2026, 11, 20)));
        var later = agenda.After(late, new(2026, 11, 25), new(new(2026, 11, 24), rule, new(2026, 11, 23)));
        Assert.Equal((new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 23)), (later.Since!.Value, later.Overdue!.On));
        var opened = (agenda with { Stage = "Opened" }).After(later, new(2026, 11, 26), null);
        Assert.Equal((new DateOnly(2026, 11, 26), null), (opened.Since, opened.Overdue));
    }

    private static async Task Fail(TestSite site, string key, string why, string template = "transfer-filed") => await site.Rows.Save(
        [new Change.Add($"failed|c1|{key}", Wire.Write(new Errand(new Effect.Email(Role.Senco, template), site.Clock.GetUtcNow(), "s1", 3, site.Clock.GetUtcNow(), new Outcome.Failed(why))))], _ct);
}
