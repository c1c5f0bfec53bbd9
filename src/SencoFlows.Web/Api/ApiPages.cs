using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Api;

/// <summary>Records from other systems over HTTP: announce, send in parts, ask for the receipts. docs/api.md.</summary>
internal static class ApiPages
{
    private const string _realm = "Bearer realm=\"SencoFlows\"";

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/oauth/token", Token).ForAnyone().WithoutAntiforgery().Takes(16 << 10);
        app.MapPost("/api/v1/deliveries", (HttpContext http, ApiTokens tokens, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct) => For(http, tokens, c => Announce(http, c, store, runner, clock, ct), ct)).ForAnyone().WithoutAntiforgery().Takes(64 << 10);
        app.MapGet("/api/v1/deliveries/{id}", (string id, HttpContext http, ApiTokens tokens, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct) => For(http, tokens, c => Show(id, c, store, runner, clock, ct), ct)).ForAnyone();
        app.MapPut("/api/v1/deliveries/{id}/content", (string id, HttpContext http, ApiTokens tokens, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct) => For(http, tokens, c => Append(id, http, c, store, runner, clock, ct), ct)).ForAnyone().WithoutAntiforgery().Takes(Inbound.MostBytesOfAPart);
        app.MapDelete("/api/v1/deliveries/{id}", (string id, HttpContext http, ApiTokens tokens, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct) => For(http, tokens, c => Withdraw(id, c, store, runner, clock, ct), ct)).ForAnyone().WithoutAntiforgery();
    }

    private static async Task<IResult> For(HttpContext http, ApiTokens tokens, Func<Caller, Task<IResult>> handle, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await tokens.Read(http.Request, ct) is { } caller)
        {
            return await handle(caller);
        }

        return NoToken(http);
    }

    private static IResult NoToken(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = _realm;
        return Problem(StatusCodes.Status401Unauthorized, "no-token", "Get a token at /api/oauth/token and send it as Authorization: Bearer");
    }

    /// <summary>RFC 6749, section 4.4, with the secret in the header or in the form.</summary>
    private static async Task<IResult> Token(HttpContext http, ApiTokens tokens, TokenLimits limits, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (limits.Wait(http) is { } wait)
        {
            return Later(http, wait);
        }

        if (!http.Request.HasFormContentType || await Form(http, ct) is not { } form || form["grant_type"] != "client_credentials")
        {
            return Results.Json(new { error = "unsupported_grant_type" }, Wire.Json, statusCode: StatusCodes.Status400BadRequest);
        }

        var (client, secret) = Basic(http.Request.Headers.Authorization.ToString()) ?? (form["client_id"].ToString(), form["client_secret"].ToString());
        if (limits.Wait(client) is { } again)
        {
            return Later(http, again);
        }

        if (await tokens.Issue(client, secret, ct) is { } token)
        {
            return Results.Json(new Dictionary<string, object> { ["access_token"] = token, ["token_type"] = "Bearer", ["expires_in"] = ApiTokens.Seconds }, Wire.Json);
        }

        http.Response.Headers.WWWAuthenticate = "Basic realm=\"SencoFlows\"";
        return Results.Json(new { error = "invalid_client" }, Wire.Json, statusCode: StatusCodes.Status401Unauthorized);
    }

    /// <summary>Null for what says that it is a form and is none.</summary>
    private static async Task<IFormCollection?> Form(HttpContext http, CancellationToken ct)
    {
        try
        {
            return await http.Request.ReadFormAsync(ct);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static IResult Later(HttpContext http, int seconds)
    {
        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Json(new { error = "temporarily_unavailable", error_description = $"Too many requests. Try again in {seconds} seconds" }, Wire.Json, statusCode: StatusCodes.Status429TooManyRequests);
    }

    private static (string, string)? Basic(string header)
    {
        var bytes = new byte[512];
        return header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) && header.Length < 600 && Convert.TryFromBase64String(header[6..].Trim(), bytes, out var n)
            && Encoding.UTF8.GetString(bytes, 0, n).Split(':', 2) is [var client, var secret] ? (Uri.UnescapeDataString(client), Uri.UnescapeDataString(secret)) : null;
    }

    private static async Task<IResult> Announce(HttpContext http, Caller caller, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        Announcement? said;
        try
        {
            said = await http.Request.ReadFromJsonAsync<Announcement>(Wire.Json, ct);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            said = null;
        }

        if (said is not { Transfer: { Length: > 0 and <= 100 } transfer, Sha256: { } sha256 } || !Limits.IsSha256(sha256) || said.Attempt is < 1 or > 99 || said.Bytes is < 1 or > PackFormat.MostBytes
            || transfer.Any(c => !(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')))
        {
            return Problem(StatusCodes.Status400BadRequest, "bad-announcement", $"Send transfer (1 to 100 letters, digits, - _ .), attempt (from 1), sha256 (64 lower-case hex digits) and bytes (at most {PackFormat.MostBytes})");
        }

        var inbound = new Inbound(caller.School.Urn, store, runner, clock);
        if (!await inbound.HasRoom(caller.Client.Id, ct))
        {
            return Problem(StatusCodes.Status429TooManyRequests, "too-many", $"Finish one of the {Inbound.MostAtOnce} deliveries that you have begun first");
        }

        return await inbound.Announce(caller.Client.Id, transfer, said.Attempt, sha256, said.Bytes, ct) is { } pack
            ? Results.Json(await Body(pack, caller, store, ct), Wire.Json, statusCode: pack.Received == 0 && pack.End is null ? StatusCodes.Status201Created : StatusCodes.Status200OK)
            : Problem(StatusCodes.Status409Conflict, "other-content", "This attempt was announced with other content. A corrected delivery has the next attempt");
    }

    private static async Task<IResult> Show(string id, Caller caller, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var inbound = new Inbound(caller.School.Urn, store, runner, clock);
        return await inbound.Find(id, caller.Client.Id, ct) is { } pack ? Results.Json(await Body(await inbound.Finish(pack, ct), caller, store, ct), Wire.Json) : NotThere;
    }

    /// <summary>A part: "Content-Range: bytes 0-8388607/104857600". What broke off goes on from the number of bytes that was received.</summary>
    private static async Task<IResult> Append(string id, HttpContext http, Caller caller, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var inbound = new Inbound(caller.School.Urn, store, runner, clock);
        if (await inbound.Find(id, caller.Client.Id, ct) is not { } pack)
        {
            return NotThere;
        }

        if (!System.Net.Http.Headers.ContentRangeHeaderValue.TryParse(http.Request.Headers.ContentRange.ToString(), out var range) || range is not { Unit: "bytes", From: { } from, To: { } to, Length: { } length }
            || length != pack.Bytes || http.Request.ContentLength != to - from + 1)
        {
            return Problem(StatusCodes.Status400BadRequest, "bad-range", "Send Content-Range: bytes first-last/all, and the Content-Length that belongs to it");
        }

        var (answer, now) = await inbound.Append(pack, from, http.Request.Body, ct);
        if (now.Received == now.Bytes && await new SystemClients(store.Rows(caller.School.Urn)).Find(caller.Client.Id, ct) is null)
        {
            return NoToken(http); // Shut out while the last part came: nothing is delivered any more.
        }

        return answer switch
        {
            Appended.Taken or Appended.Over => Results.Json(await Body(await inbound.Finish(now, ct), caller, store, ct), Wire.Json),
            Appended.WrongOffset => Results.Json(await Body(now, caller, store, ct), Wire.Json, statusCode: StatusCodes.Status409Conflict),
            _ => Problem(StatusCodes.Status413PayloadTooLarge, "too-large", $"A part is at most {Inbound.MostBytesOfAPart} bytes, and all of them what was announced"),
        };
    }

    private static async Task<IResult> Withdraw(string id, Caller caller, IStore store, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        if (await new Inbound(caller.School.Urn, store, runner, clock).Find(id, caller.Client.Id, ct) is not { End: InboundEnd.Delivered } pack)
        {
            return NotThere;
        }

        await runner.Tell(new(caller.School.Urn, id), All.RecordArrival, new RecordArrivalProcess.Event.Withdrawn(), new Actor(Role.System, caller.Client.Id), $"withdrawn:{id}", ct);
        return Results.Json(await Body(pack, caller, store, ct), Wire.Json);
    }

    /// <summary>How a delivery stands, with its receipts. Says nothing about the child and nobody's name.</summary>
    private static async Task<Delivery> Body(InboundPack pack, Caller caller, IStore store, CancellationToken ct)
    {
        List<Receipt> receipts = [];
        if (pack.End == InboundEnd.Delivered)
        {
            foreach (var entry in (await new Caseload(caller.School.Urn, store.Rows(caller.School.Urn)).History(pack.Id, ct)).Where(e => e.Kind == "told"))
            {
                if (Of(All.RecordArrival.ReadEvent(entry.Event)) is { } receipt)
                {
                    receipts.Add(receipt with { At = entry.At });
                }
            }
        }

        var state = pack.End == InboundEnd.Refused ? "not-taken" : pack.End is null ? "receiving" : receipts.Count > 0 ? receipts[^1].Kind : "delivered";
        return new(pack.Id, pack.Transfer, pack.Attempt, state, pack.Bytes, pack.End is null ? pack.Received : pack.Bytes, receipts, [.. pack.Problems.Select(p => new Fault(p.Code, p.Where, p.Words))]);
    }

    private static Receipt? Of(RecordArrivalProcess.Event e) => e switch
    {
        RecordArrivalProcess.Event.Came => new("delivered"),
        RecordArrivalProcess.Event.Opened => new("opened"),
        RecordArrivalProcess.Event.Matched m => new("verified") { Manifest = m.Manifest },
        RecordArrivalProcess.Event.TakenIn => new("filed"),
        RecordArrivalProcess.Event.TeacherHasRead => new("read"),
        RecordArrivalProcess.Event.Refused r => new("refused") { Reason = r.Reason.Code, Note = r.Note },
        RecordArrivalProcess.Event.Withdrawn => new("withdrawn"),
        RecordArrivalProcess.Event.Removed => new("removed"),
        _ => null,
    };

    private static IResult NotThere => Problem(StatusCodes.Status404NotFound, "not-found", "There is no such delivery");

    private static IResult Problem(int status, string code, string words) =>
        Results.Json(new { type = "about:blank", status, code, detail = words }, Wire.Json, "application/problem+json", status);

    internal sealed record Announcement(string? Transfer, int Attempt, string? Sha256, long Bytes);

    internal sealed record Delivery(string Id, string Transfer, int Attempt, string State, long Bytes, long Received, IReadOnlyList<Receipt> Receipts, IReadOnlyList<Fault> Problems);

    internal sealed record Receipt(string Kind)
    {
        public DateTimeOffset At { get; init; }

        public string? Manifest { get; init; }

        public string? Reason { get; init; }

        public string? Note { get; init; }
    }

    internal sealed record Fault(string Code, string Where, string Words);
}
