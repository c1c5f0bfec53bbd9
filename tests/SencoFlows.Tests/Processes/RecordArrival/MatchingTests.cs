using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Tests.Processes.RecordTransfer;
using Here = SencoFlows.Processes.RecordArrival.RecordArrivalProcess.State;
using There = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Processes.RecordArrival;

/// <summary>Whose record is it? A person of the next school decides.</summary>
public sealed class MatchingTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

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

        await two.FiledAs("x1", proposed: true);

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

        var match = await two.Opened();

        Assert.Equal(["sister", "new", "nobody"], TwoSchools.Choices(match)); // Same names and birthday, but another number: not to be chosen.
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

        var match = await two.Opened();

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
        var match = await two.Opened();
        await (await two.Senco()).Send(match, $"/record-arrival/{two.Arrival}/file", ("pupil", "new"));
        await two.HillPupils.Save(new("x1", "Ada", "Okafor", new(2016, 3, 4), "5") { Upn = Upn.Parse("A391200026001") }, 0, _ct);

        await two.Settle();

        Assert.Equal("A pupil with this unique pupil number has been added since. Match it again", Assert.IsType<Here.Reading>(await two.Here()).Problem);
        await two.FiledAs("x1", proposed: true);
        Assert.Equal("x1", Assert.Single(await two.HillPupils.All(_ct)).Value.Id);
    }

    [Fact]
    public async Task Of_two_who_decide_different_things_the_second_is_told_so_and_nothing_is_filed_twice()
    {
        await using var two = await TwoSchools.Start();
        await two.HillPupils.Save(new("sister", "Ife", "Okafor", new(2016, 3, 4), "5"), 0, _ct);
        await two.Send();
        var match = await two.Opened();
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
}
