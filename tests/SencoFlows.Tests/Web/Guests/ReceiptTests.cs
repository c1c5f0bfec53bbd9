using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using SencoFlows.Record;
using SencoFlows.Web.Receipts;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web.Guests;

public sealed class ReceiptTests
{
    private const string _home = GuestSite.Received;
    private static CancellationToken _ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receipt_exists_once_the_record_is_filed_for_both_schools_and_says_nothing_about_the_child()
    {
        await using var guests = await GuestSite.Start();
        var (browser, sender) = (await guests.Reader(), await guests.Site.SignedIn());
        Assert.Equal(HttpStatusCode.Redirect, (await browser.Get($"{_home}/receipt")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await sender.Get($"/cases/{GuestSite.Id}/receipt")).Status);
        await File(guests);

        Assert.Contains("20 November 2026", (await browser.Get($"{_home}/receipt")).Text, StringComparison.Ordinal);
        var theirs = await Unpack(browser, $"{_home}/receipt.zip");
        var ours = await Unpack(sender, $"/cases/{GuestSite.Id}/receipt");
        Assert.Equal(theirs["receipt.json"], ours["receipt.json"]);
        var receipt = JsonDocument.Parse(theirs["receipt.json"]).RootElement;
        Assert.Equal((await guests.Parcel()).Manifest, receipt.GetProperty("manifest").GetString());
        Assert.Equal("2026-11-20", receipt.GetProperty("filed").GetString());
        Assert.DoesNotContain(theirs.Values, f => Encoding.UTF8.GetString(f).Contains(GuestSite.Canary, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await guests.Site.SignedIn("t1")).Get($"/cases/{GuestSite.Id}/receipt")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await sender.Get("/cases/100002-t1/receipt")).Status);
    }

    [Fact]
    public async Task One_changed_bit_anywhere_in_a_receipt_or_its_signature_fails_it()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        await File(guests);
        var files = await Unpack(browser, $"{_home}/receipt.zip");
        using var key = ECDsa.Create();
        key.ImportFromPem(Encoding.ASCII.GetString(files["key.pem"]));
        var (json, signature) = (files["receipt.json"], files["receipt.sig"]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())), JsonDocument.Parse(json).RootElement.GetProperty("key").GetString());
        Assert.True(Verify());
        foreach (var file in (byte[][])[json, signature])
        {
            for (var bit = 0; bit < file.Length * 8; bit++)
            {
                file[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.False(Verify(), $"bit {bit}");
                file[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }

        Assert.True(Verify());

        bool Verify() => key.VerifyData(json, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    [Fact]
    public async Task The_documented_commands_check_a_receipt_on_a_laptop()
    {
        Assert.SkipUnless(await Run(".", "openssl", "version") is (0, _), "openssl is not installed");
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        await File(guests);
        var files = await Unpack(browser, $"{_home}/receipt.zip");
        using (var pack = new ZipArchive(new MemoryStream(await browser.Http.GetByteArrayAsync(new Uri($"{_home}/pack", UriKind.Relative), _ct))))
        {
            await using var manifest = await pack.GetEntry("manifest.json")!.OpenAsync(_ct);
            using var bytes = new MemoryStream();
            await manifest.CopyToAsync(bytes, _ct);
            files["manifest.json"] = bytes.ToArray();
        }

        var folder = Directory.CreateTempSubdirectory("receipt-").FullName;
        try
        {
            foreach (var (name, bytes) in files)
            {
                await System.IO.File.WriteAllBytesAsync(Path.Combine(folder, name), bytes, _ct);
            }

            var commands = Commands();
            Assert.Equal((0, "Verified OK"), await Run(folder, "sh", "-c", commands[0]));
            var receipt = JsonDocument.Parse(files["receipt.json"]).RootElement;
            Assert.EndsWith(receipt.GetProperty("key").GetString()!, (await Run(folder, "sh", "-c", commands[1])).Output, StringComparison.Ordinal);
            Assert.EndsWith(receipt.GetProperty("manifest").GetString()!, (await Run(folder, "sh", "-c", commands[2])).Output, StringComparison.Ordinal);
            Assert.All(commands, c => Assert.Contains(c, Encoding.UTF8.GetString(files["how-to-check.txt"]), StringComparison.Ordinal));

            foreach (var name in (string[])["receipt.json", "receipt.sig"])
            {
                var changed = files[name].ToArray();
                changed[changed.Length / 2] ^= 1;
                await System.IO.File.WriteAllBytesAsync(Path.Combine(folder, name), changed, _ct);
                Assert.NotEqual(0, (await Run(folder, "sh", "-c", commands[0])).Exit);
                await System.IO.File.WriteAllBytesAsync(Path.Combine(folder, name), files[name], _ct);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_key_is_made_once_is_published_and_is_kept_encrypted()
    {
        await using var guests = await GuestSite.Start();
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new SigningKey(guests.Site.Store, guests.Site.Get<IDataProtectionProvider>()).Public(_ct)));
        var published = await guests.Site.Anybody().Http.GetStringAsync(new Uri("/receipts/key.pem", UriKind.Relative), _ct);
        Assert.All(keys, k => Assert.Equal(published, k));
        var row = (await guests.Site.Store.Directory.Read("key|receipts", _ct))!;
        var kept = JsonDocument.Parse(row.Body).RootElement.GetProperty("private").GetBytesFromBase64();
        using var key = ECDsa.Create();
        Assert.ThrowsAny<CryptographicException>(() => key.ImportPkcs8PrivateKey(kept, out _));
    }

    /// <summary>The very commands that stand in the documentation.</summary>
    private static List<string> Commands() =>
        [.. System.IO.File.ReadAllLines(Path.Combine(GovUk.Repository.Root, "docs", "receipts.md")).Where(l => l.StartsWith("openssl ", StringComparison.Ordinal))];

    private static async Task File(GuestSite guests)
    {
        var by = new SencoFlows.Cases.Actor(Role.NextSchool, "senco-1");
        await guests.Tell(new Told.Verified(1, (await guests.Parcel()).Manifest!), by);
        await guests.Tell(new Told.Filed(1), by);
    }

    private static async Task<Dictionary<string, byte[]>> Unpack(Browser browser, string address)
    {
        using var zip = new ZipArchive(new MemoryStream(await browser.Http.GetByteArrayAsync(new Uri(address, UriKind.Relative), _ct)));
        Dictionary<string, byte[]> files = [];
        foreach (var entry in zip.Entries)
        {
            await using var from = await entry.OpenAsync(_ct);
            using var to = new MemoryStream();
            await from.CopyToAsync(to, _ct);
            files[entry.FullName] = to.ToArray();
        }

        return files;
    }

    private static async Task<(int Exit, string Output)> Run(string folder, string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = await process.StandardOutput.ReadToEndAsync(_ct);
            await process.WaitForExitAsync(_ct);
            return (process.ExitCode, output.Trim());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "");
        }
    }
}
