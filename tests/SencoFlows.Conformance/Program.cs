using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SencoFlows.Conformance;
using SencoFlows.Record.Pack;

// The kit: docs/conformance.md says how to use it.
return args switch
{
    ["write", var folder] => await Write(folder),
    ["check", .. { Length: > 0 } packs] => await Check(packs),
    ["verify", var message] => await Verify(message),
    ["reader", var folder, .. { Length: > 0 } command] => await Reader(folder, command),
    _ => Help(),
};

static int Help()
{
    Console.Error.WriteLine("""
        write <folder>               writes the samples and expected.tsv, of packs and of events
        check <pack> ...             checks packs that your program has written
        verify <message>             checks the signature of an event
        reader <folder> <command>    runs your reader on each sample: the path comes last; it exits with 0 for one that it takes,
                                     and otherwise with another number and the code of what it found, such as wrong-size
        """);
    return 2;
}

static async Task<int> Write(string folder)
{
    Directory.CreateDirectory(folder);
    foreach (var sample in Samples.All)
    {
        await File.WriteAllBytesAsync(Path.Combine(folder, sample.Name), sample.Bytes);
    }

    await File.WriteAllTextAsync(Path.Combine(folder, "expected.tsv"), string.Concat(Samples.All.Select(s => $"{s.Name}\t{s.Code ?? "ok"}\n")), new UTF8Encoding(false));
    var events = Directory.CreateDirectory(Path.Combine(folder, "webhooks")).FullName;
    foreach (var (name, _, message) in WebhookSamples.All)
    {
        await File.WriteAllTextAsync(Path.Combine(events, name), WebhookSamples.Write(message), new UTF8Encoding(false));
    }

    await File.WriteAllTextAsync(Path.Combine(events, "expected.tsv"), string.Concat(WebhookSamples.All.Select(s => $"{s.Name}\t{s.Code ?? "ok"}\n")), new UTF8Encoding(false));
    Console.WriteLine($"{Samples.All.Count} packs and {WebhookSamples.All.Count} events in {folder}");
    return 0;
}

static async Task<int> Check(string[] packs)
{
    var bad = 0;
    foreach (var path in packs)
    {
        await using var pack = File.OpenRead(path);
        var check = await PackReader.Check(pack, CancellationToken.None);
        Console.WriteLine(check.IsWhole ? $"{path}: ok, manifest {check.ManifestHash}" : $"{path}: {string.Join("; ", check.Problems.Select(p => $"{p.Code} {p.Where}: {p.Words}"))}");
        bad += check.IsWhole ? 0 : 1;
    }

    return bad == 0 ? 0 : 1;
}

static async Task<int> Verify(string path)
{
    var code = WebhookVerifier.Check(JsonSerializer.Deserialize<ReceivedMessage>(await File.ReadAllTextAsync(path), ReceivedMessage.Json)!);
    Console.WriteLine($"{path}: {code ?? "ok"}");
    return code is null ? 0 : 1;
}

static async Task<int> Reader(string folder, string[] command)
{
    var failed = 0;
    foreach (var line in await File.ReadAllLinesAsync(Path.Combine(folder, "expected.tsv")))
    {
        var (name, code) = (line.Split('\t')[0], line.Split('\t')[1]);
        using var process = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], Path.Combine(folder, name)]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        var right = code == "ok" ? process is { HasExited: true, ExitCode: 0 } : process is { HasExited: true } && process.ExitCode != 0 && (await said + await complained).Contains(code, StringComparison.Ordinal);
        Console.WriteLine($"{(right ? "right" : "WRONG")}\t{name}\texpected {code}");
        failed += right ? 0 : 1;
    }

    Console.WriteLine(failed == 0 ? "Your reader takes what it should and refuses the rest." : $"{failed} wrong.");
    return failed == 0 ? 0 : 1;
}
