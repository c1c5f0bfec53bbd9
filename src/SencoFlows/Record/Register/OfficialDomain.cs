namespace SencoFlows.Record.Register;

/// <summary>The part of a school's web address that its email addresses share.</summary>
public static class OfficialDomain
{
    /// <summary>Places where anybody can have a site. An address there belongs to anybody too.</summary>
    private static readonly string[] _shared =
    [
        "blogspot.com", "business.site", "e4education.co.uk", "eschools.co.uk", "facebook.com", "google.com", "gov.uk", "gov.wales",
        "primarysite.net", "squarespace.com", "tes.com", "twitter.com", "weebly.com", "wix.com", "wixsite.com", "wordpress.com", "x.com",
    ];

    /// <summary>Null when it is no web address, or one on a site that many share.</summary>
    public static string? Of(string? website)
    {
        var text = (website ?? "").Trim();
        if (text.Length == 0 || !Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}", UriKind.Absolute, out var uri)
            || uri.HostNameType != UriHostNameType.Dns)
        {
            return null;
        }

        var host = uri.IdnHost.TrimEnd('.').ToLowerInvariant();
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        return host.Contains('.', StringComparison.Ordinal) && !_shared.Any(s => host == s || host.EndsWith("." + s, StringComparison.Ordinal)) ? host : null;
    }
}
