using System.Net;
using System.Text.RegularExpressions;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Processes.Safeguarding;
using SencoFlows.Record;
using SencoFlows.Record.Register;
using SencoFlows.Tests.Processes.RecordArrival;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Web;
using File = SencoFlows.Processes.Safeguarding.SafeguardingFileProcess;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Processes.Safeguarding;

/// <summary>A child protection file that goes from one safeguarding lead to the next, and what everybody else sees of it.</summary>
public sealed partial class SafeguardingTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_word_of_the_senco_to_the_receipt_of_the_next_lead()
    {
        await using var two = await Leaving(TwoSchools.Hill);
        Assert.Equal(["A confidential file is to be passed on"], two.Mails("d.wolf@oaklane.example"));
        var lead = await two.Site.SignedIn("d1");
        var todo = (await lead.Get("/")).Document.QuerySelector(".govuk-task-list__link")!.GetAttribute("href")!;
        var page = await lead.Get(todo);
        Assert.Equal(["Enter the date it was sent", "Select how it was sent"], (await lead.Send(page, todo)).Errors);
        await lead.Send(page, todo, ("on.Day", "20"), ("on.Month", "11"), ("on.Year", "2026"), ("way", "ByHand"));
        await two.Settle();
        Assert.Equal(["A confidential file is on its way to you"], two.Mails("d.rao@hilltop.example"));
        Assert.DoesNotContain(two.Post.Taken, m => m.Wording.Subject.Contains("confidential", StringComparison.Ordinal) && (m.Wording.Text.Contains("Okafor", StringComparison.Ordinal) || m.Wording.Text.Contains("Ada", StringComparison.Ordinal)));

        var next = await two.Site.SignedIn("d2", TwoSchools.Hill);
        var confirm = (await next.Get("/")).Document.QuerySelector(".govuk-task-list__link")!.GetAttribute("href")!;
        Assert.Contains("Ada Okafor", (await next.Get(confirm)).Text, StringComparison.Ordinal);
        await next.Send(await next.Get(confirm), confirm, ("there", "no"), ("note", "Nothing has come"));
        await two.Settle();
        Assert.True(Assert.IsType<File.State.OnItsWay>(await State(two)).File.Missing);
        Assert.Contains("A confidential file has not arrived", two.Mails("d.wolf@oaklane.example"));

        await lead.Send(await lead.Get(todo), todo, ("on.Day", "20"), ("on.Month", "11"), ("on.Year", "2026"), ("way", "SecureSystem"));
        await two.Settle();
        await next.Send(await next.Get(confirm), confirm, ("there", "yes"));
        await two.Settle();
        Assert.Equal(FileEnd.Received, Assert.IsType<File.State.Ended>(await State(two)).End);
        Assert.Equal([$"/cases/{todo.Split('/')[2]}", $"/cases/{confirm.Split('/')[2]}"], [(await lead.Get(todo)).Location!.OriginalString, (await next.Get(confirm)).Location!.OriginalString]);
        Assert.Contains("Done: the safeguarding leads have passed it on", (await (await two.Site.SignedIn()).Get($"/cases/{TwoSchools.Transfer}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s1")]
    [InlineData("h1")]
    [InlineData("a1")]
    [InlineData("t1")]
    public async Task Nobody_but_the_leads_sees_it_in_pages_lists_exports_feeds_or_searches(string staff)
    {
        await using var two = await Leaving(TwoSchools.Hill);
        var file = (await Case(two)).Id;
        var lead = await two.Site.SignedIn("d1");
        Assert.Equal(HttpStatusCode.OK, (await lead.Get($"/cases/{file}")).Status);
        var at = $"/safeguarding-file/{file}/sent";
        await lead.Send(await lead.Get(at), at, ("on.Day", "20"), ("on.Month", "11"), ("on.Year", "2026"), ("way", "RecordedDelivery"));
        await two.Settle();
        var coming = Assert.Single(await new Caseload(TwoSchools.Hill, two.HillRows).Open(_ct), c => c.Agenda.Process == "safeguarding-arrival").Id;

        var browser = await two.Site.SignedIn(staff);
        foreach (var page in (string[])[$"/cases/{file}", $"/cases/{file}/ahead", at, $"/safeguarding-file/{file}/received", "/safeguarding-file/start?pupil=p1", $"/safeguarding-arrival/{coming}/confirm"])
        {
            Assert.True((await browser.Get(page)).Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, page);
        }

        var feed = staff == "t1" ? "" : await Feed(browser);
        foreach (var page in (string[])["/", "/pupils", "/pupils?q=Okafor", "/pupils/p1", "/pupils/p1/log", "/pupils/p1/ahead", "/transfers", "/transfers.csv", "/transfers?finished=yes", "/failed", "/school/planner", $"/cases/{TwoSchools.Transfer}", $"/cases/{TwoSchools.Transfer}/ahead"])
        {
            var answer = await browser.Http.GetAsync(new Uri(page, UriKind.Relative), _ct);
            Silent(await answer.Content.ReadAsStringAsync(_ct), file, page);
        }

        Silent(feed, file, "feed");
        var theirs = await two.Site.SignedIn(staff is "s1" ? "s2" : staff is "h1" ? "h2" : staff is "a1" ? "a2" : "t2", TwoSchools.Hill);
        Silent(await theirs.Http.GetStringAsync(new Uri("/", UriKind.Relative), _ct), coming, "the next school");
        Assert.True((await theirs.Get($"/safeguarding-arrival/{coming}/confirm")).Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_lead_without_an_account_confirms_behind_a_code_and_only_from_the_schools_own_domain()
    {
        await using var two = await Leaving("100050");
        var lead = await two.Site.SignedIn("d1");
        var at = $"/safeguarding-file/{(await Case(two)).Id}/sent";
        (string, string)[] sent = [("on.Day", "20"), ("on.Month", "11"), ("on.Year", "2026"), ("way", "ByHand")];
        Assert.Equal(["Enter an address that ends in millfield.sch.uk, or leave it empty and record the receipt when they call"], (await lead.Send(await lead.Get(at), at, [.. sent, ("receiver", "dsl@gmail.com")])).Errors);
        await lead.Send(await lead.Get(at), at, [.. sent, ("receiver", "dsl@millfield.sch.uk")]);
        await two.Settle();
        var mail = two.Post.Taken.Single(m => m.To.Email == "dsl@millfield.sch.uk");
        Assert.DoesNotMatch("Ada|Okafor|protection|safeguard", mail.Wording.Subject + mail.Wording.Text.Split("Designated safeguarding lead")[1].Split("https://")[0]);
        var next = two.Site.Anybody();
        var link = Link().Match(mail.Wording.Text).Value;
        var home = (await next.Send(await next.Get(link), link)).Location!.OriginalString[..^"/code".Length];
        await next.Send(await next.Get($"{home}/code"), $"{home}/code", ("code", Code().Match(two.Post.Taken[^1].Wording.Text).Value));
        var page = await next.Get(home);
        Assert.Contains("Ada Okafor", page.Text, StringComparison.Ordinal);
        Assert.Equal(["Select whether the file has arrived"], (await next.Send(page, home)).Errors);
        var tooLong = await next.Send(page, home, ("there", "no"), ("note", new string('x', 5000)));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, new string('x', 5000)), (tooLong.Status, tooLong.Document.QuerySelector("textarea[name=note]")!.TextContent));
        Assert.True(tooLong.Document.QuerySelector("input[name=there][value=no]")!.HasAttribute("checked"));
        Assert.Equal("Thank you", (await next.Send(page, home, ("there", "yes"))).H1);
        Assert.IsType<File.State.Ended>(await State(two));
        Assert.Equal(HttpStatusCode.NotFound, (await next.Get(home)).Status);
    }

    [Theory]
    [InlineData(DayUnit.Calendar, "2026-11-25")]
    [InlineData(DayUnit.Working, "2026-11-27")]
    [InlineData(DayUnit.School, "2026-11-30")]
    public void Five_days_are_what_the_school_has_chosen(DayUnit unit, string limit)
    {
        var school = new Tale().School with { Policies = new() { ChildProtectionDays = unit } };
        Assert.Equal(DateOnly.Parse(limit, System.Globalization.CultureInfo.InvariantCulture), SafeguardingRules.Limit(new(2026, 11, 20), null, school).On);
    }

    [Fact]
    public void With_a_new_term_it_is_the_first_five_days_of_it() =>
        Assert.Equal((new DateOnly(2027, 1, 11), "cp-file-term"), SafeguardingRules.Limit(new(2026, 12, 18), new(2027, 1, 5), new Tale().School) is var d ? (d.On, d.Rule.Id) : default);

    [Fact]
    public async Task Silence_reaches_the_lead_and_then_the_head_who_learns_no_name()
    {
        await using var two = await Leaving("100050");
        await two.Until(2026, 12, 28);
        Assert.Contains("A confidential file has not been sent in time", two.Mails("d.wolf@oaklane.example"));
        var toHead = two.Post.Taken.Where(m => m.To.Email == "h.marlow@oaklane.example" && m.Wording.Subject.Contains("confidential", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(toHead);
        Assert.All(toHead, m => Assert.DoesNotMatch("Ada|Okafor", m.Wording.Text));
        Assert.DoesNotContain(two.Post.Taken, m => m.To.Email == "s.reyes@oaklane.example" && m.Wording.Subject.Contains("confidential", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_changed_leaving_date_another_school_and_a_pupil_who_stays_reach_the_lead()
    {
        await using var two = await Leaving("100050");
        await two.Site.Told("t1", new Told.LeavingDateChanged(new(2027, 1, 15)), Tale.Senco);
        await two.Site.Told("t1", new Told.LeavingDateChanged(new(2027, 1, 22)), Tale.Senco);
        await two.Settle();
        Assert.Equal(new DateOnly(2027, 1, 22), ((File.State.Moving)await State(two)).File.Leaving);
        await two.Site.Told("t1", new Told.Corrected(Tale.Registered with { Name = "Valley High", Urn = "100060" }), Tale.Senco);
        await two.Settle();
        Assert.Equal("Valley High", ((File.State.Moving)await State(two)).File.School);
        await two.Site.Told("t1", new Told.CameBack(two.Site.Clock.Today), Tale.Senco);
        await two.Settle();
        Assert.Equal(FileEnd.Stays, Assert.IsType<File.State.Ended>(await State(two)).End);
    }

    [Fact]
    public async Task A_lead_begins_one_by_hand_and_a_transfer_begins_no_second()
    {
        await using var two = await Leaving(null);
        var lead = await two.Site.SignedIn("d1");
        var page = await lead.Get("/safeguarding-file/start?pupil=p1");
        var opened = await lead.Send(page, "/safeguarding-file/start", ("school", TwoSchools.Hill), ("school.Query", "Hill"), ("leaving.Day", "18"), ("leaving.Month", "12"), ("leaving.Year", "2026"));
        Assert.StartsWith("/cases/", opened.Location!.OriginalString, StringComparison.Ordinal);
        await Move(two, TwoSchools.Hill);
        Assert.Single(await new Caseload(TwoSchools.Oak, two.Site.Rows).Open(_ct), c => c.Agenda.Process == "safeguarding-file");
        Assert.DoesNotContain(await new Caseload(TwoSchools.Oak, two.Site.Rows).Errands("t1", _ct), e => e.Outcome is Outcome.Failed);
    }

    private static async Task<TwoSchools> Leaving(string? to)
    {
        var two = await TwoSchools.Start();
        await two.Site.Ada();
        await two.Site.Get<SchoolRegister>().Import(
        [
            new(TwoSchools.Hill, "Hill Top Academy", "Academy", Phase.Primary, SchoolStatus.Open) { Domain = "hilltop.example" },
            new("100050", "Mill Field Primary", "Community school", Phase.Primary, SchoolStatus.Open) { Domain = "millfield.sch.uk" },
        ], null, _ct);
        if (to is not null)
        {
            await Move(two, to);
        }

        return two;
    }

    private static async Task Move(TwoSchools two, string to)
    {
        await two.Site.Told("t1", new Told.Started(Tale.Registered with { Urn = to }, new(2026, 12, 18), new(Sharing.Agreed)) { ChildProtectionFile = true }, Tale.Senco, new Subject("pupil", "p1", "Okafor, Ada"));
        await two.Settle();
    }

    private static void Silent(string text, CaseId file, string where)
    {
        Assert.False(text.Contains(file.ToString(), StringComparison.Ordinal) || text.Contains(file.Id, StringComparison.Ordinal), $"{where} names the case");
        Assert.False(text.Contains("safeguarding-file", StringComparison.Ordinal) || text.Contains("Receipt for a child protection file", StringComparison.Ordinal) || text.Contains("Sent, no receipt yet", StringComparison.Ordinal)
            || text.Contains("cp-", StringComparison.Ordinal) || text.Contains("confidential file", StringComparison.OrdinalIgnoreCase), $"{where} says how it stands");
    }

    private static async Task<string> Feed(Browser browser)
    {
        var page = await browser.Get("/school/calendar/subscribe");
        var form = page.Document.QuerySelectorAll("main form").OfType<AngleSharp.Html.Dom.IHtmlFormElement>().First();
        var shown = await browser.Send(form, "/school/calendar/subscribe", ("which", "all"));
        return await browser.Http.GetStringAsync(new Uri(Dates().Match(shown.Document.DocumentElement.OuterHtml).Value, UriKind.Relative), _ct);
    }

    private static async Task<Case> Case(TwoSchools two) => (await new Caseload(TwoSchools.Oak, two.Site.Rows).About("p1", _ct)).Single(c => c.Process == "safeguarding-file");

    private static async Task<File.State> State(TwoSchools two) => All.SafeguardingFile.Read((await Case(two)).State);

    [GeneratedRegex("/safeguarding/[0-9]{6}-[0-9a-f]{64}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("/dates/[0-9a-f-]+\\.ics", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dates();

    [GeneratedRegex("(?m)^[0-9]{6}\\s*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
