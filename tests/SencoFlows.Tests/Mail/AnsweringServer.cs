using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SencoFlows.Tests.Mail;

/// <summary>A server on a free port that keeps what it is sent and answers as it is told to.</summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AnsweringServer(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Path, string? Authorization, string Body)> Got { get; } = [];

    /// <summary>What it does with a request; accepts everything unless told otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = http =>
    {
        http.Response.StatusCode = 202;
        http.Response.Headers["X-Message-Id"] = "m1";
        return Task.CompletedTask;
    };

    public Uri Address { get; private set; } = null!;

    public static async Task<AnsweringServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new AnsweringServer(app);
        app.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            server.Got.Enqueue((http.Request.Path, http.Request.Headers.Authorization, await reader.ReadToEndAsync(http.RequestAborted)));
            await server.Answer(http);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        server.Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <summary>What it was sent, as JSON.</summary>
    public IReadOnlyList<JsonElement> Requests => [.. Got.Select(g => JsonDocument.Parse(g.Body).RootElement)];

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
