using System.Diagnostics;
using System.Globalization;
using SencoFlows.Benchmarks.Transfers;

namespace SencoFlows.Benchmarks;

/// <summary>2,000 transfers between 50 schools over a year, with everything going wrong that goes wrong.</summary>
internal static class TransfersProgram
{
    private const int _transfers = 2_000;
    private const int _schools = 50;

    public static async Task Run(ulong seed)
    {
        foreach (var heeds in (bool[])[true, false])
        {
            var from = Stopwatch.GetTimestamp();
            var found = await Year.Of(_transfers, _schools, seed, heeds, CancellationToken.None);
            Print(found, heeds ? "people heed chases" : "no chase moves anybody", Stopwatch.GetElapsedTime(from));
            foreach (var broken in Broken(found, heeds))
            {
                Console.Error.WriteLine($"Broken: {broken}");
                Environment.ExitCode = 1;
            }
        }
    }

    /// <summary>What must hold whatever people do, and the goal of a year in which they do what they are asked to.</summary>
    private static IEnumerable<string> Broken(Findings f, bool heeds)
    {
        (string What, bool Holds)[] promises =
        [
            ("99 of 100 are filed within 15 school days of leaving", !heeds || f.InTime >= 0.99 * f.Due),
            ("no transfer is unacknowledged without an open escalation", f.Silent.Count == 0),
            ("somebody knows within one school day", f.KnewLate.Count == 0),
            ("nothing is filed twice", f.FiledTwice.Count == 0),
            ("nothing is lost", f.Lost.Count == 0),
            ("nothing is stuck", f.Stuck.Count == 0),
            ("no history is broken", f.BrokenHistories.Count == 0),
        ];
        return promises.Where(p => !p.Holds).Select(p => p.What);
    }

    private static void Print(Findings f, string title, TimeSpan took)
    {
        Line($"{_transfers} transfers, {_schools} schools, one year, {title}: {f.Steps} clicks, {f.Mails} mails, {took.TotalSeconds:F0} s");
        Line($"| filed within 15 school days of leaving | {f.InTime} of {f.Due}, {100.0 * f.InTime / f.Due:F1} % |");
        Line($"| of those started before the limit had passed | {f.InTime} of {f.StartedInTime}, {100.0 * f.InTime / f.StartedInTime:F1} % |");
        Line($"| started because SencoFlows asked for it | {f.Nudged} |");
        foreach (var (why, n) in f.Late)
        {
            Line($"|   the rest: {why} | {n} |");
        }

        Line($"| went on paper as well | {f.OnPaper} |");
        Line($"| came back, stayed or was taken back | {f.Ended} |");
        Line($"| evenings on which a transfer was unacknowledged for a school day or more | {f.Looks} |");
        Line($"| of those, without an open escalation | {f.Silent.Count} |");
        foreach (var (trouble, days) in f.Knows)
        {
            Line($"| whole school days until the sender's staff know: {trouble} | most {days.Max()}, mean {days.Average():F2}, {days.Count} times |");
        }

        Line($"| the same with the days on which host or mail were down, most | {f.SlowestWithOutages} |");
        Line($"| filed twice | {f.FiledTwice.Count} |");
        Line($"| lost | {f.Lost.Count}; still open at the end {f.StillOpen} |");
        Line($"| stuck | {f.Stuck.Count} |");
        Line($"| histories broken | {f.BrokenHistories.Count} |");
        Line($"| mails sent twice | {f.MailsTwice} |");
        foreach (var line in f.Silent.Concat(f.Stuck).Concat(f.Lost).Concat(f.FiledTwice).Concat(f.KnewLate).Take(40))
        {
            Line($"  {line}");
        }
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
