using System.Diagnostics;
using System.Globalization;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Storage;

namespace SencoFlows.Benchmarks;

/// <summary>P7: what finding the due cases of a school costs, whatever waits besides.</summary>
internal static class SweepProgram
{
    private const int _due = 300;
    private const int _times = 20;
    private static readonly DateOnly _today = TimeProvider.System.Today;

    public static Task Run() => Storages.Each(async (name, store) =>
    {
        foreach (var waiting in (int[])[0, 1_000, 10_000])
        {
            var counting = new CountingStore(store);
            var urn = $"{200_000 + (waiting / 100)}";
            await Fill(store.Rows(urn), waiting);
            var cases = new Caseload(urn, counting.Rows(urn));
            var cost = await counting.During(() => Sweep(cases));
            List<double> took = [];
            for (var i = 0; i < _times; i++)
            {
                var from = Stopwatch.GetTimestamp();
                await Sweep(cases);
                took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            took.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| P7 | {name}, {_due} due, {waiting:N0} waiting | {cost.Total} requests, {took[_times / 2]:F1} ms | {Storages.Load} |"));
        }
    });

    private static async Task Sweep(Caseload cases)
    {
        var due = await cases.DueBy(_today, CancellationToken.None);
        var forgotten = await cases.WithErrands(CancellationToken.None);
        if (due.Count != _due || forgotten.Count != 0)
        {
            throw new InvalidOperationException($"{due.Count} are due and {forgotten.Count} forgotten.");
        }
    }

    private static async Task Fill(IRows rows, int waiting)
    {
        var agenda = Wire.Write(new Agenda("record-transfer", new Subject("pupil", "p1", "Okafor, Ada"), "Waits for the next school", Role.NextSchool, null, null, []));
        for (var i = 0; i < _due + waiting; i += 100)
        {
            await rows.Save([.. Enumerable.Range(i, 100).Select(n => new Change.Put(Keys.Due(n < _due ? _today.AddDays(-n % 5) : _today.AddDays(1 + (n % 700)), $"w{n}"), agenda))], CancellationToken.None);
        }
    }
}
