using System.Net;
using SencoFlows.Cases;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Tests.GovUk;
using State = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.State;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Web.GraduatedApproach;

/// <summary>Support of one pupil from its start to its end, each act on a page of its own.</summary>
public sealed class SupportPagesTests
{
    private const string _case = "/graduated-approach/100001-g1/";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Support_starts_from_the_page_of_the_pupil_and_once_however_often_it_is_pressed()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        var browser = await site.Site.SignedIn();
        const string at = "/graduated-approach/start?pupil=ada";
        Assert.Contains((await browser.Get("/pupils/ada")).Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == at);
        var page = await browser.Get(at);
        Assert.Equal(["Select where the concern came from", "Select whether the parents have been told"], (await browser.Send(page, at)).Errors);

        (string, string)[] answers = [("concern", "GapStays"), ("told", "no")];
        var begun = await browser.Send(page, at, answers);
        Assert.Matches("^/cases/100001-[0-9a-f]{32}\\?done$", begun.Location!.OriginalString);
        Assert.Equal(begun.Location, (await browser.Send(page, at, answers)).Location);
        Assert.Single(await new Caseload(TestSite.Urn, site.Site.Rows).About("ada", _ct));

        var shown = await browser.Get(begun.Location.OriginalString);
        Assert.Contains("SEN support was decided", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Children and Families Act 2014, s.68", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain((await browser.Get("/pupils/ada")).Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == at);
    }

