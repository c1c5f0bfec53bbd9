using System.Security.Cryptography;

namespace SencoFlows.Adapters.SendGrid;

/// <summary>How this deployment sends mail with SendGrid.</summary>
public sealed record SendGridOptions
{
    public required string ApiKey { get; init; }

    /// <summary>Whom mails come from: an address of a domain that SendGrid has authenticated for us. The name beside it is the school's.</summary>
    public required string From { get; init; }

    /// <summary>The public key of the signed event webhook, as SendGrid's settings page shows it: base64, without PEM lines.</summary>
    public required string WebhookKey { get; init; }

    /// <summary>"eu" keeps mails in the European Union, which needs an account there; "global" is SendGrid's default.</summary>
    public string DataResidency { get; init; } = "global";

    /// <summary>Another server that speaks /v3/mail/send.</summary>
    public Uri? Host { get; init; }

    /// <summary>After this the answer is taken as lost.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How old a signed call may be. SendGrid repeats a call for 24 hours and does not say whether it signs it anew each time; a call
    /// that is played back within that time changes nothing.
    /// </summary>
    public TimeSpan SignatureAge { get; init; } = TimeSpan.FromHours(25);

    /// <summary>These options, after they were found to be usable.</summary>
    /// <exception cref="InvalidOperationException">Something is missing or wrong. Says what, and holds no secret.</exception>
    public SendGridOptions Checked()
    {
        List<string> wrong = [];
        if (string.IsNullOrWhiteSpace(ApiKey) || ApiKey.Any(char.IsWhiteSpace))
        {
            wrong.Add("ApiKey must be the API key, without spaces");
        }

        if (!Processes.RecordTransfer.MailAddress.IsLikely(From))
        {
            wrong.Add("From must be an email address");
        }

        if (DataResidency is not ("eu" or "global"))
        {
            wrong.Add("DataResidency must be eu or global");
        }

        if (Host is { } host && (!host.IsAbsoluteUri || (host.Scheme != Uri.UriSchemeHttps && !host.IsLoopback)))
        {
            wrong.Add("Host must be an https address");
        }

        if (Timeout <= TimeSpan.Zero || SignatureAge <= TimeSpan.Zero)
        {
            wrong.Add("Timeout and SignatureAge must be more than nothing");
        }

        if (!IsKey(WebhookKey))
        {
            wrong.Add("WebhookKey must be the verification key of the signed event webhook");
        }

        return wrong.Count == 0 ? this : throw new InvalidOperationException($"SendGrid is not set up: {string.Join("; ", wrong)}.");
    }

    /// <summary>A key that checks one signature: such objects are not made for several threads.</summary>
    internal ECDsa Key()
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(WebhookKey), out _);
        return key;
    }

    private bool IsKey(string text)
    {
        try
        {
            using var key = Key();
            return text.Length > 0;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return false;
        }
    }
}
