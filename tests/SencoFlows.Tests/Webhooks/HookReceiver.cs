using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SencoFlows.Conformance;

namespace SencoFlows.Tests.Webhooks;

/// <summary>Another system on a free port of this machine: keeps what it is told and answers as the test says.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2? _certificate;

    private HookReceiver(WebApplication app, X509Certificate2? certificate) => (_app, _certificate) = (app, certificate);

    public ConcurrentQueue<(IReadOnlyDictionary<string, string> Headers, string Body)> Got { get; } = [];

    public int Status { get; set; } = 204;

    /// <summary>What it does besides.</summary>
    public Func<HttpContext, Task> Also { get; set; } = _ => Task.CompletedTask;

    public Uri Address { get; private set; } = null!;

    public IReadOnlyList<string> Types => [.. Got.Select(g => JsonDocument.Parse(g.Body).RootElement.GetProperty("type").GetString()!)];

    public IReadOnlyList<string> Ids => [.. Got.Select(g => g.Headers["webhook-id"])];

    /// <param name="tls">With a certificate that nobody vouches for.</param>
    public static async Task<HookReceiver> Start(bool tls = false)
    {
        var certificate = tls ? Certificate() : null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0, l =>
        {
            if (certificate is not null)
            {
                l.UseHttps(certificate);
            }
        }));
        builder.WebHost.UseKestrelHttpsConfiguration();
        var app = builder.Build();
        var receiver = new HookReceiver(app, certificate);
        app.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            receiver.Got.Enqueue((http.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString(), StringComparer.Ordinal), await reader.ReadToEndAsync(http.RequestAborted)));
            http.Response.StatusCode = receiver.Status;
            await receiver.Also(http);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        receiver.Address = new(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), "events");
        return receiver;
    }

    /// <summary>What a receiver makes of the last message: null when it believes it.</summary>
    public string? Check(string secret, DateTimeOffset now) => WebhookVerifier.Check(new(secret, now.ToUnixTimeSeconds(), Got.Last().Headers, Got.Last().Body));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate?.Dispose();
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
