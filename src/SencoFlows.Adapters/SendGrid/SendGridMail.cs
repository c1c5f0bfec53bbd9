using System.Net;
using System.Text;
using System.Text.Json;
using SencoFlows.Mail;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace SencoFlows.Adapters.SendGrid;

/// <summary>Sends mail with SendGrid's own client. It never tries again by itself: SendGrid does not recognise a mail that it has already.</summary>
public sealed class SendGridMail : IMail, IDisposable
{
    /// <summary>The custom argument that comes back in every event. SendGrid keeps it for long and cannot remove it: it holds opaque ids.</summary>
    public const string KeyArgument = "errand";

    private readonly HttpClient _http;
    private readonly SendGridClient _client;
    private readonly string _from;

    public SendGridMail(SendGridOptions options)
    {
        var client = new SendGridClientOptions { ApiKey = options.ApiKey };
        client.SetDataResidency(options.DataResidency);
        if (options.Host is { } host)
        {
            client.Host = host.AbsoluteUri.TrimEnd('/');
        }

        _from = options.From;
        _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false }) { Timeout = options.Timeout };
        _client = new(_http, client);
    }

    public async Task<Posted> Send(Letter letter, CancellationToken ct)
    {
        try
        {
            var response = await _client.SendEmailAsync(Message(letter), ct);
            return await Read(response, ct);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            return new Posted.Later("The mail service could not be reached");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new MailUnknownException(e);
        }
    }

    public void Dispose() => _http.Dispose();

    private SendGridMessage Message(Letter letter)
    {
        var message = new SendGridMessage
        {
            From = new(_from, letter.FromName),
            ReplyTo = letter.ReplyTo is { } reply ? new(reply, letter.FromName) : null,
            Subject = letter.Wording.Subject,
            PlainTextContent = letter.Wording.Text,
            HtmlContent = letter.Wording.Html,
        };
        message.AddTo(letter.To.Email, letter.To.Name);
        message.AddGlobalCustomArg(KeyArgument, letter.Key);
        if (letter.Calendar is { } calendar)
        {
            // The method stands in the file itself: SendGrid refuses a type with parameters.
            message.AddAttachment("meeting.ics", Convert.ToBase64String(Encoding.UTF8.GetBytes(calendar)), "text/calendar", "attachment");
        }

        message.AddHeader("Auto-Submitted", "auto-generated");

        // Tracking would rewrite one-time links, load a picture from elsewhere, and watch parents read.
        message.SetClickTracking(false, false);
        message.SetOpenTracking(false);
        message.SetSubscriptionTracking(false);
        message.SetGoogleAnalytics(false);
        return message;
    }

    private static async Task<Posted> Read(Response response, CancellationToken ct) => response.StatusCode switch
    {
        HttpStatusCode.Accepted => new Posted.Accepted(response.Headers.TryGetValues("X-Message-Id", out var ids) ? ids.FirstOrDefault() : null),

        // A server in between has lost the answer of the one behind it.
        HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => throw new MailUnknownException(),
        HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout => new Posted.Later("The mail service is busy"),

        // Wrong for every mail, not for this one: it is put right in the settings, and then the mails that wait go out.
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new Posted.Later("The mail service does not accept our key. Tell whoever runs SencoFlows for you"),
        >= HttpStatusCode.InternalServerError => new Posted.Later("The mail service has a problem"),
        HttpStatusCode.RequestEntityTooLarge => new Posted.Refused("The mail service says that this email is too large"),
        _ => new Posted.Refused(Words(await response.Body.ReadAsStringAsync(ct), response.StatusCode)),
    };

    /// <summary>The field that SendGrid names tells a person what to do; its sentences may repeat an address, so they are left out.</summary>
    private static string Words(string body, HttpStatusCode status)
    {
        var field = Field(body);
        return field is null ? $"The mail service did not take this email (answer {(int)status})"
            : field.Contains(".to", StringComparison.Ordinal) ? "The mail service says that the email address is not valid. Correct it, then try again"
            : field.StartsWith("from", StringComparison.Ordinal) ? "The mail service does not let us send from our address. Tell whoever runs SencoFlows for you"
            : field.StartsWith("reply_to", StringComparison.Ordinal) ? "The mail service says that the school’s own email address is not valid. Correct it, then try again"
            : $"The mail service did not take this email, because of its {field.Split('.')[0]}";
    }

    private static string? Field(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("errors")[0].GetProperty("field").GetString() is { Length: > 0 and < 100 } field && field.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.') ? field : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
