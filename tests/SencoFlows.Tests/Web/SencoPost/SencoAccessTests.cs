using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Processes.SencoPost;
using static SencoFlows.Tests.Web.SencoPost.SencoSite;

namespace SencoFlows.Tests.Web.SencoPost;

/// <summary>Whose page it is: other roles, other schools, forged forms, people on leave.</summary>
public class SencoAccessTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly byte[] _pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF");

    [Fact]
    public async Task A_form_of_one_school_does_nothing_at_another()
    {
        await using var site = await Start();
        var post = await site.Named();
        var before = (await new Caseload(TestSite.Urn, site.Site.Rows).Find(post, _ct))!.Hash;
        var theirs = $"/senco-post/{TestSite.Urn}-{post}/leaving";
        var head = await site.As("h9", Other);
        var own = await head.Get($"/senco-role/{Other}-{SencoRoleProcess.CaseId}/name");
        Assert.Equal(HttpStatusCode.NotFound, (await Forged(head, own, theirs, [("why", "Other"), .. Date("on", (19, 11, 2026))])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Forged(head, own, $"/senco-role/{RoleCase}/name", [("staff", "h9"), ("before", "no")])).Status);
        Assert.Equal(["Select who the SENCO is"], (await head.Send(own, $"/senco-role/{Other}-{SencoRoleProcess.CaseId}/name", [("staff", "s1"), .. Teacher, ("before", "no")])).Errors);
        Assert.Equal(before, (await new Caseload(TestSite.Urn, site.Site.Rows).Find(post, _ct))!.Hash);
    }

    [Theory]
    [InlineData("t1", "senco-post/leaving", 403)]
    [InlineData("t1", "senco-role/role", 403)]
    [InlineData("g1", "senco-post/course", 403)]
    [InlineData("g1", "senco-post/promise", 403)]
    [InlineData("g1", "senco-role/role", 200)]
    [InlineData("g1", "senco-post/plan", 200)]
    [InlineData("s1", "senco-post/plan", 403)]
    [InlineData("s1", "senco-role/name", 403)]
    [InlineData("s1", "senco-post/nothing", 404)]
    public async Task Each_page_opens_for_those_who_may_do_what_it_does(string who, string what, int status)
    {
        await using var site = await Start();
        var post = await site.Named(from: (1, 9, 2023));
        var (process, act) = (what.Split('/')[0], what.Split('/')[1]);
        var address = $"/{process}/{(process == "senco-post" ? $"{TestSite.Urn}-{post}" : RoleCase)}/{act}";
        var browser = await site.As(who);
        Assert.Equal(status, (int)(await browser.Get(address)).Status);
        if (status != 200)
        {
            var form = await browser.Get("/sign-out");
            Assert.Equal(status, (int)(await Forged(browser, form, address)).Status);
        }
    }

    [Fact]
    public async Task A_post_without_the_form_s_own_token_is_turned_away()
    {
        await using var site = await Start();
        var post = await site.Named();
        using var forged = new FormUrlEncodedContent([KeyValuePair.Create("why", "Other")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await (await site.As("h1")).Http.PostAsync(new Uri($"/senco-post/{TestSite.Urn}-{post}/leaving", UriKind.Relative), forged, _ct)).StatusCode);
    }

    [Fact]
    public async Task A_form_that_claims_the_id_of_another_case_names_a_senco_all_the_same_and_leaves_that_case_alone()
    {
        await using var site = await Start();
        await Transfer(site, "t7");
        var head = await site.As("h1");
        var address = $"/senco-role/{RoleCase}/name";
        Assert.Equal(HttpStatusCode.Redirect, (await Do(head, address, [("staff", "s1"), .. Teacher, ("before", "no"), ("once.request", "t7")])).Status);
        await site.Settle();
        Assert.Equal("record-transfer", (await new Caseload(TestSite.Urn, site.Site.Rows).Find("t7", _ct))!.Process);
        Assert.Contains("Sofia Reyes", (await head.Get("/senco/school")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_on_leave_sees_her_own_clock_and_whoever_stands_in_sees_the_work_and_nothing_else_of_hers()
    {
        await using var site = await Start();
        var id = await site.Named();
        var post = $"/senco-post/{TestSite.Urn}-{id}";
        var senco = await site.As("s1");
        await Do(senco, $"{post}/course", [("kind", "Nasenco"), ("provider", "A university"), ("stands", "awarded"), .. Date("on", (1, 7, 2020))]);
        await Upload(senco, $"{post}/certificate", _pdf, "certificate.pdf");
        await Do(senco, $"{post}/promise", [("what", "Send the reading results"), ("to", "A parent"), .. Date("by", (30, 11, 2026))]);
        await Do(await site.As("h1"), $"{post}/leave", [.. Date("from", (20, 11, 2026)), .. Date("back", (1, 3, 2027))]);
        await site.Settle();
        Assert.Contains("On leave since 20 November 2026", (await senco.Get("/senco")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await senco.Get("/senco/school")).Status);

        await site.Named("t1", (20, 11, 2026));
        var cover = await site.As("t1");
        Assert.Equal(HttpStatusCode.NotFound, (await cover.Http.GetAsync(new Uri($"{post}/certificate/1", UriKind.Relative), _ct)).StatusCode);
        Assert.DoesNotContain("Record the last day", (await cover.Get($"/cases/{TestSite.Urn}-{id}")).Text, StringComparison.Ordinal);
        var accepted = await Do(cover, $"{post}/handover");
        Assert.Equal("/senco?done", accepted.Location?.ToString());
        await site.Settle();
        Assert.Contains("Send the reading results", (await cover.Get("/senco")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await cover.Get($"/cases/{TestSite.Urn}-{id}")).Status);
        var trust = await (await site.As("l1")).Http.GetStringAsync(new Uri("/senco/trust.csv", UriKind.Relative), _ct);
        Assert.Contains("Oak Lane Primary,100001,Sofia Reyes (on leave),2025-09-01,", trust, StringComparison.Ordinal);
        Assert.Equal(4, trust.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Forms_that_were_begun_and_not_sent_go_over_with_the_work_and_nothing_secret_does()
    {
        await using var site = await Start();
        var id = await site.Named();
        var drafts = new Drafts<string>("any-form", site.Site.Rows);
        await drafts.Save("draft1", "s1", site.Site.Clock.GetUtcNow(), _ => "half an answer", _ct);
        await drafts.Save("draft2", "h1", site.Site.Clock.GetUtcNow(), _ => "the head's", _ct);
        await Transfer(site, "t7");
        await Do(await site.As("h1"), $"/senco-post/{TestSite.Urn}-{id}/leaving", [("why", "OtherSchool"), .. Date("on", (19, 11, 2026))]);
        await site.Settle();
        await site.Named("t1", (20, 11, 2026));
        var next = await site.As("t1");
        var page = await next.Get($"/senco-post/{TestSite.Urn}-{id}/handover");
        Assert.Contains("1 form was begun and not sent", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 open case", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Okafor", page.Document.Title!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await next.Send(page, $"/senco-post/{TestSite.Urn}-{id}/handover", ("case", "forged"))).Status);
        Assert.Equal("half an answer", Assert.Single(await drafts.Of("t1", _ct)).Answers);
        Assert.Empty(await drafts.Of("s1", _ct));
        Assert.Single(await drafts.Of("h1", _ct));
        var told = All.SencoPost.ReadEvent((await new Caseload(TestSite.Urn, site.Site.Rows).History(id, _ct))[^1].Event);
        Assert.Equal(["t7"], Assert.IsType<SencoPostProcess.Event.HandoverAccepted>(told).Cases);
    }

    /// <summary>Sends the form of one page, with its token, to the address of another.</summary>
    private static Task<Shown> Forged(Browser browser, Shown page, string address, params (string, string)[] answers)
    {
        var form = page.Document.QuerySelectorAll("main form[method=post]").OfType<IHtmlFormElement>().First();
        form.RemoveAttribute("action");
        return browser.Send(form, address, answers);
    }

    private static async Task Transfer(SencoSite site, string id) => Assert.IsType<Answer.Accepted>(await site.Site.Get<CaseRunner>().Tell(new(TestSite.Urn, id), All.RecordTransfer,
        new RecordTransferProcess.Event.Started(Tests.Processes.RecordTransfer.Tale.Registered, new(2026, 11, 20), new(Sharing.Agreed)), Tests.Processes.RecordTransfer.Tale.Senco, "r1", _ct, new("pupil", "p1", "Okafor, Ada")));
}
