using System.Net;
using System.Text;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Tests.GovUk;
using SencoFlows.Web.Pages.GraduatedApproach.Families;
using SencoFlows.Web.Pages.Translating;
using Tongue = SencoFlows.Record.Tongue;

namespace SencoFlows.Tests.Web.GraduatedApproach;

/// <summary>A school has its parents' pages translated, here to a made-up language in Arabic letters, and parents read them.</summary>
public sealed class TranslationTests
{
    private const string _root = "/school/languages/ar";
    private const string _ours = "/our-child/100001-g1";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly Contact _mother = SupportSite.Mother with { Language = "ar" };

    /// <summary>Every letter becomes an Arabic one, facts keep their places: no English phrase can be mistaken for its translation.</summary>
    internal static string MadeUp(string english)
    {
        var words = new StringBuilder();
        foreach (var c in english)
        {
            words.Append(char.IsAsciiLetter(c) ? (char)(0x0621 + (char.ToLowerInvariant(c) - 'a')) : c);
        }

        return words.ToString();
    }

    internal static async Task Translate(Translations book, string language = "ar", Func<string, bool>? checkedToo = null)
    {
        var all = FamilyText.All.SelectMany(t => t.Phrases).ToList();
        var translation = new Translation(language, new Dictionary<string, Translated>()).With(all.Select(e => (e, MadeUp(e)))).Checked(all.Where(checkedToo ?? (_ => true)), new("Hana Aziz", Qualified.NativeSpeaker, new(2026, 11, 20), "s1"));
        Assert.IsType<Saved<Translation>.Done>(await book.Save(translation, 0, _ct));
    }

    private static async Task<SupportSite> AtWork()
    {
        var site = await SupportSite.Start();
        await site.Pupil("ada", contacts: [_mother, SupportSite.Father]);
        await site.AtWork();
        return site;
    }

    [Fact]
    public async Task Parents_read_every_page_and_the_mail_in_their_language_and_change_to_English_and_back()
    {
        await using var site = await AtWork();
        await Translate(new(site.Site.Rows));
        await site.NearReview();
        var mail = site.Post.Taken.Last(m => m.To.Email == "ngozi@example.org");
        Assert.Equal(MadeUp("We would like to hear from you"), mail.Wording.Subject);
        Assert.Contains("<html lang=\"ar\" dir=\"rtl\"", mail.Wording.Html, StringComparison.Ordinal);
        Assert.Contains("\u2068Ada\u2069", mail.Wording.Text, StringComparison.Ordinal);
        AllTranslated(mail.Wording.Text, FamilyText.Mail);
        Assert.Equal("We would like to hear from you", site.Post.Taken.Last(m => m.To.Email == "emeka@example.org" && m.Wording.Text.Contains("/family/", StringComparison.Ordinal)).Wording.Subject);

        var (browser, home) = await Enter(site);
        InArabic(home, FamilyText.Home);
        Assert.Contains($"{MadeUp("Friday")} \u206818/12/2026\u2069", home.Text, StringComparison.Ordinal);

        // English and back, on the page and without script; what was typed stays.
        var form = await browser.Get(_ours + "/view");
        InArabic(form, FamilyText.View);
        var english = await Switch(browser, form, "en", "جيد");
        Assert.Equal("Tell us what you think", english.H1);
        Assert.Equal(("en", "جيد"), (english.Document.DocumentElement.GetAttribute("lang"), english.Document.QuerySelector("textarea[name=well]")!.Text()));
        Assert.Equal("Where things stand", (await browser.Get(_ours)).H1);
        Assert.Empty(await site.Words.About("ada", _ct));
        var back = await Switch(browser, english, "ar", "جيد");
        InArabic(back, FamilyText.View);
        var empty = await browser.Send(back, _ours + "/view", ("well", " "));
        Assert.Equal([MadeUp("Write something in at least one of the boxes")], empty.Errors);
        InArabic(empty, FamilyText.View);
        Assert.Equal(_ours + "/thank-you", (await browser.Send(empty, _ours + "/view", ("well", "جيد"))).Location!.OriginalString);
        InArabic(await browser.Get(_ours + "/thank-you"), FamilyText.Thanks);

        Assert.Equal(HttpStatusCode.Redirect, (await browser.Get(_ours + "/language")).Status);

        // The words are as they were typed, with the language of the page, for the SENCO who reads them.
        var said = Assert.Single(await site.Words.About("ada", _ct));
        Assert.Equal(("جيد", "ar"), (said.About("well"), said.Language));
        var review = await (await site.Site.SignedIn()).Get("/graduated-approach/100001-g1/review");
        Assert.Contains("Typed on the page in Arabic", review.Text, StringComparison.Ordinal);
        Assert.Equal("جيد", review.Document.QuerySelector("p[lang=ar][dir=auto]")!.Text());
    }

