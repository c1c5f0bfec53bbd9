using System.Net;
using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Mail;
using SencoFlows.Tests.Processes.RecordTransfer;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web.Guests;

public sealed class ParcelTests
{
    private const string _page = GuestSite.Where;
    private static readonly Actor _nextSchool = new(Role.NextSchool, "senco-1");
    private static CancellationToken _ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_parent_sees_where_the_record_is_and_nothing_that_is_in_it()
    {
        await using var guests = await GuestSite.Start();
        var parent = await guests.Parent();
        var page = await parent.Get(_page);
        Assert.Contains("The record is on its way to the next school.", page.Text, StringComparison.Ordinal);
        Assert.All((string[])["20 November 2026", "01632 960960", "office@oaklane.example", "Sofia Reyes", "You can ask the school to tell you this in Polish, or for an interpreter."], words => Assert.Contains(words, page.Text, StringComparison.Ordinal));
        Assert.All((string[])[GuestSite.Canary, "Quillfeather", "Hill Top", "Speech", "SEN ", "special"], words => Assert.DoesNotContain(words, page.Text, StringComparison.Ordinal));
        Assert.Equal("en", page.Document.DocumentElement.GetAttribute("lang"));

        await guests.Tell(new Told.Opened(1), _nextSchool);
        await guests.Tell(new Told.Verified(1, (await guests.Parcel()).Manifest!), _nextSchool);
        await guests.Tell(new Told.Filed(1), _nextSchool);
        Assert.Contains("The record is at the next school.", (await parent.Get(_page)).Text, StringComparison.Ordinal);
        await guests.Tell(new Told.ReadByTeacher(1), _nextSchool);
        Assert.Contains("The teacher has read it.", (await parent.Get(_page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_case_is_closed_before_the_teacher_said_so_nobody_waits_for_it_any_more()
    {
        await using var guests = await GuestSite.Start();
        var parent = await guests.Parent();
        await guests.Tell(new Told.Opened(1), _nextSchool);
        await guests.Tell(new Told.Verified(1, (await guests.Parcel()).Manifest!), _nextSchool);
        await guests.Tell(new Told.Filed(1), _nextSchool);
        Assert.Contains("We are waiting for this", (await parent.Get(_page)).Text, StringComparison.Ordinal);
        await guests.Tell(new Told.CopyKept("A complaint is open"), Tale.Senco);

        var page = await parent.Get(_page);
        Assert.Contains("Nobody there told us that the teacher has read it. You can ask them.", page.Text, StringComparison.Ordinal);
        Assert.EndsWith("Nobody told us", page.Document.QuerySelectorAll(".app-progress__step")[^1].TextContent.Trim(), StringComparison.Ordinal);
        Assert.DoesNotMatch("We are waiting for this|Happening now", page.Text);
        Assert.Null(page.Document.QuerySelector("[aria-current]"));
    }

    [Fact]
    public async Task While_the_schools_put_something_right_it_says_so_without_the_reason()
    {
        await using var guests = await GuestSite.Start();
        var parent = await guests.Parent();
        await guests.Tell(new Told.Refused(1, RefusalReason.WrongPupil), _nextSchool);
        var page = await parent.Get(_page);
        Assert.Contains("The school is putting something right.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody else", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parent_who_says_that_something_is_wrong_is_heard_once_however_often_the_form_is_sent()
    {
        await using var guests = await GuestSite.Start();
        var parent = await guests.Parent();
        var form = await parent.Get($"{_page}/wrong");
        Assert.Equal(["Enter what is wrong"], (await parent.Send(form, $"{_page}/wrong", ("words", "  "))).Errors);
        var tooLong = await parent.Send(form, $"{_page}/wrong", ("words", new string('x', 2001)));
        Assert.Equal(["What you write must be 2,000 characters or fewer"], tooLong.Errors);
        Assert.Equal(2001, tooLong.Document.QuerySelector("textarea")!.TextContent.Length);
        var before = (await guests.Case()).Length;
        Assert.Equal($"{_page}/thank-you", (await parent.Send(form, $"{_page}/wrong", ("words", "She goes to <b>another</b> school"))).Location?.OriginalString);
        Assert.Equal($"{_page}/thank-you", (await parent.Send(form, $"{_page}/wrong", ("words", "She goes to <b>another</b> school"))).Location?.OriginalString);
        Assert.Equal(before + 1, (await guests.Case()).Length);
        Assert.True((await guests.State()).Transfer.ParentWaits);
        var entry = (await new Caseload(TestSite.Urn, guests.Site.Rows).History("t1", _ct))[^1];
        Assert.Equal(new Actor(Role.Parents, "c1"), entry.By);
        Assert.Equal("The school has your message", (await parent.Get($"{_page}/thank-you")).H1);
        Assert.Contains("The school will answer", (await parent.Get(_page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parent_who_may_no_longer_be_told_is_shown_the_closed_door_in_the_middle_of_a_visit()
    {
        await using var guests = await GuestSite.Start();
        var parent = await guests.Parent();
        var form = await parent.Get($"{_page}/wrong");
        await Change(guests, c => c with { CourtOrder = new("Prohibited steps order", "May not be told", new(2026, 11, 20)) });
        GuestSite.IsClosed(await parent.Get(_page));
        GuestSite.IsClosed(await parent.Send(form, $"{_page}/wrong", ("words", "Where is she?")));
        Assert.False((await guests.State()).Transfer.ParentWaits);

        guests.Site.Clock.Advance(TimeSpan.FromDays(1));
        await guests.Parent();
    }

    [Fact]
    public async Task Who_asked_for_fewer_mails_may_still_look_and_who_is_no_contact_any_more_may_not()
    {
        await using var guests = await GuestSite.Start();
        await Change(guests, c => c with { PausedUntil = new(2027, 1, 1) });
        var parent = await guests.Parent();
        Assert.Equal(HttpStatusCode.OK, (await parent.Get(_page)).Status);
        await Change(guests, c => c with { ParentalResponsibility = false, LivesWith = false });
        GuestSite.IsClosed(await parent.Get(_page));
    }

    [Fact]
    public async Task Large_print_comes_from_the_record_and_can_be_switched()
    {
        await using var guests = await GuestSite.Start();
        var parent = await guests.Parent();
        Assert.False(IsLarge(await parent.Get(_page)));
        await parent.Send(GuestSite.Form(await parent.Get(_page), $"{_page}/print"), "");
        Assert.True(IsLarge(await parent.Get(_page)));
        Assert.True(IsLarge(await parent.Get($"{_page}/wrong")));
        await Change(guests, c => c with { Format = Format.LargePrint });
        var other = await guests.Parent();
        Assert.True(IsLarge(await other.Get(_page)));
        await other.Send(GuestSite.Form(await other.Get(_page), $"{_page}/print"), "");
        Assert.False(IsLarge(await other.Get(_page)));
    }

    [Fact]
    public async Task A_parents_link_shows_no_page_of_the_next_school_and_the_other_way_round()
    {
        await using var guests = await GuestSite.Start();
        GuestSite.IsClosed(await (await guests.Parent()).Get(GuestSite.Received));
        GuestSite.IsClosed(await (await guests.Reader()).Get(_page));
    }

    [Fact]
    public async Task A_record_that_was_taken_back_is_not_on_its_way()
    {
        await using var guests = await GuestSite.Start();
        var parent = await guests.Parent();
        await guests.Tell(new Told.Recalled(RecallReason.WrongSchool), Tale.Senco);
        Assert.Contains("not on its way at the moment", (await parent.Get(_page)).Text, StringComparison.Ordinal);
        await guests.Links.Revoke("t1", _ => true, _ct);
        GuestSite.IsClosed(await parent.Get(_page));
    }

    [Fact]
    public async Task A_reading_age_of_nine_is_enough_for_every_page()
    {
        await using var guests = await GuestSite.Start();
        var parent = await guests.Parent();
        foreach (var address in (string[])[await guests.Invitation("c1", "parcel"), _page, $"{_page}/wrong", $"{_page}/thank-you"])
        {
            var main = (await parent.Get(address)).Document.QuerySelector("main")!;
            var words = string.Join('\n', main.QuerySelectorAll("h1, h2, p, .app-progress__text, .app-progress__state, .govuk-hint, button").Select(e => e.Text()));
            Assert.True(ReadingAge.Of(words) <= 9.5, $"{address} is for readers of {ReadingAge.Of(words):0.0} years:\n{words}");
        }
    }

    private static bool IsLarge(Shown page) => page.Document.DocumentElement.ClassList.Contains("app-large-print");

    private static async Task Change(GuestSite guests, Func<Contact, Contact> to)
    {
        var pupils = new Pupils(guests.Site.Rows);
        var kept = (await pupils.File("p1", _ct))!.Contacts.Single(c => c.Value.Id == "c1");
        await pupils.Save("p1", to(kept.Value), kept.Revision, _ct);
    }
}
