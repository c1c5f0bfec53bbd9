using System.Diagnostics;
using SencoFlows.Adapters.Telemetry;

namespace SencoFlows.Tests.Adapters;

public sealed class MaskTokensTests
{
    private const string _token = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public void No_trace_carries_a_token_or_what_was_asked_for_in_a_query()
    {
        using var trace = new Activity("GET");
        trace.SetTag("url.path", $"/parcel/100001-{_token}").SetTag("url.full", $"https://senco.test/record/100001-{_token}/file?name=Zebedee").SetTag("url.query", "?q=Zebedee").SetTag("http.response.status_code", 200);
        trace.DisplayName = $"GET /parcel/100001-{_token}";
        using var mask = new MaskTokens();
        mask.OnEnd(trace);
        Assert.Equal("/parcel/100001-(token)", trace.GetTagItem("url.path"));
        Assert.Equal("https://senco.test/record/100001-(token)/file", trace.GetTagItem("url.full"));
        Assert.Equal("GET /parcel/100001-(token)", trace.DisplayName);
        Assert.DoesNotContain(trace.TagObjects, t => $"{t.Value}".Contains("Zebedee", StringComparison.Ordinal) || $"{t.Value}".Contains(_token, StringComparison.Ordinal));
        Assert.Equal(200, trace.GetTagItem("http.response.status_code"));
    }
}
