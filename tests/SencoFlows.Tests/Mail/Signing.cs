using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SencoFlows.Adapters.SendGrid;

namespace SencoFlows.Tests.Mail;

/// <summary>Stands for SendGrid's signing key.</summary>
internal sealed class Signing : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string PublicKey => Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo());

    public SendGridOptions Options => new() { ApiKey = "SG.test", From = "mail@sencoflows.example", WebhookKey = PublicKey };

    public static string Timestamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public string Sign(string timestamp, string body) =>
        Convert.ToBase64String(_key.SignData(Encoding.UTF8.GetBytes(timestamp + body), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    public void Dispose() => _key.Dispose();
}
