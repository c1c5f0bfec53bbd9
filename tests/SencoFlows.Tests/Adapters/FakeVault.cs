using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace SencoFlows.Tests.Adapters;

/// <summary>A key vault with one key of several versions, spoken to over its REST interface.</summary>
internal sealed class FakeVault : HttpMessageHandler
{
    public static readonly Uri Key = new("https://vault.test/keys/cookies");
    private readonly List<RSA> _versions = [RSA.Create(2048)];

    public List<string> Calls { get; } = [];

    public void Rotate() => _versions.Add(RSA.Create(2048));

    /// <summary>The framework asks for its keys synchronously, and so does the pipeline.</summary>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal("Bearer", request.Headers.Authorization!.Scheme);
        var parts = request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        Calls.Add(parts[^1]);
        var version = parts.Length == 4 ? int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture) : _versions.Count - 1;
        var asked = await request.Content!.ReadFromJsonAsync<JsonElement>(cancellationToken);
        Assert.Equal("RSA-OAEP-256", asked.GetProperty("alg").GetString());
        var value = Base64Url.DecodeFromChars(asked.GetProperty("value").GetString());
        var result = parts[^1] == "wrapkey"
            ? _versions[version].Encrypt(value, RSAEncryptionPadding.OaepSHA256)
            : _versions[version].Decrypt(value, RSAEncryptionPadding.OaepSHA256);
        return new(HttpStatusCode.OK) { Content = JsonContent.Create(new { kid = $"{Key}/{version}", value = Base64Url.EncodeToString(result) }) };
    }
}
