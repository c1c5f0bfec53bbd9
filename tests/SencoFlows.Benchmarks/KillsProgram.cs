using System.Globalization;
using SencoFlows.Tests.Crash;

namespace SencoFlows.Benchmarks;

/// <summary>R9: hosts under load killed 200 times: one on SQLite, which lets in one only, and two on one account of Azurite.</summary>
internal static class KillsProgram
{
    private const int _kills = 200;

    public static Task Run() => Storages.Each(async (name, open, where, folder) =>
    {
        string[] hosts = name == "SQLite" ? ["a"] : ["a", "b"];
        var found = await new KilledHosts(open, where, Path.Combine(folder, $"mails-{name}"), hosts).Run(_kills, CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| R9 | {name}, {hosts.Length} host(s), {found.Kills} kills, {found.Steps} steps answered | steps twice {found.StepsTwice}, lost {found.StepsLost}, histories broken {found.BrokenHistories}; of {found.Mails} mails lost {found.MailsLost}, twice {found.MailsTwice} ({found.MailsTwiceNotFlagged} not flagged), {found.Waited} waited for two hours; answering again after {found.Resumed[found.Resumed.Count / 2].TotalSeconds:F1} s (median), at most {found.Resumed[^1].TotalSeconds:F1} s | {Storages.Load} |"));
    });
}
