using SencoFlows.Cases;
using SencoFlows.Record.Csv;
using SencoFlows.Record.Ctf;
using SencoFlows.Storage;

namespace SencoFlows.Record.Import;

/// <summary>A file that somebody uploaded and has not imported yet. It is deleted when it has been imported or given up.</summary>
/// <param name="FileName">As it was called when it came, without any path.</param>
/// <param name="By">The opaque id of a member of staff.</param>
/// <param name="Columns">The column of each field, by its id; counted from 0.</param>
public sealed record Upload(string Id, string Sha256, string FileName, string By, DateTimeOffset At, IReadOnlyDictionary<string, int> Columns)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }

    /// <summary>The name under which the file is kept; null for one that came before each holder had a name of its own.</summary>
    public string? Place { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string Kept => Place ?? Sha256;

    /// <summary>A common transfer file: it has no columns to choose, and its rows are lines.</summary>
    public bool IsCtf { get; init; }

    /// <summary>What the import was going to do when it began.</summary>
    public ImportSummary? Meant { get; init; }

    /// <summary>What it did. The file is deleted then.</summary>
    public ImportSummary? Ended { get; init; }
}

public sealed record ImportSummary(int New, int Changed, int Unchanged);

public abstract record Offered
{
    public sealed record Taken(Upload Upload) : Offered;

    public sealed record Refused(string Reason) : Offered;

    private Offered() { }
}

public enum ImportAnswer
{
    Done,

    /// <summary>The record is not as it was when the report was shown. Nothing was imported: show the report again.</summary>
    Changed,

    /// <summary>There are problems or open questions, or nothing to import.</summary>
    NotReady,
}

/// <summary>Imports of pupils and contacts from a file, for one school: take the file, choose columns, look at the report, import.</summary>
public sealed class PupilImports(IRows rows, IDocuments documents, ICsv csv, TimeProvider clock)
{
    public const long MostBytes = 10 << 20;
    public const int MostRows = 10_000;
    public const string TooLarge = "The file is larger than 10 MB. A file of 2,000 pupils is smaller than 1 MB: check that you chose the right one";

    private const string _prefix = "upload|";
    private const int _saltOfOld = 32; // Before each holder had a name of its own, chance bytes stood before the file to keep it apart.
    private static readonly TimeSpan _kept = TimeSpan.FromDays(1);

    /// <param name="content">Seekable. What is larger than <see cref="MostBytes"/> is refused unread.</param>
    /// <param name="fileName">As the browser calls it.</param>
    /// <param name="by">The opaque id of a member of staff.</param>
    /// <param name="ct">Cancelling leaves at most a file that is deleted a day later.</param>
    /// <param name="laestab">The school's own DfE number: a common transfer file for another school is refused.</param>
    public async Task<Offered> Take(Stream content, string fileName, string by, CancellationToken ct, string? laestab = null)
    {
        if (content.Length > MostBytes)
        {
            return new Offered.Refused(TooLarge);
        }

        if (CtfReader.LooksLike(content))
        {
            return CtfReader.Look(content) switch
            {
                { Refusal: { } why } => new Offered.Refused(why),
                { Destination: { } other } when laestab is { Length: 7 } && other != laestab =>
                    new Offered.Refused($"The file is meant for the school with the DfE number {other[..3]}/{other[3..]}, and yours is {laestab[..3]}/{laestab[3..]}. Tell the school that sent it, and delete it"),
                _ => new Offered.Taken(await Keep(content, fileName, by, new Dictionary<string, int>(), isCtf: true, ct)),
            };
        }

        if (csv.Read(content, Guess.Careful) is not CsvTable.Readable table)
        {
            content.Position = 0;
            return new Offered.Refused(((CsvTable.Unreadable)csv.Read(content, Guess.Careful)).Reason);
        }

        var count = table.Rows.Take(MostRows + 1).Count();
        if (count is 0 or > MostRows)
        {
            return new Offered.Refused(count == 0 ? "The file has column names, but no pupils below them" : $"The file has more than {MostRows:N0} rows. Split it and import the parts");
        }

        return new Offered.Taken(await Keep(content, fileName, by, ColumnMatch.Guess(table.Columns), isCtf: false, ct));
    }

    private async Task<Upload> Keep(Stream content, string fileName, string by, IReadOnlyDictionary<string, int> columns, bool isCtf, CancellationToken ct)
    {
        await GiveUpOld(ct);
        content.Position = 0;
        var id = RecordId.New();
        var stored = await documents.Put($"upload-{id}", content, MostBytes, ct);
        var upload = new Upload(id, stored.Sha256, FileNames.Clean(fileName), by, clock.GetUtcNow(), columns) { Place = stored.Name, IsCtf = isCtf };
        await rows.Save([new Change.Add(Key(upload.Id), Wire.Write(upload))], ct);
        return upload;
    }

    public async Task<Upload?> Find(string id, CancellationToken ct) =>
        RecordId.Is(id) && await rows.Read(Key(id), ct) is { } row ? Wire.Read<Upload>(row.Body) : null;

