using System.Diagnostics;
using System.Globalization;
using System.Text;
using SencoFlows.Adapters.Csv;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Record.Register;

namespace SencoFlows.Benchmarks;

/// <summary>The register of schools: importing a file of 50,000 in the national format, importing it again with closures, searching it.</summary>
internal static class RegisterProgram
{
    private const int _schools = 50_000;
    private const int _otherColumns = 120;

    private static readonly string[] _saints = ["St Mary's", "St John's", "St Peter's", "All Saints", "Holy Trinity", "Oak", "Elm", "Meadow", "Castle", "River", "Hill", "Park", "Queen Anne", "King Edward", "Lark", "Bridge", "Mill", "Abbey", "Forest", "Lake"];
    private static readonly string[] _ends = ["field", "wood", "side", "gate", "view", "ton", "ham", "ford", "bury", "dale", "combe", "stead"];
    private static readonly string[] _kinds = ["Primary School", "Church of England Primary School", "Catholic Primary School", "Academy", "High School", "Community College", "Infant School", "Junior School", "Nursery School"];

    public static async Task Run()
    {
        var folder = Path.Combine(Path.GetTempPath(), "sencoflows-" + Path.GetRandomFileName());
        try
        {
            using var store = new SqliteStore(folder);
            var register = new SchoolRegister(store, TimeProvider.System);
            var import = new RegisterImport(register, new CsvFiles());
            using var file = Extract(closeEvery: 0);
            using var later = Extract(closeEvery: 100);
            Print($"Import of {_schools:N0} schools, a file of {file.Length / 1e6:F0} MB, on SQLite and files", await Timed(() => import.Run(file, null, CancellationToken.None)), "s, goal 20");
            Print("Import again, 1 in 100 closed meanwhile", await Timed(() => import.Run(later, null, CancellationToken.None)), "s, goal 20");

            var fresh = new SchoolRegister(store, TimeProvider.System);
            Print("First search of a host: the register is read into memory", await Timed(() => fresh.Search("oakfield", CancellationToken.None)), "s");
            Print("Memory that it takes", await Memory(store), "MB");
            foreach (var typed in (string[])["pr", "st marys", "oakf prim", "ab1 2cd", "104999"])
            {
                var found = await fresh.Search(typed, CancellationToken.None);
                var each = await Timed(async () =>
                {
                    for (var i = 0; i < 200; i++)
                    {
                        await fresh.Search(typed, CancellationToken.None);
                    }
                });
                Print($"Search for \"{typed}\", which {found.All:N0} schools match", each * 1000 / 200, "ms");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Of one register, from five that are held at once: what pools and caches keep is not counted.</summary>
    private static async Task<double> Memory(SqliteStore store)
    {
        const int held = 5;
        List<SchoolRegister> registers = [];
        long first = 0;
        for (var i = 0; i <= held; i++)
        {
            registers.Add(new(store, TimeProvider.System));
            await registers[i].Search("oakfield", CancellationToken.None);
            first = i == 0 ? GC.GetTotalMemory(forceFullCollection: true) : first;
        }

        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - first) / 1e6 / held;
        GC.KeepAlive(registers);
        return megabytes;
    }

    /// <summary>Invented schools, the same every time.</summary>
    private static MemoryStream Extract(int closeEvery)
    {
        var random = new Random(1);
        var file = new MemoryStream();
        using var text = new StreamWriter(file, CodePagesEncodingProvider.Instance.GetEncoding(1252)!, leaveOpen: true) { NewLine = "\r\n" };
        Line([.. Establishments.Needed, .. Enumerable.Range(0, _otherColumns).Select(i => $"Other{i} (name)")]);
        string Of(string[] words) => words[random.Next(words.Length)];
        var towns = Enumerable.Range(0, 3000).Select(i => $"{Of(_saints)[..3]}{Of(_ends)}{(char)('a' + (i % 26))}").ToArray();
        for (var i = 0; i < _schools; i++)
        {
            var closed = closeEvery > 0 && i % closeEvery == 0;
            Line(
            [
                $"{100_000 + i}", $"{200 + random.Next(700)}", $"{1000 + random.Next(8999)}", $"{Of(_saints)} {Of(_saints)}{Of(_ends)} {Of(_kinds)}", "Community school", closed ? "Closed" : "Open", "01-09-1990",
                closed ? "31-08-2026" : "", "Primary", $"{random.Next(200)} High Street", Of(towns), $"AB{random.Next(1, 99)} {random.Next(1, 9)}{(char)('A' + random.Next(26))}{(char)('A' + random.Next(26))}",
                $"http://www.school{i}.example", "01632960001", "Mrs", "Jane", $"Head{i % 2000}", .. Enumerable.Range(0, _otherColumns).Select(c => c % 3 == 0 ? "Not applicable" : c % 3 == 1 ? "" : "12"),
            ]);
        }

        text.Flush();
        file.Position = 0;
        return file;

        void Line(IEnumerable<string> cells) => text.WriteLine(string.Join(',', cells.Select(c => $"\"{c}\"")));
    }

    private static async Task<double> Timed(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void Print(string what, double figure, string unit) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {figure:F2} {unit} |"));
}
