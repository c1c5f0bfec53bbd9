using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace SencoFlows.Adapters.Azure;

/// <summary>Where Azurite listens on this machine; 0 lets the system choose.</summary>
public sealed record AzuritePorts(int Blob = 0, int Queue = 0, int Table = 0);

/// <summary>
/// Microsoft's emulator of Azure Storage, for development and tests. Not a place to keep anything: killed, it loses the last seconds
/// of what it had acknowledged, and it grows slow beyond some ten thousand rows.
/// </summary>
public sealed partial class Azurite : IAsyncDisposable
{
    public const string Version = "3.37.0";
    public const string DefaultAccount = "devstoreaccount1";

    // Published by Microsoft, the same for every Azurite.
    private const string _key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly TimeSpan _startsWithin = TimeSpan.FromSeconds(60);
    private readonly Process? _process;

    private Azurite(AzuritePorts ports, Process? process)
    {
        Ports = ports;
        _process = process;
    }

    public AzuritePorts Ports { get; }

    /// <summary>False when it was running already; then it is left running.</summary>
    public bool IsOurs => _process is not null;

    public string ConnectionString(string account = DefaultAccount) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={_key};BlobEndpoint=http://127.0.0.1:{Ports.Blob}/{account};QueueEndpoint=http://127.0.0.1:{Ports.Queue}/{account};TableEndpoint=http://127.0.0.1:{Ports.Table}/{account};";

    /// <summary>Attaches to an Azurite that answers on all the given ports; else installs it where it is missing and starts it.</summary>
    /// <param name="tools">An ignored folder for the npm package, 370 MB. Installing it takes a minute, once.</param>
    /// <param name="data">Its data, for this Azurite alone.</param>
    /// <param name="ports">Loopback ports, or null for free ones.</param>
    /// <param name="accounts">Accounts besides each other, each as if it was the only one; the default account when there are none.</param>
    /// <param name="ct">Gives up and leaves nothing running.</param>
    public static async Task<Azurite> Start(string tools, string data, AzuritePorts? ports, IReadOnlyList<string> accounts, CancellationToken ct)
    {
        if (ports is { Blob: > 0, Queue: > 0, Table: > 0 } && await Answers(ports.Blob, ct) && await Answers(ports.Queue, ct) && await Answers(ports.Table, ct))
        {
            return new Azurite(ports, process: null);
        }

        var program = await AzuritePackage.Install(tools, ct);
        Directory.CreateDirectory(data);
        var process = Launch(program, data, ports ?? new(), accounts);
        try
        {
            return new Azurite(await Listening(process, ct), process);
        }
        catch
        {
            await Stop(process);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await Stop(_process);
        }
    }

    private static Process Launch(string program, string data, AzuritePorts ports, IReadOnlyList<string> accounts)
    {
        var start = new ProcessStartInfo("node",
        [
            program, "--location", data, "--silent", "--skipApiVersionCheck", "--disableTelemetry",
            "--blobPort", $"{ports.Blob}", "--queuePort", $"{ports.Queue}", "--tablePort", $"{ports.Table}",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = data,
        };
        if (accounts.Count > 0)
        {
            start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', accounts.Select(account => $"{account}:{_key}"));
        }

        return Process.Start(start)!;
    }

    private static async Task<AzuritePorts> Listening(Process process, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(_startsWithin);
        Dictionary<string, int> ports = [];
        List<string> said = [];
        while (ports.Count < 3)
        {
            var line = await process.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException($"Azurite did not start: {string.Join(' ', said)} {await process.StandardError.ReadToEndAsync(patience.Token)}");
            said.Add(line);
            if (Listens().Match(line) is { Success: true } match)
            {
                ports[match.Groups["service"].Value] = int.Parse(match.Groups["port"].Value, System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        // Whatever else it says must not fill a pipe and stop it.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return new(ports["Blob"], ports["Queue"], ports["Table"]);
    }

    /// <summary>Asks it to end, so that it writes what it has, and waits.</summary>
    private static async Task Stop(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill();
        }
        else
        {
            _ = Signal(process.Id, 15);
        }

        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private static async Task<bool> Answers(int port, CancellationToken ct)
    {
        try
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/"), ct);
            return answer.Headers.Server.ToString().StartsWith("Azurite-", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    [GeneratedRegex("^Azurite (?<service>Blob|Queue|Table) service is successfully listening at http://127.0.0.1:(?<port>[0-9]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listens();

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
