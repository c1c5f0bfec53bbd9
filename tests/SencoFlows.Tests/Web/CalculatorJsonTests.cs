using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using SencoFlows.Law;
using SencoFlows.Tests.Law;

namespace SencoFlows.Tests.Web;

public sealed class CalculatorJsonTests(OneSite one) : IClassFixture<OneSite>
{
    private TestSite Site => one.Site;

    [Fact]
    public async Task Answers_one_date_with_its_rule_and_its_working()
    {
        var (status, type, body) = await Get("/calculator.json?rule=ehcna-6&from=2026-11-23");
        Assert.Equal((HttpStatusCode.OK, "application/json"), (status, type));
        var rule = body.GetProperty("rule");
        Assert.Equal(("ehcna-6", "must", "SEND Regulations 2014, reg. 5(1)", "https://www.legislation.gov.uk/uksi/2014/1530/regulation/5"),
            (Text(rule, "id"), Text(rule, "duty"), Text(rule, "source"), Text(rule, "url")));
        Assert.Equal("2027-01-04", Text(body, "due"));
        Assert.False(body.GetProperty("provisional").GetBoolean());
        Assert.Equal(["6 weeks after Monday 23 November 2026 is Monday 4 January 2027, the same day of the week. Weekends, bank holidays and school holidays count, and the date does not move when it falls on one."],
            body.GetProperty("steps").EnumerateArray().Select(s => s.GetString()!));
        Assert.False(body.TryGetProperty("dates", out _));
    }

    [Theory]
    [InlineData("rule=ar-due&from=2026-04-15", "due=2027-04-14 anniversary=2027-04-15")]
    [InlineData("rule=ar-due&lastReview=2026-04-15", "due=2027-04-14 anniversary=2027-04-15")]
    [InlineData("rule=unopposed&from=2027-02-01", "confirm=2027-02-15 noPlan=2027-04-12 plan=2027-05-10 amend=2027-03-08")]
    [InlineData("rule=appeal&from=2027-06-14&certificate=2027-07-08", "due=2027-09-01")]
    [InlineData("rule=ar-final&served=2027-02-16&meeting=2027-01-19", "due=2027-04-13")]
    [InlineData("rule=ehcna-exc&from=2027-07-22&reopens=2027-09-02", "opens=2027-07-15 closes=2027-08-26")]
    [InlineData("rule=cp-file-inyear&from=2026-11-20&terms=2026-09-02..2026-10-23&terms=2026-11-02..2026-12-18&inset=2026-11-27", "due=2026-11-25 workingDays=2026-11-27 schoolDays=2026-11-30")]
    [InlineData("rule=ctf&from=2026-11-20&terms=2026-11-02..2026-12-18&inset=2026-11-27", "due=2026-12-14")]
    [InlineData("rule=ctf&from=2026-11-20&school=100001", "due=2026-12-14")]
    public async Task Answers_what_it_is_asked(string query, string expected)
    {
        var (_, _, body) = await Get($"/calculator.json?{query}");
        var dates = body.TryGetProperty("dates", out var several) ? several.EnumerateObject().Select(d => $"{d.Name}={d.Value.GetString()}") : [$"due={Text(body, "due")}"];
        Assert.Equal(expected, string.Join(' ', dates));
        Assert.False(body.GetProperty("provisional").GetBoolean());
    }

