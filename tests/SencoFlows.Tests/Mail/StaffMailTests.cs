using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Mail;

/// <summary>A mail to a member of staff that does not arrive: never silence, the next person knows.</summary>
public sealed class StaffMailTests
{
    private const string _told = "An email to a colleague did not arrive";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_person_is_told_without_a_name_and_only_once()
    {
        await using var desk = await Asked();
        await Bounce(desk, "office@oaklane.example", "Check an address");
        await desk.Work();

        var mail = Assert.Single(desk.Post.Taken, m => m.Wording.Subject == _told);
        Assert.Equal("s.reyes@oaklane.example", mail.To.Email);
        Assert.Contains("https://senco.test/failed", mail.Wording.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("Zebedee|Quillfeather|Amir|office@|Hill Top", mail.Wording.Text + mail.Wording.Subject);
        Assert.Single(await desk.Failures.All(_ct));

        await Bounce(desk, "office@oaklane.example", "Check an address"); // The service reports it again, under the same number and under another.
        await Bounce(desk, "office@oaklane.example", "Check an address", "r9");
        await desk.Work();
        Assert.Single(desk.Post.Taken, m => m.Wording.Subject == _told);
    }

    [Fact]
    public async Task When_that_mail_comes_back_too_it_goes_up_until_nobody_is_left_and_the_list_holds_them_all()
    {
        await using var desk = await Asked();
        await Bounce(desk, "office@oaklane.example", "Check an address");
        await desk.Work();
        foreach (var (who, then) in ((string, string?)[])[("s.reyes@oaklane.example", "h.marlow@oaklane.example"), ("h.marlow@oaklane.example", "office@oaklane.example"), ("office@oaklane.example", null)])
        {
            await Bounce(desk, who, _told);
            await desk.Work();
            Assert.Equal(then ?? "office@oaklane.example", desk.Post.Taken.Last(m => m.Wording.Subject == _told).To.Email);
        }

        Assert.Equal(3, desk.Post.Taken.Count(m => m.Wording.Subject == _told));
        Assert.Equal(4, (await desk.Failures.All(_ct)).Count);
    }

    [Fact]
    public async Task A_mail_that_the_service_will_never_take_is_told_as_well()
    {
        await using var desk = await MailDesk.Open();
        await desk.Start(Tale.Registered with { FromRegister = false });
        for (var i = 0; i < 5; i++)
        {
            desk.Post.Answers.Enqueue(m => m.To.Email == "h.marlow@oaklane.example" ? new Posted.Refused("The address is on no server") : new Posted.Accepted("m"));
        }

        await desk.Work();
        Assert.Equal("s.reyes@oaklane.example", Assert.Single(desk.Post.Taken, m => m.Wording.Subject == _told).To.Email);
    }

    [Fact]
    public async Task Nobody_is_asked_who_is_the_person_who_could_not_be_reached()
    {
        await using var desk = await MailDesk.Open();
        await desk.Schools.Save(MailDesk.Urn, s => s! with { Staff = [new("x1", "Sofia Reyes", "s.reyes@oaklane.example", [Role.Senco, Role.Head]), new("a1", "Amir Shah", "office@oaklane.example", [Role.Admin])] }, _ct);
        await desk.Start(Tale.Registered with { FromRegister = false });
        await desk.Work();
        await Bounce(desk, "s.reyes@oaklane.example", "Check an address");
        await desk.Work();
        Assert.Equal("office@oaklane.example", Assert.Single(desk.Post.Taken, m => m.Wording.Subject == _told).To.Email);
    }

    [Fact]
    public async Task A_mail_to_parents_that_comes_back_stays_on_the_list_of_those_who_can_print_it()
    {
        await using var desk = await Asked();
        var letter = desk.Post.Taken.Single(m => m.To.Id == "c1");
        await desk.Report(letter.Key, MailNews.Bounced, "e1", NotArrived.NoSuchAddress);
        await desk.Work();
        Assert.Single(await desk.Failures.All(_ct));
        Assert.DoesNotContain(desk.Post.Taken, m => m.Wording.Subject == _told);
    }

    /// <summary>A transfer to an address that somebody typed: head and office are asked to check it.</summary>
    private static async Task<MailDesk> Asked()
    {
        var desk = await MailDesk.Open();
        await desk.Start(Tale.Registered with { FromRegister = false });
        await desk.Work();
        return desk;
    }

    private static async Task Bounce(MailDesk desk, string to, string subject, string? id = null)
    {
        var letter = desk.Post.Taken.Last(m => m.To.Email == to && m.Wording.Subject.StartsWith(subject, StringComparison.Ordinal));
        Assert.True(await desk.Report(letter.Key, MailNews.Bounced, id ?? $"r{letter.Key}", NotArrived.NoSuchAddress));
    }
}
