using System.Net;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Tests.Mail;
using SencoFlows.Web.Pages.SencoPost;
using Microsoft.Extensions.DependencyInjection;
using static SencoFlows.Tests.Web.SencoPost.SencoSite;

namespace SencoFlows.Tests.Web.SencoPost;

public class SencoDailyMailTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    /// <summary>Whoever is asked first hears in their daily email; whom it goes up to, and what the law wanted yesterday, does not wait.</summary>
    private static readonly string[] _waits =
    [
        "Governor senco-certificate-check", "Governor senco-effectiveness", "Governor senco-role-open",
        "Head senco-back", "Head senco-certificate-check", "Head senco-effectiveness", "Head senco-promise-late", "Head senco-role-open", "Head shared-senco-review",
        "Self senco-certificate-missing", "Self senco-course-result", "Self senco-earlier-posts", "Self senco-limit-near", "Self senco-promise-late", "Self senco-start-missed",
        "Senco senco-handover-waits",
    ];

    private static IEnumerable<EveryMail.Found> Mails => EveryMail.Of.Where(m => m.Process is "senco-post" or "senco-role" or "shared-senco");

    [Fact]
    public void What_asks_first_waits_for_the_daily_email_and_what_goes_up_does_not()
    {
        Assert.All(Mails.Where(m => m.Email.CanWait), m => Assert.Contains($"{m.Email.To} {m.Email.Template}", _waits));
        Assert.DoesNotContain(Mails, m => m.Email is { CanWait: true, Template: "senco-overdue" or "senco-vacancy" });
        Assert.DoesNotContain(Mails, m => m.Email is { CanWait: true, To: Role.TrustLead });
        Assert.All(Mails.Where(m => m.Email.Action is not null), m => Assert.NotNull(SencoAct.Find(m.Process, m.Email.Action!)));
    }

    [Fact]
    public async Task A_senco_s_reminders_of_one_day_are_one_mail_and_each_line_opens_its_page()
    {
        await using var site = await Start();
        var post = new CaseId(TestSite.Urn, await site.Named(from: (1, 9, 2024)));
        var taken = ((Postbox)site.Site.Get<IMail>()).Taken;
        Assert.Equal(["You are now recorded as SENCO"], taken.Where(m => m.To.Id == "s1").Select(m => m.Wording.Subject));
        Assert.All((string[])["Reminder about the SENCO qualification", "The latest safe start of the course has passed"], subject => Assert.Contains(taken, m => m.To.Id == "h1" && m.Wording.Subject == subject));

        taken.Clear();
        var day = site.Site.Clock.Today.AddDays(1);
        site.Site.Clock.SetUtcNow(day.At(DailyMails.Time));
        await site.Site.Get<DailyMails>().Look(_ct);
        await site.Site.Get<CaseWorker>().Work(new(TestSite.Urn, DailyMails.CaseOf("s1")), site.Site.Clock.GetUtcNow(), _ct);
        var mail = Assert.Single(taken, m => m.To.Id == "s1").Wording;
        Assert.Contains("Reminder about the SENCO qualification", mail.Text, StringComparison.Ordinal);
        Assert.Contains("The latest safe start of the course has passed", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"/senco-post/{post}/course", mail.Text, StringComparison.Ordinal);
        var senco = await site.As("s1");
        foreach (var link in mail.Text.Split('\n').Where(l => l.StartsWith("https://", StringComparison.Ordinal)))
        {
            Assert.Equal(HttpStatusCode.OK, (await senco.Get(new Uri(link.Trim()).PathAndQuery)).Status);
        }
    }
}
