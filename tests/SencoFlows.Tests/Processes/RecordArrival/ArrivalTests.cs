using System.Net;
using AngleSharp.Html.Dom;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Record;
using SencoFlows.Tests.Storage;
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
        Assert.Equal(["new", "nobody"], Choices(match));
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

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task A_host_killed_at_any_write_goes_on_where_it_was_and_does_nothing_twice(Fault how)
    {
        for (var n = 1; ; n++)
        {
            var store = new FaultyStore(new MemoryStore()).CountingWritesOnly();
            await using var two = await TwoSchools.Start(store);
            await two.Site.Ada(await two.Paper("d1", "report.pdf", Confidentiality.Record));
            store.DieAt(n, how);
            try
            {
                await Life(two);
            }
            catch (StoreDownException)
            {
            }

            store.Revive();
            if (!store.HasFailed)
            {
                TestContext.Current.SendDiagnosticMessage($"{n - 1} writes of an arrival cut {how}: nothing lost, nothing twice");
                Assert.InRange(n, 20, 100);
                return;
            }

            await Life(two);
            Assert.Equal(ArrivalEnd.Complete, Assert.IsType<Here.Ended>(await two.Here()).End);
            Assert.IsType<There.InCustody>(await two.There());
            var ada = Assert.Single(await two.HillPupils.All(_ct)).Value;
            Assert.Equal((3, 2), (ada.Documents.Count, (await two.HillPupils.File(ada.Id, _ct))!.Contacts.Count));
            foreach (var document in ada.Documents)
            {
                Assert.NotNull(await store.Documents(TwoSchools.Hill).Open(document.Kept, _ct));
            }

            var told = (await new Caseload(TwoSchools.Oak, two.Site.Rows).History("t1", _ct)).Select(h => h.Event.GetProperty("$is").GetString());
            Assert.Equal(["started", "packed", "delivered", "opened", "verified", "filed", "read"], told);
        }
    }

    [Fact]
    public async Task A_pupil_who_is_already_there_keeps_everything_and_gains_what_is_new()
    {
        await using var two = await TwoSchools.Start();
        var held = new Pupil("x1", "Ada", "Okafor", new(2016, 3, 4), "6")
        {
            Upn = Upn.Parse("A391200026001"), FirstLanguage = "English", SenHistory = [new(new(2025, 9, 1), SenProvision.SenSupport)], Needs = [new(SenType.HI, null, "Ours")],
        };
        await two.HillPupils.Save(held, 0, _ct);
        await two.HillPupils.Save("x1", new("k1", "Ngozi Okafor", "Mum") { MayBeContacted = MayBeContacted.No }, 0, _ct);
        await two.HillPupils.Save("x1", new("k2", "emeka okafor", "Dad") { MayBeContacted = MayBeContacted.Yes, ParentalResponsibility = true, Email = "emeka@example.org", Order = 2 }, 0, _ct);
        await two.Send();

        await File(two, "x1", proposed: true);

        var now = (await two.HillPupils.File("x1", _ct))!;
        Assert.Equal(("6", "English"), (now.Pupil.Value.YearGroup, now.Pupil.Value.FirstLanguage));
        Assert.Equal([new(new(2024, 9, 2), SenProvision.SenSupport), new SenStatus(new(2025, 9, 1), SenProvision.SenSupport)], now.Pupil.Value.SenHistory);
        Assert.Equal([(SenType.HI, "Ours"), (SenType.SLCN, "Understands short sentences. Give time to answer.")], now.Pupil.Value.Needs.Select(n => (n.Type, n.Note)));
        Assert.Equal(4, now.Pupil.Value.Documents.Count);
        Assert.Equal([("Ngozi Okafor", "Mum", MayBeContacted.No), ("emeka okafor", "Dad", MayBeContacted.Yes)], now.Contacts.Select(c => (c.Value.Name, c.Value.Relationship, c.Value.MayBeContacted)));

        // What limits contact is never lost: an address to be kept from others, and an order that nobody here knew of.
        Assert.True(now.Contacts[0].Value.DoNotDiscloseAddress);
        Assert.Equal("A court order limits contact", ContactRules.WhyNot(now.Contacts[1].Value, two.Site.Clock.Today));
        Assert.Single(await two.HillPupils.All(_ct));
    }

    [Fact]
    public async Task Without_a_number_a_person_decides_and_twins_are_never_taken_for_each_other()
    {
        await using var two = await TwoSchools.Start();
        await two.HillPupils.Save(new("twin", "Ada", "Okafor", new(2016, 3, 4), "5") { Upn = Upn.Parse("P207000016049") }, 0, _ct);
        await two.HillPupils.Save(new("sister", "Ife", "Okafor", new(2016, 3, 4), "5"), 0, _ct);
        await two.HillPupils.Save(new("other", "Bea", "Lin", new(2016, 3, 4), "5"), 0, _ct);
        await two.Send();

        var match = await Opened(two);

        Assert.Equal(["sister", "new", "nobody"], Choices(match)); // Same names and birthday, but another number: not to be chosen.
        Assert.Contains("perhaps a twin", match.Text, StringComparison.Ordinal);
        Assert.Empty(match.Document.QuerySelectorAll("input[type=radio][checked]"));
        var browser = await two.Senco();
        var home = $"/record-arrival/{two.Arrival}/file";
        Assert.Equal(["Select whose record it is"], (await browser.Send(match, home)).Errors);
        Assert.Equal(["Select whose record it is"], (await browser.Send(match, home, ("pupil", "twin"))).Errors);
        Assert.Equal(["Select whose record it is"], (await browser.Send(match, home, ("pupil", "other"))).Errors);
        await browser.Send(match, home, ("pupil", "new"));
        await two.Settle();
        Assert.Equal(4, (await two.HillPupils.All(_ct)).Count);
        Assert.Empty((await two.HillPupils.Find("twin", _ct))!.Value.Documents);
    }

    [Fact]
    public async Task A_leaver_who_comes_back_returns_to_the_roll_only_when_a_person_says_so_and_the_open_transfer_is_shown()
    {
        await using var two = await TwoSchools.Start();
        await two.HillPupils.Save(new("x1", "Ada", "Okafor", new(2016, 3, 4), "5") { Left = new(2026, 7, 20) }, 0, _ct);
        await two.Site.Get<CaseRunner>().Tell(new(TwoSchools.Hill, "old"), All.RecordTransfer, new Told.Started(Tale.Registered with { Urn = TwoSchools.Oak, Name = "Oak Lane Primary" }, new(2026, 7, 20), new(Sharing.Agreed)),
            new(Role.Senco, "s2"), "old", _ct, new Subject("pupil", "x1", "Okafor, Ada"));
        await two.Send();

        var match = await Opened(two);

        Assert.Contains("Left your school on 20 July 2026", match.Text, StringComparison.Ordinal);
        Assert.NotNull(match.Document.QuerySelector($"a[href='/record-transfer/{TwoSchools.Hill}-old/came-back']"));
        await (await two.Senco()).Send(match, $"/record-arrival/{two.Arrival}/file", ("pupil", "x1"), ("back", "yes"));
        await two.Settle();
        Assert.Null((await two.HillPupils.Find("x1", _ct))!.Value.Left);
    }

    [Fact]
    public async Task A_number_that_somebody_has_got_meanwhile_sends_the_decision_back_to_a_person()
    {
        await using var two = await TwoSchools.Start();
        await two.Send();
        var match = await Opened(two);
        await (await two.Senco()).Send(match, $"/record-arrival/{two.Arrival}/file", ("pupil", "new"));
        await two.HillPupils.Save(new("x1", "Ada", "Okafor", new(2016, 3, 4), "5") { Upn = Upn.Parse("A391200026001") }, 0, _ct);

        await two.Settle();

        Assert.Equal("A pupil with this unique pupil number has been added since. Match it again", Assert.IsType<Here.Reading>(await two.Here()).Problem);
        await File(two, "x1", proposed: true);
        Assert.Equal("x1", Assert.Single(await two.HillPupils.All(_ct)).Value.Id);
    }

    [Fact]
    public async Task Of_two_who_decide_different_things_the_second_is_told_so_and_nothing_is_filed_twice()
    {
        await using var two = await TwoSchools.Start();
        await two.HillPupils.Save(new("sister", "Ife", "Okafor", new(2016, 3, 4), "5"), 0, _ct);
        await two.Send();
        var match = await Opened(two);
        var at = $"/record-arrival/{two.Arrival}/file";
        var head = await two.Site.SignedIn("h2", TwoSchools.Hill);
        var refuse = await head.Get($"/record-arrival/{two.Arrival}/refuse");
        await (await two.Senco()).Send(match, at, ("pupil", "new"));
        var no = await head.Send(refuse, $"/record-arrival/{two.Arrival}/refuse", ("reason", "wrong-school"));
        Assert.Equal(["Your school has filed this record. Call the other school if something is wrong with it"], no.Errors);
        await two.Settle();
        Assert.Empty((await two.HillPupils.Find("sister", _ct))!.Value.Documents);
        Assert.IsType<There.Arrived>(await two.There());
    }

    [Fact]
    public async Task A_refusal_wakes_the_sender_and_the_corrected_delivery_is_a_case_of_its_own()
    {
        await using var two = await TwoSchools.Start();
        await two.Send();
        var browser = await two.Senco();
        await Opened(two);
        var refuse = $"/record-arrival/{two.Arrival}/refuse";
        await browser.Send(await browser.Get(refuse), refuse, ("reason", "incomplete"), ("note", "The EHC plan is missing"));
        await two.Settle();
        Assert.Equal((RefusalReason.Incomplete, "The EHC plan is missing"), ((There.TurnedDown)await two.There() is var t ? (t.Reason, t.Note) : default));
        Assert.Contains("The next school refused a record", two.Mails("s.reyes@oaklane.example"));
        Assert.Equal($"/cases/{two.Arrival}", (await browser.Get($"/record-arrival/{two.Arrival}/record")).Location!.OriginalString);

        Assert.Null(await two.Site.Store.Documents(TwoSchools.Hill).Open((await new KeptPacks(two.HillRows).Find(two.Arrival.Id, 1, _ct))!.Kept, _ct));

        await two.Site.Told("t1", new Told.Corrected((await two.There()).Transfer.To), Tale.Senco);
        await two.Settle();
        two.Arrival = new(TwoSchools.Hill, Handover.CaseAt(TwoSchools.Transfer, 2));
        Assert.IsType<Here.Waiting>(await two.Here());
    }

    [Fact]
    public async Task Taken_back_before_it_was_filed_nobody_reads_it_any_more_and_after_that_a_person_removes_it()
    {
        await using var two = await TwoSchools.Start();
        await two.Send();
        await Opened(two);
        await two.Site.Told("t1", new Told.Recalled(RecallReason.WrongSchool), Tale.Senco);
        await two.Settle();
        Assert.Equal(ArrivalEnd.TakenBack, Assert.IsType<Here.Ended>(await two.Here()).End);
        Assert.Equal($"/cases/{two.Arrival}", (await (await two.Senco()).Get($"/record-arrival/{two.Arrival}/record")).Location!.OriginalString);
        Assert.Contains("A pupil record was taken back", two.Mails("s.khan@hilltop.example"));
        Assert.True(Assert.IsType<There.TakenBack>(await two.There()).Opened);

        await using var again = await TwoSchools.Start();
        await again.Send();
        await File(again, "new", proposed: true);
        await again.Site.Told("t1", new Told.Recalled(RecallReason.WrongSchool), Tale.Senco);
        await again.Settle();
        Assert.IsType<Here.ToRemove>(await again.Here());
        var browser = await again.Senco();
        var at = $"/record-arrival/{again.Arrival}/removed";
        Assert.Equal(["Enter what you removed, or why something stays"], (await browser.Send(await browser.Get(at), at)).Errors);
        await browser.Send(await browser.Get(at), at, ("how", "Everything"));
        Assert.IsType<Here.Ended>(await again.Here());
    }

    [Fact]
    public async Task A_recall_while_the_record_is_being_handed_over_leaves_nothing_behind_that_can_be_read()
    {
        await using var two = await TwoSchools.Start();
        await two.Site.Ada(await two.Paper("d1", "report.pdf", Confidentiality.Record));
        await two.Begin();
        var hill = (MemoryRows)two.HillRows;
        hill.Before = async _ =>
        {
            hill.Before = null;
            await two.Site.Told("t1", new Told.Recalled(RecallReason.WrongSchool), Tale.Senco);
        };

        await two.Settle();

        Assert.Equal(ArrivalEnd.TakenBack, Assert.IsType<Here.Ended>(await two.Here()).End);
        Assert.False(Assert.IsType<There.TakenBack>(await two.There()).Opened);
        Assert.Equal(0, ((MemoryStore)two.Site.Store).Kept(TwoSchools.Hill));
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
        Assert.Equal(["A pupil record has arrived", "A pupil record waits to be opened", "A pupil record waits to be opened"], two.Mails("s.khan@hilltop.example").Take(3));
        Assert.Contains("A pupil record waits to be opened", two.Mails("h.ford@hilltop.example"));
        Assert.Contains("The next school has not opened a record", two.Mails("s.reyes@oaklane.example"));
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

    private static async Task<Shown> Opened(TwoSchools two)
    {
        var browser = await two.Senco();
        var home = $"/record-arrival/{two.Arrival}";
        await browser.Send(await browser.Get($"{home}/open"), $"{home}/open");
        await two.Settle();
        return await browser.Get($"{home}/file");
    }

    private static async Task File(TwoSchools two, string pupil, bool proposed)
    {
        var browser = await two.Senco();
        var match = await two.Here() is Here.Waiting ? await Opened(two) : await browser.Get($"/record-arrival/{two.Arrival}/file");
        Assert.Equal(proposed, match.Document.QuerySelectorAll("input[type=radio]").OfType<IHtmlInputElement>().Any(i => i.IsChecked && i.Value == pupil));
        await browser.Send(match, $"/record-arrival/{two.Arrival}/file", ("pupil", pupil));
        await two.Settle();
        Assert.IsType<Here.Filed>(await two.Here());
    }

    private static IEnumerable<string> Choices(Shown page) => page.Document.QuerySelectorAll("input[type=radio]").OfType<IHtmlInputElement>().Select(i => i.Value);

    /// <summary>The whole way of a record, by people who press every button again after an outage.</summary>
    private static async Task Life(TwoSchools two)
    {
        var runner = two.Site.Get<CaseRunner>();
        await runner.Tell(TwoSchools.Transfer, All.RecordTransfer, new Told.Started(Tale.Registered with { Urn = TwoSchools.Hill }, new(2026, 12, 18), new(Sharing.Agreed)), Tale.Senco, "start", _ct, new Subject("pupil", "p1", "Okafor, Ada"));
        await two.Settle();
        Actor senco = new(Role.Senco, "s2");
        await runner.Tell(two.Arrival, All.RecordArrival, new RecordArrivalProcess.Event.Opened(), senco, "open", _ct);
        await two.Settle();
        await runner.Tell(two.Arrival, All.RecordArrival, new RecordArrivalProcess.Event.Matched(two.Arrival.Id, true, (await two.Here()).Arrival.Manifest), senco, "match", _ct);
        await two.Settle();
        await runner.Tell(two.Arrival, All.RecordArrival, new RecordArrivalProcess.Event.TeacherHasRead("The class teacher"), senco, "read", _ct);
        await two.Settle();
    }
}
