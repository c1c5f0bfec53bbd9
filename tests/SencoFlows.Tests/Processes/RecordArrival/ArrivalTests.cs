using System.Net;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Record;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Web;
using Here = SencoFlows.Processes.RecordArrival.RecordArrivalProcess.State;
using There = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Processes.RecordArrival;

/// <summary>A record that goes to a school which keeps its cases in the same deployment.</summary>
public sealed class ArrivalTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_arrives_in_the_tenant_is_opened_matched_filed_and_read_by_people_who_are_signed_in()
    {
        await using var two = await TwoSchools.Start();
        await two.Send();
        Assert.DoesNotContain(two.Post.Taken, m => m.Wording.Text.Contains("/receive/", StringComparison.Ordinal));
        Assert.Equal(["A pupil record has arrived"], two.Mails("s.khan@hilltop.example"));
        Assert.Equal(two.Site.Clock.Today, (await two.There()).Transfer.Parcel.Delivered);

        var browser = await two.Senco();
        var home = $"/record-arrival/{two.Arrival}";
        Assert.Equal($"{home}/open", (await browser.Get("/")).Document.QuerySelector(".govuk-task-list__link")!.GetAttribute("href"));
        var cover = await browser.Get($"{home}/open");
        Assert.DoesNotContain("Understands short sentences", cover.Text, StringComparison.Ordinal);
        Assert.Equal($"{home}/record", (await browser.Send(cover, $"{home}/open")).Location!.OriginalString);
        await two.Settle();
        Assert.IsType<There.WithNextSchool>(await two.There());

        var whole = await browser.Get($"{home}/record");
        Assert.Contains("Understands short sentences", whole.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret Lane", whole.Text, StringComparison.Ordinal);
        var match = await browser.Get($"{home}/file");
        Assert.Equal(["new", "nobody"], TwoSchools.Choices(match));
        await browser.Send(match, $"{home}/file");
        await two.Settle();

        var filed = Assert.IsType<Here.Filed>(await two.Here()).Arrival;
        var ada = (await two.HillPupils.File(filed.Pupil!, _ct))!;
        Assert.Equal(("Ada", "Okafor", "A391200026001", "5"), (ada.Pupil.Value.Forename, ada.Pupil.Value.Surname, ada.Pupil.Value.Upn.ToString(), ada.Pupil.Value.YearGroup));
        Assert.Equal(TransferDesk.Pupil.SenHistory, ada.Pupil.Value.SenHistory);
        Assert.Equal(TransferDesk.Pupil.Needs, ada.Pupil.Value.Needs);
        Assert.Equal(["report.pdf", "letter.pdf", "SEN record from Oak Lane Primary.pdf", "First-day sheet from Oak Lane Primary.pdf"], ada.Pupil.Value.Documents.Select(d => d.Name));
        Assert.Equal([Confidentiality.Record, Confidentiality.Restricted], ada.Pupil.Value.Documents.Take(2).Select(d => d.Confidentiality));
        var father = ada.Contacts.Single(c => c.Value.Name == "Emeka Okafor").Value;
        Assert.Equal((MayBeContacted.No, "Prohibited steps order: May not be told where the child goes to school"), (father.MayBeContacted, father.CourtOrder!.Restriction));
        Assert.IsType<There.Arrived>(await two.There());
        Assert.Contains(await new Caseload(TwoSchools.Hill, two.HillRows).About(filed.Pupil!, _ct), c => c.Id == two.Arrival);

        var sheet = await browser.Get($"{home}/first-day");
        await browser.Send(sheet, $"{home}/first-day", ("by", "class-teacher"));
        await two.Settle();
        Assert.Equal(ArrivalEnd.Complete, Assert.IsType<Here.Ended>(await two.Here()).End);
        var parcel = Assert.IsType<There.InCustody>(await two.There()).Transfer.Parcel;
        Assert.All((DateOnly?[])[parcel.Delivered, parcel.Opened, parcel.Verified, parcel.Filed, parcel.Read], d => Assert.NotNull(d));
        var history = await new Caseload(TwoSchools.Oak, two.Site.Rows).History("t1", _ct);
        Assert.Equal(["started", "packed", "delivered", "opened", "verified", "filed", "read"], history.Select(h => h.Event.GetProperty("$is").GetString()));
    }

    [Fact]
    public async Task A_school_sees_nothing_of_the_other_and_its_own_teachers_and_office_see_no_record()
    {
        await using var two = await TwoSchools.Start();
        await two.Send();
        var home = $"/record-arrival/{two.Arrival}";
        string[] pages = [$"{home}/open", $"{home}/record", $"{home}/file", $"{home}/first-day", $"{home}/files/1", $"{home}/refuse", $"/cases/{two.Arrival}"];
        foreach (var page in pages)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await (await two.Site.SignedIn()).Get(page)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await (await two.Senco()).Get($"/cases/{TwoSchools.Transfer}")).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await (await two.Site.SignedIn("t2", TwoSchools.Hill)).Get(page)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await (await two.Site.SignedIn("a2", TwoSchools.Hill)).Get(page)).Status);
        }

        Assert.DoesNotContain("Okafor", (await (await two.Site.SignedIn("a2", TwoSchools.Hill)).Get("/")).Text, StringComparison.Ordinal);
        var senco = await two.Senco();
        Assert.Equal(HttpStatusCode.NotFound, (await senco.Get($"{home}/files/1")).Status); // Nobody has opened it yet.
        Assert.Equal($"/cases/{two.Arrival}", (await senco.Get($"{home}/record")).Location!.OriginalString);
    }

    [Fact]
    public async Task No_other_school_can_confirm_or_take_back_what_is_not_its_own()
    {
        await using var two = await TwoSchools.Start();
        await two.Send();
        var runner = two.Site.Get<CaseRunner>();
        var confirmed = await runner.Tell(TwoSchools.Transfer, All.RecordTransfer, new Told.Opened(1), new(Role.NextSchool, "100009"), "x", _ct);
        Assert.Equal("The record was sent to another school", Assert.IsType<Answer.Refused>(confirmed).Refusal.Reason);
        var taken = await runner.Tell(two.Arrival, All.RecordArrival, new RecordArrivalProcess.Event.Withdrawn(), new(Role.System, "100009"), "x", _ct);
        Assert.Equal("Another school sent this record", Assert.IsType<Answer.Refused>(taken).Refusal.Reason);
    }

    [Fact]
    public async Task Silence_is_chased_at_both_schools_and_only_by_their_own_people()
    {
        await using var two = await TwoSchools.Start();
        await two.Send();
        await two.Until(2026, 11, 26);
        Assert.Equal("A pupil record has arrived", two.Mails("s.khan@hilltop.example").First()); // At once; what reminds of it comes in the mail of the day.
        Assert.True(two.Daily("s.khan@hilltop.example").Count >= 2);
        Assert.All(two.Daily("s.khan@hilltop.example"), d => Assert.Contains($"A pupil record waits to be opened. Due", d, StringComparison.Ordinal));
        Assert.All(two.Daily("s.khan@hilltop.example"), d => Assert.Contains($"Open the record (Oak Lane Primary, {two.Arrival.Reference}):\nhttps://senco.test/record-arrival/{two.Arrival}/open", d, StringComparison.Ordinal));
        Assert.Contains("A pupil record waits to be opened", two.Daily("h.ford@hilltop.example")[^1], StringComparison.Ordinal);

        // One that comes back: the head sees what it said, and in which case.
        var lost = two.Post.Taken.Last(m => m.To.Email == "s.khan@hilltop.example");
        await two.Site.Get<MailReports>().Take(MailKey.Parse(lost.Key)!, new("r1", MailNews.Bounced, two.Site.Clock.GetUtcNow(), 1, NotArrived.NoSuchAddress), _ct);
        var failed = await (await two.Site.SignedIn("h2", TwoSchools.Hill)).Get("/failed");
        Assert.Contains("A pupil record waits to be opened: Okafor, Ada", failed.Text, StringComparison.Ordinal);
        Assert.NotNull(failed.Document.QuerySelector($"a[href='/cases/{two.Arrival}']"));
        Assert.Contains("The next school has not opened a record", two.Daily("s.reyes@oaklane.example")[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(two.Post.Taken, m => m.To.Email is "office@hilltop.sch.uk" or "head@hilltop.sch.uk" or "senco@hilltop.sch.uk");
    }

    [Fact]
    public async Task A_next_school_that_keeps_no_cases_here_gets_its_link_as_ever()
    {
        await using var two = await TwoSchools.Start();
        await two.Site.Ada();
        await two.Site.Move("t1", Tale.Registered with { Urn = "100003" });
        await two.Settle();
        Assert.Contains(two.Post.Taken, m => m.To.Email == "senco@hilltop.sch.uk" && m.Wording.Text.Contains("/receive/", StringComparison.Ordinal));
        Assert.Null((await two.There()).Transfer.Parcel.Arrival);
    }
}
