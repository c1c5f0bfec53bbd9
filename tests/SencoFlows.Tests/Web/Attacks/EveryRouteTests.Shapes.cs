using System.Net;
using AngleSharp.Html.Parser;

namespace SencoFlows.Tests.Web.Attacks;

public sealed partial class EveryRouteTests
{
    [Fact]
    public async Task A_form_of_any_shape_is_answered_and_nothing_is_changed_that_the_form_does_not_say()
    {
        List<string> wrong = [];
        Dictionary<Browser, string> tokens = [];
        var n = 0;
        foreach (var form in trust.Forms.DistinctBy(f => (f.Pattern, f.Pattern.EndsWith('}') ? f.Action[f.Action.LastIndexOf('/')..] : "")))
        {
            var token = tokens.TryGetValue(form.By, out var t) ? t : tokens[form.By] = await Token(form.By);
            foreach (var (name, shape) in _all ? _shapes : [_shapes[n++ % _shapes.Length]])
            {
                using var content = shape($"{_token}={Uri.EscapeDataString(token)}", [.. form.Fields.Select(f => f.Name).Where(f => f is not _token)]);
                using var answer = await form.By.Http.PostAsync(new Uri(form.Action, UriKind.Relative), content, _ct);
                if (Fell(form, answer.StatusCode))
                {
                    wrong.Add($"{form.Action} {(int)answer.StatusCode} {name}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_was_typed_stands_on_the_page_that_asks_again()
    {
        const string typed = "kept as typed 7";
        List<string> lost = [];
        Dictionary<Browser, string> tokens = [];
        var asked = 0;
        foreach (var form in trust.Forms.Where(f => f.Fields.Any(x => x.Free)).DistinctBy(f => (f.Pattern, string.Join(' ', f.Fields.Select(x => x.Name)), f.Pattern.EndsWith('}') ? f.Action[f.Action.LastIndexOf('/')..] : "")))
        {
            var token = tokens.TryGetValue(form.By, out var t) ? t : tokens[form.By] = await Token(form.By);
            var body = string.Join('&', form.Fields.Where(f => f.Name is not _token).Select(f => $"{Uri.EscapeDataString(f.Name)}={Uri.EscapeDataString(f.Free ? typed : f.Value)}").Append($"{_token}={Uri.EscapeDataString(token)}"));
            using var content = new StringContent(body, null, "application/x-www-form-urlencoded");
            using var answer = await form.By.Http.PostAsync(new Uri(form.Action, UriKind.Relative), content, _ct);
            if (answer.StatusCode is not HttpStatusCode.UnprocessableEntity)
            {
                continue;
            }

            asked++;
            var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(_ct), _ct);
            foreach (var field in form.Fields.Where(f => f is { Free: true, Name: not "code" }))
            {
                var boxes = page.QuerySelectorAll("input, textarea").Where(e => e.GetAttribute("name") == field.Name && e.GetAttribute("type") is not ("radio" or "checkbox" or "hidden" or "file")).ToList();
                if (boxes.Count > 0 && !boxes.Any(b => (b.GetAttribute("value") ?? b.TextContent).Trim().Equals(typed, StringComparison.OrdinalIgnoreCase)))
                {
                    lost.Add($"{form.Pattern} {field.Name}");
                }
            }
        }

        Assert.True(asked > 30, $"{asked} forms asked again");
        Assert.True(lost.Count == 0, string.Join('\n', lost));
    }

    /// <summary>An arrival of which nothing was kept says that its record cannot be read.</summary>
    private static bool Fell(AttackedTrust.Sent form, HttpStatusCode status) => (int)status >= 500 && !(status is HttpStatusCode.ServiceUnavailable && form.Pattern.StartsWith("/record-arrival/", StringComparison.Ordinal));

    /// <summary>Forms as no page has them: what is sent, from the token as it goes into a form and the names of the fields.</summary>
    private static readonly (string Name, Func<string, IReadOnlyList<string>, HttpContent> Of)[] _shapes =
    [
        ("with nothing but a token", (token, _) => Coded(token)),
        ("with everything twice", (token, names) => Coded(token, names.SelectMany(n => (string[])[$"{n}=first", $"{n}=second"]))),
        ("with lone halves of letters", (token, names) => Coded(token, names.Select(n => $"{n}=%ED%A0%80x%ED%BF%BF%C3%28%00"))),
        ("with 2 MB in each of two fields", (token, names) => Coded(token, names.Take(2).Select(n => $"{n}={new string('w', 2 << 20)}"))),
        ("with names that go deep", (token, names) => Coded(token, names.Select(n => $"{n}{string.Concat(Enumerable.Repeat("%5Ba%5D.b", 150))}=x"))),
        ("with more fields than anybody has", (token, names) => Coded(token, Enumerable.Range(0, 1_500).Select(i => $"f{i}=x"))),
        ("with words for numbers and numbers for words", (token, names) => Coded(token, names.Select((n, i) => $"{n}={(i % 2 == 0 ? "-1" : "1e400")}"))),
        ("in parts, each a file", (token, names) =>
        {
            var parts = new MultipartFormDataContent { { new StringContent(Uri.UnescapeDataString(token[(token.IndexOf('=', StringComparison.Ordinal) + 1)..])), _token } };
            foreach (var name in names.Append("File").Append("file").Append("Schools"))
            {
                parts.Add(new ByteArrayContent(new byte[2 << 20]), name, "\u202E\uFFFEfdp.exe");
            }

            return parts;
        }),
        ("as JSON", (_, _) => new StringContent("{\"a\":1}", null, "application/json")),
        ("in parts that end in the middle", (_, _) =>
        {
            var broken = new StringContent("--x\r\nContent-Disposition: form-data; name=\"a");
            broken.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
            return broken;
        }),
    ];

    private static StringContent Coded(string token, IEnumerable<string>? fields = null) => new(string.Join('&', (fields ?? []).Prepend(token)), null, "application/x-www-form-urlencoded");
}
