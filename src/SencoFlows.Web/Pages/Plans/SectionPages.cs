using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>A part of a plan that is being written: what was typed is saved first and judged afterwards.</summary>
internal static class SectionPages
{
    public static void MapSections(this IEndpointRouteBuilder app)
    {
        app.MapGet("/pupils/{id}/plan/draft/{section}", async (string id, string section, HttpContext http, Me me, IStore store, CancellationToken ct) =>
            Section.Find(section) is { } part && await Pupil(id, me, store, ct) is { } pupil
                ? await new PlanDrafts(store.Rows(me.School.Urn)).Find(id, ct) is { } draft
                    ? Show(part, pupil, draft, me, new() { Blank = http.Request.Query.ContainsKey("more"), Removed = http.Request.Query["removed"] })
                    : await DraftPages.Past(id, store.Rows(me.School.Urn), ct)
                : Page.NotFound).For(PlanAccess.Writers);
        app.MapPost("/pupils/{id}/plan/draft/{section}", Save).For(PlanAccess.Writers);
    }

    private static async Task<IResult> Save(string id, string section, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var rows = store.Rows(me.School.Urn);
        if (Section.Find(section) is not { } part || await Pupil(id, me, store, ct) is not { } pupil)
        {
            return Page.NotFound;
        }

        var answers = Answers(form, part);
        var tooLong = answers.Where(a => a.Text.Length > DraftFields.MostKept).ToList();
        List<Answered> kept = [.. answers.Except(tooLong)];
        IReadOnlyList<Clash> clashes = [];
        var full = false;
        var anew = form[SectionPage.Anew].ToString() is var wanted && RecordId.IsRandom(wanted) ? await Begin(wanted, pupil, me, rows, clock, ct) : null;
        PlanDraft? draft;
        try
        {
            draft = await new PlanDrafts(rows).Save(id, stored =>
            {
                if ((stored ?? anew) is not { } before)
                {
                    return null;
                }

                (var after, clashes) = before.Merge(kept, me.Staff.Id, clock.GetUtcNow());
                full = part.Lines.Any(k => after.Of(k.Kind).Count > Math.Max(k.Most, before.Of(k.Kind).Count));
                return full ? stored : Do(after, form["do"].ToString(), clashes);
            }, ct);
        }
        catch (TooLargeException)
        {
            draft = await new PlanDrafts(rows).Find(id, ct);
            tooLong = answers;
        }

        if (draft is null)
        {
            return form["do"] == "keep" ? Results.StatusCode(Status409) : Show(part, pupil, await Begin(RecordId.New(), pupil, me, rows, clock, ct), me,
                new() { Typed = answers.ToDictionary(a => a.Field, a => a.Text, StringComparer.Ordinal), Anew = true }, Status409);
        }

        var errors = Errors(part, draft, tooLong, full, me, clock);
        if (form["do"] == "keep")
        {
            return TypedResults.Json(Kept(draft, kept, clashes, me, full || tooLong.Count > 0));
        }

        var view = new SectionView { Typed = Overlay(answers, clashes, tooLong, full), Clashes = clashes, Saved = tooLong.Count == 0 && !full };
        return form["do"].ToString() switch
        {
            _ when clashes.Count > 0 => Show(part, pupil, draft, me, view, Status409),
            _ when full || tooLong.Count > 0 => Show(part, pupil, draft, me, view with { Errors = errors }, Status422),
            "more" => TypedResults.LocalRedirect($"/pupils/{id}/plan/draft/{part.Id}?more#more"),
            ['r', 'e', 'm', 'o', 'v', 'e', ' ', .. var line] when RemovedLine(draft, line) => TypedResults.LocalRedirect($"/pupils/{id}/plan/draft/{part.Id}?removed={line}"),
            ['u', 'p', ' ', ..] or ['b', 'a', 'c', 'k', ' ', ..] => TypedResults.LocalRedirect($"/pupils/{id}/plan/draft/{part.Id}"),
            _ when errors.Any => Show(part, pupil, draft, me, view with { Errors = errors }, Status422),
            _ => TypedResults.LocalRedirect($"/pupils/{id}/plan/draft#{part.Id}"),
        };
    }

    private const int Status422 = StatusCodes.Status422UnprocessableEntity;
    private const int Status409 = StatusCodes.Status409Conflict;

    /// <summary>
    /// The draft is gone, issued or thrown away by somebody else, and this person has typed something: their text goes into a new one.
    /// It begins with the version in force, so that what was issued meanwhile is what their fields are laid beside.
    /// </summary>
    private static async Task<PlanDraft> Begin(string draft, Pupil pupil, Me me, IRows rows, TimeProvider clock, CancellationToken ct) =>
        await new PlanBook(rows).Current(pupil.Id, ct) is { } current
            ? PlanStart.From(draft, current, me.School.Calendar, me.Staff.Id, clock.GetUtcNow())
            : PlanStart.From(draft, 0, pupil, [], me.School.Calendar, me.Staff.Id, clock.GetUtcNow());

