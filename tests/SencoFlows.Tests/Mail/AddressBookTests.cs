using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Mail;

public sealed class AddressBookTests
{
    private const string _leaving = "parents-record-leaving";

    [Fact]
    public async Task Everybody_who_may_be_told_gets_a_mail_of_their_own_and_the_reason_for_everybody_else_is_kept()
    {
        await using var desk = await MailDesk.Open(
        [
            MailDesk.Mother,
            MailDesk.Mother with { Id = "c2", Name = "Robin Harrow", Email = "robin@example.org", LivesWith = false, Order = 2 },
            MailDesk.Mother with { Id = "c3", CourtOrder = new("Prohibited steps order", "No contact", null), Order = 3 },
            MailDesk.Mother with { Id = "c4", Email = null, Address = ["1 High Street", "LS1 1AA"], Order = 4 },
            MailDesk.Mother with { Id = "c5", Email = null, Phone = "01632 960001", Order = 5 },
            new Contact("c6", "A. Friend", "Neighbour") { MayBeContacted = MayBeContacted.Yes, Email = "friend@example.org", Order = 6 },
        ]);
        await desk.Start();
        Assert.Null(await desk.Work());
        Assert.Equal(["robin@example.org", "sam@example.org"], desk.Post.Taken.Where(l => l.Wording.Subject.StartsWith("A school record", StringComparison.Ordinal)).Select(l => l.To.Email).Order(StringComparer.Ordinal));
        var errands = (await desk.Mails(_leaving)).ToDictionary(e => e.Recipient!, e => e.Outcome);
        Assert.IsType<Outcome.Done>(errands["c1"]);
        Assert.IsType<Outcome.Done>(errands["c2"]);
        Assert.Equal(new Outcome.Dropped("A court order limits contact"), errands["c3"]);
        Assert.Equal(new Outcome.Failed("This person is written to by post. Print the letter and post it"), errands["c4"]);
        Assert.Equal(new Outcome.Failed("This person is told by telephone. Call them"), errands["c5"]);
        Assert.Equal(new Outcome.Dropped("This person has neither parental responsibility nor the care of the child"), errands["c6"]);
    }

    [Fact]
    public async Task Somebody_forbidden_between_asking_and_sending_gets_nothing()
    {
        await using var desk = await MailDesk.Open();
        await desk.Start();
        await desk.Change(MailDesk.Mother with { CourtOrder = new("Prohibited steps order", "May not be told where the child goes to school", null) });
        await desk.Work();
        Assert.DoesNotContain(desk.Post.Taken, l => l.To.Id == "c1");
        Assert.Equal(["A court order limits contact", "No parent or carer could be told. Check the contacts of this child, then try again, or tell them another way"],
            (await desk.Mails(_leaving)).Select(e => e.Outcome switch { Outcome.Dropped d => d.Why, Outcome.Failed f => f.Why, _ => "" }));
    }

    [Fact]
    public async Task Somebody_forbidden_while_a_mail_waits_to_be_sent_again_gets_nothing()
    {
        await using var desk = await MailDesk.Open([MailDesk.Mother, MailDesk.Mother with { Id = "c2", Order = 2 }]);
        await desk.Start();
        desk.Post.Answers.Enqueue(_ => new Posted.Later("Busy"));
        var again = await desk.Work();
        Assert.NotNull(again);
        var waiting = Assert.Single(await desk.Mails(_leaving), e => e.Outcome is null);
        await desk.Change(MailDesk.Mother with { Id = waiting.Recipient!, MayBeContacted = MayBeContacted.No });
        desk.Clock.SetUtcNow(again.Value);
        await desk.Work();
        Assert.DoesNotContain(desk.Post.Taken, l => l.To.Id == waiting.Recipient);
        Assert.Contains(await desk.Mails(_leaving), e => e.Outcome is Outcome.Dropped { Why: "The record says that this person may not be contacted" });
    }

    [Fact]
    public async Task When_nobody_can_be_told_a_person_is_asked_and_can_try_again()
    {
        await using var desk = await MailDesk.Open([MailDesk.Mother with { MayBeContacted = MayBeContacted.NotRecorded }]);
        await desk.Start();
        await desk.Work();
        var failure = Assert.Single(await desk.Failures.All(TestContext.Current.CancellationToken));
        await desk.Change(MailDesk.Mother);
        await desk.Failures.TryAgain(failure, TestContext.Current.CancellationToken);
        await desk.Work();
        Assert.Equal("sam@example.org", Assert.Single(desk.Post.Taken, l => l.To.Id == "c1").To.Email);
        Assert.Empty(await desk.Failures.All(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_mail_to_a_role_goes_to_whoever_has_it_on_the_day_of_sending()
    {
        await using var desk = await MailDesk.Open();
        await desk.Start(Tale.Registered with { FromRegister = false });
        await desk.Schools.Save(MailDesk.Urn, s => s! with { Staff = [.. s.Staff.Select(x => x with { Left = x.Id == "h1" }), new("h2", "Ola Hart", "o.hart@oaklane.example", [Role.Head])] }, TestContext.Current.CancellationToken);
        await desk.Work();
        Assert.Equal(["a1", "h2"], desk.Post.Taken.Where(l => l.To.Id != "c1").Select(l => l.To.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_role_that_nobody_has_is_a_failure_that_a_person_can_mend()
    {
        await using var desk = await MailDesk.Open();
        await desk.Schools.Save(MailDesk.Urn, s => s! with { Staff = [] }, TestContext.Current.CancellationToken);
        await desk.Start(Tale.Registered with { FromRegister = false });
        await desk.Work();
        Assert.All(await desk.Mails("transfer-check-address"), e => Assert.Equal(new Outcome.Failed("Nobody at this school has this role and an email address. Give somebody the role, then try again"), e.Outcome));
    }

    [Fact]
    public async Task The_next_school_is_written_to_at_the_addresses_of_the_case_and_only_parents_read_the_first_name()
    {
        await using var desk = await MailDesk.Open();
        await desk.Start();
        await desk.Work();
        Assert.Equal(["office@hilltop.sch.uk", "sam@example.org", "senco@hilltop.sch.uk"], desk.Post.Taken.Select(l => l.To.Email).Order(StringComparer.Ordinal));
        Assert.All(desk.Post.Taken, l => Assert.Equal(l.To.Id == "c1", l.Wording.Text.Contains("Zebedee", StringComparison.Ordinal)));
        Assert.Equal("office-1", (await desk.Mails("record-waiting"))[1].Recipient);
    }

    [Fact]
    public async Task A_mail_found_long_after_its_date_is_dropped_with_the_reason()
    {
        await using var desk = await MailDesk.Open();
        await desk.Start();
        await desk.Work();
        desk.Clock.SetUtcNow(new(2026, 12, 7, 9, 0, 0, TimeSpan.Zero));
        await desk.Runner.Wake(desk.Id, TestContext.Current.CancellationToken);
        desk.Clock.SetUtcNow(new(2027, 1, 11, 9, 0, 0, TimeSpan.Zero));
        await desk.Work();
        var near = await desk.Mails("transfer-limit-near"); // To the SENCO and to the head.
        Assert.Equal(2, near.Count);
        Assert.All(near, mail => Assert.Equal(new Outcome.Dropped("It was only useful until 14 December 2026"), mail.Outcome));
    }
}
