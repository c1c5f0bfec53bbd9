using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using SencoFlows.Record.Systems;

namespace SencoFlows.Adapters.Webhooks;

/// <summary>
/// Posts messages over HTTPS. Where a name leads is looked at when the connection is made, and the connection goes to the very addresses
/// that were looked at: a name that changes its mind in between reaches nothing.
/// </summary>
public sealed class HttpWebhooks : IWebhooks, IDisposable
{
    private readonly WebhookOptions _options;
    private readonly TimeProvider _clock;
    private readonly IDataProtector _protector;
    private readonly HttpClient _http;

    public HttpWebhooks(IDataProtectionProvider protection, WebhookOptions options, TimeProvider clock)
    {
        (_options, _clock, _protector) = (options, clock, protection.CreateProtector("SencoFlows.Webhooks"));
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false, // It would look the name up for itself.
            ConnectCallback = Connect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = 16,
            ActivityHeadersPropagator = null, // Nothing of our own traces goes out, and no address of theirs into ours.
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public bool ThisMachine => _options.ThisMachine;

    public string Seal(string secret) => _protector.Protect(secret);

    public async Task<HookAnswer> Post(Webhook to, HookMessage message, CancellationToken ct)
    {
        if (HookAddress.Read(to.Address, ThisMachine).Address is not { } address)
        {
            return new(null, HookTrouble.NotAllowed);
        }

        var now = _clock.GetUtcNow();
        var secrets = to.Secrets(now).Select(Open).ToList();
        if (secrets[0] is null)
        {
            return new(null, HookTrouble.NoSecret); // An old one that cannot be read does not matter.
        }

        using var request = Request(address, message, secrets.OfType<string>(), now.ToUnixTimeSeconds());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_options.Timeout);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new((int)answer.StatusCode) { RetryAfter = RetryAfter(answer, _clock.GetUtcNow()) };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(null, HookTrouble.NoAnswer);
        }
        catch (HttpRequestException e)
        {
            return new(null, Trouble(e));
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(Uri address, HookMessage message, IEnumerable<string> secrets, long seconds)
    {
        var body = message.Body;
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("User-Agent", "SencoFlows");
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", string.Join(' ', secrets.Select(s => HookSignature.Of(s, message.Id, seconds, body))));
        return request;
    }

    /// <summary>Seconds, or a date: which is compared with their own clock where they say what it shows, because ours may differ from it.</summary>
    private static TimeSpan? RetryAfter(HttpResponseMessage answer, DateTimeOffset now) => answer.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date - (answer.Headers.Date ?? now),
        _ => null,
    };

    /// <summary>Null for what another deployment has sealed.</summary>
    private string? Open(string secret)
    {
        try
        {
            return _protector.Unprotect(secret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static HookTrouble Trouble(HttpRequestException e) => e switch
    {
        { InnerException: NotPublicException } => HookTrouble.NotAllowed,
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => HookTrouble.NotFound,
        { HttpRequestError: HttpRequestError.SecureConnectionError } => HookTrouble.NotTrusted,
        _ => HookTrouble.NotReached,
    };

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = ThisMachine && HookAddress.IsThisMachine(host) ? [IPAddress.Loopback] : await Public(host, ct);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>One address that is not public spoils the name: a name of the internet has none.</summary>
    private async Task<IPAddress[]> Public(string host, CancellationToken ct)
    {
        var addresses = await _options.Lookup(host, ct);
        return addresses.Length > 0 && addresses.All(PublicInternet.Has) ? addresses : throw new NotPublicException();
    }

    private sealed class NotPublicException() : Exception("The name does not lead to the public internet.");
}