    /// <summary>Every act: what to type, and what the history says afterwards.</summary>
    public static TheoryData<string, string[], string> Acts => new()
    {
        { "view", ["of", "c1", "words", "She likes reading now"], "A parent said what they think" },
        { "meeting", ["on.Day", "1", "on.Month", "12", "on.Year", "2026", "at", "3:30pm"], "A meeting with the family was arranged" },
        { "meeting-held", ["notes", "More time for reading", "what1", "Order books", "owner1", "Teacher", "by1.Day", "4", "by1.Month", "12", "by1.Year", "2026"], "A meeting with the family was held" },
        { "open-review", [], "The review was opened early" },
        { "postpone", ["to.Day", "8", "to.Month", "1", "to.Year", "2027", "reason", "FamilyCannotCome"], "The review was moved: the family cannot come" },
        { "specialist", ["service", "SpeechAndLanguage"], "A specialist was asked: speech and language therapist" },
        { "la-asked", [], "The local authority was asked for an EHC needs assessment" },
        { "ehc-plan", [], "The local authority made an EHC plan" },
        { "consent", ["what", "Specialist"], "A parent no longer agrees: bringing in specialists" },
        { "report", [], "The yearly report went to the parents" },
        { "away", ["back.Day", "4", "back.Month", "1", "back.Year", "2027"], "The pupil is away" },
    };

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task An_act_is_one_page_one_button_and_counts_once(string act, string[] typed, string said)
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada", contacts: SupportSite.Mother);
        await site.AtWork();
        var browser = await site.Site.SignedIn();
        Assert.Contains((await browser.Get("/cases/100001-g1")).Document.QuerySelectorAll("a"), a => a.GetAttribute("href") == _case + act);
        var page = await browser.Get(_case + act);
        Assert.DoesNotContain("Okafor", page.Document.Title, StringComparison.Ordinal);
        var answers = typed.Chunk(2).Select(p => (p[0], p[1])).ToArray();
        var sent = await browser.Send(page, _case + act, answers);
        Assert.True(sent.Location?.OriginalString == "/cases/100001-g1?done", string.Join('|', sent.Errors));
        var length = (await site.Site.Case("g1")).Length;
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(page, _case + act, answers)).Status);
        Assert.Equal(length, (await site.Site.Case("g1")).Length);
        Assert.Equal(said, (await browser.Get("/cases/100001-g1?done")).Document.One(".govuk-notification-banner__heading"));
    }

    [Theory]
    [InlineData("meeting", "Enter the day of the meeting|Enter the time, like 3:30pm or 15:30")]
    [InlineData("meeting", "The meeting must take between 5 and 240 minutes", "on.Day", "1", "on.Month", "12", "on.Year", "2026", "at", "15:30", "minutes", "-30")]
    [InlineData("meeting", "Enter how many minutes it takes, like 30", "on.Day", "1", "on.Month", "12", "on.Year", "2026", "at", "15.30", "minutes", "half an hour")]
    [InlineData("meeting", "The day of the meeting must be today or in the future", "on.Day", "1", "on.Month", "10", "on.Year", "2026", "at", "1530")]
    [InlineData("postpone", "The review date must be a school day, and the school is closed on 25 December 2026", "to.Day", "25", "to.Month", "12", "to.Year", "2026", "reason", "Other")]
    [InlineData("postpone", "Enter the new day of the review|Select why it moves")]
    [InlineData("view", "Select whose view it is|Enter what they said")]
    [InlineData("meeting-held", "Enter what was agreed")]
    [InlineData("meeting-held", "Select who does it|The day must be on or after the meeting", "notes", "x", "what1", "Order books", "by1.Day", "4", "by1.Month", "11", "by1.Year", "2026")]
    [InlineData("specialist", "Select which specialist")]
    [InlineData("consent", "Select what they no longer agree to")]
    public async Task What_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(string act, string errors, params string[] typed)
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        await site.AtWork();
        var browser = await site.Site.SignedIn();
        var length = (await site.Site.Case("g1")).Length;
        var page = await browser.Send(await browser.Get(_case + act), _case + act, [.. typed.Chunk(2).Select(p => (p[0], p[1]))]);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, errors), (page.Status, string.Join('|', page.Errors.OrderBy(e => errors.IndexOf(e, StringComparison.Ordinal)).ThenBy(e => e, StringComparer.Ordinal))));
        Assert.Equal(length, (await site.Site.Case("g1")).Length);
    }

    [Fact]
    public async Task What_was_promised_is_ticked_off_while_a_meeting_is_recorded_and_any_number_of_actions_finds_room_without_script()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        await site.AtWork();
        await site.Tell("g1", new Told.MeetingHeld("m1", new(2026, 11, 20), [new("a1", Owner.Teacher, new(2026, 11, 20)), new("a2", Owner.Family, new(2026, 11, 27))]));
        var browser = await site.Site.SignedIn();
        var page = await browser.Get(_case + "meeting-held");
        Assert.Equal(["a1", "a2"], page.Document.QuerySelectorAll("input[name=kept]").Select(b => b.GetAttribute("value")));
        var roomier = await browser.Send(page, _case + "meeting-held", ("notes", "More reading"), ("kept", "a1"), ("what1", "Order books"), ("more", "actions"));
        Assert.Equal((HttpStatusCode.OK, 8), (roomier.Status, roomier.Document.QuerySelectorAll("input[name^=what]").Length));
        Assert.Empty(roomier.Errors);
        Assert.Single((await site.Support()).Meetings);

        // What was typed stands there still; five more are added to it.
        var actions = Enumerable.Range(1, 6).SelectMany(i => new[] { ($"owner{i}", "Teacher"), ($"by{i}.Day", "4"), ($"by{i}.Month", "12"), ($"by{i}.Year", "2026") }).Concat(Enumerable.Range(2, 5).Select(i => ($"what{i}", $"Thing {i}"))).ToArray();
        var saved = await browser.Send(roomier, _case + "meeting-held", actions);
        Assert.True(saved.Location is not null, string.Join('|', saved.Errors));
        var support = await site.Support();
        Assert.Equal((new DateOnly(2026, 11, 20), null), (support.Promises.Single(p => p.Id == "a1").Kept, support.Promises.Single(p => p.Id == "a2").Kept));
        Assert.Equal(7, support.Promises.Count(p => p.Open));
        Assert.Contains("Order books", (await browser.Get(_case + "meeting-held")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_that_was_broken_stands_at_the_top_of_the_next_meeting()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        await site.AtWork();
        var browser = await site.Site.SignedIn();
        await browser.Send(await browser.Get(_case + "meeting-held"), _case + "meeting-held", ("notes", "More reading"), ("what1", "Order the books"), ("owner1", "Teacher"), ("by1.Day", "27"), ("by1.Month", "11"), ("by1.Year", "2026"));
        site.Site.Clock.Advance(TimeSpan.FromDays(14));
        await site.Site.Runner.Wake(site.Site.Id("g1"), _ct);
        var next = await (await site.Site.SignedIn()).Get(_case + "meeting-held");
        Assert.Contains("Promised before: what is done?", next.Text, StringComparison.Ordinal);
        Assert.Matches("Order the books\\s*Teacher, by 27 November 2026: late", next.Text);
    }

    [Fact]
    public async Task A_transfer_takes_the_plan_in_force_along_and_support_ends_with_the_last_day()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada");
        await site.AtWork();
        await site.Site.Told("t1", new SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event.Started(SencoFlows.Tests.Processes.RecordTransfer.Tale.Registered, new(2026, 12, 4), new(SencoFlows.Processes.RecordTransfer.Sharing.Agreed)),
            SupportSite.Senco, new("pupil", "ada", "Okafor, Ada"));
        await site.Site.Get<CaseWorker>().Work(site.Site.Id("t1"), site.Site.Clock.GetUtcNow(), _ct);
        Assert.Equal(new DateOnly(2026, 12, 4), (await site.Support()).Leaves);

        var pack = (await new SencoFlows.Record.Pack.KeptPacks(site.Site.Rows).Find("t1", 1, _ct))!;
        await using var stream = (await site.Site.Store.Documents(TestSite.Urn).Open(pack.Kept, _ct))!;
        using var zip = new System.IO.Compression.ZipArchive(stream);
        using var reader = new StreamReader(zip.GetEntry("record.json")!.Open());
        var plan = System.Text.Json.JsonDocument.Parse(await reader.ReadToEndAsync(_ct)).RootElement.GetProperty("plan");
        Assert.Equal((1, "Reads a new page without help"), (plan.GetProperty("version").GetInt32(), plan.GetProperty("outcomes")[0].GetProperty("what").GetString()));
        Assert.DoesNotContain("perHour", plan.GetRawText(), StringComparison.OrdinalIgnoreCase);

        site.Site.Clock.Advance(TimeSpan.FromDays(16));
        await site.Site.Get<CaseWorker>().Work(site.Site.Id("g1"), site.Site.Clock.GetUtcNow(), _ct);
        Assert.Equal(Closing.Left, Assert.IsType<State.Closed>(await site.State()).How);
    }
}
