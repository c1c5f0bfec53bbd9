using System.Net;
using System.Net.Http.Headers;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Systems;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Record;
using SencoFlows.Tests.Web.Guests;
using static SencoFlows.Tests.Web.DeliveringSite;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web.Attacks;

/// <summary>Who may do something when they begin it, and may no longer in the middle.</summary>
public sealed class OtherPeopleTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_parent_who_is_taken_away_or_may_not_be_contacted_any_more_sees_and_sends_nothing_more(bool removed)
    {
        await using var guests = await GuestSite.Start();
        var parent = await guests.Parent();
        var page = await parent.Get(GuestSite.Where);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var wrong = await parent.Get($"{GuestSite.Where}/wrong");
        var pupils = new Pupils(guests.Site.Rows);
        var kept = (await pupils.File("p1", _ct))!.Contacts.Single(c => c.Value.Id == "c1");
        if (removed)
        {
            await pupils.Remove("p1", "c1", kept.Revision, _ct);
        }
        else
        {
            await pupils.Save("p1", kept.Value with { MayBeContacted = MayBeContacted.No }, kept.Revision, _ct);
        }

        var length = (await guests.Case()).Length;
        GuestSite.IsClosed(await parent.Get(GuestSite.Where));
        GuestSite.IsClosed(await parent.Send(wrong, $"{GuestSite.Where}/wrong", ("words", "She stays")));
        Assert.Equal(length, (await guests.Case()).Length);
    }

    [Fact]
    public async Task A_SENCO_who_becomes_a_teacher_while_a_form_is_open_sends_it_in_vain()
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        var page = await browser.Get("/pupils/new");
        await site.Get<Schools>().Save(TestSite.Urn, s => s! with { Staff = [.. s.Staff.Select(x => x.Id == "s1" ? x with { Roles = [Role.Teacher] } : x)] }, _ct);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Send(page, "/pupils/new", ("Surname", "Quillfeather"))).Status);
        Assert.Empty(await new Pupils(site.Rows).All(_ct));
    }

    [Fact]
    public async Task Somebody_who_works_at_two_schools_acts_at_the_one_they_signed_in_to_with_the_role_they_have_there()
    {
        await using var site = await TestSite.Start();
        await site.Get<Schools>().Save("100002", _ => new Tale().School with { Urn = "100002", Staff = [new("s1", "Sofia Reyes", "s.reyes@oaklane.example", [Role.Teacher])] }, _ct);
        await site.Ada();
        var there = await site.SignedIn("s1", "100002");
        Assert.Equal(HttpStatusCode.Forbidden, (await there.Get("/pupils/p1")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await there.Get("/pupils")).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await site.SignedIn()).Get("/pupils/p1")).Status);
    }

    [Fact]
    public async Task A_record_that_is_taken_back_in_the_middle_of_a_download_is_not_given_out_further()
    {
        await using var guests = await GuestSite.Start();
        var reader = await guests.Reader();
        Assert.Equal(HttpStatusCode.PartialContent, (await Part(reader, 0, 99)).StatusCode);
        await guests.Tell(new Told.Recalled(RecallReason.PupilStays), Tale.Senco);
        using var rest = await Part(reader, 100, 199);
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (rest.StatusCode, rest.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Two_browsers_with_one_link_prove_themselves_each_for_itself()
    {
        await using var guests = await GuestSite.Start();
        var first = await guests.Reader();
        var second = guests.Site.Anybody();
        var link = await guests.Invitation();
        await second.Send(await second.Get(link), link);
        Assert.Equal($"{GuestSite.Received}/code", (await second.Get($"{GuestSite.Received}/record")).Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await first.Get($"{GuestSite.Received}/record")).Status);
    }

    [Fact]
    public async Task A_system_that_is_shut_out_while_its_last_part_comes_delivers_nothing()
    {
        await using var site = await Hill();
        var (client, secret) = await LetIn(site);
        var api = await Api(site, client, secret);
        var id = (string)(await api.Announce(Pack))["id"]!;
        var rows = (MemoryRows)site.Store.Rows(HillUrn);
        rows.Before = async _ =>
        {
            rows.Before = null;
            await new SystemClients(rows).Revoke(client[7..], site.Clock.GetUtcNow(), _ct);
        };
        using var part = new ByteArrayContent(Pack);
        part.Headers.ContentRange = new(0, Pack.Length - 1, Pack.Length);
        using var answer = await api.Http.PutAsync(new Uri($"/api/v1/deliveries/{id}/content", UriKind.Relative), part, _ct);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.DoesNotContain(rows.Keys, k => k.StartsWith("case|", StringComparison.Ordinal));
    }

    private static async Task<HttpResponseMessage> Part(Browser browser, int from, int to)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{GuestSite.Received}/pack", UriKind.Relative));
        request.Headers.Range = new RangeHeaderValue(from, to);
        return await browser.Http.SendAsync(request, _ct);
    }
}
