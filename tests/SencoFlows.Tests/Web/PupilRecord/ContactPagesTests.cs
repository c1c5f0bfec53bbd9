using System.Net;
using SencoFlows.Record;
using SencoFlows.Tests.GovUk;

namespace SencoFlows.Tests.Web.PupilRecord;

public sealed class ContactPagesTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static async Task<TestSite> Start()
    {
        var site = await TestSite.Start();
        await new Pupils(site.Rows).Save(new("p1", "Ada", "Okafor", new(2016, 3, 15), "5"), 0, _ct);
        await new Pupils(site.Rows).Save("p1", new Contact("c1", "Ngozi Okafor", "Mother") { ParentalResponsibility = true, MayBeContacted = MayBeContacted.Yes, Email = "ngozi@family.example" }, 0, _ct);
        return site;
    }

    private static async Task<Contact> Stored(TestSite site, string id = "c1") => (await new Pupils(site.Rows).File("p1", _ct))!.Contacts.Single(c => c.Value.Id == id).Value;

    [Fact]
    public async Task A_new_contact_is_told_nothing_until_somebody_says_so_and_is_added_once()
    {
        await using var site = await Start();
        var browser = await site.SignedIn("a1");
        var form = await browser.Get("/pupils/p1/contacts/new");
        Assert.Contains("Nobody is told anything about the pupil until you record here that they may be", form.Text, StringComparison.Ordinal);
        Assert.Equal("not-recorded", form.Document.QuerySelector("[name=MayBeContacted][checked]")!.GetAttribute("value"));
        (string, string)[] answers = [("Name", "Obi Okafor"), ("Relationship", "Father"), ("ParentalResponsibility", "yes"), ("LivesWith", "no"), ("Email", "obi@family.example"), ("Language", "ig"), ("Address", "1 High Street\r\nWellhead\r\nZZ1 1AA")];
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(form, "/pupils/p1/contacts/new", answers)).Status);
        await browser.Send(form, "/pupils/p1/contacts/new", answers);
        var father = Assert.Single((await new Pupils(site.Rows).File("p1", _ct))!.Contacts, c => c.Value.Name == "Obi Okafor").Value;
        Assert.Equal((MayBeContacted.NotRecorded, "ig", 3, 2), (father.MayBeContacted, father.Language, father.Address.Count, father.Order));
        Assert.Contains("Nobody has recorded that this person may be contacted", (await browser.Get("/pupils/p1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_court_order_is_recorded_with_its_words_and_its_end_and_stops_the_telling()
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        var form = await browser.Get("/pupils/p1/contacts/c1");
        Assert.Contains("Today this person may be told", form.Text, StringComparison.Ordinal);
        Assert.Equal(["Enter what the order limits, in 500 characters or fewer", "The date on which the order ends must include a year"],
            (await browser.Send(form, "/pupils/p1/contacts/c1", ("CourtOrder", "yes"), ("Expires.Day", "1"), ("Expires.Month", "9"))).Errors);
        await browser.Send(form, "/pupils/p1/contacts/c1", ("CourtOrder", "yes"), ("OrderKind", "Prohibited steps order"), ("Restriction", "May not be told the school"), ("Expires.Day", "1"), ("Expires.Month", "9"), ("Expires.Year", "2027"));
        Assert.Equal(new CourtOrder("Prohibited steps order", "May not be told the school", new(2027, 9, 1)), (await Stored(site)).CourtOrder);
        Assert.Contains("A court order limits contact until 1 September 2027", (await browser.Get("/pupils/p1/contacts/c1")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name", "", "Enter the name")]
    [InlineData("Relationship", "", "Enter the relationship to the pupil")]
    [InlineData("Email", "not an address", "Enter an email address in the correct format, like name@example.com")]
    [InlineData("Phone", "12", "Enter a telephone number, like 01632 960 001 or +44 808 157 0192")]
    [InlineData("MayBeContacted", "perhaps", "Choose whether this person may be contacted")]
    [InlineData("Language", "klingon", "Choose a language")]
    [InlineData("Format", "9", "Choose a format")]
    [InlineData("Order", "0", "Order must be a number from 1")]
    [InlineData("PausedUntil.Day", "40", "The date until which nothing is sent must include a month and year")]
    public async Task What_is_wrong_with_a_contact_is_said_and_nothing_is_saved(string field, string value, string error)
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        var shown = await browser.Send(await browser.Get("/pupils/p1/contacts/c1"), "/pupils/p1/contacts/c1", ("HideAddress", "yes"), (field, value));
        Assert.Contains(error, shown.Errors);
        Assert.False((await Stored(site)).DoNotDiscloseAddress);
    }

    [Fact]
    public async Task Who_comes_second_sees_both_versions_of_a_contact()
    {
        await using var site = await Start();
        var (first, second) = (await site.SignedIn(), await site.SignedIn("a1"));
        var (one, two) = (await first.Get("/pupils/p1/contacts/c1"), await second.Get("/pupils/p1/contacts/c1"));
        await first.Send(one, "/pupils/p1/contacts/c1", ("MayBeContacted", "no"));
        var conflict = await second.Send(two, "/pupils/p1/contacts/c1", ("Email", "new@family.example"));
        Assert.Equal(["May be contacted", "Email"], conflict.Document.QuerySelectorAll("main tbody th").Select(h => h.Text()));
        Assert.Equal(MayBeContacted.No, (await Stored(site)).MayBeContacted);
        Assert.Equal("new@family.example", conflict.Document.QuerySelector("#Email")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_contact_is_removed_only_as_it_was_seen()
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        var ask = await browser.Get("/pupils/p1/contacts/c1/remove");
        await new Pupils(site.Rows).Save("p1", await Stored(site) with { Phone = "01632 960001" }, 1, _ct);
        var again = await browser.Send(ask, "/pupils/p1/contacts/c1/remove");
        Assert.Equal(["Somebody changed this contact while you had it open. Look at it again before you remove it"], again.Errors);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(again, "/pupils/p1/contacts/c1/remove")).Status);
        Assert.Empty((await new Pupils(site.Rows).File("p1", _ct))!.Contacts);
    }

    [Fact]
    public async Task The_safeguarding_lead_sees_contacts_and_changes_none()
    {
        await using var site = await Start();
        var browser = await site.SignedIn("d1");
        Assert.Empty((await browser.Get("/pupils/p1")).Document.QuerySelectorAll("a[href*='/contacts/']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/pupils/p1/contacts/c1")).Status);
    }
}
