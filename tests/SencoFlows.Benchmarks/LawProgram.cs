using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Benchmarks;

/// <summary>What a date with its working costs, and what it costs to look three years ahead for a school with 400 open cases.</summary>
internal static class LawProgram
{
    private const int _open = 400;
    private const int _years = 3;
    private static readonly DateOnly _today = new(2026, 11, 20);
    private static readonly School _school = new("100001", "8201001", "Oak Lane Primary", Phase.Primary, false, Calendar(), new Policies(), []);

    public static Task Run()
    {
        Say($"{Environment.ProcessorCount} cores, .NET {Environment.Version}. The middle of 15 runs.");
        Explained("15 school days over Christmas", Rules.EdRec, new(2026, 12, 14));
        Explained("6 weeks", Rules.Ehcna6, new(2026, 11, 23));
        Explained("15 working days beginning with", Rules.LaEhcpMove, new(2026, 12, 14));
        Explained("the later of two, out of August", Rules.Appeal, new(2027, 6, 14), new() { ["certificate"] = new(2027, 7, 8) });
        var worst = RuleBook.All.Max(Slowest);
        Say($"| an explained date of the slowest of all {RuleBook.All.Count} rules | {worst.ToString("F1", CultureInfo.InvariantCulture)} µs |");

        Case[] open = [.. Enumerable.Range(0, _open).Select(Transfer)];
        var steps = 0;
        var year = Middle(() => steps = open.Sum(c => All.ByName[c.Process].Foresee(c.State, _school, _today, _today.AddYears(_years)).Steps.Count), 1);
        Say($"| forecast of {_open} open cases over {_years} years ({steps:N0} dates, mails and escalations) | {(year / 1000).ToString("F0", CultureInfo.InvariantCulture)} ms |");
        var planner = Middle(() => YearAhead.Of(All.ByName, open, _school, _today, AcademicYear.Of(_today)), 1);
        Say($"| the year on one page for the same school | {(planner / 1000).ToString("F0", CultureInfo.InvariantCulture)} ms |");
        return Task.CompletedTask;
    }

    private static void Explained(string what, Rule rule, DateOnly from, Dictionary<string, DateOnly>? also = null)
    {
        var took = Middle(() => rule.After(from, _school.Calendar, also).Explain(_school.Calendar), 5000);
        Say($"| an explained deadline: {what} | {took.ToString("F1", CultureInfo.InvariantCulture)} µs |");
    }

    private static double Slowest(Rule rule)
    {
        var days = rule.Inputs.ToDictionary(i => i.Name, i => _today.AddDays(i.Order is { Reversed: false } order ? order.Days : 0), StringComparer.Ordinal);
        return Middle(() => rule.Work(_today, _school.Calendar, days), 500) / rule.Parts.Count;
    }

    /// <returns>Microseconds for one.</returns>
    private static double Middle(Action what, int times)
    {
        List<double> took = [];
        for (var run = 0; run < 18; run++)
        {
            var from = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++)
            {
                what();
            }

            took.Add(Stopwatch.GetElapsedTime(from).TotalMicroseconds / times);
        }

        // The first runs compile.
        return took.Skip(3).Order().ElementAt(7);
    }

    /// <summary>A transfer in one of its stages: nobody has checked the address, or the record is on its way.</summary>
    private static Case Transfer(int n)
    {
        var leaving = _today.AddDays(-(n % 20));
        var at = new At(leaving, _school, new Actor(Role.Senco, "s1"));
        var process = All.RecordTransfer;
        var to = new Destination("Hill Top Academy", "office@hilltop.sch.uk", "100002") { FromRegister = n % 4 > 0 };
        var state = ((Step<State>.Go)process.Decide(process.Start, new Event.Started(to, leaving, new(Sharing.Agreed)), at)).State;
        if (n % 4 > 0)
        {
            state = ((Step<State>.Go)process.Decide(state, new Event.Packed(1, new string('a', 64), new string('b', 64), 1000, 4), at)).State;
        }

        var about = new Subject("pupil", $"p{n}", "A pupil");
        return new(process.Name, about, JsonSerializer.SerializeToElement(state, Wire.Json), 1, "", [], new Agenda(process.Name, about, "", Role.Nobody, null, null, []), false) { Id = new(_school.Urn, $"c{n}") };
    }

    /// <summary>Four years of terms, INSET days and half terms.</summary>
    private static SchoolCalendar Calendar() => new(
        [.. Enumerable.Range(2026, 4).SelectMany(y => (DayRange[])
        [
            new(new(y, 9, 2), new(y, 10, 23)), new(new(y, 11, 2), new(y, 12, 18)), new(new(y + 1, 1, 5), new(y + 1, 2, 12)),
            new(new(y + 1, 2, 22), new(y + 1, 3, 25)), new(new(y + 1, 4, 13), new(y + 1, 5, 28)), new(new(y + 1, 6, 7), new(y + 1, 7, 20)),
        ])],
        [.. Enumerable.Range(2026, 4).SelectMany(y => (DateOnly[])[new(y, 9, 1), new(y, 11, 27), new(y + 1, 1, 4), new(y + 1, 4, 12)])],
        []);

    private static void Say(string line) => Console.WriteLine(line);
}
