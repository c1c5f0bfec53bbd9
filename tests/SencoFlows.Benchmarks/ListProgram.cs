using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Azure.Data.Tables.Sas;
using SencoFlows.Adapters.Azure;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Benchmarks;

/// <summary>
/// P9: the list of 500 pupils with a case each in point reads of the same store, all in turns: the rows as the client of the store
/// gives them and no more, what the list reads, and the whole page.
/// </summary>
internal static class ListProgram
{
    private const string _urn = "100001";
    private const int _pupils = 500;
    private const int _times = 100;

    private static readonly School _school = new(_urn, "8201001", "Oak Lane Primary", Phase.Primary, false, new SchoolCalendar([], [], []), new Policies(), [new("s1", "Sofia Reyes", "s@school.example", [Role.Senco])]);

    public static Task Run() => Storages.Each(async (name, open, where, folder) =>
    {
        var store = open();
        var rows = store.Rows(_urn);
        await new Schools(store, TimeProvider.System).Save(_urn, _ => _school, CancellationToken.None);
        for (var i = 0; i < _pupils; i++)
        {
            await new Pupils(rows).Save(new Pupil($"p{i}", "Number", $"Pupil {i}", new(2016, 3, 4), "5") { Needs = [new(SenType.SPLD)] }, 0, CancellationToken.None);
            await rows.Save([new Change.Put(Keys.Due(new DateOnly(2030, 1, 1).AddDays(i), $"c{i}"), Wire.Write(new Agenda("record-transfer", new Subject("pupil", $"p{i}", $"Pupil {i}, Number"), "Sent", Role.NextSchool, null, null, [])))], CancellationToken.None);
        }

        await using var site = await MeasuredSite.Start(store, _school);
        List<(string What, Func<Task> Do)> works =
        [
            ("a point read", () => rows.Read(Keys.Due(new(2030, 1, 1), "c0"), CancellationToken.None)),
            ("what the list reads", () => Task.WhenAll(new Pupils(rows).All(CancellationToken.None), new Caseload(_urn, rows).Open(CancellationToken.None))),
            ("the whole page, with HTTP", () => site.Http.GetStringAsync(new Uri("/pupils", UriKind.Relative))),
            .. name == "Azurite" ? Bare(where) : [],
        ];
        var took = works.ConvertAll(_ => new List<double>());
        for (var i = 0; i < _times + 20; i++)
        {
            foreach (var (n, work) in works.Index())
            {
                var from = Stopwatch.GetTimestamp();
                await work.Do();
                took[n].AddRange(i < 20 ? [] : [Stopwatch.GetElapsedTime(from).TotalMilliseconds]);
            }
        }

        took.ForEach(t => t.Sort());
        foreach (var ((what, _), times) in works.Zip(took))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| P9 | {name}, {what} | median {At(times, 50):F2} ms = {At(times, 50) / At(took[0], 50):F0} point reads; p95 {At(times, 95):F2} ms = {At(times, 95) / At(took[0], 95):F0} | {Storages.Load} |"));
        }

        (store as IDisposable)?.Dispose();
    });

    /// <summary>What no program of ours can save: the same two ranges as the client of the store gives them, and as bytes that nobody reads.</summary>
    private static (string What, Func<Task> Do)[] Bare(string where)
    {
        var table = new TableServiceClient(where, TableStore.TableOptions()).GetTableClient($"s{_urn}");
        var signed = table.GenerateSasUri(TableSasPermissions.Read, DateTimeOffset.UtcNow.AddDays(1));
        var http = new HttpClient();
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json;odata=minimalmetadata");
        string[] ranges = [.. ((string[])["pupil", "due"]).Select(kind => TableClient.CreateQueryFilter($"PartitionKey eq {"rows"} and RowKey ge {kind + "|"} and RowKey lt {kind + "}"}"))];
        return
        [
            ("the same two ranges, entities of the SDK", () => Task.WhenAll(ranges.Select(range => table.QueryAsync<TableEntity>(range, Limits.RowsOfAPage).CountAsync().AsTask()))),
            ("the same two ranges, bytes of the answers", () => Task.WhenAll(ranges.Select(range => http.GetByteArrayAsync(new Uri($"{signed}&$top={Limits.RowsOfAPage}&$filter={Uri.EscapeDataString(range)}"))))),
        ];
    }

    private static double At(List<double> sorted, int percent) => sorted[sorted.Count * percent / 100];
}
