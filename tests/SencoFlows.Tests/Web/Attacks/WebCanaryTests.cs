using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using AngleSharp.Html.Parser;

namespace SencoFlows.Tests.Web.Attacks;

/// <summary>A child with an unmistakable name is on the roll, has cases, a plan and documents. Her name stands on pages, and nowhere around them.</summary>
[Collection<OneAttackedTrust>]
public sealed class WebCanaryTests(AttackedTrust trust)
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Her_name_stands_on_pages_and_in_no_title_header_address_file_name_key_log_trace_or_figure()
    {
        List<string> told = [];
        using var traces = new ActivityListener { ShouldListenTo = s => s.Name == SencoFlows.Cases.Telemetry.Name, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        var steps = 0;
        traces.ActivityStopped = a =>
        {
            Interlocked.Increment(ref steps);
            Say("trace", string.Join(' ', a.TagObjects.Select(t => $"{t.Key}={t.Value}").Prepend(a.DisplayName)));
        };
        ActivitySource.AddActivityListener(traces);
        using var figures = new MeterListener();
        figures.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SencoFlows.Cases.Telemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        figures.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Say("figure", instrument.Name + string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))));
        figures.Start();

        var named = 0;
        var all = await trust.Site.SignedIn("all", AttackedTrust.School);
        foreach (var (pattern, address) in trust.Found)
        {
            Say("address", address);
            using var answer = await all.Http.GetAsync(new Uri(address, UriKind.Relative), _ct);
            foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Set-Cookie")) // Sealed, and full of chance.
            {
                Say($"header {name} of {pattern}", string.Join(' ', values));
            }

            var body = await answer.Content.ReadAsStringAsync(_ct);
            named += CanaryNames.In(body) ? 1 : 0;
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                var page = await new HtmlParser().ParseDocumentAsync(body, _ct);
                Say($"title of {pattern}", page.Title);
                foreach (var link in page.QuerySelectorAll("[href], [action], [formaction], [src]"))
                {
                    Say($"link on {pattern}", string.Join(' ', ((string[])["href", "action", "formaction", "src"]).Select(link.GetAttribute)));
                }
            }
            else if (pattern.EndsWith(".ics", StringComparison.Ordinal))
            {
                Say($"feed {pattern}", body);
            }
        }

        await OtherForms.Begin(trust.Site, AttackedTrust.School, trust.Moved, null); // Steps, for traces and figures.
        Assert.True(steps > 0);
        foreach (var key in trust.Rows().Keys)
        {
            Say("key", key);
        }

        foreach (var line in trust.Logs.Lines)
        {
            Say("log", line);
        }

        Assert.True(named > 5, $"She stands on {named} pages: nothing would be found.");
        Assert.True(told.Count == 0, string.Join('\n', told.Distinct().Take(50)));

        void Say(string where, string? words)
        {
            if (CanaryNames.In(words))
            {
                lock (told)
                {
                    told.Add($"{where}: {words![..Math.Min(words!.Length, 120)]}");
                }
            }
        }
    }

    [Theory]
    [InlineData("Quillfeather, Zebedee")]
    [InlineData("zebedee.quillfeather@example.org")]
    [InlineData("ZEBEDEE")]
    [InlineData("/pupils?name=Quill%66eather")]
    [InlineData("a%5AebedeeB")]
    [InlineData("Z&#101;bedee")]
    [InlineData("Zebe-dee_record.pdf")]
    [InlineData("illfeathe")]
    public void The_search_finds_her_however_she_is_written(string text) => Assert.True(CanaryNames.In(text));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("xy")]
    [InlineData("{\"name\":\"")]
    public void The_search_finds_her_in_base64_wherever_she_begins(string before)
    {
        foreach (var name in (string[])["Zebedee", "quillfeather", "QUILLFEATHER"])
        {
            Assert.True(CanaryNames.In(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{name}, x"))), name);
            Assert.True(CanaryNames.In("?q=" + WebUtility.UrlEncode(Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{name}")))), name);
        }
    }

    [Theory]
    [InlineData("Feathers and a quill")]
    [InlineData("Zoe Bede")]
    [InlineData(null)]
    public void The_search_finds_nobody_else(string? text) => Assert.False(CanaryNames.In(text));
}
