using System.Net;
using System.Text;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Storage;
using static SencoFlows.Tests.Web.SencoPost.SencoSite;

namespace SencoFlows.Tests.Web.SencoPost;

public class SencoPagesTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly byte[] _pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF");

    [Fact]
    public async Task The_head_names_a_senco_and_she_finds_her_own_page_with_the_law_behind_it()
    {
        await using var site = await Start();
        var before = await (await site.As("h1")).Get("/senco/school");
        Assert.Contains("Not in order", before.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody has recorded who the SENCO of this school is", before.Text, StringComparison.Ordinal);

        var post = await site.Named(from: (5, 1, 2026));
        var own = await (await site.As("s1")).Get("/senco");
        Assert.Contains("Your post as SENCO", own.H1, StringComparison.Ordinal);
        Assert.Contains("In order Not enrolled yet, in time", Squeezed(own), StringComparison.Ordinal);
        Assert.Contains("5 January 2029", own.Text, StringComparison.Ordinal);
        Assert.Contains("Latest safe start of the NPQ: 5 March 2027: why this date?", Squeezed(own), StringComparison.Ordinal);
        Assert.Contains("SEND Regulations 2014, reg. 49(4)", own.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.As("t1")).Get("/senco/school")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.As("h9", Other)).Get($"/senco-post/{TestSite.Urn}-{post}/leaving")).Status);
    }

    [Fact]
    public async Task A_course_is_recorded_awarded_proven_and_checked_by_the_head()
    {
        await using var site = await Start();
        var post = $"/senco-post/{TestSite.Urn}-{await site.Named()}";
        var senco = await site.As("s1");
        await Done(Do(senco, $"{post}/course", [("kind", "Npq"), ("npqProvider", "Teach First"), ("stands", "taking"), .. Date("begins", (3, 11, 2025)), .. Date("ends", (30, 6, 2027))]));
        Assert.Contains("Enrolled, in time", (await senco.Get("/senco")).Text, StringComparison.Ordinal);
        await Done(Do(senco, $"{post}/result", [("how", "awarded"), .. Date("on", (19, 11, 2026))]));

        var notOne = await Upload(senco, $"{post}/certificate", Encoding.UTF8.GetBytes("<html><script>alert(1)</script></html>"), "certificate.pdf");
        Assert.Equal(["The selected file must be a PDF, JPG or PNG"], notOne.Errors);
        Assert.Equal(["Select the certificate"], (await Upload(senco, $"{post}/certificate", [], "certificate.pdf")).Errors);
        await Done(Upload(senco, $"{post}/certificate", _pdf, "../../certificate.pdf"));

        Assert.Equal(HttpStatusCode.Forbidden, (await senco.Get($"{post}/check")).Status);
        var head = await site.As("h1");
        Assert.Contains("certificate.pdf", (await head.Get($"{post}/check")).Text, StringComparison.Ordinal);
        var file = await head.Http.GetAsync(new Uri($"{post}/certificate/1", UriKind.Relative), _ct);
        Assert.Equal(("application/pdf", "attachment"), (file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.As("t1")).Http.GetAsync(new Uri($"{post}/certificate/1", UriKind.Relative), _ct)).StatusCode);
        Assert.Equal(["Enter what is wrong with the certificate"], (await Do(head, $"{post}/check", ("right", "no"))).Errors);
        await Done(Do(head, $"{post}/check", ("right", "yes")));
        Assert.Contains("In order Qualified", Squeezed(await head.Get("/senco/school")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_input_comes_back_at_its_field_with_everything_typed()
    {
        await using var site = await Start();
        var head = await site.As("h1");
        var name = $"/senco-role/{RoleCase}/name";
        var future = await Do(head, name, [("staff", "s1"), .. Date("from", (1, 1, 2027)), .. Teacher, ("before", "no")]);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "The first day as SENCO must be today or in the past"), (future.Status, future.Errors.Single()));
        Assert.Equal("2027", future.Document.QuerySelector("[name='from.Year']")!.GetAttribute("value"));
        Assert.Equal(["Select who the SENCO is", "Select whether they are the head, or a teacher at the school", "Select whether they were a SENCO before"], (await Do(head, name, ("staff", ""))).Errors);
        Assert.Equal(["Select whether they are a qualified teacher", "Select whether the induction period is finished", "Select whether they teach at this school"], (await Do(head, name, ("staff", "s1"), ("basis", "teacher"), ("before", "no"))).Errors);
        Assert.Equal(["A SENCO must be a qualified teacher, or the head or acting head of the school"], (await Do(head, name, ("staff", "s1"), ("basis", "teacher"), ("qualified", "no"), ("induction", "Completed"), ("teaches", "yes"), ("before", "no"))).Errors);

        var post = $"/senco-post/{TestSite.Urn}-{await site.Named()}";
        Assert.Equal("This school already has a SENCO. Record that they are leaving or on leave first.", (await head.Get(name)).Document.QuerySelector("main p")!.TextContent.Trim());
        var senco = await site.As("s1");
        Assert.Equal(["Select the provider"], (await Do(senco, $"{post}/course", ("kind", "Npq"))).Errors);
        Assert.Equal(["Select a provider that may award the NPQ for SENCOs"], (await Do(senco, $"{post}/course", [("kind", "Npq"), ("npqProvider", "Unheard-of College"), ("stands", "taking"), .. Date("begins", (3, 11, 2025))])).Errors);
        Assert.Equal(["The date of the award must be after the course began"], (await Do(senco, $"{post}/course", [("kind", "Npq"), ("npqProvider", "Teach First"), ("stands", "awarded"), .. Date("begins", (3, 11, 2025)), .. Date("on", (2, 11, 2025))])).Errors);
        Assert.Equal(["A course that begins on or after 1 September 2024 must be the NPQ for SENCOs"], (await Do(senco, $"{post}/course", [("kind", "Nasenco"), ("provider", "A university"), ("stands", "taking"), .. Date("begins", (1, 9, 2024))])).Errors);
        Assert.Equal(["An earlier post must begin before this one"], (await Do(senco, $"{post}/earlier", [("school", "Mill Field"), .. Date("from", (1, 9, 2025)), .. Date("to", (1, 12, 2025)), ("relevant", "yes")])).Errors);
    }

    [Fact]
    public async Task Earlier_posts_are_added_one_by_one_and_overlaps_are_refused()
    {
        await using var site = await Start();
        var post = $"/senco-post/{TestSite.Urn}-{await site.Named()}";
        var senco = await site.As("s1");
        await Done(Do(senco, $"{post}/earlier", [("school", "Mill Field"), .. Date("from", (1, 9, 2024)), .. Date("to", (30, 4, 2025)), ("relevant", "yes")]));
        Assert.Equal(["Two earlier posts at the same school overlap"], (await Do(senco, $"{post}/earlier", [("school", "Mill Field"), .. Date("from", (30, 4, 2025)), .. Date("to", (1, 7, 2025)), ("relevant", "yes")])).Errors);
        var own = await senco.Get("/senco");
        Assert.Contains("Two ways to read the law", own.Text, StringComparison.Ordinal);
        Assert.Contains("1 September 2027", own.Text, StringComparison.Ordinal);
        Assert.Contains("Look at this Two readings", Squeezed(own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_leaves_hands_everything_over_on_one_page_which_the_successor_accepts()
    {
        await using var site = await Start();
        var id = await site.Named();
        var post = $"/senco-post/{TestSite.Urn}-{id}";
        var senco = await site.As("s1");
        await Done(Do(senco, $"{post}/promise", [("what", "Send the reading results"), ("to", "A parent"), .. Date("by", (30, 11, 2026))]));
        await site.Site.Get<CaseRunner>().Tell(new(TestSite.Urn, "t7"), All.RecordTransfer, new RecordTransferProcess.Event.Started(Tale.Registered, new(2026, 11, 20), new(Sharing.Agreed)), Tale.Senco, "r1", _ct, new("pupil", "p1", "Okafor, Ada"));
        await site.Site.Get<CaseRunner>().Tell(new(TestSite.Urn, "t7"), All.RecordTransfer, new RecordTransferProcess.Event.ParentSaysWrong("She stays"), Tale.Parent, "r2", _ct);
        await Done(Do(await site.As("h1"), $"{post}/leaving", [("why", "OtherSchool"), .. Date("on", (19, 11, 2026))]));
        await site.Settle();
        Assert.Equal(HttpStatusCode.Forbidden, (await senco.Get("/senco/school")).Status);
        Assert.Contains("No SENCO", (await (await site.As("h1")).Get("/senco/school")).Text, StringComparison.Ordinal);

        Assert.Contains("First name the new SENCO: there are promises to keep", (await (await site.As("h1")).Get($"{post}/handover")).Text, StringComparison.Ordinal);

        var next = await site.Named("t1", (20, 11, 2026));
        var successor = await site.As("t1");
        var page = await successor.Get($"{post}/handover");
        Assert.All(page.Document.QuerySelectorAll("main table:has(caption[id*=overdue]) tbody th"), date => Assert.StartsWith("/law/", date.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal));
        Assert.Equal(["Parents who wait", "Promises", "Overdue, and due in the next eight weeks", "The whole caseload"], page.Document.QuerySelectorAll("main h2").Select(h => h.TextContent));
        Assert.All(["Okafor, Ada", "A parent says that something is wrong", "Send the reading results", "30 November 2026"], words => Assert.Contains(words, page.Text, StringComparison.Ordinal));
        await Done(successor.Send(page, $"{post}/handover"));
        var accepted = (await new Caseload(TestSite.Urn, site.Site.Rows).History(id, _ct))[^1];
        Assert.Contains("t7", Assert.IsType<SencoPostProcess.Event.HandoverAccepted>(All.SencoPost.ReadEvent(accepted.Event)).Cases);
        await site.Settle();
        Assert.Contains("Send the reading results", (await successor.Get("/senco")).Text, StringComparison.Ordinal);
        Assert.Contains("20 November 2029", (await successor.Get("/senco")).Text, StringComparison.Ordinal);
        Assert.NotEqual(id, next);
    }

    [Fact]
    public async Task While_nobody_is_senco_the_work_that_was_left_leads_to_naming_one()
    {
        await using var site = await Start();
        var post = $"/senco-post/{TestSite.Urn}-{await site.Named()}";
        var head = await site.As("h1");
        await Done(Do(head, $"{post}/leaving", [("why", "OtherSchool"), .. Date("on", (19, 11, 2026))]));
        await site.Settle();
        var page = await head.Get($"{post}/handover");
        Assert.Contains("Nobody yet. Whoever accepts the work looks after it until there is one. Name the SENCO", Squeezed(page), StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll($"main a[href='/senco-role/{RoleCase}/name']"));
    }

    [Fact]
    public async Task The_trust_sees_all_its_sencos_with_words_and_takes_them_away_without_formulas()
    {
        await using var site = await Start();
        await site.Named(from: (1, 9, 2023));
        var trust = await site.As("l1");
        var table = await trust.Get("/senco/trust");
        Assert.Equal(["=Mill Field, PrimaryNo SENCO", "Oak Lane PrimarySofia Reyes, since 1 September 2023"], table.Document.QuerySelectorAll("main tbody th").Select(c => c.TextContent.Trim()));
        Assert.Contains("2 schools not in order", table.Text, StringComparison.Ordinal);
        Assert.Contains("Overdue", table.Text, StringComparison.Ordinal);
        Assert.Contains("Not recorded", table.Text, StringComparison.Ordinal);

        var csv = await trust.Http.GetStringAsync(new Uri("/senco/trust.csv", UriKind.Relative), _ct);
        Assert.StartsWith("School,URN,SENCO", csv, StringComparison.Ordinal);
        Assert.Contains("\"'=Mill Field, Primary\",100002,,", csv, StringComparison.Ordinal);
        Assert.Contains("Oak Lane Primary,100001,Sofia Reyes,2023-09-01,Not in order,Overdue", csv, StringComparison.Ordinal);

        var ahead = await trust.Get("/senco/forecast");
        Assert.Contains("1 September 2026: why this date? Passed", Squeezed(ahead), StringComparison.Ordinal);
        foreach (var why in table.Document.QuerySelectorAll("main a[href^='/law/why']").Concat(ahead.Document.QuerySelectorAll("main a[href^='/law/why']")).Select(a => a.GetAttribute("href")!).ToHashSet())
        {
            Assert.Equal(HttpStatusCode.OK, (await trust.Get(why)).Status);
        }

        Assert.Single(table.Document.QuerySelectorAll("main a[href^='/law/why?rule=senco-qual&from=2023-09-01&on=2026-09-01']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.As("h1")).Get("/senco/trust")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.As("h1")).Get("/senco/trust.csv")).Status);
    }

    /// <summary>Who the schools are is read at most once a minute.</summary>
    [Fact]
    public async Task The_trust_s_table_costs_two_reads_a_school()
    {
        var store = new CountingStore(new MemoryStore());
        await using var site = await Start(store);
        await site.Named();
        var trust = await site.As("l1");
        await trust.Get("/senco/trust");
        Assert.Equal(new Requests(Reads: 3, Pages: 1), await store.During(() => trust.Get("/senco/trust"))); // One school has nobody whose post could be read.
    }

    [Fact]
    public async Task A_senco_who_is_no_longer_in_the_staff_list_is_not_in_order()
    {
        await using var site = await Start();
        await site.Named();
        await site.Site.Get<SencoFlows.Record.Schools>().Save(TestSite.Urn, s => s! with { Staff = [.. s.Staff.Select(x => x.Id == "s1" ? x with { Left = true } : x)] }, _ct);
        var page = await (await site.As("h1")).Get("/senco/school");
        Assert.Contains("Not in order The SENCO has left the school", Squeezed(page), StringComparison.Ordinal);
        Assert.Contains(page.Document.QuerySelectorAll("a"), a => a.TextContent == "Record the last day of the post");
        Assert.Contains("The SENCO has left the school", (await (await site.As("l1")).Get("/senco/trust")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_governing_body_settles_the_role_and_a_sharing_is_recorded_and_reviewed()
    {
        await using var site = await Start();
        await site.Named();
        var governor = await site.As("g1");
        var role = $"/senco-role/{RoleCase}/role";
        Assert.Equal(["Enter the hours a week as a number, like 12.5", "Enter the hours of support a week as a number, like 4", "Select whether the SENCO is in the leadership team"], (await Do(governor, role, ("hours", "many"))).Errors);
        await Done(Do(governor, role, ("hours", "12.5"), ("adminHours", "4"), ("leads", "yes")));
        await Done(Do(governor, $"/senco-role/{RoleCase}/review", ("findings", "The time is enough")));
        Assert.Contains("12.5 hours a week", (await governor.Get("/senco/school")).Text, StringComparison.Ordinal);

        var page = await governor.Get("/senco/school");
        var start = page.Document.QuerySelectorAll("a").Single(a => a.TextContent == "Record a shared SENCO").GetAttribute("href")!;
        (string, string)[] answers = [("staff", "s1"), ("roll0", "120"), ("name1", "Mill Field"), ("roll1", "300"), ("hours", "20"), ("adminHours", "6"), ("headOfOne", "no"), ("classTeaching", "no"), ("teaches", "yes")];
        Assert.Equal(["The Code speaks of smaller schools, and one has more than 210 pupils. Enter why it is right here"], (await Do(governor, start, answers)).Errors);
        await Done(Do(governor, start, [.. answers, ("why", "Two classes of it share our site")]));
        Assert.Contains("Shared SENCO", (await governor.Get("/senco/school")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_sent_twice_names_one_senco()
    {
        await using var site = await Start();
        var head = await site.As("h1");
        var address = $"/senco-role/{RoleCase}/name";
        var page = await head.Get(address);
        (string, string)[] answers = [("staff", "h1"), ("before", "no")];
        await Done(head.Send(page, address, answers));
        await Done(head.Send(page, address, answers));
        await site.Settle();
        Assert.Single((await new Caseload(TestSite.Urn, site.Site.Rows).Open(_ct)), c => c.Agenda.Process == "senco-post");
    }

    [Fact]
    public async Task Every_school_has_its_case_from_the_first_day_and_opening_it_again_changes_nothing()
    {
        await using var site = await Start();
        for (var i = 0; i < 2; i++)
        {
            await site.Site.Get<FirstCases>().Open(_ct);
            await site.Settle();
        }

        var open = await new Caseload(Other, site.Site.Store.Rows(Other)).Open(_ct);
        Assert.Equal(("No SENCO is recorded", "name"), (open.Single().Agenda.Stage, open.Single().Agenda.Action!));
        Assert.Single(await new Caseload(Other, site.Site.Store.Rows(Other)).History(SencoRoleProcess.CaseId, _ct));
    }

    private static async Task Done(Task<Shown> sending)
    {
        var shown = await sending;
        Assert.True(shown.Status == HttpStatusCode.Redirect, $"{shown.Status}: {string.Join("; ", shown.Errors)}");
    }

    private static string Squeezed(Shown page) => string.Join(' ', page.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
