using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Record;
using SencoFlows.Record.Csv;
using SencoFlows.Record.Import;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.PupilRecord;

namespace SencoFlows.Web.Pages.PupilImport;

/// <summary>The way of a file into the record: upload, columns, report, import.</summary>
internal static class ImportPages
{
    private const string _csvType = "text/csv; charset=utf-8";

    public static void MapPupilImport(this IEndpointRouteBuilder app)
    {
        app.MapGet("/pupils/import", () => Page.Of<UploadPage>()).For(PupilAccess.Editors);
        app.MapPost("/pupils/import", Take).For(PupilAccess.Editors).Takes(PupilImports.MostBytes + (64 << 10), "Nothing was imported.", PupilImports.TooLarge + ".");
        app.MapGet("/pupils/import/template.csv", Template).For(PupilAccess.Editors);
        app.MapGet("/pupils/import/{upload}/columns", ShowColumns).For(PupilAccess.Editors);
        app.MapPost("/pupils/import/{upload}/columns", ChooseColumns).For(PupilAccess.Editors);
        app.MapGet("/pupils/import/{upload}", Report).For(PupilAccess.Editors);
        app.MapPost("/pupils/import/{upload}", Import).For(PupilAccess.Editors);
        app.MapGet("/pupils/import/{upload}/report.csv", Download).For(PupilAccess.Editors);
        app.MapPost("/pupils/import/{upload}/give-up", GiveUp).For(PupilAccess.Editors);
    }

    private static PupilImports Imports(Me me, IStore store, ICsv csv, TimeProvider clock) => new(store.Rows(me.School.Urn), store.Documents(me.School.Urn), csv, clock);

    private static async Task<IResult> Take(HttpContext http, Me me, IStore store, ICsv csv, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (form.Files.GetFile("File") is not { } file)
        {
            return Refused("Choose the file");
        }

        await using var content = file.OpenReadStream();
        return await Imports(me, store, csv, clock).Take(content, file.FileName, me.Staff.Id, ct, me.School.Laestab) switch
        {
            Offered.Taken { Upload: { IsCtf: true } ctf } => TypedResults.LocalRedirect($"/pupils/import/{ctf.Id}"),
            Offered.Taken taken => TypedResults.LocalRedirect($"/pupils/import/{taken.Upload.Id}/columns"),
            Offered.Refused refused => Refused(refused.Reason),
            var other => throw new System.Diagnostics.UnreachableException(other.ToString()),
        };

        static IResult Refused(string reason) => Page.Of<UploadPage>(new { Errors = FormErrors.Of("File", reason) }, StatusCodes.Status422UnprocessableEntity);
    }

    private static IResult Template(ICsv csv) => Csv(csv, "pupils-template.csv", [[.. ImportFields.All.Where(f => f.InTemplate).Select(f => f.Title)]]);

    private static async Task<IResult> ShowColumns(string upload, Me me, IStore store, ICsv csv, TimeProvider clock, CancellationToken ct)
    {
        var imports = Imports(me, store, csv, clock);
        return await imports.Find(upload, ct) is { Ended: null, IsCtf: false } found ? await Columns(imports, found, [.. found.Columns], null, ct) : await Past(upload, imports, ct);
    }

