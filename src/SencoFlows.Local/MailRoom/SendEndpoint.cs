using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using SencoFlows.Record;

namespace SencoFlows.Local.MailRoom;

/// <summary>What SendGrid's own client posts to on this machine. It is as strict as SendGrid is, so that a mail that arrives here arrives there.</summary>
internal static class SendEndpoint
{
    /// <summary>SendGrid takes 30 MB with everything that hangs on a mail.</summary>
    private const int _largest = 30_000_000;

    public static IEndpointConventionBuilder MapSend(this IEndpointRouteBuilder app) => app.MapPost("/v3/mail/send", Send);

    private static async Task<IResult> Send(HttpContext http, MailRoomKeys keys, KeptMails mails, TimeProvider clock, CancellationToken ct)
    {
        if (http.Request.Headers.Authorization.ToString() is not { Length: > 7 } given || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes($"Bearer {keys.ApiKey}")))
        {
            return Refuse(401, new RequestError("The provided authorization grant is invalid, expired, or revoked", null));
        }

        if (!http.Request.HasJsonContentType())
        {
            return Refuse(415, new RequestError("Content-Type should be application/json.", null));
        }

        if (await Body(http, ct) is not { } body)
        {
            return Refuse(413, new RequestError("content too large", null));
        }

        var (request, errors) = SendRequest.Read(body, clock.GetUtcNow());
        if (request is null)
        {
            return Refuse(400, [.. errors]);
        }

        var id = RecordId.New()[..22];
        mails.Add(request.To.Select(to => new KeptMail(id, clock.GetUtcNow(), to.Email, to.Name, request.From, request.FromName, request.ReplyTo, request.Subject, request.Text, request.Html, request.Key) { Calendar = request.Calendar }));
        http.Response.Headers["X-Message-Id"] = id;
        return Results.StatusCode(202);
    }

    private static async Task<ReadOnlyMemory<byte>?> Body(HttpContext http, CancellationToken ct)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        if (http.Request.ContentLength > _largest)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > _largest)
            {
                return null;
            }
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static IResult Refuse(int status, params RequestError[] errors) => Results.Json(new { errors }, statusCode: status);
}
