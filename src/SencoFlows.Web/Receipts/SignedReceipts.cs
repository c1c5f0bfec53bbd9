using System.IO.Compression;
using System.Text;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record.Pack;
using SencoFlows.Storage;

namespace SencoFlows.Web.Receipts;

/// <summary>A receipt that anybody can check without us: docs/receipts.md.</summary>
/// <param name="Zip">receipt.json, receipt.sig, key.pem and how-to-check.txt.</param>
public sealed record SignedReceipt(Receipt Receipt, byte[] Zip)
{
    public string Name => $"receipt-{Receipt.Transfer}-{Receipt.Attempt}.zip";
}

public sealed class SignedReceipts(IStore store, SigningKey key, SiteAddress site)
{
    private static readonly DateTimeOffset _date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Null until the delivery was checked and filed.</summary>
    public async Task<SignedReceipt?> Of(CaseId id, Parcel parcel, CancellationToken ct)
    {
        if (await new KeptPacks(store.Rows(id.School)).Find(id.Id, parcel.Number, ct) is not { } pack
            || Receipt.Of(pack.Read(), parcel, await key.Fingerprint(ct)) is not { } receipt)
        {
            return null;
        }

        var bytes = receipt.Write();
        return new(receipt, await Zip(("receipt.json", bytes), ("receipt.sig", await key.Sign(bytes, ct)),
            ("key.pem", Encoding.ASCII.GetBytes(await key.Public(ct))), ("how-to-check.txt", Encoding.UTF8.GetBytes(HowTo(receipt)))));
    }

    private string HowTo(Receipt receipt) => $"""
        How to check this receipt without asking us

        1. Unpack this ZIP file into a folder and open a terminal there.
        2. openssl dgst -sha256 -verify key.pem -signature receipt.sig receipt.json
           It answers "Verified OK". Any other answer means that the receipt was changed.
        3. Make sure that the key is that of the service: compare key.pem with {new Uri(site.Base, "/receipts/key.pem")}, or with a copy
           that you kept from an earlier receipt. Its fingerprint also stands in receipt.json under "key":
           openssl pkey -pubin -in key.pem -outform DER | openssl dgst -sha256
           {receipt.Key}
        4. To check that it is about the pack you hold, unpack that and compare with "manifest" in receipt.json:
           openssl dgst -sha256 manifest.json
           {receipt.Manifest}

        """.ReplaceLineEndings("\n");

    private static async Task<byte[]> Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var bytes = new MemoryStream();
        await using (var zip = await ZipArchive.CreateAsync(bytes, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null))
        {
            foreach (var file in files)
            {
                var entry = zip.CreateEntry(file.Name, CompressionLevel.NoCompression);
                entry.LastWriteTime = _date;
                await using var to = await entry.OpenAsync();
                await to.WriteAsync(file.Bytes);
            }
        }

        return bytes.ToArray();
    }
}
