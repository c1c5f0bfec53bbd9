using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;
using SencoFlows.Record.TermDates;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.TermDates;

/// <summary>A school's term dates: typed on one page, imported, or copied; questioned; and saved after a look at what moves.</summary>
public static class CalendarPages
{
    private static readonly Role[] _keepers = [Role.Senco, Role.Head, Role.Admin];

    public static void MapTermDates(this IEndpointRouteBuilder app)
    {
        app.MapGet("/school/calendar", Show).For(_keepers);
        app.MapGet("/school/calendar/{year:int}", (int year, Me me) => year is < 2000 or > 2198 ? Page.NotFound : Type(CalendarDraft.Of(me.School.Calendar, new(year)), FormErrors.None)).For(_keepers);
        app.MapPost("/school/calendar/check", Check).For(_keepers);
        app.MapPost("/school/calendar/save", Save).For(_keepers);
        foreach (var answered in (string[])["check", "save"])
        {
            app.MapGet($"/school/calendar/{answered}", () => TypedResults.LocalRedirect("/school/calendar")).For(_keepers); // Opened anew, without the form that they answer.
        }

        app.MapGet("/school/calendar/import", () => Page.Of<ImportCalendarPage>()).For(_keepers);
        app.MapPost("/school/calendar/import", Import).For(_keepers);
        app.MapGet("/school/calendar/copy", async (Me me, Schools schools, CancellationToken ct) => Page.Of<CopyCalendarPage>(new { Others = await Others(me, schools, ct) })).For(_keepers);
        app.MapPost("/school/calendar/copy", Copy).For(_keepers);
        app.MapGet("/school/calendar/history", async (Me me, TermDatesBook book, CancellationToken ct) => Page.Of<CalendarHistoryPage>(new { me.School, Changes = await book.History(me.School.Urn, ct) })).For(_keepers);
    }

    private static IResult Show(HttpRequest request, Me me, TimeProvider clock) => Page.Of<CalendarPage>(new
    {
        me.School,
        clock.Today,
        Saved = int.TryParse(request.Query["saved"], NumberStyles.None, CultureInfo.InvariantCulture, out var woken) ? woken : (int?)null,
    });

    private static IResult Type(CalendarDraft draft, FormErrors errors) =>
        Page.Of<TypedCalendarPage>(new { Draft = draft, Errors = errors }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> Check(HttpContext http, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var draft = CalendarDraft.From(form, AcademicYear.Of(clock.Today));
        if (form["do"] == "change")
        {
            return Type(draft, FormErrors.None);
        }

        var (calendar, years, errors) = draft.Against(me.School.Calendar);
        return calendar is null ? Type(draft, errors) : await Checked(draft, calendar, years, FormErrors.None, false, me, store, processes, ct);
    }

    private static async Task<IResult> Save(HttpContext http, Me me, IStore store, TermDatesBook book, IReadOnlyDictionary<string, Process> processes, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var draft = CalendarDraft.From(form, AcademicYear.Of(clock.Today));
        var (calendar, years, errors) = draft.Against(me.School.Calendar);
        if (calendar is null)
        {
            return Type(draft, errors);
        }

        if (TermQuestions.Of(calendar, years).Count > 0 && form["sure"] != "yes")
        {
            return await Checked(draft, calendar, years, FormErrors.Of("sure", "Select that the dates are right, or change them"), false, me, store, processes, ct);
        }

        return await book.Save(me.School.Urn, draft.Seen, calendar, new(me.Staff.Roles.First(r => _keepers.Contains(r)), me.Staff.Id), ct) switch
        {
            TermDatesSaved.Done done => TypedResults.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/school/calendar?saved={done.Woken}")),
            TermDatesSaved.Overtaken theirs => await Overtaken(draft, theirs.Now, me, store, processes, ct),
            var other => throw new InvalidOperationException($"No page for {other}"),
        };
    }

    /// <summary>Nothing is written over: what somebody else saved is shown, and what this person typed stands ready against it.</summary>
    private static async Task<IResult> Overtaken(CalendarDraft draft, SchoolCalendar now, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, CancellationToken ct)
    {
        var fresh = me with { School = me.School with { Calendar = now } };
        var anew = draft with { Seen = TermDatesBook.Mark(now) };
        var (calendar, years, _) = anew.Against(now);
        return await Checked(anew, calendar!, years, FormErrors.None, true, fresh, store, processes, ct);
    }

    private static async Task<IResult> Checked(CalendarDraft draft, SchoolCalendar calendar, IReadOnlyList<AcademicYear> years, FormErrors errors, bool overtaken, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, CancellationToken ct)
    {
        var open = await new Caseload(me.School.Urn, store.Rows(me.School.Urn)).OpenWithState(ct);
        return Page.Of<CheckCalendarPage>(new
        {
            Draft = draft,
            Was = me.School.Calendar,
            Becomes = calendar,
            Years = years,
            Moved = Rehearsal.OfSchool(processes, open.Where(c => me.MaySee(processes[c.Process], c.Agenda)), me.School, me.School with { Calendar = calendar }),
            Errors = errors,
            Overtaken = overtaken,
        }, errors.Any || overtaken ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Import(HttpContext http, Me me, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            return Again("Choose a calendar file (.ics) or a sheet (.csv)");
        }

        if (file.Length > IcsTerms.MostBytes)
        {
            return Again("The file is larger than 1 MB. Export the term dates alone");
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, ct);
        var text = Text(bytes.ToArray());
        var year = AcademicYear.Of(clock.Today);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return Again("This is not a calendar file or a sheet. Save it as .ics or .csv and try again");
        }

        var read = text.Contains("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase) ? IcsTerms.Read(text) : CsvTerms.Read(text, year);
        return read.Why is { } why
            ? Again(why)
            : Type(CalendarDraft.Of(me.School.Calendar, read.Entries, year) with { PassedOver = read.PassedOver, Origin = "the file" }, FormErrors.None);

        static IResult Again(string why) => Page.Of<ImportCalendarPage>(new { Errors = FormErrors.Of("file", why) }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Copy(HttpContext http, Me me, Schools schools, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var others = await Others(me, schools, ct);
        var year = AcademicYear.Of(clock.Today);
        return others.FirstOrDefault(s => s.Urn == form["school"]) is { } other
            ? Type(CalendarDraft.Of(me.School.Calendar, [.. other.Calendar.Entries.Where(e => e.Kind != EntryKind.Closure && e.Year >= year)], year) with { Origin = other.Name }, FormErrors.None)
            : Page.Of<CopyCalendarPage>(new { Others = others, Errors = FormErrors.Of("school", "Choose a school") }, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>The other schools that have terms to copy. Term dates are public.</summary>
    private static async Task<IReadOnlyList<School>> Others(Me me, Schools schools, CancellationToken ct)
    {
        List<School> others = [];
        foreach (var urn in (await schools.Urns(ct)).Where(u => u != me.School.Urn))
        {
            if (await schools.Find(urn, ct) is { Calendar.Terms.Count: > 0 } school)
            {
                others.Add(school);
            }
        }

        return others;
    }

    /// <summary>UTF-8, or the Windows letters that spreadsheets still write.</summary>
    private static string Text(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
