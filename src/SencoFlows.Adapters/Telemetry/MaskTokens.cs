using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry;

namespace SencoFlows.Adapters.Telemetry;

/// <summary>Takes one-time tokens and everything asked for in a query out of the addresses that traces carry.</summary>
public sealed partial class MaskTokens : BaseProcessor<Activity>
{
    private static readonly string[] _addresses = ["url.path", "url.full", "http.target", "http.url"];

    public override void OnEnd(Activity data)
    {
        data.SetTag("url.query", null);
        foreach (var name in _addresses)
        {
            if (data.GetTagItem(name) is string address)
            {
                data.SetTag(name, Query().Replace(Token().Replace(address, "(token)"), ""));
            }
        }

        data.DisplayName = Token().Replace(data.DisplayName, "(token)");
    }

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"\?.*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Query();
}
