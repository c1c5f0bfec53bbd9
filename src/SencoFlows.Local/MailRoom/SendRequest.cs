using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SencoFlows.Local.MailRoom;

/// <summary>A request to /v3/mail/send that SendGrid would have taken.</summary>
/// <param name="Key">The custom argument that every event about it carries.</param>
internal sealed record SendRequest(IReadOnlyList<(string Email, string Name)> To, string From, string FromName, string? ReplyTo, string Subject, string Text, string Html, string? Key)
{
    /// <summary>The calendar file that hangs on it.</summary>
    public string? Calendar { get; init; }

    private const int _mostRecipients = 1000;
    private const int _mostBytesOfArguments = 10_000;
    private static readonly HashSet<string> _reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-sg-id", "x-sg-eid", "received", "dkim-signature", "content-type", "content-transfer-encoding", "to", "from", "subject", "reply-to", "cc", "bcc",
    };

    /// <summary>
    /// Reads a request by the rules of SendGrid's published OpenAPI description (twilio/sendgrid-oai, tsg_mail_v3) and of its list of
    /// errors: a mail that passes here passes there.
    /// </summary>
    /// <returns>The request, or everything that is wrong with it.</returns>
    public static (SendRequest? Request, IReadOnlyList<RequestError> Errors) Read(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var check = new RequestCheck();
        try
        {
            using var json = JsonDocument.Parse(body);
            var request = json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement, check, now) : null;
            return check.Errors.Count == 0 && request is not null ? (request, []) : (null, check.Errors is [_, ..] ? check.Errors : [new("Bad Request", null)]);
        }
        catch (JsonException)
        {
            return (null, [new("Bad Request", null)]);
        }
    }

    private static SendRequest Read(JsonElement root, RequestCheck check, DateTimeOffset now)
    {
        var people = RequestCheck.Property(root, "personalizations") is null ? null : check.List(root, "personalizations", "personalizations", 1, _mostRecipients);
        if (RequestCheck.Property(root, "personalizations") is null)
        {
            check.Wrong("personalizations", "The personalizations field is required and must have at least one personalization.");
        }

        var template = check.Text(root, "template_id", "template_id");
        var to = (people ?? []).SelectMany((p, i) => Personal(p, $"personalizations.{i}", root, check, now)).ToList();
        if (to.Count > _mostRecipients)
        {
            check.Wrong("personalizations", $"There is a limit of {_mostRecipients} total recipients (to + cc + bcc) per request.");
        }

        var from = check.Address(RequestCheck.Property(root, "from"), "from");
        var reply = RequestCheck.Property(root, "reply_to") is { } one ? check.Address(one, "reply_to") : null;
        if (check.List(root, "reply_to_list", "reply_to_list", 1, _mostRecipients) is { } several)
        {
            foreach (var (i, r) in several.Index())
            {
                check.Address(r, $"reply_to_list.{i}");
            }

            if (reply is not null)
            {
                check.Wrong("reply_to_list", "Use either reply_to or reply_to_list, not both.");
            }
        }

        var subject = check.Text(root, "subject", "subject");
        if (RequestCheck.Property(root, "subject") is null && template is null && (people ?? []).Any(p => RequestCheck.Property(p, "subject") is null))
        {
            check.Wrong("subject", "The subject is required, unless a template or every personalization has one.");
        }

        var contents = Contents(root, template, check);
        Headers(root, "headers", check);
        Arguments(root, null, "custom_args", check);
        Later(root, "send_at", check, now);
        SendSettings.Check(root, check);
        return new([.. to], from ?? "", Name(RequestCheck.Property(root, "from")), reply, subject ?? "", contents.GetValueOrDefault("text/plain", ""), contents.GetValueOrDefault("text/html", ""),
            check.Texts(root, "custom_args", "custom_args").FirstOrDefault(a => a.Name == Adapters.SendGrid.SendGridMail.KeyArgument).Value)
        {
            Calendar = check.Errors.Count == 0 ? SendSettings.Calendar(root) : null,
        };
    }

    private static IEnumerable<(string, string)> Personal(JsonElement person, string path, JsonElement root, RequestCheck check, DateTimeOffset now)
    {
        List<(string Email, string Name)> to = [];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var name in (string[])["to", "cc", "bcc"])
        {
            foreach (var (who, i) in (check.List(person, name, $"{path}.{name}", 1, _mostRecipients) ?? []).Select((w, i) => (w, i)))
            {
                if (check.Address(who, $"{path}.{name}.{i}") is { } email)
                {
                    to.Add((email, Name(who)));
                    if (!seen.Add(email))
                    {
                        check.Wrong(path, "Each email address in the personalization block should be unique between to, cc, and bcc.");
                    }
                }
            }
        }

        if (RequestCheck.Property(person, "to") is null)
        {
            check.Wrong($"{path}.to", "The to array is required for all personalization objects, and must have at least one email object with a valid email address.");
        }

        if (RequestCheck.Property(person, "from") is { } from)
        {
            check.Address(from, $"{path}.from");
        }

        check.Text(person, "subject", $"{path}.subject");
        Headers(person, $"{path}.headers", check);
        Arguments(person, root, $"{path}.custom_args", check);
        if (check.Texts(person, "substitutions", $"{path}.substitutions").Sum(s => Encoding.UTF8.GetByteCount(s.Name) + Encoding.UTF8.GetByteCount(s.Value)) > _mostBytesOfArguments)
        {
            check.Wrong($"{path}.substitutions", "The total size of your substitutions must not exceed 10,000 bytes for each personalization.");
        }

        Later(person, $"{path}.send_at", check, now);
        return to;
    }

    /// <summary>What is said once for the mail counts to every recipient.</summary>
    private static void Arguments(JsonElement of, JsonElement? alsoOf, string path, RequestCheck check)
    {
        var own = check.Texts(of, "custom_args", path);
        var shared = alsoOf is { } all ? new RequestCheck().Texts(all, "custom_args", "custom_args") : [];
        if (own.Concat(shared).Sum(a => Encoding.UTF8.GetByteCount(a.Name) + Encoding.UTF8.GetByteCount(a.Value)) > _mostBytesOfArguments)
        {
            check.Wrong(path, "The total size of your custom arguments must not exceed 10,000 bytes.");
        }
    }

    private static void Headers(JsonElement of, string path, RequestCheck check)
    {
        foreach (var (name, _) in check.Texts(of, "headers", path))
        {
            if (_reserved.Contains(name) || name.Any(c => c is <= ' ' or > '~' or ':'))
            {
                check.Wrong($"{path}.{name}", "This header is reserved or not a header, and cannot be set.");
            }
        }
    }

    private static void Later(JsonElement of, string path, RequestCheck check, DateTimeOffset now)
    {
        if (RequestCheck.Property(of, "send_at") is { } at && (at.ValueKind != JsonValueKind.Number || !at.TryGetInt64(out var seconds) || seconds > now.AddHours(72).ToUnixTimeSeconds()))
        {
            check.Wrong(path, "The send_at value must be a unix timestamp not more than 72 hours ahead.");
        }
    }

    private static Dictionary<string, string> Contents(JsonElement root, string? template, RequestCheck check)
    {
        var contents = new Dictionary<string, string>(StringComparer.Ordinal);
        if (RequestCheck.Property(root, "content") is null)
        {
            if (template is null)
            {
                check.Wrong("content", "Unless a valid template_id is provided, the content parameter is required. There must be at least one defined content block.");
            }

            return contents;
        }

        var last = -1;
        foreach (var (content, i) in (check.List(root, "content", "content", 1, 100) ?? []).Select((c, i) => (c, i)))
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"content.{i}");
            var (type, value) = (check.Text(content, "type", $"{path}.type"), check.Text(content, "value", $"{path}.value"));
            Required(content, path, check, "type", "value");
            if (type is null || value is null)
            {
                continue;
            }

            if (type.AsSpan().ContainsAny(';', '\r', '\n'))
            {
                check.Wrong($"{path}.type", "The content type cannot contain ';', or CRLF characters.");
            }

            var rank = type switch { "text/plain" => 0, "text/html" => 1, _ => 2 };
            if (rank < last || !contents.TryAdd(type, value))
            {
                check.Wrong("content", "Each type may be given once, text/plain first, then text/html, then anything else.");
            }

            last = rank;
        }

        return contents;
    }

    internal static void Required(JsonElement of, string path, RequestCheck check, params string[] names)
    {
        foreach (var name in names.Where(n => RequestCheck.Property(of, n) is null))
        {
            check.Wrong($"{path}.{name}", $"The {name} value is required.");
        }
    }

    private static string Name(JsonElement? person) => person is { } p && RequestCheck.Property(p, "name") is { ValueKind: JsonValueKind.String } name ? name.GetString()! : "";
}
