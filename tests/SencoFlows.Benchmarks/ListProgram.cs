using System.Diagnostics;
using System.Globalization;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Benchmarks;

/// <summary>P9: the list of 500 pupils with a case each, what it reads and the whole page, in point reads of the same store in the same run.</summary>
internal static class ListProgram
{
    private const string _urn = "100001";
    private const int _pupils = 500;
    private const int _times = 60;

    private static readonly School _school = new(_urn, "8201001", "Oak Lane Primary", Phase.Primary, false, new SchoolCalendar([], [], []), new Policies(), [new("s1", "Sofia Reyes", "s@school.example", [Role.Senco])]);

    public static Task Run() => Storages.Each(async (name, store) =>
    {
        var rows = store.Rows(_urn);
        await new Schools(store, TimeProvider.System).Save(_urn, _ => _school, CancellationToken.None);
        for (var i = 0; i < _pupils; i++)
        {
            await new Pupils(rows).Save(new Pupil($"p{i}", "Number", $"Pupil {i}", new(2016, 3, 4), "5") { Needs = [new(SenType.SPLD)] }, 0, CancellationToken.None);
            await rows.Save([new Change.Put(Keys.Due(new DateOnly(2030, 1, 1).AddDays(i), $"c{i}"), Wire.Write(new Agenda("record-transfer", new Subject("pupil", $"p{i}", $"Pupil {i}, Number"), "Sent", Role.NextSchool, null, null, [])))], CancellationToken.None);
        }

        await using var site = await MeasuredSite.Start(store, _school);
        var point = await Timed(() => rows.Read(Keys.Due(new(2030, 1, 1), "c0"), CancellationToken.None));
        var read = await Timed(async () =>
        {
            await new Pupils(rows).All(CancellationToken.None);
            await new Caseload(_urn, rows).Open(CancellationToken.None);
        });
        var (middle, late, _) = await site.Measure("/pupils", _times);
        Print(name, "median", point[_times / 2], read[_times / 2], middle);
        Print(name, "p95", point[_times * 95 / 100], read[_times * 95 / 100], late);
    });

    private static void Print(string name, string what, double point, double read, double page) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| P9 | {name}, {what}: a point read {point:F2} ms; what the list reads {read:F1} ms = {read / point:F0} point reads; the whole page {page:F1} ms = {page / point:F0} point reads | {Storages.Load} |"));

    private static async Task<List<double>> Timed(Func<Task> work)
    {
        List<double> took = [];
        for (var i = 0; i < _times + 20; i++)
        {
            var from = Stopwatch.GetTimestamp();
            await work();
            took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        took = took[20..];
        took.Sort();
        return took;
    }
}
