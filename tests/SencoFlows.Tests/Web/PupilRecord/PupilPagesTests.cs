using System.Net;
using SencoFlows.Record;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Record;

namespace SencoFlows.Tests.Web.PupilRecord;

public sealed class PupilPagesTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static Pupil Pupil(string id, string forename, string surname, string year, SenProvision status = SenProvision.None, params SenType[] needs) => new(id, forename, surname, new(2016, 3, 15), year)
    {
        SenHistory = status == SenProvision.None ? [] : [new(new(2025, 9, 1), status)], Needs = [.. needs.Select(n => new Need(n))],
    };

    private static async Task<TestSite> Start()
    {
        var site = await TestSite.Start();
        var pupils = new Pupils(site.Rows);
        await pupils.Save(Pupil("p1", "Zoë", "Okafor-Hart", "5", SenProvision.SenSupport, SenType.SLCN, SenType.HI), 0, _ct);
        await pupils.Save(Pupil("p2", "Bea", "Lin", "3", SenProvision.Plan) with { LookedAfter = true, Upn = Upn.Parse("B801200005001") }, 0, _ct);
        await pupils.Save(Pupil("p3", "Cy", "Abbot", "5"), 0, _ct);
        await pupils.Save(Pupil("p4", "Di", "Gone", "6") with { Left = new(2026, 7, 20) }, 0, _ct);
        return site;
    }

    private static List<string> Names(Shown page) => [.. page.Document.QuerySelectorAll("main tbody th").Select(h => h.Text())];

    [Theory]
    [InlineData("s1", 200)]
    [InlineData("h1", 200)]
    [InlineData("a1", 200)]
    [InlineData("d1", 200)]
    [InlineData("t1", 403)]
    public async Task Who_may_see_the_pupils_is_named_and_a_teacher_is_not(string staff, int status)
    {
        await using var site = await Start();
        var browser = await site.SignedIn(staff);
        foreach (var page in (string[])["/pupils", "/pupils/p1"])
        {
            Assert.Equal(status, (int)(await browser.Get(page)).Status);
        }
    }

    [Theory]
    [InlineData("/pupils", "Abbot, Cy|Lin, Bea|Okafor-Hart, Zoë")]
    [InlineData("/pupils?year=5", "Abbot, Cy|Okafor-Hart, Zoë")]
    [InlineData("/pupils?status=K", "Okafor-Hart, Zoë")]
    [InlineData("/pupils?left=yes", "Gone, Di")]
    [InlineData("/pupils?sort=year", "Lin, Bea|Abbot, Cy|Okafor-Hart, Zoë")]
    [InlineData("/pupils?sort=status", "Lin, Bea|Okafor-Hart, Zoë|Abbot, Cy")]
    [InlineData("/pupils?year=99&status=Q&sort=x", "Abbot, Cy|Lin, Bea|Okafor-Hart, Zoë")]
    public async Task The_list_is_filtered_and_sorted_by_its_address(string address, string names)
    {
        await using var site = await Start();
        Assert.Equal(names.Split('|'), Names(await (await site.SignedIn()).Get(address)));
    }

    [Theory]
    [InlineData("zoe", "Okafor-Hart, Zoë")]
    [InlineData("hart", "Okafor-Hart, Zoë")]
    [InlineData("b801200005001", "Lin, Bea")]
    [InlineData("li be", "Lin, Bea")]
    [InlineData("nobody", "")]
    public async Task A_child_is_found_by_name_without_the_name_in_an_address(string typed, string names)
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        var shown = await browser.Send(await browser.Get("/pupils"), "/pupils", ("name", typed));
        Assert.Equal(names.Length == 0 ? [] : names.Split('|'), Names(shown));
        Assert.DoesNotContain(typed, shown.Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task A_list_of_500_pupils_takes_four_requests_at_most()
    {
        await using var site = await TestSite.Start();
        await new Imports(site.Rows).Save("i1", [.. Enumerable.Range(0, 500).Select(i => new Incoming($"p{i}", Pupil($"p{i}", "Child", $"Number{i}", "5"), 0, []))], _ct);
        await new Imports(site.Rows).Tidy(_ct);
        var browser = await site.SignedIn();
        await browser.Get("/pupils");
        var rows = (MemoryRows)site.Rows;
        var before = rows.Requests;
        Assert.Equal(500, Names(await browser.Get("/pupils")).Count);
        Assert.InRange(rows.Requests - before, 1, 4);
    }

    [Fact]
    public async Task The_page_of_a_pupil_tells_the_record_the_cases_and_who_may_not_be_told_and_why()
    {
        await using var site = await TestSite.Start();
        await site.Ada();
        var id = await site.Move("c1");
        var page = await (await site.SignedIn()).Get("/pupils/p1");
        Assert.Equal("Pupil – SencoFlows", page.Document.Title);
        Assert.Equal($"/cases/{id}", page.Document.QuerySelector("a[href^='/cases/']")!.GetAttribute("href"));
        Assert.Equal("/record-transfer/start?pupil=p1", page.Document.QuerySelector("a[role=button]")!.GetAttribute("href"));
        var cards = page.Document.QuerySelectorAll(".govuk-summary-card").Select(c => c.Text()).ToList();
        Assert.Contains(cards, c => c.Contains("May be told Yes", StringComparison.Ordinal));
        Assert.Contains(cards, c => c.Contains("May be told No ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/pupils/p9")]
    [InlineData("/pupils/..%2Fp1")]
    [InlineData("/pupils/P1")]
    [InlineData("/pupils/p9/edit")]
    [InlineData("/pupils/p9/needs")]
    [InlineData("/pupils/p9/contacts/new")]
    [InlineData("/pupils/p1/contacts/x")]
    [InlineData("/pupils/p1/documents/x")]
    [InlineData("/pupils/import/x/columns")]
    public async Task What_is_not_there_is_a_page_that_says_so(string address)
    {
        await using var site = await Start();
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignedIn()).Get(address)).Status);
    }

    [Fact]
    public async Task A_pupil_of_another_school_is_not_there()
    {
        await using var site = await Start();
        await new Pupils(site.Store.Rows("100002")).Save(Pupil("other", "Else", "Where", "5"), 0, _ct);
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.SignedIn()).Get("/pupils/other")).Status);
    }

    [Fact]
    public async Task A_new_pupil_is_added_once_however_often_the_form_is_sent()
    {
        await using var site = await Start();
        var browser = await site.SignedIn("a1");
        var form = await browser.Get("/pupils/new");
        (string, string)[] answers = [("Forename", "Eve"), ("Surname", "New"), ("Born.Day", "1"), ("Born.Month", "2"), ("Born.Year", "2018"), ("Year", "3"), ("Upn", "a391200026001"), ("LookedAfter", "now"), ("CareAuthority", "391")];
        var saved = await browser.Send(form, "/pupils/new", answers);
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        Assert.Equal(saved.Location, (await browser.Send(form, "/pupils/new", answers)).Location);
        var eve = Assert.Single(await new Pupils(site.Rows).All(_ct), p => p.Value.Forename == "Eve").Value;
        Assert.Equal(("A391200026001", true, "391"), (eve.Upn.ToString(), eve.LookedAfter, eve.CareAuthority));
    }

    [Fact]
    public async Task What_is_wrong_with_a_pupil_is_said_at_its_field_and_what_was_typed_stays()
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        var shown = await browser.Send(await browser.Get("/pupils/new"), "/pupils/new", ("Forename", ""), ("Surname", "Kept"), ("Born.Day", "31"), ("Born.Month", "2"), ("Born.Year", "2018"), ("Upn", "A391200026002"), ("LookedAfter", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shown.Status);
        Assert.Equal(
        [
            "Enter the forename", "The date of birth must be a real date", "Choose the year group",
            "Unique pupil number has the wrong first letter for its digits. Check for a mistyped character", "Choose whether the pupil is looked after",
        ], shown.Errors);
        Assert.Equal("Kept", shown.Document.QuerySelector("#Surname")!.GetAttribute("value"));
        var taken = await browser.Send(await browser.Get("/pupils/p3/edit"), "/pupils/p3/edit", ("Upn", "B801200005001"));
        Assert.Equal(["Another pupil of this school has this unique pupil number"], taken.Errors);
    }

    [Fact]
    public async Task Who_comes_second_sees_both_versions_loses_nothing_typed_and_then_saves()
    {
        await using var site = await Start();
        var (first, second) = (await site.SignedIn(), await site.SignedIn("h1"));
        var (one, two) = (await first.Get("/pupils/p3/edit"), await second.Get("/pupils/p3/edit"));
        Assert.Equal(HttpStatusCode.Redirect, (await first.Send(one, "/pupils/p3/edit", ("Year", "6"))).Status);
        var conflict = await second.Send(two, "/pupils/p3/edit", ("FirstLanguage", "Polish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, conflict.Status);
        Assert.Contains("Somebody else changed this while you had it open", conflict.Text, StringComparison.Ordinal);
        Assert.Equal(["Year group|6|5", "First language|Empty|Polish"], conflict.Document.QuerySelectorAll("main tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.Text()))));
        Assert.Equal("Polish", conflict.Document.QuerySelector("#FirstLanguage")!.GetAttribute("value"));
        Assert.Null((await new Pupils(site.Rows).Find("p3", _ct))!.Value.FirstLanguage);
        Assert.Equal(HttpStatusCode.Redirect, (await second.Send(conflict, "/pupils/p3/edit", ("Year", "6"))).Status);
        var both = (await new Pupils(site.Rows).Find("p3", _ct))!.Value;
        Assert.Equal(("6", "Polish"), (both.YearGroup, both.FirstLanguage));
    }

    [Fact]
    public async Task Changes_of_another_part_of_the_record_are_no_conflict()
    {
        await using var site = await Start();
        var (first, second) = (await site.SignedIn(), await site.SignedIn("h1"));
        var form = await second.Get("/pupils/p3/edit");
        await first.Send(await first.Get("/pupils/p3/needs"), "/pupils/p3/needs", ("Type1", "ASD"));
        Assert.Equal(HttpStatusCode.Redirect, (await second.Send(form, "/pupils/p3/edit", ("FirstLanguage", "Polish"))).Status);
        var both = (await new Pupils(site.Rows).Find("p3", _ct))!.Value;
        Assert.Equal(("Polish", SenType.ASD), (both.FirstLanguage, both.Needs[0].Type));
    }

    [Fact]
    public async Task A_status_begins_on_its_day_and_only_those_who_decide_set_it()
    {
        await using var site = await Start();
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedIn("a1")).Get("/pupils/p3/status")).Status);
        var browser = await site.SignedIn();
        var form = await browser.Get("/pupils/p3/status");
        Assert.Equal(["Enter the date from which it is so"], (await browser.Send(form, "/pupils/p3/status", ("Status", "K"))).Errors);
        await browser.Send(form, "/pupils/p3/status", ("Status", "K"), ("From.Day", "2"), ("From.Month", "11"), ("From.Year", "2026"));
        Assert.Equal(new SenStatus(new(2026, 11, 2), SenProvision.SenSupport), Assert.Single((await new Pupils(site.Rows).Find("p3", _ct))!.Value.SenHistory));
        Assert.Contains("since 2 November 2026", (await browser.Get("/pupils/p3")).Text, StringComparison.Ordinal);
        Assert.Contains("Changed the status", (await browser.Get("/pupils/p3/log")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Needs_keep_their_order_and_none_stands_twice()
    {
        await using var site = await Start();
        var browser = await site.SignedIn();
        var form = await browser.Get("/pupils/p1/needs");
        Assert.Equal(["Hearing impairment is in the list twice. Choose another need or none"], (await browser.Send(form, "/pupils/p1/needs", ("Type1", "HI"))).Errors);
        await browser.Send(form, "/pupils/p1/needs", ("Type1", "HI"), ("Type2", "SLCN"), ("Note1", "Left ear"), ("Since1.Day", "1"), ("Since1.Month", "9"), ("Since1.Year", "2024"));
        Assert.Equal([new Need(SenType.HI, new(2024, 9, 1), "Left ear"), new Need(SenType.SLCN)], (await new Pupils(site.Rows).Find("p1", _ct))!.Value.Needs);
    }
}
