using System.Diagnostics;
using System.Globalization;
using DurableTask.AzureStorage;
using DurableTask.Core;
using SencoFlows.Adapters.Azure;
using SencoFlows.Framework;

// P1: completed processes of five steps a second against the Durable Task Framework on the same Azurite, in turns, with eight at once.
const int workers = 8;
const int rounds = 5;
var turn = TimeSpan.FromSeconds(6);
var folder = Directory.CreateTempSubdirectory("sencoflows-").FullName;
await using var azurite = await Azurite.Start(".tools", Path.Combine(folder, "azurite"), ports: null, [], CancellationToken.None);
using var line = new Line();
var service = new AzureStorageOrchestrationService(new AzureStorageOrchestrationServiceSettings
{
    TaskHubName = "framework",
    StorageAccountClientProvider = new StorageAccountClientProvider(azurite.ConnectionString()),
});
await service.CreateIfNotExistsAsync();
using var hub = new TaskHubWorker(service);
hub.AddTaskOrchestrations(typeof(FiveSteps)).AddTaskActivities(typeof(Nothing));
await hub.StartAsync();
var client = new TaskHubClient(service);
await using var cases = await FiveStepCases.Open(new TableStore(azurite.ConnectionString()));

(string What, Func<Task> Process, List<(double Rate, double Requests)> Seen)[] racers =
[
    ("the framework, five activities that do nothing", Framework, []),
    ("a case, five steps", () => cases.Run(perform: false), []),
    ("a case, five steps, after each a wake that performs an errand", () => cases.Run(perform: true), []),
];
for (var round = 0; round <= rounds; round++)
{
    foreach (var racer in racers)
    {
        var seen = await Turn(racer.Process);
        if (round > 0)
        {
            racer.Seen.Add(seen); // The first round warms up.
        }
    }
}

foreach (var (what, _, seen) in racers)
{
    var ratio = seen.Zip(racers[0].Seen, (a, b) => a.Rate / b.Rate).Order().ElementAt(rounds / 2);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| P1 | {what} | {seen.Average(s => s.Rate):F1} processes a second, {seen.Average(s => s.Requests) / 5:F1} requests a step | {ratio:F1} times the framework | load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} |"));
}

await hub.StopAsync(isForced: true);

async Task Framework()
{
    var instance = await client.CreateOrchestrationInstanceAsync(typeof(FiveSteps), "");
    var state = await client.WaitForOrchestrationAsync(instance, TimeSpan.FromMinutes(2));
    if (state?.OrchestrationStatus != OrchestrationStatus.Completed)
    {
        throw new InvalidOperationException($"The orchestration is {state?.OrchestrationStatus}.");
    }
}

async Task<(double Rate, double Requests)> Turn(Func<Task> process)
{
    var (clock, before) = (Stopwatch.StartNew(), line.Requests);
    var done = await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
    {
        var count = 0;
        for (; clock.Elapsed < turn; count++)
        {
            await process();
        }

        return count;
    })));
    return (done.Sum() / clock.Elapsed.TotalSeconds, (line.Requests - before) / (double)done.Sum());
}
