using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SencoFlows.Tests.SignIn;

/// <summary>An OpenID Connect provider that signs real tokens and checks what a real one would check: the code, its verifier, who asks.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "sencoflows";
    private static readonly Uri _at = new("https://login.test");
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly Dictionary<string, Dictionary<string, Microsoft.Extensions.Primitives.StringValues>> _asked = new(StringComparer.Ordinal);
    private readonly IHost _host;

    public FakeProvider()
    {
        _host = new HostBuilder().ConfigureWebHost(w => w.UseTestServer().Configure(app => app.Run(Answer))).Start();
    }

    /// <summary>What it says of the person who signs in.</summary>
    public IReadOnlyList<(string Name, object Value)> Says { get; set; } = [];

    public HttpMessageHandler Handler => _host.GetTestServer().CreateHandler();

    /// <summary>How the app proved itself when it fetched the last token.</summary>
    public IFormCollection? TokenRequest { get; private set; }

    /// <summary>The person signs in at the provider, which sends the browser back.</summary>
    /// <param name="asked">Where the site sent the browser.</param>
    public Uri SignIn(Uri asked)
    {
        var query = QueryHelpers.ParseQuery(asked.Query);
        Assert.Equal(("login.test", "code", "S256", ClientId), (asked.Host, query["response_type"].ToString(), query["code_challenge_method"].ToString(), query["client_id"].ToString()));
        var code = $"code-{_asked.Count}";
        _asked[code] = query;
        return new(QueryHelpers.AddQueryString(query["redirect_uri"].ToString(), new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _rsa.Dispose();
    }

    private Task Answer(HttpContext http) => http.Request.Path.Value switch
    {
        "/.well-known/openid-configuration" => http.Response.WriteAsJsonAsync(new
        {
            issuer = _at,
            authorization_endpoint = new Uri(_at, "authorize"),
            token_endpoint = new Uri(_at, "token"),
            jwks_uri = new Uri(_at, "keys"),
            end_session_endpoint = new Uri(_at, "leave"),
        }),
        "/keys" => http.Response.WriteAsJsonAsync(new { keys = new[] { Published() } }),
        "/token" => Token(http),
        _ => throw new InvalidOperationException($"Nobody should ask for {http.Request.Path}"),
    };

    private async Task Token(HttpContext http)
    {
        TokenRequest = await http.Request.ReadFormAsync();
        var asked = _asked[TokenRequest["code"].ToString()];
        Assert.True(_asked.Remove(TokenRequest["code"].ToString()));
        Assert.Equal(asked["code_challenge"].ToString(), Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(TokenRequest["code_verifier"].ToString()))));
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = _at.ToString().TrimEnd('/'),
            Audience = ClientId,
            Claims = Says.Append(("sub", "person-1")).Append(("nonce", asked["nonce"].ToString())).ToDictionary(c => c.Item1, c => c.Item2),
            SigningCredentials = new(new RsaSecurityKey(_rsa) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256),
        });
        await http.Response.WriteAsJsonAsync(new { access_token = "not used", token_type = "Bearer", id_token = token });
    }

    private object Published()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", kid = "k1", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) };
    }
}
