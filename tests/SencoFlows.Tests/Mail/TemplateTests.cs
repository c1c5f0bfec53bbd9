using AngleSharp.Html.Parser;
using Microsoft.Extensions.Logging.Abstractions;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Web.Emails;

namespace SencoFlows.Tests.Mail;

public sealed class TemplateTests
{
    private static readonly Uri _link = new("https://senco.test/receive/100001-" + new string('a', 64));

    [Fact]
    public void Every_mail_that_a_process_can_ask_for_has_a_template_and_no_template_is_left_over() =>
        Assert.Equal(RazorTemplates.Names.Order(StringComparer.Ordinal), EveryMail.Of.Select(f => f.Email.Template).Append("access-code").Append("family-code").Append("staff-mail-failed").Append(DailyMails.Template).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("access-code")]
    [InlineData("family-code")]
    public async Task The_code_that_proves_a_mailbox_stands_on_a_line_of_its_own_and_not_in_the_subject(string template)
    {
        var mail = await new RazorTemplates(NullLoggerFactory.Instance).Write(template, new("Oak Lane Primary", null, null, "School office", new(), new("https://senco.test"), new(2026, 11, 20)) { Code = "012345" });
        Assert.Contains("\n\n012345\n\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("It works for 15 minutes", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("012345", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_template_is_a_bug() =>
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Write("no-such-mail", Role.Senco));

    [Fact]
    public async Task Every_mail_greets_says_what_to_do_and_reads_the_same_without_html()
    {
        foreach (var (mail, found) in await Everything())
        {
            Assert.InRange(mail.Subject.Length, 10, 60);
            Assert.StartsWith("Oak Lane Primary\n\nDear Sam Harrow\n\n", mail.Text, StringComparison.Ordinal);
            var page = await new HtmlParser().ParseDocumentAsync(mail.Html, TestContext.Current.CancellationToken);
            Assert.Equal(mail.Subject, page.Title);
            Assert.All(page.QuerySelectorAll("main p, main h2, main li"), e => Assert.Contains(e.Text().Split(". Read it")[0].Split(" Call ")[0], mail.Text.ReplaceLineEndings(" "), StringComparison.Ordinal));
            Assert.True(found.Email.Link is null || page.QuerySelectorAll("strong a").Single().GetAttribute("href") == _link.AbsoluteUri, found.Email.Template);
            Assert.Equal(found.Email.Link is not null, mail.Text.Contains("It works until 18 February 2027", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_mail_needs_nothing_from_anywhere_and_carries_its_looks_on_its_elements()
    {
        foreach (var (mail, _) in await Everything())
        {
            var page = await new HtmlParser().ParseDocumentAsync(mail.Html, TestContext.Current.CancellationToken);
            Assert.Empty(page.QuerySelectorAll("img, script, link, iframe, form, style, [src], [background]"));
            Assert.All(page.QuerySelectorAll("main p, main h2, main ul, main li, main strong a"), e => Assert.NotNull(e.GetAttribute("style")));
            Assert.Equal("light dark", page.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content"));
            Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
            Assert.DoesNotContain("</br>", mail.Html, StringComparison.Ordinal);
            Assert.InRange(mail.Html.Length, 1000, 100_000); // Mail programs cut what is longer.
        }
    }

    [Fact]
    public async Task A_mail_for_staff_names_the_date_and_the_law()
    {
        foreach (var (mail, found) in (await Everything()).Where(m => m.Found.Email.To is Role.Senco or Role.Head or Role.Admin or Role.Governor or Role.TrustLead or Role.Self))
        {
            if (All.ByName[found.Process].Mentions(found.State, new Tale().School).By is null)
            {
                Assert.NotEqual("record-transfer", found.Process); // Nothing is due any more once a SENCO's qualification is settled.
                continue;
            }

            Assert.Contains("Which date, and why", mail.Text, StringComparison.Ordinal);
            Assert.Matches("Source: (Education \\(Pupil Information\\)|(School policy, for )?Keeping children safe in education|UK GDPR|SEND Regulations 2014, reg. 49|School policy, for SEND Regulations 2014, reg. (49|50)|Children and Families Act 2014, s.67|SEND Code of Practice, para|School policy, for SEND Code of Practice|Children and Families Act 2014, s.68|School policy$|Mandatory qualification for SENCOs)", mail.Text);
            Assert.Matches("\\w+day \\d+ \\w+ 20\\d\\d\\. ", mail.Text);
        }
    }

    [Fact]
    public async Task A_mail_to_parents_says_what_happened_what_to_do_and_whom_to_ask()
    {
        foreach (var (mail, found) in await ToParents())
        {
            Assert.Contains("What you need to do", mail.Text, StringComparison.Ordinal);
            Assert.Contains("Call 01632 960100\nEmail office@oaklane.example", mail.Text, StringComparison.Ordinal);
            Assert.Matches("Zebedee", mail.Text);
            Assert.True(found.Process != "record-transfer" || mail.Text.Contains("Zebedee’s record", StringComparison.Ordinal));
            Assert.DoesNotContain("Zebedee", mail.Text.Split("\n\n")[2], StringComparison.Ordinal); // What a locked telephone shows.
            Assert.DoesNotContain("Hill Top", mail.Html, StringComparison.Ordinal); // It can give away where somebody lives.
            Assert.Equal(found.Process == "record-transfer" ? "parcel" : "family", found.Email.Link);
        }

        var unnamed = await Write("parents-record-arrived", Role.Parents, child: null);
        Assert.Contains("It is your child’s record.", unnamed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_subject_and_no_first_line_says_anything_sensitive()
    {
        foreach (var (mail, _) in await Everything())
        {
            Assert.All((string[])[mail.Subject, .. mail.Text.Split("\n\n")[..3]], line => Assert.DoesNotMatch("(?i)special|needs?\\b.*education|SEN\\b|EHC|diagnos|disab|autis|support|plan\\b|behaviour|safeguard", line));
        }

        foreach (var (mail, _) in await ToParents())
        {
            Assert.DoesNotMatch("(?i)special|SEN\\b|EHC|diagnos|disab|autis", mail.Text);
        }
    }

    [Fact]
    public async Task Parents_of_a_reading_age_of_nine_can_read_their_mails()
    {
        foreach (var (mail, found) in await ToParents())
        {
            var body = mail.Text.Split("Dear Sam Harrow")[1].Split("If you have a question")[0];
            body = string.Join('\n', body.Split('\n').Where(l => !l.StartsWith("http", StringComparison.Ordinal)));
            Assert.True(ReadingAge.Of(body) <= 9.5, $"{found.Email.Template} is for readers of {ReadingAge.Of(body):0.0} years:\n{body}");
            Assert.All(ReadingAge.Sentences(body), s => Assert.True(ReadingAge.Words(s).Count() <= 20, s));
        }
    }

    [Theory]
    [InlineData("The cat sat on the mat.", 3.55)]
    [InlineData("We have asked a teacher there to read it by the first day.", 7.19)]
    [InlineData("Notwithstanding considerable organisational difficulties, the authority deliberated.", 41)]
    public void The_reading_age_is_that_of_the_formula(string text, double age) => Assert.Equal(age, ReadingAge.Of(text), tolerance: age / 20);

    private static async Task<IReadOnlyList<(Wording Mail, EveryMail.Found Found)>> ToParents() => [.. (await Everything()).Where(m => m.Found.Email.To is Role.Parents)];

    private static async Task<IReadOnlyList<(Wording Mail, EveryMail.Found Found)>> Everything()
    {
        List<(Wording, EveryMail.Found)> all = [];
        foreach (var found in EveryMail.OneOfEach)
        {
            all.Add((await Write(found.Email.Template, found.Email.To, found.State, found.Email.Link, process: found.Process), found));
        }

        return all;
    }

    private static async Task<Wording> Write(string template, Role to, System.Text.Json.JsonElement? state = null, string? link = null, string? child = "Zebedee", string process = "record-transfer")
    {
        var school = new Tale().School;
        var mentions = All.ByName[process].Mentions(state, school);
        var model = new MailModel(school.Name, "01632 960100", "office@oaklane.example", "Sam Harrow", to is Role.Parents ? mentions.ForParents() : mentions, _link, new(2026, 11, 20))
        {
            Child = to is Role.Parents ? child : null,
            LinkUntil = link is null ? null : new(2027, 2, 18),
        };
        return await new RazorTemplates(NullLoggerFactory.Instance).Write(template, model);
    }
}