    [Fact]
    public async Task One_phrase_that_nobody_has_checked_keeps_its_page_in_English_and_the_page_says_so()
    {
        await using var site = await AtWork();
        await Translate(new(site.Site.Rows), checkedToo: e => e != "What would help?");
        await site.NearReview();
        var (browser, home) = await Enter(site);
        InArabic(home, FamilyText.Home);
        var view = await browser.Get(_ours + "/view");
        Assert.Equal(("en", null), (view.Document.DocumentElement.GetAttribute("lang"), view.Document.DocumentElement.GetAttribute("dir")));
        Assert.Contains("You can ask the school to tell you this in Arabic, or for an interpreter", view.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("[\u0621-\u064a]", view.Text);
        var (father, _) = await site.Enter(site.Link("family", "emeka@example.org"));
        Assert.DoesNotContain("interpreter", (await father.Get(_ours + "/view")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_school_adds_a_language_types_it_and_says_who_has_checked_it()
    {
        await using var site = await AtWork();
        var senco = await site.Site.SignedIn();
        Assert.NotNull((await senco.Get("/school/settings")).Document.QuerySelector("a[href='/school/languages']"));
        var list = await senco.Get("/school/languages");
        Assert.Contains("Arabic (1 family)", list.Text, StringComparison.Ordinal);
        Assert.Equal(["Choose a language"], (await senco.Send(list, "/school/languages", ("language", "bfi"))).Errors);
        Assert.Equal(_root, (await senco.Send(list, "/school/languages", ("language", "ar"))).Location!.OriginalString);
        foreach (var text in FamilyText.All)
        {
            var page = await senco.Get($"{_root}/{text.Id}");
            Assert.Equal(text.Phrases, page.Document.QuerySelectorAll("form label.govuk-label").Select(l => l.Text()));
            await senco.Send(page, $"{_root}/{text.Id}", [.. text.Phrases.Select(e => (PhraseForm.Field(e), MadeUp(e)))]);
        }

        var typed = await new Translations(site.Site.Rows).Tongue("ar", _ct);
        Assert.All(FamilyText.All, t => Assert.False(t.IsIn(typed)));
        var check = await senco.Get(_root + "/check");
        Assert.Equal(["Enter the name of the person who checked it", "Select how this person can judge it", "The date on which it was checked must be today or in the past", "Confirm that this person has read every phrase"],
            (await senco.Send(check, _root + "/check", ("on.Day", "30"))).Errors);
        Assert.Equal(_root + "?done=check", (await senco.Send(check, _root + "/check", ("name", "Hana Aziz"), ("how", "interpreter-service"), ("whole", "yes"))).Location!.OriginalString);
        Assert.Contains("Nothing that is translated waits for a check", (await senco.Get(_root + "/check")).Text, StringComparison.Ordinal);
        var after = await senco.Get(_root);
        Assert.Contains("Hana Aziz", after.Text, StringComparison.Ordinal);
        Assert.Contains("20 November 2026", after.Text, StringComparison.Ordinal);
        var tongue = await new Translations(site.Site.Rows).Tongue("ar", _ct);
        Assert.All(FamilyText.All, t => Assert.True(t.IsIn(tongue)));

        // One word changed: that page is in English again until somebody has checked it.
        var door = await senco.Get(_root + "/link");
        await senco.Send(door, _root + "/link", (PhraseForm.Field("Show me"), "أرني\r\nهنا"));
        Assert.Equal("أرني هنا", (await new Translations(site.Site.Rows).Find("ar", _ct))!.Value.Of("Show me")!.Words); // One may be the subject of a mail.
        tongue = await new Translations(site.Site.Rows).Tongue("ar", _ct);
        Assert.Equal((false, true), (FamilyText.Door.IsIn(tongue), FamilyText.View.IsIn(tongue)));
    }

    [Fact]
    public async Task Nobody_writes_over_what_somebody_else_has_typed_or_says_that_it_is_checked()
    {
        await using var site = await AtWork();
        await Translate(new(site.Site.Rows), checkedToo: _ => false);
        var (senco, head) = (await site.Site.SignedIn(), await site.Site.SignedIn("h1"));
        var (hers, his, check) = (await senco.Get(_root + "/link"), await head.Get(_root + "/link"), await head.Get(_root + "/check"));
        await senco.Send(hers, _root + "/link", (PhraseForm.Field("Show me"), "أرني"));
        var both = await head.Send(his, _root + "/link", (PhraseForm.Field("Show me"), "اعرض"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, both.Status);
        Assert.Contains("أرني", both.Document.QuerySelector("table")!.Text(), StringComparison.Ordinal);
        Assert.Equal("اعرض", both.Document.QuerySelector($"textarea[name={PhraseForm.Field("Show me")}]")!.Text());
        var late = await head.Send(check, _root + "/check", ("name", "Hana Aziz"), ("how", "translator"), ("whole", "yes"));
        Assert.StartsWith("Somebody changed the translation", Assert.Single(late.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain((await new Translations(site.Site.Rows).Find("ar", _ct))!.Value.Phrases.Values, p => p.Check is not null);
        Assert.Equal(HttpStatusCode.Redirect, (await head.Send(late, _root + "/check", ("whole", "yes"))).Status);
    }

    [Fact]
    public async Task A_file_goes_out_to_a_translator_and_comes_in_again_and_no_cell_of_it_is_a_formula()
    {
        await using var site = await AtWork();
        var senco = await site.Site.SignedIn();
        await senco.Send(await senco.Get("/school/languages"), "/school/languages", ("language", "ar"));
        var csv = await senco.Http.GetStringAsync(new Uri(_root + "/phrases.csv", UriKind.Relative), _ct);
        var rows = csv.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(FamilyText.All.Sum(t => t.Phrases.Count) + 1, rows.Length);
        string[] filled = [.. rows.Select((r, i) => i == 0 ? r : r.Replace(",,Not translated", $",\"{(r.Contains("Show me", StringComparison.Ordinal) ? "'=1+1" : MadeUp(English(r)))}\",", StringComparison.Ordinal)), "x,Not ours,y,"];
        var done = await senco.Upload(await senco.Get(_root), _root, [("File", "phrases.csv", Encoding.UTF8.GetBytes(string.Join("\r\n", filled)))]);
        Assert.Equal(_root + "?done=file&unknown=1", done.Location!.OriginalString);
        Assert.Contains("1 row was left out", (await senco.Get(done.Location.OriginalString)).Text, StringComparison.Ordinal);
        var there = (await new Translations(site.Site.Rows).Find("ar", _ct))!.Value;
        Assert.Equal("=1+1", there.Of("Show me")!.Words);
        Assert.Equal(MadeUp("What would help?"), there.Of("What would help?")!.Words);
        Assert.Contains(",'=1+1,", await senco.Http.GetStringAsync(new Uri(_root + "/phrases.csv", UriKind.Relative), _ct), StringComparison.Ordinal);

        // A translator who loses the place of a fact is told the row, and nothing of the file is taken.
        var broken = string.Join("\r\n", filled.Select(r => r.Replace("{0}\",", "\",", StringComparison.Ordinal)).Select(r => r.Replace("أ", "ب", StringComparison.Ordinal)));
        var page = await senco.Upload(await senco.Get(_root), _root, [("File", "phrases.csv", Encoding.UTF8.GetBytes(broken))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.All(page.Errors, e => Assert.Matches("^Row [0-9]+: Put \\{0\\} into the translation of", e));
        Assert.Equal(there, (await new Translations(site.Site.Rows).Find("ar", _ct))!.Value, (a, b) => Wire.Write(a) == Wire.Write(b));

        static string English(string row) => FamilyText.All.SelectMany(t => t.Phrases).First(e => row.Contains($",{e},,", StringComparison.Ordinal) || row.Contains($",\"{e}\",,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_English_changes_in_a_release_its_translation_is_not_checked_any_more_and_the_page_says_which()
    {
        await using var site = await AtWork();
        var book = new Translations(site.Site.Rows);
        await Translate(book);
        var now = (await book.Find("ar", _ct))!;
        var older = now.Value.Phrases.ToDictionary(p => p.Value.English == "Show me" ? Translation.KeyOf("Show it to me") : p.Key, p => p.Value.English == "Show me" ? p.Value with { English = "Show it to me" } : p.Value, StringComparer.Ordinal);
        await book.Save(now.Value with { Phrases = older }, now.Revision, _ct);
        var tongue = await book.Tongue("ar", _ct);
        Assert.Equal((false, true), (FamilyText.Door.IsIn(tongue), FamilyText.Home.IsIn(tongue)));
        var page = await (await site.Site.SignedIn()).Get(_root);
        Assert.Contains("The English of some phrases has changed", page.Text, StringComparison.Ordinal);
        Assert.Contains("Show it to me", page.Text, StringComparison.Ordinal);
        Assert.Contains("2 of 3 translated", page.Text, StringComparison.Ordinal);
        await site.NearReview();
        Assert.Null((await site.Site.Anybody().Get(site.Link("family", "ngozi@example.org"))).Document.QuerySelector("section[lang=ar]"));
    }

    [Fact]
    public async Task Another_schools_translation_is_never_shown_and_teachers_and_the_office_change_none()
    {
        await using var site = await AtWork();
        await Translate(new(site.Site.Store.Rows("100002")));
        await site.NearReview();
        var (_, home) = await site.Enter(site.Link("family", "ngozi@example.org"));
        Assert.Equal("en", home.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.Site.SignedIn()).Get(_root)).Status);
        foreach (var staff in (string[])["t1", "a1", "d1"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await (await site.Site.SignedIn(staff)).Get("/school/languages")).Status);
        }
    }

    [Fact]
    public void The_direction_is_that_of_the_letters_and_English_is_what_it_was()
    {
        Assert.Equal("rtl", Tongue.Of("ku", new Dictionary<string, string> { ["Show me"] = "پیشانم بدە" }).Direction);
        Assert.Null(Tongue.Of("ku", new Dictionary<string, string> { ["Show me"] = "Nîşanî min bide" }).Direction);
        Assert.Equal(("en", "Call 01632"), (Tongue.English.Code, Tongue.English["Call {0}", "01632"]));
    }

    /// <summary>By the button that is in her language.</summary>
    internal static async Task<(Browser Browser, Shown Home)> Enter(SupportSite site)
    {
        var (browser, link) = (site.Site.Anybody(), site.Link("family", "ngozi@example.org"));
        var section = (await browser.Get(link)).Document.QuerySelector("section[lang=ar]")!;
        Assert.Equal("rtl", section.GetAttribute("dir"));
        Assert.Equal(_ours, (await browser.Send((AngleSharp.Html.Dom.IHtmlFormElement)section.QuerySelector("form")!, link)).Location!.OriginalString);
        return (browser, await browser.Get(_ours));
    }

    /// <summary>The button of the other language sends the form as it stands to an address of its own.</summary>
    private static async Task<Shown> Switch(Browser browser, Shown page, string language, string typed)
    {
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)page.Document.QuerySelector("main form")!;
        var button = form.QuerySelector($"button[name=language][value={language}]")!;
        form.SetAttribute("action", button.GetAttribute("formaction")!);
        return await browser.Send(form, "", ("language", language), ("well", typed));
    }

    private static void InArabic(Shown page, FamilyText text)
    {
        Assert.Equal(("ar", "rtl"), (page.Document.DocumentElement.GetAttribute("lang"), page.Document.DocumentElement.GetAttribute("dir")));
        AllTranslated(page.Document.Title + page.Text, text);
        AllTranslated(page.Text, FamilyText.Pages);
    }

    /// <summary>Short phrases such as "Done" are parts of other words.</summary>
    private static void AllTranslated(string text, FamilyText of) =>
        Assert.All(of.Phrases.Where(p => p.Length > 6), p => Assert.DoesNotContain(p.Split('{')[0].Trim() is { Length: > 6 } begin ? begin : p, text, StringComparison.Ordinal));
}
