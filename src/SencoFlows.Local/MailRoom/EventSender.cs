using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using SencoFlows.Adapters.SendGrid;
using SencoFlows.Mail;
using SencoFlows.Record;

namespace SencoFlows.Local.MailRoom;

/// <summary>What can be reported about a mail by pressing a button.</summary>
internal enum Fate { Processed, Delivered, Bounced, Dropped }

/// <summary>Answers back as SendGrid does some time after a mail: with signed events to the site's webhook.</summary>
internal sealed class EventSender(MailRoomKeys keys, KeptMails mails, SiteAddress site, TimeProvider clock) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public async Task Report(KeptMail mail, Fate fate, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        string[] events = fate switch
        {
            Fate.Processed => ["processed"],
            Fate.Delivered => mail.News.Any(n => n.Event == "processed") ? ["delivered"] : ["processed", "delivered"],
            Fate.Bounced => ["bounce"],
            _ => ["dropped"],
        };
        var status = await Post(JsonSerializer.SerializeToUtf8Bytes(events.Select(e => Body(mail, e, now))), now, ct);
        mails.Note(mail.Id, events.Select(e => new SentNews(e, now, status)));
    }

    public void Dispose() => _http.Dispose();

    private async Task<int> Post(byte[] body, DateTimeOffset now, CancellationToken ct)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site.Base, "/webhooks/sendgrid")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(SendGridEvents.TimestampHeader, timestamp);
        request.Headers.Add(SendGridEvents.SignatureHeader, keys.Sign(timestamp, body));
        try
        {
            using var response = await _http.SendAsync(request, ct);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    private static Dictionary<string, object?> Body(KeptMail mail, string name, DateTimeOffset now)
    {
        var body = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["email"] = mail.To,
            ["timestamp"] = now.ToUnixTimeSeconds(),
            ["event"] = name,
            ["sg_event_id"] = RecordId.New(),
            ["sg_message_id"] = $"{mail.MessageId}.recvd-local-1",
            ["smtp-id"] = $"<{mail.MessageId}@localhost>",
        };
        if (mail.Key is { } key)
        {
            body[SendGridMail.KeyArgument] = key;
        }

        foreach (var (field, value) in name switch
        {
            "delivered" => [("response", "250 2.0.0 OK")],
            "bounce" => [("type", "bounce"), ("reason", "550 5.1.1 The mailbox does not exist"), ("status", "5.1.1"), ("bounce_classification", "Invalid Address")],
            "dropped" => [("reason", "Bounced Address"), ("status", "5.0.0")],
            _ => Array.Empty<(string, string)>(),
        })
        {
            body[field] = value;
        }

        return body;
    }
}