    [Fact]
    public async Task A_school_day_rule_without_terms_is_provisional_and_says_why()
    {
        var (_, _, body) = await Get("/calculator.json?rule=ctf&from=2026-11-20");
        Assert.True(body.GetProperty("provisional").GetBoolean());
        Assert.Contains("provisional", body.GetProperty("steps").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_rule_lists_every_rule_and_what_it_takes()
    {
        var (_, _, body) = await Get("/calculator.json");
        var rules = body.GetProperty("rules").EnumerateArray().ToLookup(r => Text(r, "id"));
        Assert.Equal(CatalogueTests.Ids.Select(i => i.Data).Order(), rules.Select(r => r.Key).Order());
        Assert.Equal(2, rules["sar"].Count());
        Assert.Equal(["from:lastReview:True"], Inputs(rules["ar-due"].Single()));
        Assert.Equal(["from:served:True", "meeting::False"], Inputs(rules["ar-final"].Single()));
        Assert.Equal(["school", "terms", "inset"], body.GetProperty("common").EnumerateArray().Select(c => Text(c, "name")));

        static IEnumerable<string> Inputs(JsonElement rule) => rule.GetProperty("inputs").EnumerateArray().Select(i =>
            $"{Text(i, "name")}:{i.GetProperty("alias").GetString()}:{i.GetProperty("required").GetBoolean()}");
    }

    [Theory]
    [InlineData("rule=ehcna-6", "from", "Give the day the local authority received the request, such as 2026-11-23")]
    [InlineData("rule=ehcna-6&from=2027-02-29", "from", "There is no 29 February 2027: that month has 28 days")]
    [InlineData("rule=ehcna-6&from=2026-11-23T10:00:00%2B00:00", "from", "Give the day alone, such as 2026-11-23: legal time limits count whole days in England, without a time or a time zone")]
    [InlineData("rule=ehcna-6&from=23.11.2026", "from", "Write the day as year-month-day, such as 2026-11-23")]
    [InlineData("rule=ehcna-6&from=9999-01-01", "from", "Give a year between 1900 and 2199")]
    [InlineData("rule=ehcna-6&from=1900-01-01", "from", "This rule was not in force on 1 January 1900. Give a day from 1 September 2014 on")]
    [InlineData("rule=ehcna-6&from=2026-11-23&from=2026-11-24", "from", "Give from once")]
    [InlineData("rule=ehcna-6&from=2026-11-23&meting=2026-11-24", "meting", "The rule ehcna-6 takes no input of this name. It takes from")]
    [InlineData("rule=nonsense&from=2026-11-23", "rule", "There is no rule with the id nonsense. Choose one from the catalogue of rules, such as ehcna-6")]
    [InlineData("from=2026-11-23", "rule", "Choose a rule, such as ehcna-6")]
    [InlineData("rule=newla-review&transfer=2027-01-11", "lastReview", "Give the day the plan was made, or the local authority sent its last review decision, such as 2026-11-23")]
    [InlineData("rule=ctf&from=2026-11-20&terms=2026-09-02..2026-12-18&terms=2026-11-02..2026-12-18", "terms", "Two terms overlap: 2026-09-02..2026-12-18 and 2026-11-02..2026-12-18. Give each school day in one of them only")]
    [InlineData("rule=ctf&from=2026-11-20&terms=2026-11-02..2026-12-18&inset=2026-11-31", "inset", "There is no 31 November 2026: that month has 30 days")]
    [InlineData("rule=ar-due&from=2026-04-15&lastReview=2026-04-16", "lastReview", "Give either from or lastReview: both are the day the plan was made, or the local authority sent its last review decision")]
    [InlineData("rule=ctf&from=2026-11-20&terms=2026-11-02..2026-12-18&inset=2026-11-27&inset=2026-11-27", "inset", "2026-11-27 is given twice. Give each INSET day once")]
    [InlineData("rule=ctf&from=2026-11-20&school=999999", "school", "Give the URN (six digits) of a school that keeps its term dates here, or give terms=2026-09-02..2026-10-23, once for each")]
    [InlineData("rule=ctf&from=2026-11-20&school=..%2Fx", "school", "Give the URN (six digits) of a school that keeps its term dates here, or give terms=2026-09-02..2026-10-23, once for each")]
    [InlineData("rule=ctf&from=2026-11-20&school=100001&terms=2026-11-02..2026-12-18", "school", "Give either a school or terms, not both")]
    public async Task Bad_input_is_answered_400_with_the_parameter_and_what_to_give_instead(string query, string parameter, string detail)
    {
        var (status, type, body) = await Get($"/calculator.json?{query}");
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (status, type));
        Assert.Equal((400, parameter, detail), (body.GetProperty("status").GetInt32(), Text(body, "parameter"), Text(body, "detail")));
        Fits(await Schema(), "Problem", body);
    }

    [Fact]
    public async Task Does_for_every_rule_what_its_OpenAPI_document_promises()
    {
        var document = await Schema();
        Fits(document, "Catalogue", (await Get("/calculator.json")).Body);
        foreach (var rule in RuleBook.All)
        {
            var days = string.Concat(rule.Inputs.Select((input, i) => $"&{input.Alias ?? input.Name}={IsoDay.Of(new DateOnly(2026, 11, 20).AddDays(input.Order is { } order ? order.Reversed ? -10 : order.Days + i : i))}"));
            var (status, _, body) = await Get($"/calculator.json?rule={rule.Id}{days}");
            Assert.True(status == HttpStatusCode.OK, $"{rule.Id}: {body}");
            Fits(document, "Answer", body);
        }
    }

    [Fact]
    public async Task The_OpenAPI_document_names_every_parameter_that_is_read_and_no_other()
    {
        var document = await Schema();
        var get = document.GetProperty("paths").GetProperty("/calculator.json").GetProperty("get");
        var named = get.GetProperty("parameters").EnumerateArray().Select(p => Text(p, "name")).ToList();
        var read = RuleBook.All.SelectMany(r => RuleBook.Versions(r.Id)).SelectMany(r => r.Inputs).SelectMany(i => (string?[])[i.Name, i.Alias]).OfType<string>().Distinct().Concat(["rule", "school", "terms", "inset"]);
        Assert.Equal(read.Order(), named.Order());
        Assert.Equal(["200", "400"], get.GetProperty("responses").EnumerateObject().Select(r => r.Name));
        Assert.All(References(document), reference => Assert.True(document.GetProperty("components").GetProperty("schemas").TryGetProperty(reference, out _), reference));
        Assert.Equal("3.1.0", Text(document, "openapi"));
    }

    [Fact]
    public async Task Other_sites_may_read_it_and_nobody_signs_in()
    {
        var answer = await Site.Anybody().Http.GetAsync(new Uri("/calculator.json", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    private async Task<(HttpStatusCode Status, string? Type, JsonElement Body)> Get(string address)
    {
        var answer = await Site.Anybody().Http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }

    private async Task<JsonElement> Schema() => (await Get("/openapi.json")).Body;

    private static string Text(JsonElement e, string name) => e.GetProperty(name).GetString()!;

    private static void Fits(JsonElement document, string name, JsonElement value) => Assert.Null(Misfit(document, document.GetProperty("components").GetProperty("schemas").GetProperty(name), value, name));

    /// <summary>Where a value breaks its schema, or null. Knows the words of JSON Schema that the document uses.</summary>
    private static string? Misfit(JsonElement document, JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Misfit(document, document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), value, at);
        }

        if (schema.TryGetProperty("anyOf", out var any))
        {
            return any.EnumerateArray().Any(s => Misfit(document, s, value, at) is null) ? null : $"{at} fits none";
        }

        var type = value.ValueKind switch { JsonValueKind.True or JsonValueKind.False => "boolean", JsonValueKind.Number => "integer", var k => k.ToString().ToLowerInvariant() };
        if (Text(schema, "type") != type)
        {
            return $"{at} is a {type}";
        }

        if (type == "string")
        {
            return WrongText(schema, value.GetString()!) is { } wrong ? $"{at}: {wrong}" : null;
        }

        if (type == "array")
        {
            return value.EnumerateArray().Select((item, i) => Misfit(document, schema.GetProperty("items"), item, $"{at}[{i}]")).FirstOrDefault(m => m is not null);
        }

        return type == "object" ? MisfitObject(document, schema, value, at) : null;
    }

    private static string? MisfitObject(JsonElement document, JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("required", out var required) && required.EnumerateArray().FirstOrDefault(r => !value.TryGetProperty(r.GetString()!, out _)) is { ValueKind: JsonValueKind.String } missing)
        {
            return $"{at} lacks {missing}";
        }

        foreach (var part in value.EnumerateObject())
        {
            var of = schema.TryGetProperty("properties", out var known) && known.TryGetProperty(part.Name, out var s) ? s : schema.GetProperty("additionalProperties");
            if (of.ValueKind == JsonValueKind.False)
            {
                return $"{at} has {part.Name}, which is not promised";
            }

            if (Misfit(document, of, part.Value, $"{at}.{part.Name}") is { } misfit)
            {
                return misfit;
            }
        }

        return null;
    }

    private static string? WrongText(JsonElement schema, string text) =>
        schema.TryGetProperty("enum", out var allowed) && allowed.EnumerateArray().All(e => e.GetString() != text) ? $"{text} is not allowed"
        : schema.TryGetProperty("format", out var format) && format.GetString() == "date" && !Regex.IsMatch(text, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", RegexOptions.None, TimeSpan.FromSeconds(1)) ? $"{text} is no date"
        : null;

    private static IEnumerable<string> References(JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.Object => e.EnumerateObject().SelectMany(p => p.Name == "$ref" ? [p.Value.GetString()!.Split('/')[^1]] : References(p.Value)),
        JsonValueKind.Array => e.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
