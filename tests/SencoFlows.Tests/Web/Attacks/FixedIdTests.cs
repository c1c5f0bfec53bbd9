using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using SencoFlows.Cases;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Record;
using SencoFlows.Web;
using static SencoFlows.Tests.Web.SencoPost.SencoSite;

namespace SencoFlows.Tests.Web.Attacks;

/// <summary>What a form or an address chooses as the id of something new is 128 random bits and nothing else: no word that the program knows, nobody else's id.</summary>
public sealed class FixedIdTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SencoRoleProcess.CaseId)]
    [InlineData("pupil")]
    [InlineData("clock")]
    [InlineData("p1")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    [InlineData("../../directory")]
    [InlineData("")]
    public void A_form_with_an_id_that_is_not_of_our_making_gets_a_new_one(string forged)
    {
        var once = Once.From(new FormCollection(new Dictionary<string, StringValues> { [Once.RequestField] = forged }));
        Assert.NotEqual(forged, once.Request);
        Assert.True(RecordId.IsRandom(once.Request));
        var kept = RecordId.New();
        Assert.Equal(kept, Once.From(new FormCollection(new Dictionary<string, StringValues> { [Once.RequestField] = kept })).Request);
        Assert.NotEqual(kept, Once.From(new FormCollection(new Dictionary<string, StringValues> { [Once.RequestField] = new([kept, kept]) })).Request);
    }

    [Theory]
    [InlineData("sencorole")]
    [InlineData("new")]
    public async Task Nobody_takes_the_place_of_the_school_s_arrangement_with_another_case(string id)
    {
        await using var site = await Start();
        var head = await site.As("h1");
        var address = $"/shared-senco/{TestSite.Urn}-{id}/start";
        Assert.Equal(HttpStatusCode.NotFound, (await head.Get(address)).Status);
        var form = (IHtmlFormElement)(await head.Get($"/senco-role/{RoleCase}/name")).Document.QuerySelector("main form[method=post]")!;
        form.RemoveAttribute("action");
        (string, string)[] shared =
        [
            ("staff", "s1"), .. Date("from", (1, 9, 2026)), ("hours", "20"), ("adminHours", "4"), ("headOfOne", "no"), ("classTeaching", "no"), ("teaches", "yes"),
            ("roll0", "200"), ("name1", "Mill Field"), ("roll1", "150"), ("primary1", "yes"),
        ];
        Assert.Equal(HttpStatusCode.NotFound, (await head.Send(form, address, shared)).Status);
        Assert.Null(await new Caseload(TestSite.Urn, site.Site.Rows).Find(id, _ct));
        await site.Named();
        Assert.Equal("senco-role", (await new Caseload(TestSite.Urn, site.Site.Rows).Find(SencoRoleProcess.CaseId, _ct))!.Process);
    }

    [Fact]
    public async Task A_pupil_is_never_called_as_the_forger_wants()
    {
        await using var site = await TestSite.Start();
        var senco = await site.SignedIn();
        var done = await senco.Send(await senco.Get("/pupils/new"), "/pupils/new", ("Forename", "Ada"), ("Surname", "Okafor"), ("Born.Day", "4"), ("Born.Month", "3"), ("Born.Year", "2016"), ("Year", "5"), (Once.RequestField, "sencorole"));
        Assert.True(done.Status == HttpStatusCode.Redirect, string.Join('|', done.Errors));
        Assert.True(RecordId.IsRandom(done.Location!.OriginalString["/pupils/".Length..]));
    }
}
