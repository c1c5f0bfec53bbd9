namespace SencoFlows.Record.Systems;

/// <summary>
/// An address to which events may be sent: https on its own port, a name that the public can look up, and nothing hidden in it. Where
/// the name leads is looked at with every call: it may change.
/// </summary>
/// <param name="Address">Null when it is refused.</param>
/// <param name="Problem">Why, for whoever typed it.</param>
public sealed record HookAddress(Uri? Address, string? Problem)
{
    private const int _longest = 500;
    private static readonly string[] _inside = [".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp", ".home.arpa", ".onion"];

    /// <param name="typed">As typed, or as stored.</param>
    /// <param name="thisMachine">Whether the machine itself may be called, plainly too: only where somebody tries things out on one machine.</param>
    public static HookAddress Read(string? typed, bool thisMachine)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return No("Enter the address for events");
        }

        if (typed.Length > _longest)
        {
            return No($"The address must be {_longest} characters or fewer");
        }

        if (!Uri.TryCreate(typed.Trim(), UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            return No("Enter a whole address, such as https://example.org/events");
        }

        var problem = uri.UserInfo.Length > 0 ? "The address must not contain a user name or a password"
            : uri.Fragment.Length > 0 ? "The address must not contain #"
            : thisMachine && IsThisMachine(uri.IdnHost) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) ? null
            : uri.Scheme != Uri.UriSchemeHttps ? "The address must begin with https://"
            : IsNumber(uri) ? "The address must name a server, and not be a number such as 192.0.2.1"
            : uri.Port != 443 ? "The address must use the port of https, 443: leave the number out"
            : IsPublicName(uri.IdnHost) ? null : "The address must be one that can be reached from the internet";
        return problem is null ? new(uri, null) : No(problem);
    }

    /// <summary>The two names under which a machine calls itself.</summary>
    public static bool IsThisMachine(string host) => host is "localhost" or "127.0.0.1";

    private static HookAddress No(string problem) => new(null, problem);

    // What a browser or a resolver would read as a number has a last label of digits: no name of the internet has.
    private static bool IsNumber(Uri uri) => uri.HostNameType != UriHostNameType.Dns || char.IsAsciiDigit(uri.IdnHost.TrimEnd('.')[(uri.IdnHost.TrimEnd('.').LastIndexOf('.') + 1)..].FirstOrDefault('0'));

    private static bool IsPublicName(string host) =>
        host.Contains('.', StringComparison.Ordinal) && host[^1] != '.' && !_inside.Any(end => host.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}
