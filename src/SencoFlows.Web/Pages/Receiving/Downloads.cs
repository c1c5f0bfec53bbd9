using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Guests;

namespace SencoFlows.Web.Pages.Receiving;

/// <summary>The pack and its files, to save: never to be run or shown inside our pages, and resumable where a line broke.</summary>
internal static class Downloads
{
    public static void MapDownloads(this IEndpointRouteBuilder received)
    {
        received.MapMethods("/pack", GuestPages.Reading, Whole).ForReceivers();
        received.MapMethods("/files/{number:int}", GuestPages.Reading, One).ForReceivers();
    }

    private static async Task<IResult> Whole(Receiver receiver, Shelf shelf, HttpContext http, CancellationToken ct) =>
        !receiver.MayRead ? ReceivingPages.Back(receiver)
        : await shelf.Whole(receiver, ct) is { } bytes ? await Send(receiver, shelf, http, bytes, "application/zip", $"sen-record-{receiver.Case.Id}-{receiver.Parcel.Number}.zip", receiver.Parcel.Pack!, "pack-read", ct)
        : ReceivingPages.Damaged(receiver);

    private static async Task<IResult> One(Receiver receiver, int number, Shelf shelf, HttpContext http, CancellationToken ct)
    {
        if (!receiver.MayRead)
        {
            return ReceivingPages.Back(receiver);
        }

        if (await shelf.Open(receiver, ct) is not { } pack)
        {
            return ReceivingPages.Damaged(receiver);
        }

        http.Response.RegisterForDisposeAsync(pack);
        if (number < 1 || number > pack.Manifest.Files.Count)
        {
            return Page.NotFound;
        }

        var file = pack.Manifest.Files[number - 1];
        if (pack.Read(file) is not { } bytes || await pack.Record(ct) is not { } record)
        {
            return ReceivingPages.Damaged(receiver);
        }

        var name = record.Documents.FirstOrDefault(d => d.Path == file.Path)?.Name ?? file.Path;
        return await Send(receiver, shelf, http, bytes, file.Type, Bare(name), file.Sha256, "document-read", ct);
    }

    /// <summary>Without any path, and without signs that break a header or another system.</summary>
    private static string Bare(string name) =>
        string.Concat(name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c) && c is not ('"' or ':' or '*' or '?' or '<' or '>' or '|'))).Trim(' ', '.') is { Length: > 0 } bare ? bare : "document";

    private static async Task<IResult> Send(Receiver receiver, Shelf shelf, HttpContext http, Stream bytes, string type, string name, string sha256, string what, CancellationToken ct)
    {
        if (HttpMethods.IsGet(http.Request.Method))
        {
            await shelf.Note(receiver, what, sha256, ct);
        }

        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return Results.Stream(bytes, type, name, entityTag: new EntityTagHeaderValue($"\"{sha256}\""), enableRangeProcessing: true);
    }
}
