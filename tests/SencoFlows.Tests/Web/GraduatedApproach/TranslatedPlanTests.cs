using System.Net;
using System.Text.RegularExpressions;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.GovUk;
using SencoFlows.Web.Pages.GraduatedApproach.Families;
using SencoFlows.Web.Pages.Translating;
using static SencoFlows.Tests.Web.GraduatedApproach.TranslationTests;

namespace SencoFlows.Tests.Web.GraduatedApproach;

/// <summary>The plan, the code before it and the mails that lead there, in the language of a family; how a school looks at them first, and where it gets them.</summary>
public sealed partial class TranslatedPlanTests
{
    private const string _root = "/school/languages/ar";
    private const string _ours = "/our-child/100001-g1";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static async Task<SupportSite> AtWork(Func<Translations, Task>? translate = null)
    {
        var site = await SupportSite.Start();
        await (translate ?? (book => Translate(book)))(new(site.Site.Rows));
        await site.Pupil("ada", contacts: [SupportSite.Mother with { Language = "ar" }, SupportSite.Father]);
        await site.AtWork();
        await site.Site.Get<CaseWorker>().Work(site.Site.Id("g1"), site.Site.Clock.GetUtcNow(), _ct);
        return site;
    }

    [Fact]
    public async Task A_parent_is_led_from_the_mail_by_the_code_to_the_plan_in_one_language_and_the_schools_own_words_are_marked_as_English()
    {
        await using var site = await AtWork();
        var mail = site.Post.Taken.Last(m => m.To.Email == "ngozi@example.org");
        Assert.Equal(MadeUp("Something new for you to read"), mail.Wording.Subject);
        Assert.Contains($"{MadeUp("Friday")} \u206818/12/2026\u2069", mail.Wording.Text, StringComparison.Ordinal);
        Assert.Equal("Something new for you to read", site.Post.Taken.Last(m => m.To.Email == "emeka@example.org").Wording.Subject);

        var (browser, _) = await Enter(site);
        await browser.Send(Form(await browser.Get(_ours + "/code"), "/new-code"), "");
        var code = site.Post.Taken[^1].Wording;
        Assert.Equal(MadeUp("Your code from the school"), code.Subject);
        Assert.Contains(MadeUp("You asked for a code. Here it is:"), code.Text, StringComparison.Ordinal);
        var asked = await browser.Get(_ours + "/code");
        Assert.Equal(("ar", MadeUp("Enter the code from the email")), (asked.Document.DocumentElement.GetAttribute("lang"), asked.H1));
        Assert.Equal([MadeUp("Enter the code from the email. It has 6 digits")], (await browser.Send(Form(asked, "/code"), "", ("code", "1"))).Errors);
        await browser.Send(Form(asked, "/code"), "", ("code", Code().Match(code.Text).Value));

        var plan = await browser.Get(_ours + "/plan");
        Assert.Equal(("rtl", MadeUp("The plan for your child")), (plan.Document.DocumentElement.GetAttribute("dir"), plan.H1));
        Assert.Equal("Reads a new page without help", plan.Document.QuerySelector("h3[lang=en][dir=ltr]")!.Text());
        Assert.Equal("Paired reading", plan.Document.QuerySelector("li span[lang=en]")!.Text());
        var without = plan.Document.QuerySelector("main")!;
        foreach (var english in without.QuerySelectorAll("[lang=en], [data-module=govuk-character-count] [hidden]").ToList())
        {
            english.Remove();
        }

        Assert.DoesNotMatch("[A-Za-z]{3}", Addresses().Replace(without.Text(), ""));
        Assert.Equal([MadeUp("Select an answer")], (await browser.Send(Answering(plan), _ours + "/plan")).Errors);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(Answering(plan), _ours + "/plan", ("agrees", "talk"), ("words", "جيد"))).Status);
        Assert.Equal("ar", Assert.Single(await site.Words.About("ada", _ct)).Language);

        // The button of the other language leads back to the plan, and not to the first page.
        Assert.Equal(_ours + "/plan", (await browser.Send(plan, _ours + "/language", ("language", "en"))).Location!.OriginalString);
        Assert.Equal("The plan for your child", (await browser.Get(_ours + "/plan")).H1);
    }

    [Fact]
    public async Task Whom_else_the_school_asks_is_said_where_the_mail_says_that_it_is()
    {
        await using var site = await AtWork();
        await site.Tell("g1", new SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event.SpecialistAsked("r1", SencoFlows.Processes.GraduatedApproach.Service.SpeechAndLanguage, new(2026, 11, 20)));
        await site.Site.Get<CaseWorker>().Work(site.Site.Id("g1"), site.Site.Clock.GetUtcNow(), _ct);
        Assert.Contains("You can read with the link whom we ask", site.Post.Taken.Last(m => m.To.Email == "emeka@example.org").Wording.Text, StringComparison.Ordinal);
        var (browser, home) = await site.Enter(site.Link("family", "emeka@example.org"));
        Assert.DoesNotContain("therapist", home.Text, StringComparison.Ordinal);
        await browser.Send(await browser.Get(_ours + "/code"), _ours + "/new-code");
        await browser.Send(await browser.Get(_ours + "/code"), _ours + "/code", ("code", Code().Match(site.Post.Taken[^1].Wording.Text).Value));
        Assert.Contains("Speech and language therapist, asked on 20 November 2026", (await browser.Get(_ours + "/plan")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_checks_sees_every_page_and_mail_with_the_words_as_they_are_typed_and_no_parent_does()
    {
        await using var site = await AtWork(book => Translate(book, checkedToo: _ => false));
        Assert.Equal("Something new for you to read", site.Post.Taken.Last(m => m.To.Email == "ngozi@example.org").Wording.Subject);
        var senco = await site.Site.SignedIn();
        var rows = site.Site.Rows;
        var before = await Count(rows);
        var links = (await senco.Get(_root)).Document.QuerySelectorAll($"main a[href^='{_root}/preview']").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(6 + FamilyText.All.Sum(t => t.Templates.Count), links.Count);
        foreach (var link in links)
        {
            var page = await senco.Get(link);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Matches("[\u0621-\u064a]{4}", page.Text);
        }

        var view = await senco.Get(_root + "/preview/view");
        Assert.Equal(("ar", "rtl"), (view.Document.DocumentElement.GetAttribute("lang"), view.Document.DocumentElement.GetAttribute("dir")));
        Assert.Contains("How parents will see this page in Arabic", view.Document.Body!.Text(), StringComparison.Ordinal);
        Assert.Equal(_root + "/preview/thank-you", (await senco.Send(view, _root + "/preview/view", ("well", "x"))).Location!.OriginalString);
        var plan = await senco.Get(_root + "/preview/plan");
        Assert.Equal(_root + "/preview/plan", (await senco.Send(Answering(plan), _root + "/preview/plan", ("agrees", "yes"))).Location!.OriginalString);
        Assert.Equal(before, await Count(rows));
        Assert.Equal(HttpStatusCode.NotFound, (await senco.Get("/school/languages/pl/preview")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await senco.Get(_root + "/preview/mail/record-waiting")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.Site.SignedIn("t1")).Get(_root + "/preview")).Status);

        // What is not translated yet stands in English in its place.
        await senco.Send(await senco.Get(_root + "/link"), _root + "/link", (PhraseForm.Field("Show me"), ""));
        Assert.Equal("Show me", (await senco.Get(_root + "/preview/link")).Document.QuerySelector("main button")!.Text().Trim());
    }

    [Fact]
    public async Task What_one_school_has_checked_another_takes_over_with_one_click_under_the_name_of_who_checked_it()
    {
        await using var site = await SupportSite.Start();
        await site.Site.Get<Schools>().Save("100002", _ => new SencoFlows.Tests.Processes.RecordTransfer.Tale().School with { Urn = "100002", Name = "Elm Road Primary" }, _ct);
        await Translate(new(site.Site.Store.Rows("100002")), checkedToo: e => e != "What would help?");
        var senco = await site.Site.SignedIn();
        await site.Pupil("ada", contacts: [SupportSite.Mother with { Language = "ar" }]);
        var list = await senco.Get("/school/languages");
        Assert.Contains("English only, checked at Elm Road Primary", list.Text, StringComparison.Ordinal);
        await senco.Send(list, "/school/languages", ("language", "ar"));

        // What is checked here stays as it is, and what is not checked there is not offered.
        var book = new Translations(site.Site.Rows);
        var own = new Check("Sami Nasser", Qualified.Translator, new(2026, 11, 19), "h1");
        await book.Save(new Translation("ar", new Dictionary<string, Translated>()).With([("Show me", "أرني"), ("Back", "ب")]).Checked(["Show me"], own), 1, _ct);
        var page = await senco.Get(_root);
        Assert.Contains("by Hana Aziz (a native speaker who reads English well, 20 November 2026)", page.Text, StringComparison.Ordinal);
        Assert.Equal(_root + "?done=taken-over", (await senco.Send(TakingOver(page), "")).Location!.OriginalString);
        var here = (await book.Find("ar", _ct))!.Value;
        Assert.Equal(("أرني", own), (here.Of("Show me")!.Words, here.Of("Show me")!.Check));
        Assert.Equal(new Check("Hana Aziz", Qualified.NativeSpeaker, new(2026, 11, 20), "s1") { School = "Elm Road Primary" }, here.Of("Back")!.Check);
        Assert.Equal(MadeUp("Back"), here.Of("Back")!.Words);
        Assert.Null(here.Of("What would help?"));
        Assert.Equal((true, false), (FamilyText.Door.IsIn(here.Tongue), FamilyText.View.IsIn(here.Tongue)));

        var after = await senco.Get(_root);
        Assert.Contains("Hana Aziz, for Elm Road Primary", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Use the translation of", after.Text, StringComparison.Ordinal);
        Assert.Equal(_root, (await senco.Send(TakingOver(page), "")).Location!.OriginalString);
        Assert.Equal(here, (await book.Find("ar", _ct))!.Value, (a, b) => Wire.Write(a) == Wire.Write(b));
        Assert.DoesNotContain((await new Translations(site.Site.Store.Rows("100002")).Find("ar", _ct))!.Value.Phrases.Values, p => p.Check is { By: "h1" });
    }

    private static AngleSharp.Html.Dom.IHtmlFormElement Form(Shown page, string to) => Assert.IsAssignableFrom<AngleSharp.Html.Dom.IHtmlFormElement>(page.Document.QuerySelector($"main form[action='{_ours}{to}']"));

    private static AngleSharp.Html.Dom.IHtmlFormElement Answering(Shown plan) =>
        plan.Document.QuerySelectorAll("main form").OfType<AngleSharp.Html.Dom.IHtmlFormElement>().Single(f => f.QuerySelector("[name=agrees]") is not null);

    private static AngleSharp.Html.Dom.IHtmlFormElement TakingOver(Shown page) => Assert.IsAssignableFrom<AngleSharp.Html.Dom.IHtmlFormElement>(page.Document.QuerySelector($"main form[action='{_root}/take-over']"));

    private static async Task<int> Count(IRows rows)
    {
        var n = 0;
        foreach (var prefix in (string[])["case|", "entry|", "todo|", "done|", "said|", "code|", "link|", "translation|"])
        {
            n += await rows.List(prefix, _ct).CountAsync(_ct);
        }

        return n;
    }

    [GeneratedRegex("(?m)(?<=^)[0-9]{6}(?=\\r?$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    /// <summary>What is the same in every language.</summary>
    [GeneratedRegex("\\S+@\\S+|Ngozi|Oak Lane Primary", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Addresses();
}
