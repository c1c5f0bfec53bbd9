using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Web.Receipts;

/// <summary>
/// The deployment's own key for receipts: ECDSA on P-256, made on first use and kept in the directory, encrypted like the cookies. It is
/// saved with the store and needs no place of its own.
/// </summary>
public sealed class SigningKey(IStore store, IDataProtectionProvider protection)
{
    private const string _key = "key|receipts";
    private readonly IDataProtector _protector = protection.CreateProtector("SencoFlows.Receipts");
    private Kept? _known;

    /// <summary>A DER signature over the SHA-256 of the bytes, as openssl makes it.</summary>
    /// <exception cref="CryptographicException">The keys of data protection that this one was encrypted with are lost.</exception>
    public async Task<byte[]> Sign(byte[] bytes, CancellationToken ct)
    {
        var kept = await Get(ct);
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(_protector.Unprotect(kept.Private), out _);
        return key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>For those who check: a PEM file.</summary>
    public async Task<string> Public(CancellationToken ct)
    {
        var kept = await Get(ct);
        return PemEncoding.WriteString("PUBLIC KEY", kept.Public) + "\n";
    }

    /// <summary>SHA-256 of the public key, lower-case hex.</summary>
    public async Task<string> Fingerprint(CancellationToken ct) => Convert.ToHexStringLower(SHA256.HashData((await Get(ct)).Public));

    private async Task<Kept> Get(CancellationToken ct)
    {
        while (_known is null)
        {
            if (await store.Directory.Read(_key, ct) is { } row)
            {
                _known = Wire.Read<Kept>(row.Body);
                break;
            }

            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            try
            {
                await store.Directory.Save([new Change.Add(_key, Wire.Write(new Kept(_protector.Protect(key.ExportPkcs8PrivateKey()), key.ExportSubjectPublicKeyInfo())))], ct);
            }
            catch (ConflictException)
            {
                // Another host was first: its key counts.
            }
        }

        return _known;
    }

    private sealed record Kept(byte[] Private, byte[] Public);
}
