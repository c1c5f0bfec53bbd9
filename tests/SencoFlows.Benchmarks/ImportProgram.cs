using System.Diagnostics;
using System.Globalization;
using System.Text;
using SencoFlows.Adapters.Csv;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Record.Import;
using SencoFlows.Storage;

namespace SencoFlows.Benchmarks;

/// <summary>Pupils and contacts from a file: 1,000 rows in under 10 s; and P10, 2,000 pupils against bare batches of the same rows.</summary>
internal static class ImportProgram
{
    private static readonly Dictionary<int, string> _noAnswers = [];

    public static async Task Run()
    {
        var folder = Path.Combine(Path.GetTempPath(), "sencoflows-" + Path.GetRandomFileName());
        try
        {
            using var store = new SqliteStore(folder);
            await Import(store, "100100", 20); // Warms up.
            var (plan, import, _) = await Import(store, "100101", 1000);
            Print("Dry run of 1,000 rows with two contacts each, on SQLite and files", $"{plan:F2} s");
            Print("Import of them, everything worked out again", $"{import:F2} s; both: {plan + import:F2} s, goal 10");

            var recorder = new Recorder(store);
            var (_, whole, imports) = await Import(recorder, "100102", 2000);
            var (saving, bare) = await Race(store, recorder, imports);
            Print("P10: saving an import of 2,000 pupils and 4,000 contacts, against bare batches of the same rows", string.Create(CultureInfo.InvariantCulture, $"{bare / saving:P0} ({saving:F2} s against {bare:F2} s for five), goal 40 %"));
            Print("The whole import of 2,000 pupils, reading the file, comparing and tidying up included", $"{whole:F2} s");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Five times each, in turn, so that both meet the same machine.</summary>
    private static async Task<(double Saving, double Bare)> Race(IStore store, Recorder recorder, IReadOnlyList<Record.Incoming> incoming)
    {
        var (saving, bare) = (0.0, 0.0);
        for (var i = 0; i < 5; i++)
        {
            recorder.Saves.Clear();
            var imports = new Record.Imports(recorder.Rows($"{100_200 + i}"));
            saving += await Timed(() => imports.Save("again", incoming, CancellationToken.None));
            var rows = store.Rows($"{100_300 + i}");
            var batches = recorder.Saves.SelectMany(s => s).Select(c => (Change)new Change.Put(c.Key, Limits.BodyOf(c) ?? "{}")).Chunk(100).ToList();
            bare += await Timed(async () =>
            {
                foreach (var batch in batches)
                {
                    await rows.Save(batch, CancellationToken.None);
                }
            });
        }

        return (saving, bare);
    }

    private static async Task<(double Plan, double Import, IReadOnlyList<Record.Incoming> Incoming)> Import(IStore store, string urn, int pupils)
    {
        var imports = new PupilImports(store.Rows(urn), store.Documents(urn), new CsvFiles(), TimeProvider.System);
        var upload = ((Offered.Taken)await imports.Take(new MemoryStream(Encoding.UTF8.GetBytes(File(pupils))), "export.csv", "s1", CancellationToken.None)).Upload;
        ImportPlan? plan = null;
        var planning = await Timed(async () => plan = await imports.Plan(upload, _noAnswers, CancellationToken.None));
        var importing = await Timed(async () =>
        {
            if (await imports.Import(upload, plan!.Mark, _noAnswers, CancellationToken.None) != ImportAnswer.Done)
            {
                throw new InvalidOperationException("The import was refused.");
            }
        });
        return (planning, importing, plan!.Incoming);
    }

    private static string File(int pupils)
    {
        var file = new StringBuilder("Surname,Forename,Date of birth,Year group,SEN status,SEN need 1,Contact 1 name,Contact 1 relationship,Contact 1 parental responsibility,Contact 1 may be contacted,Contact 1 email,Contact 2 name,Contact 2 relationship,Contact 2 phone\n");
        for (var i = 0; i < pupils; i++)
        {
            file.Append(CultureInfo.InvariantCulture, $"Family{i},Child,15/03/2016,5,K,SLCN,Parent {i},Mother,Y,Y,p{i}@family.example,Other {i},Father,01632 960001\n");
        }

        return file.ToString();
    }

    private static async Task<double> Timed(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void Print(string what, string figure) => Console.WriteLine($"| {what} | {figure} |");
}
