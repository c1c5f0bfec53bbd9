using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace SencoFlows.Adapters.CookieKeys;

/// <summary>Wraps and unwraps small keys with a key that never leaves its vault. Two calls of the vault's REST interface need no SDK.</summary>
internal sealed class VaultKey(Uri key, HttpPipeline pipeline)
{
    private const string _version = "7.4";
    private const string _algorithm = "RSA-OAEP-256";

    public VaultKey(Uri key, TokenCredential identity, ClientOptions options)
        : this(key, HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(identity, "https://vault.azure.net/.default")))
    {
    }

    /// <returns>The wrapped key, and the version of the vault's key that can unwrap it: the vault may have a newer one by then.</returns>
    public (byte[] Wrapped, Uri By) Wrap(byte[] secret)
    {
        var (value, by) = Call(key, "wrapkey", secret);
        return (value, by);
    }

    public byte[] Unwrap(byte[] wrapped, Uri by)
    {
        // A stored address must not send what it wraps to somebody else.
        if (by.Host != key.Host || by.Scheme != Uri.UriSchemeHttps)
        {
            throw new InvalidOperationException("The key was wrapped by another vault.");
        }

        return Call(by, "unwrapkey", wrapped).Value;
    }

    private (byte[] Value, Uri By) Call(Uri of, string what, byte[] value)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(new Uri($"{of.ToString().TrimEnd('/')}/{what}?api-version={_version}"));
        message.Request.Headers.Add("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(new { alg = _algorithm, value = ToBase64Url(value) }));
        pipeline.Send(message, CancellationToken.None);
        if (message.Response.IsError)
        {
            throw new RequestFailedException(message.Response);
        }

        using var answer = JsonDocument.Parse(message.Response.Content);
        return (FromBase64Url(answer.RootElement.GetProperty("value").GetString()!), new Uri(answer.RootElement.GetProperty("kid").GetString()!));
    }

    private static string ToBase64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static byte[] FromBase64Url(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
