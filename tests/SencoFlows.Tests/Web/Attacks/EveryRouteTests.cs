using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Local.Seed;
using SencoFlows.Record;
using SencoFlows.Web;

namespace SencoFlows.Tests.Web.Attacks;

/// <summary>Every address and every form of the site, tried by those who may not and with what nobody types.</summary>
[Collection<OneAttackedTrust>]
public sealed partial class EveryRouteTests(AttackedTrust trust)
{
    /// <summary>For whoever hunts: everything with everything, which takes a minute.</summary>
    private static readonly bool _all = Environment.GetEnvironmentVariable("ATTACK") == "all";

    private const string _token = "__RequestVerificationToken";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    /// <summary>Ids and numbers as nobody's page has them.</summary>
    private static readonly string[] _odd =
    [
        "..%2f..%2fetc%2fpasswd", "%252e%252e%252f", "%E2%80%AEgpj.exe", "%0d%0aSet-Cookie:%20a=b", "-1", "0", "2147483648", "99999999999999999999", "1e9", "NaN", "0001-01-01", "9999-12-31",
        "SENCOROLE", "null", "%7B%7D", "%27%20or%201=1--", "%3Cscript%3E", "a|b", "a%7Cb", "%C0%AF", "%FF%FE", "990101-", "990102-sencorole", "990101-SENCOROLE", "990101-sencorole%0A", "+", "%20", "new", new string('9', 300), new string('a', 2000),
    ];

    /// <summary>What nobody types into a box.</summary>
    private static readonly string[] _typed =
    [
        new string('q', 40_000), "nul\0l", "\u202Egpj.exe\u202C", "\u0001\u0007\u001B[31m\u0085", "\uFFFE\uFFFF", "-1", "99999999999999999999", "9999", "0001", "1e308", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "../../etc/passwd", "' or 1=1 --", "\r\n\r\n", "٣", "½", "😀",
    ];

    /// <summary>Names of what pages ask of an address.</summary>
    private static readonly string[] _asked =
    [
        "page", "sort", "down", "move", "stage", "to", "late", "finished", "done", "more", "removed", "name", "year", "need", "status", "provision", "reviewed", "reason", "force", "unsure", "rule", "from", "on", "day", "until", "urn", "q", "school", "hours", "process", "kind", "date", "start", "days", "from.Day", "from.Month", "from.Year", "on.Day", "on.Month", "on.Year", "start.Year",
    ];

    [Fact]
    public void The_crawl_reaches_most_pages_and_every_form()
    {
        Assert.True(trust.Found.Select(f => f.Pattern).Distinct().Count() >= 100, $"{trust.Found.Select(f => f.Pattern).Distinct().Count()} kinds of pages. Not found: {string.Join(' ', Patterns("GET").Except(trust.Found.Select(f => f.Pattern)))}");
        var missed = Patterns("POST").Except(trust.Forms.Select(f => f.Pattern)).Except(["/api/oauth/token", "/api/v1/deliveries", "/sign-out"]).ToList(); // Those have tests of their own.
        Assert.True(missed.Count == 0, $"Forms that nobody attacks: {string.Join(' ', missed)}");
        Assert.True(trust.Names.Count > 20);
    }

