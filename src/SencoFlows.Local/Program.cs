using SencoFlows.Local;
using SencoFlows.Local.Seed;

if (SchoolCommands.Knows(args))
{
    return await SchoolCommands.Run(args, Console.Out, CancellationToken.None);
}

var (options, problem) = LocalOptions.Read(args);
if (Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is not null)
{
    problem = "Take ASPNETCORE_URLS away: this host has no passwords and listens on this machine only";
}

if (options is null || problem is not null)
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(LocalOptions.Usage);
    return 2;
}

using var folder = DataFolder.Take(options.Data);
if (folder is null)
{
    Console.Error.WriteLine($"Another SencoFlows is using the folder {options.Data}. Stop it first, or choose another folder with --data");
    return 3;
}

if (!LocalApp.IsFree(options.Port))
{
    Console.Error.WriteLine($"Port {options.Port} is taken by another program. Choose another one with --port");
    return 4;
}

await using var azurite = options.Storage == LocalStorage.Azurite ? await LocalStorage.Start(folder) : null;
options = options with { Storage = azurite?.ConnectionString() ?? options.Storage };
await using var app = LocalApp.Create(options, folder, options.Port);
await app.StartAsync();
if (options.Seed)
{
    await Seeding.Fill(app.Services, folder, app.Lifetime.ApplicationStopping);
}

Console.WriteLine($"SencoFlows is ready: open http://localhost:{options.Port}. Stop it with Ctrl+C.");
await app.WaitForShutdownAsync();
return 0;