    /// <summary>Removes a line, puts one back or moves one up. Nobody removes what somebody else has just changed.</summary>
    private static PlanDraft Do(PlanDraft draft, string what, IReadOnlyList<Clash> clashes) => what.Split(' ') switch
    {
        ["remove", var line] when clashes.All(c => PlanDraft.LineOf(c.Field) != line) => draft.Without(line),
        ["back", var line] when DraftFields.Lines.Any(k => draft.Removed(k.Kind).Contains(line)) => draft.WithLine(line),
        ["up", var line] => draft.Up(line),
        _ => draft,
    };

    private static bool RemovedLine(PlanDraft draft, string line) => PlanDraft.KindOf(line) is var kind && draft.Removed(kind).Contains(line);

    /// <summary>Every field that the form showed, cleaned of what no person typed.</summary>
    private static List<Answered> Answers(IFormCollection form, Section part)
    {
        List<Answered> answers = [];
        foreach (var name in form.Keys.Where(k => k.StartsWith(SectionPage.Seen, StringComparison.Ordinal)).Select(k => k[SectionPage.Seen.Length..]))
        {
            if (DraftFields.Find(name) is { } field && DraftWords.SectionOf(name) == part.Id)
            {
                var text = field.Kind == FieldKind.Date ? Date(form, name) : Text(form[name].ToString(), field.Kind);
                answers.Add(new(name, text, form[SectionPage.Seen + name].ToString()));
            }
        }

        return answers;
    }

    private static string Text(string typed, FieldKind kind) =>
        typed.Length > DraftFields.MostKept * 2 ? typed
        : kind == FieldKind.Text ? PastedText.Clean(typed) : PastedText.Clean(typed).ReplaceLineEndings(" ");

    private static string Date(IFormCollection form, string name)
    {
        var date = DateAnswer.From(form, name);
        return date.IsEmpty ? "" : string.Join('/', new[] { date.Day, date.Month, date.Year }.Select(p => PastedText.Clean(p).Replace("/", "", StringComparison.Ordinal) is var part && part.Length > 20 ? part[..20] : part));
    }

    /// <summary>What stays on the screen although it is not what is kept.</summary>
    private static Dictionary<string, string> Overlay(IEnumerable<Answered> answers, IReadOnlyList<Clash> clashes, List<Answered> tooLong, bool full) =>
        answers.Where(a => full || tooLong.Contains(a) || clashes.Any(c => c.Field == a.Field)).ToDictionary(a => a.Field, a => a.Text, StringComparer.Ordinal);

    private static FormErrors Errors(Section part, PlanDraft draft, List<Answered> tooLong, bool full, Me me, TimeProvider clock)
    {
        var errors = full ? FormErrors.Of("", $"A plan holds up to {part.Lines[0].Most} {part.Lines[0].Many}. Remove one first. The last one has not been saved") : FormErrors.None;
        foreach (var long1 in tooLong)
        {
            errors = errors.And(long1.Field, long1.Text.Length > DraftFields.MostKept
                ? string.Create(CultureInfo.InvariantCulture, $"{DraftWords.Label(draft, long1.Field)} is {long1.Text.Length:N0} characters long and could not be saved. Make it shorter")
                : null);
        }

        if (tooLong.Count > 0 && !errors.Any)
        {
            errors = FormErrors.Of(tooLong.MaxBy(a => a.Text.Length)!.Field, "The plan as a whole has become too long, so this page could not be saved. Make this text shorter");
        }

        var problems = DraftReader.Read(draft, me.School.Calendar, StaffRates.None, clock.Today).Problems.Where(p => DraftWords.SectionOf(p.Field) == part.Id && part.Lines.All(k => k.Kind != p.Field));
        return new([.. errors.Errors, .. problems.Where(p => errors.For(p.Field) is null).Select(p => new FieldError(p.Field, p.Reason))]);
    }

    /// <summary>What the script needs to go on: the new marks, and where somebody else was quicker.</summary>
    private static object Kept(PlanDraft draft, List<Answered> answers, IReadOnlyList<Clash> clashes, Me me, bool refused) => new
    {
        saved = !refused,
        seen = answers.Where(a => clashes.All(c => c.Field != a.Field)).ToDictionary(a => a.Field, a => PlanDraft.MarkOf(a.Text), StringComparer.Ordinal),
        clashes = clashes.Select(c => $"{NameOf(c.Theirs.By, me.School)} has changed “{DraftWords.Label(draft, c.Field)}” too. Save this page to see both"),
    };

    public static string NameOf(string staff, School school) => school.Staff.FirstOrDefault(s => s.Id == staff)?.Name ?? "Somebody else";

    private static async Task<Pupil?> Pupil(string id, Me me, IStore store, CancellationToken ct) => (await new Pupils(store.Rows(me.School.Urn)).Find(id, ct))?.Value;

    private static IResult Show(Section part, Pupil pupil, PlanDraft draft, Me me, SectionView view, int status = StatusCodes.Status200OK) =>
        Page.Of<SectionPage>(new { Section = part, Pupil = pupil, Draft = draft, me.School, View = view }, status);
}
