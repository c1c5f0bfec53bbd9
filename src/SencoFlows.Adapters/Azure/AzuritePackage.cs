using System.ComponentModel;
using System.Diagnostics;

namespace SencoFlows.Adapters.Azure;

internal static class AzuritePackage
{
    private static readonly SemaphoreSlim _one = new(1);

    /// <summary>Installs the npm package beside its final place and renames it, so that a half installed one is never run.</summary>
    /// <returns>The script that node runs.</returns>
    public static async Task<string> Install(string tools, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            return await InstallAlone(tools, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    private static async Task<string> InstallAlone(string tools, CancellationToken ct)
    {
        var folder = Path.Combine(Path.GetFullPath(tools), $"azurite-{Azurite.Version}");
        var program = Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (File.Exists(program))
        {
            return program;
        }

        var half = $"{folder}.{Environment.ProcessId}";
        Directory.CreateDirectory(half);
        try
        {
            await Npm(half, ct);
            if (!Directory.Exists(folder))
            {
                Directory.Move(half, folder);
            }
        }
        catch (IOException) when (File.Exists(program))
        {
            // Another process was quicker.
        }
        finally
        {
            if (Directory.Exists(half))
            {
                Directory.Delete(half, recursive: true);
            }
        }

        return program;
    }

    private static async Task Npm(string folder, CancellationToken ct)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
            ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", folder, $"azurite@{Azurite.Version}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            using var npm = Process.Start(start)!;
            var (said, wrong) = (npm.StandardOutput.ReadToEndAsync(ct), npm.StandardError.ReadToEndAsync(ct));
            await npm.WaitForExitAsync(ct);
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException($"npm could not install Azurite {Azurite.Version}: {await said} {await wrong}");
            }
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("Azurite needs Node.js with npm. Install it, or keep the data in SQLite.", e);
        }
    }
}
