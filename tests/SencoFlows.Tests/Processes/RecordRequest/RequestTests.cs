using System.Net;
using System.Text.RegularExpressions;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Record;
using SencoFlows.Record.Register;
using SencoFlows.Tests.Processes.RecordArrival;
using SencoFlows.Tests.Web;
using Ask = SencoFlows.Processes.RecordRequest.RecordRequestProcess;
using There = SencoFlows.Processes.RecordRequest.RecordAskedProcess;

namespace SencoFlows.Tests.Processes.RecordRequest;

/// <summary>A new pupil with SEN comes to Hill Top, and no record does.</summary>
public sealed partial class RequestTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly Pupil _ada = new("n1", "Ada", "Okafor", new(2016, 3, 4), "5") { Upn = Upn.Parse("A391200026001"), Joined = new(2026, 11, 23), SenHistory = [new(new(2026, 11, 23), SenProvision.SenSupport)] };

    [Fact]
    public async Task A_new_pupil_without_a_record_raises_itself_and_two_clicks_ask_the_school_before()
    {
        await using var two = await Joined(_ada with { CameFrom = TwoSchools.Oak });
        await Until(two, 2026, 12, 1);
        Assert.Empty(two.Mails("s.khan@hilltop.example")); // 27 November is no school day: the fifth is 1 December, and the whole day counts.
        await Until(two, 2026, 12, 2);
        Assert.Contains("A new pupil’s record has not come", Assert.Single(two.Daily("s.khan@hilltop.example")), StringComparison.Ordinal);
        Assert.Single(two.Mails("s.khan@hilltop.example"));

        var browser = await two.Senco();
        var item = (await browser.Get("/")).Document.QuerySelector(".govuk-task-list__link")!;
        Assert.StartsWith("Ask for the record", item.TextContent, StringComparison.Ordinal);
        var ask = await browser.Get(item.GetAttribute("href")!); // One.
        await browser.Send(ask, item.GetAttribute("href")!); // Two.
        await two.Settle();

        Assert.Equal(["A school asks for a pupil’s record"], two.Mails("s.reyes@oaklane.example"));
        var oak = await two.Site.SignedIn();
        var due = (await oak.Get("/")).Document.QuerySelector(".govuk-task-list__link")!.GetAttribute("href")!;
        var question = await oak.Get(due);
        Assert.Contains("Ada Okafor", question.Text, StringComparison.Ordinal);
        Assert.NotNull(question.Document.QuerySelector($"a[href='/record-transfer/start?pupil=p1&to={TwoSchools.Hill}']"));
        await oak.Send(question, due, ("answer", "WillSend"), ("note", "On Monday"));
        await two.Settle();
        var answered = Assert.IsType<Ask.State.Answered>(await State(two));
        Assert.Equal((RequestAnswer.WillSend, "On Monday"), (answered.Answer, answered.Note));
        Assert.Contains("A school has answered about a record", two.Mails("s.khan@hilltop.example"));
    }

    [Fact]
    public async Task A_record_that_comes_ends_it_by_itself()
    {
        await using var two = await Joined(_ada);
        await Until(two, 2026, 12, 2);
        await two.Begin();
        await two.Settle();
        var browser = await two.Senco();
        var home = $"/record-arrival/{two.Arrival}";
        await browser.Send(await browser.Get($"{home}/open"), $"{home}/open");
        await browser.Send(await browser.Get($"{home}/file"), $"{home}/file", ("pupil", "n1"));
        await two.Settle();
        Assert.Equal(RequestEnd.Came, Assert.IsType<Ask.State.Ended>(await State(two)).End);
        await Until(two, 2026, 12, 4);
        Assert.Single((await new Caseload(TwoSchools.Hill, two.HillRows).About("n1", _ct)), c => c.Process == "record-request");
    }

    [Fact]
    public async Task Nobody_is_raised_who_is_not_new_has_no_needs_or_left_and_nobody_twice()
    {
        await using var two = await Joined(_ada with { Id = "old", Upn = null, Joined = null }, _ada with { Id = "long", Upn = null, Joined = new(2026, 6, 1) }, _ada with { Id = "none", Upn = null, SenHistory = [] },
            _ada with { Id = "gone", Upn = null, Joined = new(2026, 11, 16), Left = new(2026, 11, 20) }, _ada with { Id = "later", Upn = null, Joined = new(2027, 1, 5) }, _ada);
        await Task.WhenAll(two.Site.Get<Newcomers>().Look(_ct), two.Site.Get<Newcomers>().Look(_ct));
        two.Site.Clock.Advance(TimeSpan.FromDays(5));
        await Task.WhenAll(two.Site.Get<Newcomers>().Look(_ct), two.Site.Get<Newcomers>().Look(_ct));
        Assert.Equal("n1", Assert.Single(await new Caseload(TwoSchools.Hill, two.HillRows).Open(_ct)).Agenda.About.Id);
    }

    [Fact]
    public async Task A_pupil_who_leaves_again_is_asked_for_no_more()
    {
        await using var two = await Joined(_ada);
        await Until(two, 2026, 12, 2);
        await two.HillPupils.Change("n1", p => p with { Left = new(2026, 12, 1) }, _ct);
        await Until(two, 2026, 12, 3);
        Assert.Equal(RequestEnd.NotNeeded, Assert.IsType<Ask.State.Ended>(await State(two)).End);
        var senco = await two.Senco();
        foreach (var act in (string[])["ask", "address", "not-needed"])
        {
            var at = await Address(two, act);
            Assert.Equal($"/cases/{at.Split('/')[2]}", (await senco.Get(at)).Location!.OriginalString);
        }
    }

    [Fact]
    public async Task A_school_that_keeps_no_cases_here_is_asked_by_a_mail_that_names_nobody_and_answers_behind_a_code()
    {
        await using var two = await Joined(_ada with { CameFrom = "100050" });
        await Until(two, 2026, 12, 2);
        await AskBefore(two, "office@millfield.sch.uk");
        var mail = two.Post.Taken.Single(m => m.To.Email == "office@millfield.sch.uk");
        Assert.DoesNotMatch("Ada|Okafor|A3912", mail.Wording.Text + mail.Wording.Subject + mail.Wording.Html);

        var office = two.Site.Anybody();
        var link = Link().Match(mail.Wording.Text).Value;
        var invitation = await office.Get(link);
        Assert.DoesNotContain("Ada", invitation.Text, StringComparison.Ordinal);
        var home = (await office.Send(invitation, link)).Location!.OriginalString[..^"/code".Length];
        Assert.Equal($"{home}/code", (await office.Get(home)).Location!.OriginalString);
        var proved = await office.Send(await office.Get($"{home}/code"), $"{home}/code", ("code", Code().Match(two.Post.Taken[^1].Wording.Text).Value));
        Assert.Equal(home, proved.Location!.OriginalString);
        var page = await office.Get(home);
        Assert.Contains("Ada Okafor", page.Text, StringComparison.Ordinal);
        Assert.Equal(["Select your answer"], (await office.Send(page, home)).Errors);
        await office.Send(page, home, ("answer", "NotOurs"), ("note", "Try Oak Lane"));
        Assert.Equal(RequestAnswer.NotOurs, Assert.IsType<Ask.State.Answered>(await State(two)).Answer);

        await (await two.Senco()).Send(await (await two.Senco()).Get(await Address(two, "ask")), await Address(two, "ask"), ("school", TwoSchools.Oak), ("school.Query", "Oak"));
        Assert.Equal(HttpStatusCode.NotFound, (await office.Get(home)).Status); // Another school is asked now.
        Assert.IsType<Ask.State.Waiting>(await State(two));
    }

    [Fact]
    public async Task An_address_of_another_domain_is_checked_by_a_second_person_before_it_learns_anything()
    {
        await using var two = await Joined(_ada with { CameFrom = "100050" });
        await Until(two, 2026, 12, 2);
        await AskBefore(two, "millfield@gmail.com");
        Assert.DoesNotContain(two.Post.Taken, m => m.To.Email == "millfield@gmail.com");
        Assert.Contains("Check an address before we write to it", two.Mails("office@hilltop.example"));
        var at = await Address(two, "address");
        var same = await two.Senco();
        Assert.Equal(["Somebody else must check the address: you entered it"], (await same.Send(await same.Get(at), at, ("how", "I know it"))).Errors);
        var office = await two.Site.SignedIn("a2", TwoSchools.Hill);
        Assert.Equal(["Enter how you checked the address"], (await office.Send(await office.Get(at), at)).Errors);
        await office.Send(await office.Get(at), at, ("how", "Called the number on the website"));
        await two.Settle();
        Assert.Contains(two.Post.Taken, m => m.To.Email == "millfield@gmail.com");
    }

    [Fact]
    public async Task A_mail_that_comes_back_and_a_school_that_keeps_silent_come_back_to_the_senco()
    {
        await using var two = await Joined(_ada with { CameFrom = "100050" });
        await Until(two, 2026, 12, 2);
        await AskBefore(two, "office@millfield.sch.uk");
        var letter = two.Post.Taken.Single(m => m.To.Email == "office@millfield.sch.uk");
        await Until(two, 2026, 12, 17);
        Assert.Contains("A school has not answered about a record", two.Daily("s.khan@hilltop.example")[^1], StringComparison.Ordinal);
        Assert.True(two.Post.Taken.Count(m => m.To.Email == "office@millfield.sch.uk") >= 2);

        await two.Site.Get<MailReports>().Take(MailKey.Parse(letter.Key)!, new("r1", MailNews.Bounced, two.Site.Clock.GetUtcNow(), 1, NotArrived.NoSuchAddress), _ct);
        await two.Settle();
        Assert.True(Assert.IsType<Ask.State.Missing>(await State(two)).Want.CameBack);
        Assert.Contains("An email to a school before came back", two.Mails("s.khan@hilltop.example"));
        var browser = await two.Site.SignedIn("s2", TwoSchools.Hill);
        var at = await Address(two, "not-needed");
        Assert.Equal(["Enter why no record is needed"], (await browser.Send(await browser.Get(at), at, ("what", "not"))).Errors);
        await browser.Send(await browser.Get(at), at, ("what", "came"));
        Assert.IsType<Ask.State.Ended>(await State(two));
    }

    [Fact]
    public async Task No_other_school_answers_and_nobody_else_sees_a_question()
    {
        await using var two = await Joined(_ada with { CameFrom = TwoSchools.Oak });
        await Until(two, 2026, 12, 2);
        var browser = await two.Senco();
        await browser.Send(await browser.Get(await Address(two, "ask")), await Address(two, "ask"));
        await two.Settle();
        var request = Assert.Single(await new Caseload(TwoSchools.Hill, two.HillRows).Open(_ct)).Id;
        var no = await two.Site.Get<CaseRunner>().Tell(request, All.RecordRequest, new Ask.Event.Replied(1, RequestAnswer.NotOurs), new(Role.FormerSchool, "100009"), "x", _ct);
        Assert.Equal("Another school was asked", Assert.IsType<Answer.Refused>(no).Refusal.Reason);
        var question = Assert.Single(await new Caseload(TwoSchools.Oak, two.Site.Rows).Open(_ct)).Id;
        Assert.IsType<There.State.Waiting>(All.RecordAsked.Read((await new Caseload(TwoSchools.Oak, two.Site.Rows).Find(question.Id, _ct))!.State));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get($"/record-asked/{question}/answer")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await two.Site.SignedIn("t1")).Get($"/record-asked/{question}/answer")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await two.Site.SignedIn()).Get($"/record-request/{request}/ask")).Status);
    }

    private static async Task<TwoSchools> Joined(params Pupil[] pupils)
    {
        var two = await TwoSchools.Start();
        await two.Site.Ada();
        await two.Site.Get<SchoolRegister>().Import(
        [
            new(TwoSchools.Oak, "Oak Lane Primary", "Community school", Phase.Primary, SchoolStatus.Open) { Domain = "oaklane.example" },
            new("100050", "Mill Field Primary", "Community school", Phase.Primary, SchoolStatus.Open) { Domain = "millfield.sch.uk" },
        ], null, _ct);
        foreach (var pupil in pupils)
        {
            await two.HillPupils.Save(pupil, 0, _ct);
        }

        two.Site.Clock.Advance(TimeSpan.FromDays(3));
        return two;
    }

    private static async Task Until(TwoSchools two, int year, int month, int day)
    {
        while (two.Site.Clock.Today < new DateOnly(year, month, day))
        {
            await two.Site.Get<Newcomers>().Look(_ct);
            await two.Until(two.Site.Clock.Today.AddDays(1).Year, two.Site.Clock.Today.AddDays(1).Month, two.Site.Clock.Today.AddDays(1).Day);
        }
    }

    private static async Task AskBefore(TwoSchools two, string office)
    {
        var browser = await two.Senco();
        await browser.Send(await browser.Get(await Address(two, "ask")), await Address(two, "ask"), ("office", office));
        await two.Settle();
    }

    private static async Task<Case> Request(TwoSchools two) => (await new Caseload(TwoSchools.Hill, two.HillRows).About("n1", _ct)).Single(c => c.Process == "record-request");

    private static async Task<Ask.State> State(TwoSchools two) => All.RecordRequest.Read((await Request(two)).State);

    private static async Task<string> Address(TwoSchools two, string page) => $"/record-request/{(await Request(two)).Id}/{page}";

    [GeneratedRegex("/asked/[0-9]{6}-[0-9a-f]{64}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("(?m)^[0-9]{6}\\s*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
