using System.Globalization;
using SencoFlows.Benchmarks;

// Each program prints the lines of docs/measurements.md that it measures. Rates depend on the machine; ratios are taken within one run.
Dictionary<string, Func<Task>> programs = new(StringComparer.Ordinal)
{
    ["storage"] = StorageProgram.Run, ["pages"] = PagesProgram.Run, ["register"] = RegisterProgram.Run, ["import"] = ImportProgram.Run, ["law"] = LawProgram.Run,
    ["start"] = StartProgram.Run, ["support"] = SupportProgram.Run, ["transfers"] = () => TransfersProgram.Run(args is [_, var seed] ? ulong.Parse(seed, CultureInfo.InvariantCulture) : 1),
    ["packs"] = PacksProgram.Run, ["kills"] = KillsProgram.Run, ["sweep"] = SweepProgram.Run, ["upload"] = UploadProgram.Run,
    ["year"] = () => YearProgram.Run(args is [_, var most] ? int.Parse(most, CultureInfo.InvariantCulture) : 48_000), ["list"] = ListProgram.Run,
};

if (args is not [var name, ..] || !programs.TryGetValue(name, out var program))
{
    Console.Error.WriteLine($"dotnet run -c Release --project tests/SencoFlows.Benchmarks -- {string.Join('|', programs.Keys)}");
    return 1;
}

await program();
return Environment.ExitCode;
