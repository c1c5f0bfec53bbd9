using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Law;
using SencoFlows.Record;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages.Law;

/// <summary>The deadline calculator for machines. Open to everybody: it knows the law and nobody's data.</summary>
public static class CalculatorJson
{
    internal static readonly string[] Common = ["rule", "school", "terms", "inset"];

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void MapCalculatorJson(this IEndpointRouteBuilder app)
    {
        app.MapGet("/calculator.json", Answer).ForAnyone();
        app.MapGet("/openapi.json", (HttpContext http) => Write(http, OpenApiDocument.Write(), StatusCodes.Status200OK)).ForAnyone();
    }

    private static async Task<IResult> Answer(HttpContext http, Schools schools, CancellationToken ct)
    {
        var query = http.Request.Query;
        if (query.Count == 0)
        {
            return Write(http, Catalogue(), StatusCodes.Status200OK);
        }

        if (Misnamed(query) is { } misnamed)
        {
            return Problem(http, misnamed);
        }

        var (calendar, wrong) = await Days(query, schools, ct);
        if (wrong is not null)
        {
            return Problem(http, wrong);
        }

        return Calculator.Ask(query["rule"], name => query[name], calendar) switch
        {
            Reckoned.Dates dates => Write(http, Body(dates), StatusCodes.Status200OK),
            Reckoned.Wrong no => Problem(http, no),
            var other => throw new InvalidOperationException($"No answer for {other}"),
        };
    }

    /// <summary>A parameter that nobody reads would be believed to count.</summary>
    private static Reckoned.Wrong? Misnamed(IQueryCollection query)
    {
        if (query.FirstOrDefault(q => q.Value.Count > 1 && q.Key is not "terms" and not "inset").Key is { } twice)
        {
            return new(twice, $"Give {twice} once");
        }

        var versions = RuleBook.Versions(query["rule"].ToString().Trim());
        if (versions.Count == 0)
        {
            return null;
        }

        var inputs = versions.SelectMany(v => v.Inputs).SelectMany(i => (string?[])[i.Name, i.Alias]).OfType<string>().Distinct().ToArray();
        return query.Keys.FirstOrDefault(k => !Common.Contains(k) && !inputs.Contains(k)) is { } unknown
            ? new(unknown, $"The rule {versions[0].Id} takes no input of this name. It takes {string.Join(", ", inputs)}")
            : null;
    }

    private static async Task<(SchoolCalendar? Calendar, Reckoned.Wrong? Wrong)> Days(IQueryCollection query, Schools schools, CancellationToken ct)
    {
        if (query["school"].ToString().Trim() is { Length: > 0 } urn)
        {
            if (query.ContainsKey("terms") || query.ContainsKey("inset"))
            {
                return (null, new("school", "Give either a school or terms, not both"));
            }

            return await TermDates(urn, schools, ct) is { } known ? (known, null) : (null, new("school", "Give the URN (six digits) of a school that keeps its term dates here, or give terms=2026-09-02..2026-10-23, once for each"));
        }

        return GivenTerms.Read([.. query["terms"].OfType<string>()], [.. query["inset"].OfType<string>()]);
    }

    /// <summary>A school's term dates are public: every school publishes them.</summary>
    internal static async Task<SchoolCalendar?> TermDates(string urn, Schools schools, CancellationToken ct) =>
        urn is { Length: 6 } && urn.All(char.IsAsciiDigit) ? (await schools.Find(urn, ct))?.Calendar : null;

    private static JsonObject Body(Reckoned.Dates dates)
    {
        var due = dates.All.FirstOrDefault(d => d.Name == "due");
        var body = new JsonObject
        {
            ["rule"] = Brief(dates.Rule),
            ["from"] = IsoDay.Of(dates.From),
        };
        if (due is not null)
        {
            body["due"] = IsoDay.Of(due.On);
        }

        body["provisional"] = dates.All.Any(d => d.Provisional);
        body["steps"] = Sentences((due ?? dates.Main).Steps);
        if (dates.All.Count > 1 || due is null)
        {
            body["dates"] = new JsonObject(dates.All.Select(d => KeyValuePair.Create(d.Name, (JsonNode?)IsoDay.Of(d.On))));
            body["working"] = new JsonObject(dates.All.Select(d => KeyValuePair.Create(d.Name, (JsonNode?)new JsonObject
            {
                ["words"] = d.Words,
                ["provisional"] = d.Provisional,
                ["steps"] = Sentences(d.Steps),
            })));
        }

        return body;
    }

    private static JsonObject Catalogue() => new()
    {
        ["rules"] = new JsonArray([.. RuleBook.All.SelectMany(r => RuleBook.Versions(r.Id)).Select(Full)]),
        ["common"] = new JsonArray(
            Named("school", "The URN of a school that keeps its term dates here, for rules that count school days", required: false),
            Named("terms", "A run of school days between two holidays, 2026-09-02..2026-10-23; once for each run", required: false),
            Named("inset", "A day in term on which pupils do not attend, 2026-11-27; once for each", required: false)),
    };

    private static JsonObject Brief(Rule rule) => new()
    {
        ["id"] = rule.Id,
        ["title"] = rule.Title,
        ["duty"] = Word(rule.Duty),
        ["source"] = rule.Source,
        ["url"] = rule.Url.ToString(),
        ["confidence"] = Word(rule.Confidence),
        ["caveat"] = rule.Caveat,
    };

    private static JsonNode Full(Rule rule)
    {
        var node = Brief(rule);
        node["words"] = rule.InPlainWords;
        node["setting"] = rule.Setting;
        node["inForceFrom"] = IsoDay.Of(rule.InForceFrom);
        node["inForceTo"] = rule.InForceTo is { } to ? IsoDay.Of(to) : null;
        node["lastChecked"] = IsoDay.Of(rule.LastChecked);
        node["countsSchoolDays"] = rule.NeedsTerms;
        node["inputs"] = new JsonArray([.. rule.Inputs.Select(i => (JsonNode)Input(i))]);
        node["dates"] = new JsonArray([.. rule.Parts.Select(p => (JsonNode)new JsonObject { ["name"] = p.Name, ["words"] = p.Words })]);
        return node;
    }

    private static JsonObject Input(Input input)
    {
        var node = Named(input.Name, $"The day {input.Words}", !input.Optional);
        node["alias"] = input.Alias;
        return node;
    }

    private static JsonObject Named(string name, string words, bool required) => new() { ["name"] = name, ["words"] = words, ["required"] = required };

    private static JsonArray Sentences(IEnumerable<string> steps) => new([.. steps.Select(s => (JsonNode)s)]);

    internal static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static IResult Problem(HttpContext http, Reckoned.Wrong wrong) => Write(http, new JsonObject
    {
        ["type"] = "about:blank",
        ["title"] = "The date cannot be worked out",
        ["status"] = StatusCodes.Status400BadRequest,
        ["detail"] = wrong.Why,
        ["parameter"] = wrong.Parameter,
    }, StatusCodes.Status400BadRequest, "application/problem+json");

    /// <summary>Any web page may read it: there is nothing in it that belongs to anybody.</summary>
    private static IResult Write(HttpContext http, JsonNode body, int status, string type = "application/json")
    {
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return Results.Text(body.ToJsonString(Json), type, System.Text.Encoding.UTF8, status);
    }
}
