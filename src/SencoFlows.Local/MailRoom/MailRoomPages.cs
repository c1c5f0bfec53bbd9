using System.Net.Mime;
using Microsoft.Net.Http.Headers;
using SencoFlows.Web;
using SencoFlows.Web.Access;

namespace SencoFlows.Local.MailRoom;

/// <summary>Shows every mail that was sent from this machine, as its reader sees it.</summary>
internal static class MailRoomPages
{
    private const int _aPage = 50;

    public static void MapMailRoomPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/mail-room", List).ForAnyone();
        app.MapPost("/mail-room/deliver-all", DeliverAll).ForAnyone();
        app.MapGet("/mail-room/{id:long}", (long id, KeptMails mails) => mails.Find(id) is { } mail ? Page.Of<MailPage>(new { Mail = mail }) : Page.NotFound).ForAnyone();
        app.MapGet("/mail-room/{id:long}/html", Html).ForAnyone();
        app.MapGet("/mail-room/{id:long}/meeting.ics", (long id, KeptMails mails) =>
            mails.Find(id) is { Calendar: { } calendar } ? Results.File(System.Text.Encoding.UTF8.GetBytes(calendar), "text/calendar", "meeting.ics") : Page.NotFound).ForAnyone();
        app.MapPost("/mail-room/{id:long}", Report).ForAnyone();
    }

    /// <summary>What is still to be sent is sent first, so that nothing is missing from the list.</summary>
    private static async Task<IResult> List(int? page, string? to, KeptMails mails, LocalLoop loop, CancellationToken ct)
    {
        await loop.Settle(ct);
        var current = Math.Clamp(page ?? 1, 1, 1_000_000);
        var (shown, all) = mails.List((current - 1) * _aPage, _aPage, to?.Trim() ?? "");
        return Page.Of<MailRoomPage>(new { To = to?.Trim() ?? "", Mails = shown, All = all, Number = current, Pages = Math.Max(1, (all + _aPage - 1) / _aPage), Unreported = mails.Unreported().Count });
    }

    /// <summary>A mail is somebody else's page: it may hold no script, and looks that our own pages may not have.</summary>
    private static IResult Html(long id, KeptMails mails, HttpContext http)
    {
        if (mails.Find(id) is not { } mail)
        {
            return Page.NotFound;
        }

        http.Response.Headers[HeaderNames.ContentSecurityPolicy] =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation";
        return Results.Content(mail.Html.Replace("<head>", "<head><base target=\"_top\">", StringComparison.Ordinal), MediaTypeNames.Text.Html);
    }

    private static async Task<IResult> Report(long id, HttpContext http, KeptMails mails, EventSender sender, LocalLoop loop, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (mails.Find(id) is not { } mail || !Enum.TryParse<Fate>(form["report"], ignoreCase: false, out var fate) || !Enum.IsDefined(fate))
        {
            return Page.NotFound;
        }

        await sender.Report(mail, fate, ct);
        await loop.Settle(ct);
        return Results.LocalRedirect($"/mail-room/{id}");
    }

    private static async Task<IResult> DeliverAll(KeptMails mails, EventSender sender, LocalLoop loop, CancellationToken ct)
    {
        foreach (var mail in mails.Unreported())
        {
            await sender.Report(mail, Fate.Delivered, ct);
        }

        await loop.Settle(ct);
        return Results.LocalRedirect("/mail-room");
    }
}