    private static async Task<IResult> ChooseColumns(string upload, HttpContext http, Me me, IStore store, ICsv csv, TimeProvider clock, CancellationToken ct)
    {
        var imports = Imports(me, store, csv, clock);
        if (await imports.Find(upload, ct) is not { Ended: null, IsCtf: false } found)
        {
            return await Past(upload, imports, ct);
        }

        var form = await http.Request.ReadFormAsync(ct);
        var columns = await imports.Columns(found, ct);
        List<KeyValuePair<string, int>> chosen = [.. Enumerable.Range(0, columns.Count).Select(i => KeyValuePair.Create(form[$"Column{i}"].ToString(), i)).Where(c => ImportFields.Find(c.Key) is not null)];
        var errors = FormErrors.None;
        foreach (var twice in chosen.GroupBy(c => c.Key, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            errors = errors.And($"Column{twice.Last().Value}", $"Two columns hold the {ImportFields.Find(twice.Key)!.Title}: {string.Join(" and ", twice.Select(c => columns[c.Value].Name))}. Choose one of them");
        }

        errors = errors.Any ? errors : errors.And("Column0", ColumnMatch.Problem(chosen.ToDictionary(StringComparer.Ordinal)));
        if (errors.Any)
        {
            return await Columns(imports, found, chosen, errors, ct);
        }

        await imports.Choose(found, chosen.ToDictionary(StringComparer.Ordinal), ct);
        return TypedResults.LocalRedirect($"/pupils/import/{upload}");
    }

    private static async Task<IResult> Columns(PupilImports imports, Upload upload, IReadOnlyList<KeyValuePair<string, int>> chosen, FormErrors? errors, CancellationToken ct) =>
        Page.Of<ColumnsPage>(new { Upload = upload, Columns = await imports.Columns(upload, ct), Chosen = chosen, Errors = errors ?? FormErrors.None },
            errors is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Report(string upload, Me me, IStore store, ICsv csv, TimeProvider clock, CancellationToken ct)
    {
        var imports = Imports(me, store, csv, clock);
        return await imports.Find(upload, ct) switch
        {
            null => await Past(upload, imports, ct),
            { Ended: { } summary } => Page.Of<DonePage>(new { Summary = summary }),
            { IsCtf: false } found when ColumnMatch.Problem(found.Columns) is not null => TypedResults.LocalRedirect($"/pupils/import/{upload}/columns"),
            { } found => Page.Of<ReportPage>(new { Upload = found, Plan = await imports.Plan(found, new Dictionary<int, string>(), ct) }),
        };
    }

    private static async Task<IResult> Import(string upload, HttpContext http, Me me, IStore store, ICsv csv, TimeProvider clock, CancellationToken ct)
    {
        var imports = Imports(me, store, csv, clock);
        if (await imports.Find(upload, ct) is not { } found || (found is { Ended: null, IsCtf: false } && ColumnMatch.Problem(found.Columns) is not null))
        {
            return await Past(upload, imports, ct);
        }

        var form = await http.Request.ReadFormAsync(ct);
        var (answers, twice) = Answers(form);
        if (twice is { } row && found.Ended is null)
        {
            return Page.Of<ReportPage>(new { Upload = found, Plan = await imports.Plan(found, new Dictionary<int, string>(), ct), Answers = answers, Errors = FormErrors.Of($"Same{row}", $"{(found.IsCtf ? "Line" : "Row")} {row}: choose once whether it is the same child") }, StatusCodes.Status422UnprocessableEntity);
        }

        var answer = await imports.Import(found, form["mark"].ToString(), answers, ct);
        if (answer == ImportAnswer.Done)
        {
            return TypedResults.LocalRedirect($"/pupils/import/{upload}");
        }

        var plan = await imports.Plan(found, new Dictionary<int, string>(), ct);
        var errors = answer == ImportAnswer.Changed ? FormErrors.None
            : plan.Rows.Where(r => r.Outcome == RowOutcome.Question && !answers.ContainsKey(r.Row)).Aggregate(FormErrors.None, (all, r) => all.And($"Same{r.Row}", $"{(found.IsCtf ? "Line" : "Row")} {r.Row}: choose whether it is the same child"));
        if (answer == ImportAnswer.NotReady && !errors.Any)
        {
            // The answers themselves lead to a problem: show it as one.
            plan = await imports.Plan(found, answers, ct);
        }

        return Page.Of<ReportPage>(new { Upload = found, Plan = plan, Answers = answers, Changed = answer == ImportAnswer.Changed, Errors = errors }, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>By row, and a row for which two fields claim to answer, as Same1 and Same01 do: no page of ours sends that.</summary>
    private static (Dictionary<int, string> Answers, int? Twice) Answers(IFormCollection form)
    {
        var answers = new Dictionary<int, string>();
        foreach (var key in form.Keys.Where(k => k.StartsWith("Same", StringComparison.Ordinal) && form[k].ToString().Length > 0))
        {
            if (int.TryParse(key.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var row) && !answers.TryAdd(row, form[key].ToString()))
            {
                return (answers, row);
            }
        }

        return (answers, null);
    }

    /// <summary>What is past this step goes on from the page of the file; a file that is gone is not found by anybody.</summary>
    private static async Task<IResult> Past(string upload, PupilImports imports, CancellationToken ct) =>
        await imports.Find(upload, ct) is not null ? TypedResults.LocalRedirect($"/pupils/import/{upload}")
        : RecordId.IsRandom(upload) ? WayOn.From("This file is no longer here", ["It was given up, or it lay here for more than a day: files with pupils’ names are not kept.", "Nothing was imported now."], ("Import a file", "/pupils/import"), ("See all pupils", "/pupils"))
        : Page.NotFound;

    private static async Task<IResult> Download(string upload, Me me, IStore store, ICsv csv, TimeProvider clock, CancellationToken ct)
    {
        var imports = Imports(me, store, csv, clock);
        if (await imports.Find(upload, ct) is not { Ended: null } found || (!found.IsCtf && ColumnMatch.Problem(found.Columns) is not null))
        {
            return await Past(upload, imports, ct);
        }

        var plan = await imports.Plan(found, new Dictionary<int, string>(), ct);
        return Csv(csv, "import-report.csv", [[found.IsCtf ? "Line" : "Row", "Pupil", "Result", found.IsCtf ? "Element" : "Column", "What"], .. plan.Rows.SelectMany(Lines)]);
    }

    private static IEnumerable<string[]> Lines(RowReport row) =>
        (row.Notes.Count == 0 ? [new Note(null, "")] : row.Notes).Select(n => new[] { row.Row.ToString(CultureInfo.InvariantCulture), row.Who ?? "", row.Outcome.ToString(), n.Column ?? "", n.Text });

    private static async Task<IResult> GiveUp(string upload, Me me, IStore store, ICsv csv, TimeProvider clock, CancellationToken ct)
    {
        var imports = Imports(me, store, csv, clock);
        if (await imports.Find(upload, ct) is { Ended: null } found)
        {
            await imports.GiveUp(found, ct);
        }

        return TypedResults.LocalRedirect("/pupils/import");
    }

    private static IResult Csv(ICsv csv, string name, IReadOnlyList<IReadOnlyList<string>> rows) =>
        TypedResults.Stream(async to =>
        {
            using var file = new MemoryStream();
            await csv.Write(file, rows, CancellationToken.None);
            file.Position = 0;
            await file.CopyToAsync(to);
        }, _csvType, name);
}
