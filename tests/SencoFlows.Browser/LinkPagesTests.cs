using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static SencoFlows.Browser.Reading;

namespace SencoFlows.Browser;

/// <summary>What parents and teachers open by a link, with axe and on a phone: in English, and in a language that runs the other way.</summary>
public sealed partial class LinkPagesTests(Trial trial)
{
    private const string _languages = "/school/languages";

    [Fact]
    public async Task A_school_has_its_pages_translated_and_a_parent_reads_them_from_right_to_left()
    {
        await using var desk = await Desk.Open(trial);
        var senco = await desk.SignedIn("Priya Nair");
        await Translate(senco, "pa");
        var parent = await desk.Person();
        await parent.GotoAsync(await Newest(parent, "harpreet.pupil17@families.example", InvitationToFamily()));
        await FineAndNarrow(parent);
        await Press(parent, MadeUp("Show me"));
        await Assertions.Expect(parent.Locator("html[lang=pa][dir=rtl]")).ToBeVisibleAsync();
        await FineAndNarrow(parent);
        await Press(parent, MadeUp("Tell us what you think"));
        await FineAndNarrow(parent);
        await parent.Locator("textarea").First.FillAsync("ਉਸਨੂੰ ਪੜ੍ਹਨਾ ਪਸੰਦ ਹੈ");
        await Press(parent, "English");
        await Assertions.Expect(parent.Locator("h1")).ToHaveTextAsync("Tell us what you think");
        await Assertions.Expect(parent.Locator("textarea").First).ToHaveValueAsync("ਉਸਨੂੰ ਪੜ੍ਹਨਾ ਪਸੰਦ ਹੈ");
        await Press(parent, MadeUp("The name of this language, as those who speak it write it"));
        await parent.Locator("textarea").First.FillAsync("");
        await Press(parent, MadeUp("Send"));
        await FineAndNarrow(parent); // With its error.
        await parent.Locator("textarea").First.FillAsync("ਉਸਨੂੰ ਪੜ੍ਹਨਾ ਪਸੰਦ ਹੈ");
        await Press(parent, MadeUp("Send"));
        await Assertions.Expect(parent.Locator("h1")).ToHaveTextAsync(MadeUp("The school has what you wrote"));
        await FineAndNarrow(parent);
    }

    [Fact]
    public async Task A_parent_reads_the_plan_after_the_code()
    {
        await using var desk = await Desk.Open(trial);
        var parent = await desk.Person();
        await parent.GotoAsync(await Newest(parent, "ana.pupil12@families.example", InvitationToFamily()));
        await FineAndNarrow(parent);
        await Press(parent, "Show me");
        await FineAndNarrow(parent);
        await Press(parent, "Tell us what you think");
        await FineAndNarrow(parent);
        await Press(parent, "Send");
        await FineAndNarrow(parent); // With its error.
        await Follow(parent, "Back");
        await Follow(parent, "Read the plan and what we agreed");
        await FineAndNarrow(parent);
        await Press(parent, "Email me a new code");
        await FineAndNarrow(parent);
        await parent.GetByLabel("Enter the code from the email").FillAsync(await Newest(await desk.Person(script: false), "ana.pupil12@families.example", Code()));
        await Press(parent, "Continue");
        await Assertions.Expect(parent.Locator("h1")).ToHaveTextAsync("The plan for your child");
        await FineAndNarrow(parent);
    }

    [Fact]
    public async Task A_teacher_says_what_they_see_in_class()
    {
        await using var desk = await Desk.Open(trial);
        var teacher = await desk.Person();
        await teacher.GotoAsync(await Newest(teacher, "e.whitcombe@larkfield.example", InvitationToTeacher()));
        await FineAndNarrow(teacher);
        await Press(teacher, "Start");
        await FineAndNarrow(teacher);
        await Press(teacher, "Send");
        await FineAndNarrow(teacher); // With its error.
        await teacher.Locator("textarea").Last.FillAsync("Short tasks and a finish line");
        await Press(teacher, "Send");
        await Assertions.Expect(teacher.Locator("h1")).ToHaveTextAsync("The school has what you wrote");
        await FineAndNarrow(teacher);
    }

    /// <summary>The file goes out and comes back as from a translator, and somebody says that it is checked.</summary>
    private static async Task Translate(IPage senco, string language)
    {
        await senco.GotoAsync(_languages);
        await senco.GetByLabel("Which language do you want to translate to?").SelectOptionAsync(language);
        await Press(senco, "Add");
        await FineAndNarrow(senco);
        var rows = (await (await senco.APIRequest.GetAsync($"{_languages}/{language}/phrases.csv")).TextAsync()).Split("\r\n");
        var filled = rows.Select(r => Untranslated().Match(r) is { Success: true } row ? $"{row.Groups["page"]},{row.Groups["it"]},{MadeUp(row.Groups["it"].Value)}," : r);
        await senco.GetByLabel("Choose the file").SetInputFilesAsync(new FilePayload { Name = "phrases.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(string.Join("\r\n", filled)) });
        await Press(senco, "Upload");
        Assert.Equal("", string.Concat(await senco.Locator(".govuk-error-summary").AllInnerTextsAsync()));
        await FineAndNarrow(senco);
        await senco.GotoAsync($"{_languages}/{language}/views");
        await FineAndNarrow(senco);
        await senco.GotoAsync($"{_languages}/{language}/check");
        await Press(senco, "Record that it is checked");
        await FineAndNarrow(senco); // With its errors.
        await senco.GetByLabel("Name of the person").FillAsync("Hana Aziz");
        await senco.GetByLabel("A qualified translator").CheckAsync();
        await senco.GetByLabel("This person has read every phrase above beside its English").CheckAsync();
        await Press(senco, "Record that it is checked");
        await Assertions.Expect(senco.Locator("main")).ToContainTextAsync("Hana Aziz");
    }

    /// <summary>Every letter becomes an Arabic one; facts keep their places.</summary>
    private static string MadeUp(string english) => string.Concat(english.Select(c => char.IsAsciiLetter(c) ? (char)(0x0621 + (char.ToLowerInvariant(c) - 'a')) : c));

    /// <summary>A row of the file of phrases that waits for its translation.</summary>
    [GeneratedRegex("""^(?<page>"([^"]|"")*"|[^",]*),(?<it>"([^"]|"")*"|[^",]*),,Not translated$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Untranslated();
}
