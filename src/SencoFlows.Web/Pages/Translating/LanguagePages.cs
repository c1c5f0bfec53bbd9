using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Record.Csv;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.GraduatedApproach.Families;
using SencoFlows.Web.Pages.PupilRecord;

namespace SencoFlows.Web.Pages.Translating;

/// <summary>A school has its parents' pages translated: it types or uploads the phrases, and says who has checked them. Nothing is translated by a machine.</summary>
internal static class LanguagePages
{
    private const string _root = "/school/languages";

    public static void MapLanguages(this IEndpointRouteBuilder app)
    {
        app.MapGet(_root, (Me me, Schools schools, IStore store, CancellationToken ct) => List(me, schools, store, FormErrors.None, ct));
        app.MapPost(_root, Add);
        app.MapGet($"{_root}/{{language}}", async (string language, Me me, HttpContext http, Schools schools, IStore store, CancellationToken ct) =>
            await Book(me, store).Find(language, ct) is { } found ? One(found.Value, await CheckedElsewhere.Of(found.Value, me.School, schools, store, ct), FormErrors.None, http.Request.Query["done"].ToString(), Unknown(http)) : Page.NotFound);
        app.MapPost($"{_root}/{{language}}/take-over", TakeOver);
        app.MapGet($"{_root}/{{language}}/phrases.csv", async (string language, Me me, IStore store, CancellationToken ct) =>
            await Book(me, store).Find(language, ct) is { } found ? Results.File(PhraseFile.Write(found.Value), "text/csv; charset=utf-8", $"phrases-{language}.csv") : Page.NotFound);
        app.MapPost($"{_root}/{{language}}/upload", Upload).Takes(PhraseFile.MostBytes, "Nothing was changed.", "A file of phrases has at most 1 MB.");
        app.MapGet($"{_root}/{{language}}/check", async (string language, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
            await Book(me, store).Find(language, ct) is { } found ? AskCheck(found, TypedCheck.Today(clock.Today), FormErrors.None) : Page.NotFound);
        app.MapPost($"{_root}/{{language}}/check", SayChecked);
        app.MapGet($"{_root}/{{language}}/{{text}}", async (string language, string text, Me me, IStore store, CancellationToken ct) =>
            Text(text) is { } of && await Book(me, store).Find(language, ct) is { } found ? Phrases(found.Value, of, PhraseForm.Of(found.Value, of), null, FormErrors.None, []) : Page.NotFound);
        app.MapPost($"{_root}/{{language}}/{{text}}", SavePhrases);
    }

    private static Translations Book(Me me, IStore store) => new(store.Rows(me.School.Urn));

    private static FamilyText? Text(string id) => FamilyText.All.FirstOrDefault(t => t.Id == id);

    private static int Unknown(HttpContext http) => int.TryParse(http.Request.Query["unknown"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;

    private static async Task<IResult> List(Me me, Schools schools, IStore store, FormErrors errors, CancellationToken ct) =>
        Page.Of<LanguagesPage>(new { All = await SchoolLanguage.All(me.School, schools, store, ct), Errors = errors }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> Add(HttpContext http, Me me, Schools schools, IStore store, CancellationToken ct)
    {
        var language = (await http.Request.ReadFormAsync(ct))["language"].ToString();
        if (!Languages.Written(language))
        {
            return await List(me, schools, store, FormErrors.Of("language", "Choose a language"), ct);
        }

        if (await Book(me, store).Find(language, ct) is null)
        {
            await Book(me, store).Save(new(language, new Dictionary<string, Translated>()), 0, ct); // Who comes second finds it there.
        }

        return TypedResults.LocalRedirect($"{_root}/{language}");
    }

    private static IResult One(Translation translation, IReadOnlyList<CheckedElsewhere> elsewhere, FormErrors errors, string done, int unknown) =>
        Page.Of<LanguagePage>(new { Translation = translation, Elsewhere = elsewhere, Errors = errors, Done = done, Unknown = unknown }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> Upload(string language, HttpContext http, Me me, IStore store, ICsv csv, CancellationToken ct)
    {
        if (await Book(me, store).Find(language, ct) is not { } found)
        {
            return Page.NotFound;
        }

        if ((await http.Request.ReadFormAsync(ct)).Files.GetFile("File") is not { Length: > 0 } file)
        {
            return One(found.Value, [], FormErrors.Of("File", "Choose the file"), "", 0);
        }

        await using var content = file.OpenReadStream();
        var read = PhraseFile.Read(csv, content);
        if (read.Problems.Count > 0)
        {
            return One(found.Value, [], new([.. read.Problems.Take(20).Select(p => new FieldError("File", p))]), "", 0);
        }

        while (await Book(me, store).Find(language, ct) is { } now)
        {
            if (await Book(me, store).Save(now.Value.With(read.Typed), now.Revision, ct) is Saved<Translation>.Done)
            {
                return TypedResults.LocalRedirect($"{_root}/{language}?done=file&unknown={read.Unknown.ToString(CultureInfo.InvariantCulture)}");
            }
        }

        return Page.NotFound;
    }

    /// <summary>What the other school has had checked by now: nothing is taken over unchecked, and what was checked here stays.</summary>
    private static async Task<IResult> TakeOver(string language, HttpContext http, Me me, Schools schools, IStore store, CancellationToken ct)
    {
        var urn = (await http.Request.ReadFormAsync(ct))["school"].ToString();
        while (await Book(me, store).Find(language, ct) is { } now)
        {
            if ((await CheckedElsewhere.Of(now.Value, me.School, schools, store, ct)).FirstOrDefault(e => e.School.Urn == urn) is not { } there)
            {
                return TypedResults.LocalRedirect($"{_root}/{language}"); // Taken over before, or no longer checked there.
            }

            if (await Book(me, store).Save(now.Value.TakenOver(there.Translation, FamilyText.All.SelectMany(t => t.Phrases), there.School.Name, me.Staff.Id), now.Revision, ct) is Saved<Translation>.Done)
            {
                return TypedResults.LocalRedirect($"{_root}/{language}?done=taken-over");
            }
        }

        return Page.NotFound;
    }

    private static async Task<IResult> SavePhrases(string language, string text, HttpContext http, Me me, IStore store, CancellationToken ct)
    {
        if (Text(text) is not { } of)
        {
            return Page.NotFound;
        }

        var form = await http.Request.ReadFormAsync(ct);
        var typed = PhraseForm.From(form, of);
        var (book, shown) = (Book(me, store), default(Translation));
        return await new Editing<Translation, PhraseForm>
        {
            Find = async () =>
            {
                var found = await book.Find(language, ct);
                shown = found?.Value;
                return found;
            },
            FormOf = t => PhraseForm.Of(t, of),
            Apply = t => (t.With(typed.Typed), typed.Errors),
            Save = (t, revision) => book.Save(t, revision, ct),
            Show = (answers, seen, errors, differences) => Phrases(shown!, of, answers, seen, errors, differences),
            Done = () => Task.FromResult<IResult>(TypedResults.LocalRedirect($"{_root}/{language}?done=phrases")),
        }.Run(typed, form["seen"].ToString());
    }

    private static IResult Phrases(Translation translation, FamilyText of, PhraseForm answers, string? seen, FormErrors errors, IReadOnlyList<Difference> differences) =>
        Page.Of<PhrasesPage>(new { Translation = translation, Of = of, Answers = answers, Seen = seen ?? Editing<Translation, PhraseForm>.Mark(answers), Errors = errors, Differences = differences },
            errors.Any || differences.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static IResult AskCheck(Versioned<Translation> found, TypedCheck typed, FormErrors errors) =>
        Page.Of<CheckedPage>(new { Found = found, Typed = typed, Errors = errors }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    /// <summary>Everything that stands there and was not checked before: exactly what the person had before them, or nothing.</summary>
    private static async Task<IResult> SayChecked(string language, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        if (await Book(me, store).Find(language, ct) is not { } found)
        {
            return Page.NotFound;
        }

        var typed = TypedCheck.From(await http.Request.ReadFormAsync(ct));
        var (check, errors) = typed.Read(clock.Today, me.Staff.Id);
        if (check is null)
        {
            return AskCheck(found, typed, errors);
        }

        return typed.Revision == found.Revision && await Book(me, store).Save(found.Value.Checked(FamilyText.All.SelectMany(t => t.Phrases), check), found.Revision, ct) is Saved<Translation>.Done
            ? TypedResults.LocalRedirect($"{_root}/{language}?done=check")
            : AskCheck((await Book(me, store).Find(language, ct))!, typed, FormErrors.Of("", "Somebody changed the translation while this page was open. Look at it again before you say that it is checked"));
    }
}