    /// <summary>The columns of a table, with what stands in the first rows of each.</summary>
    public async Task<IReadOnlyList<(string Name, IReadOnlyList<string> Samples)>> Columns(Upload upload, CancellationToken ct)
    {
        await using var content = await Content(upload, ct);
        var table = (CsvTable.Readable)csv.Read(content, Guess.Careful);
        var first = table.Rows.Where(r => r.Problem is null).Take(50).ToList();
        return [.. table.Columns.Select((name, i) => (name, (IReadOnlyList<string>)[.. first.Select(r => r.Cells[i]).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).Take(3)]))];
    }

    public Task<Upload> Choose(Upload upload, IReadOnlyDictionary<string, int> columns, CancellationToken ct) => Save(upload with { Columns = columns }, ct);

    /// <summary>What importing would do now. Reads the record twice: pupils and contacts.</summary>
    /// <param name="upload">Not ended.</param>
    /// <param name="answers">By row: the id of the same pupil, or <see cref="ImportPlan.NewPupil"/>.</param>
    /// <param name="ct">Nothing is changed.</param>
    public async Task<ImportPlan> Plan(Upload upload, IReadOnlyDictionary<int, string> answers, CancellationToken ct)
    {
        var pupils = new Pupils(rows);
        await using var content = await Content(upload, ct);
        var today = upload.At.EnglishDate;
        return new Planner(upload.Id, await pupils.All(ct), await pupils.AllContacts(ct), today)
            .Plan(upload.IsCtf ? CtfReader.Read(content, today) : Sheet(upload, content, today), answers);
    }

    private IEnumerable<SheetRow> Sheet(Upload upload, Stream content, DateOnly today)
    {
        var table = (CsvTable.Readable)csv.Read(content, Guess.Careful);
        var reader = new SheetReader(upload.Columns, table.Columns, today);
        foreach (var row in table.Rows)
        {
            var (pupil, notes) = reader.Read(row);
            yield return new(pupil, row.Number, pupil is null ? reader.Who(row) : null, notes);
        }
    }

    /// <summary>Imports everything or nothing. Doing it again is no new import.</summary>
    /// <param name="upload">Ended or not.</param>
    /// <param name="mark">Of the plan that the person saw.</param>
    /// <param name="answers">As for the plan.</param>
    /// <param name="ct">Cancelling leaves it unknown whether it was imported.</param>
    public async Task<ImportAnswer> Import(Upload upload, string mark, IReadOnlyDictionary<int, string> answers, CancellationToken ct)
    {
        if (upload.Ended is not null)
        {
            return ImportAnswer.Done;
        }

        var imports = new Imports(rows);
        if (upload.Meant is null || !await imports.IsDone(upload.Id, ct))
        {
            if ((await Plan(upload, new Dictionary<int, string>(), ct)).Mark != mark)
            {
                return ImportAnswer.Changed;
            }

            var plan = await Plan(upload, answers, ct);
            if (!plan.CanBeImported)
            {
                return ImportAnswer.NotReady;
            }

            upload = await Save(upload with { Meant = new(plan.Count(RowOutcome.New), plan.Count(RowOutcome.Changes), plan.Count(RowOutcome.Unchanged)) }, ct);
            if (await imports.Save(upload.Id, plan.Incoming, ct) == ImportEnd.Overtaken)
            {
                return ImportAnswer.Changed;
            }
        }

        await imports.Tidy(ct);
        await Save(upload with { Ended = upload.Meant }, ct);
        await documents.Delete(upload.Kept, ct);
        return ImportAnswer.Done;
    }

    public async Task GiveUp(Upload upload, CancellationToken ct)
    {
        await documents.Delete(upload.Kept, ct);
        if (await rows.Read(Key(upload.Id), ct) is { } row)
        {
            await rows.Save([new Change.Delete(row.Key, row.Version)], ct);
        }
    }

    /// <summary>Files that nobody imported within a day.</summary>
    public async Task GiveUpOld(CancellationToken ct)
    {
        List<Upload> old = [];
        await foreach (var row in rows.List(_prefix, ct))
        {
            if (Wire.Read<Upload>(row.Body) is { Ended: null } upload && clock.GetUtcNow() - upload.At > _kept)
            {
                old.Add(upload);
            }
        }

        foreach (var upload in old)
        {
            await GiveUp(upload, ct);
        }
    }

    private async Task<Upload> Save(Upload upload, CancellationToken ct)
    {
        await rows.Save([new Change.Put(Key(upload.Id), Wire.Write(upload))], ct);
        return upload;
    }

    private async Task<Stream> Content(Upload upload, CancellationToken ct)
    {
        await using var kept = await documents.Open(upload.Kept, ct) ?? throw new InvalidOperationException("The file of an upload is missing.");
        kept.Position = upload.Place is null ? _saltOfOld : 0;
        var content = new MemoryStream();
        await kept.CopyToAsync(content, ct);
        content.Position = 0;
        return content;
    }

    private static string Key(string id) => _prefix + RecordId.Checked(id);
}
