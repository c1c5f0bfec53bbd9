using SencoFlows.Processes.RecordTransfer;

namespace SencoFlows.Record.Pack;

/// <summary>
/// What the next school confirmed about one delivery, in the form that is signed. Holds nothing about the child: it can be shown to
/// anybody. The same facts give the same bytes.
/// </summary>
/// <param name="Transfer">The opaque id of the transfer.</param>
/// <param name="Manifest">SHA-256 of manifest.json, which names every file of the pack with its own.</param>
/// <param name="Key">SHA-256 of the public key that signs, as a DER SubjectPublicKeyInfo.</param>
public sealed record Receipt(string Format, string Version, string Transfer, int Attempt, string Manifest, int Files, long Bytes, PackSchool Sender, PackSchool Receiver, DateOnly Sent, DateOnly Opened, DateOnly Verified, DateOnly Filed, string Key)
{
    public const string FormatName = "sencoflows-receipt";

    /// <summary>Null while the next school has not checked and filed exactly this pack: what arrived on paper has no receipt.</summary>
    public static Receipt? Of(PackManifest manifest, Parcel parcel, string key) =>
        parcel is { Manifest: { } hash, Sent: { } sent, Opened: { } opened, Verified: { } verified, Filed: { } filed }
            ? new(FormatName, "1.0", manifest.Transfer, parcel.Number, hash, parcel.Files, parcel.Bytes, manifest.Sender, manifest.Receiver, sent, opened, verified, filed, key)
            : null;

    public byte[] Write() => PackFormat.Write(this);
}