    [Fact]
    public async Task Nobody_sees_a_pupil_of_another_school_or_whom_their_role_does_not_show_them_and_no_log_names_one()
    {
        List<string> seen = [];
        foreach (var (who, urn) in new[] { ("all", AttackedTrust.Other), ("governor", AttackedTrust.School), ("trust", AttackedTrust.School), ("nobody", AttackedTrust.School), ("gone", AttackedTrust.School), ("anybody", "") })
        {
            var browser = who == "anybody" ? trust.Site.Anybody() : await trust.Site.SignedIn(who, urn);
            foreach (var (_, address) in trust.Found.Where(f => who != "all" || f.Pattern.Contains('{', StringComparison.Ordinal)))
            {
                using var answer = await browser.Http.GetAsync(new Uri(address, UriKind.Relative), _ct);
                var body = await answer.Content.ReadAsStringAsync(_ct);
                if ((int)answer.StatusCode >= 500 || trust.Names.Any(n => body.Contains(WebUtility.HtmlEncode(n), StringComparison.Ordinal) || body.Contains(n, StringComparison.Ordinal)))
                {
                    seen.Add($"{who}: {address} {(int)answer.StatusCode}");
                }
            }
        }

        Assert.Empty(seen);
        Assert.DoesNotContain(trust.Logs.Lines, l => trust.Names.Any(n => l.Contains(n, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nobody_changes_a_school_that_is_not_theirs_or_anything_at_all_without_a_role_or_a_token()
    {
        var before = trust.Rows();
        List<string> wrong = [];
        foreach (var (who, urn) in new[] { ("all", AttackedTrust.Other), ("nobody", AttackedTrust.School), ("gone", AttackedTrust.School), ("anybody", "") })
        {
            var browser = who == "anybody" ? trust.Site.Anybody() : await trust.Site.SignedIn(who, urn);
            var token = await Token(browser);
            foreach (var form in trust.Forms.Where(f => !f.Pattern.Contains("{token}", StringComparison.Ordinal) && (who != "all" || f.Pattern.Contains('{', StringComparison.Ordinal))))
            {
                foreach (var with in (string?[])[null, token])
                {
                    var status = await Send(browser, form, with, f => f.Value);
                    if ((int)status >= 500 || (with is null && status is not (HttpStatusCode.BadRequest or HttpStatusCode.Found or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)))
                    {
                        wrong.Add($"{who}: {form.Action} {status}");
                    }
                }
            }
        }

        var all = await trust.Site.SignedIn("all", AttackedTrust.School);
        foreach (var form in trust.Forms)
        {
            var status = await Send(all, form, null, f => f.Value);
            if (status is not HttpStatusCode.BadRequest)
            {
                wrong.Add($"without a token: {form.Action} {status}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(100)));
        var now = trust.Rows(AttackedTrust.School, SeedSchools.Ashdown);
        Assert.True(now.All(r => before.GetValueOrDefault(r.Key) == r.Value), string.Join('\n', now.Where(r => before.GetValueOrDefault(r.Key) != r.Value).Select(r => r.Key).Take(50)));
    }

    [Fact]
    public async Task An_address_with_anything_in_it_is_answered_and_changes_nothing()
    {
        var all = await trust.Site.SignedIn("all", AttackedTrust.School);
        var before = trust.Rows();
        List<string> wrong = [];
        var turn = 0;
        foreach (var pattern in trust.Endpoints.Select(e => e.RoutePattern).DistinctBy(p => p.RawText))
        {
            var good = trust.Found.FirstOrDefault(f => f.Pattern == pattern.RawText).Address?.Split('?')[0].Trim('/').Split('/');
            var segments = pattern.RawText!.Trim('/').Split('/');
            for (var i = 0; i < segments.Length; i++)
            {
                if (!segments[i].Contains('{', StringComparison.Ordinal))
                {
                    continue;
                }

                foreach (var odd in _all ? _odd : Enumerable.Range(0, 8).Select(_ => _odd[++turn % _odd.Length]))
                {
                    var address = "/" + string.Join('/', segments.Select((s, n) => n == i ? odd : good?.Length == segments.Length ? good[n] : s.Contains('{', StringComparison.Ordinal) ? "x" : s));
                    await Ask(all, HttpMethod.Get, address, wrong);
                }
            }
        }

        foreach (var address in trust.Found.DistinctBy(f => f.Pattern).Select(f => f.Address.Split('?')[0]))
        {
            foreach (var odd in (string[])["-1", "99999999999999999999", "0001-01-01", "9999-12-31"])
            {
                await Ask(all, HttpMethod.Get, $"{address}?{string.Join('&', _asked.Select(a => $"{a}={odd}"))}", wrong);
            }

            foreach (var method in (HttpMethod[])[HttpMethod.Head, HttpMethod.Options, HttpMethod.Put, HttpMethod.Delete, new("PROPFIND")])
            {
                await Ask(all, method, address, wrong);
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(100)));
        Assert.Equal([], trust.Rows().Where(r => before.GetValueOrDefault(r.Key) != r.Value).Select(r => r.Key).Where(k => !k.Contains("/looked|", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_form_with_anything_in_it_is_answered_and_nothing_endless_is_kept()
    {
        List<string> wrong = [];
        Dictionary<Browser, string> tokens = [];
        var n = 0;
        foreach (var form in trust.Forms.DistinctBy(f => (f.Pattern, string.Join(' ', f.Fields.Select(x => x.Name)), f.Pattern.EndsWith('}') ? f.Action[f.Action.LastIndexOf('/')..] : "")))
        {
            var token = tokens.TryGetValue(form.By, out var t) ? t : tokens[form.By] = await Token(form.By);
            foreach (var odd in _all ? _typed : [_typed[0], _typed[n++ % _typed.Length]])
            {
                Note(form, odd, await Send(form.By, form, token, f => f.Name is Once.RequestField ? RecordId.New() : f.Free ? odd : f.Value));
            }

            // Each field on its own, whatever kind it is.
            foreach (var field in form.Fields.Where(f => f.Name is not _token).Where((_, i) => _all || i % 3 == n % 3))
            {
                var odd = _typed[n++ % _typed.Length];
                Note(form, $"{field.Name}={odd}", await Send(form.By, form, token, f => f == field ? odd : f.Name is Once.RequestField ? RecordId.New() : f.Value));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
        foreach (var urn in (string[])[AttackedTrust.School, SeedSchools.Ashdown])
        {
            foreach (var key in ((SencoFlows.Tests.Record.MemoryRows)trust.Store.Rows(urn)).Keys)
            {
                Assert.False((await trust.Store.Rows(urn).Read(key, _ct))!.Body.Contains("qqqqqqqqqq", StringComparison.Ordinal), key);
            }
        }

        void Note(AttackedTrust.Sent form, string odd, HttpStatusCode status)
        {
            if (Fell(form, status))
            {
                wrong.Add($"{form.Action} {(int)status} with {odd[..Math.Min(odd.Length, 60)]}");
            }
        }
    }

    private IEnumerable<string> Patterns(string method) => trust.Endpoints.Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(method) is true).Select(e => e.RoutePattern.RawText!).Distinct();

    private static async Task Ask(Browser browser, HttpMethod method, string address, List<string> wrong)
    {
        using var request = new HttpRequestMessage(method, new Uri("https://senco.test" + address));
        try
        {
            using var answer = await browser.Http.SendAsync(request, _ct);
            if ((int)answer.StatusCode >= 500)
            {
                wrong.Add($"{method} {address[..Math.Min(address.Length, 200)]} {(int)answer.StatusCode}");
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            wrong.Add($"{method} {address[..Math.Min(address.Length, 200)]} {e.GetType().Name} {e.Message}");
        }
    }

    /// <summary>Of a form that everybody has: it is good for every form of the same browser.</summary>
    private static async Task<string> Token(Browser browser)
    {
        var html = await new HtmlParser().ParseDocumentAsync(await browser.Http.GetStringAsync(new Uri("/sign-out", UriKind.Relative), _ct), _ct);
        return html.QuerySelector($"input[name={_token}]")!.GetAttribute("value")!;
    }

    private static async Task<HttpStatusCode> Send(Browser browser, AttackedTrust.Sent form, string? token, Func<AttackedTrust.Field, string> value)
    {
        List<KeyValuePair<string, string>> fields = [.. form.Fields.Where(f => f.Name is not _token).Select(f => KeyValuePair.Create(f.Name, value(f))), .. token is null ? [] : (KeyValuePair<string, string>[])[KeyValuePair.Create(_token, token)]];
        using HttpContent content = form.Files ? Multipart(fields) : new StringContent(string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}")), null, "application/x-www-form-urlencoded");
        using var answer = await browser.Http.PostAsync(new Uri(form.Action, UriKind.Relative), content, _ct);
        return answer.StatusCode;
    }

    private static MultipartFormDataContent Multipart(List<KeyValuePair<string, string>> fields)
    {
        var content = new MultipartFormDataContent();
        foreach (var field in fields)
        {
            content.Add(new StringContent(field.Value), field.Key);
        }

        content.Add(new ByteArrayContent([0x25, 0x50, 0x44, 0x46, 0x2D]), "file", "..\\..\\\u202E\uFFFEfdp.exe");
        return content;
    }
}
