using System.Security.Cryptography;
using System.Text;

namespace SencoFlows.Local.MailRoom;

/// <summary>The secrets between this machine's site and its mail room: made on the first run, kept in the data folder.</summary>
internal sealed class MailRoomKeys
{
    private readonly byte[] _private;

    /// <param name="file">Keeps the private key.</param>
    public MailRoomKeys(string file)
    {
        if (!File.Exists(file))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            File.WriteAllText(file, Convert.ToBase64String(made.ExportPkcs8PrivateKey()));
        }

        _private = Convert.FromBase64String(File.ReadAllText(file));
        using var key = Key();
        Public = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        ApiKey = "SG.local." + Convert.ToHexStringLower(SHA256.HashData(_private));
    }

    /// <summary>As SendGrid's settings page shows it.</summary>
    public string Public { get; }

    public string ApiKey { get; }

    /// <summary>The signature that SendGrid puts on a call to the event webhook.</summary>
    public string Sign(string timestamp, ReadOnlySpan<byte> body)
    {
        using var key = Key();
        return Convert.ToBase64String(key.SignData([.. Encoding.ASCII.GetBytes(timestamp), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    private ECDsa Key()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(_private, out _);
        return key;
    }
}
