using System.Text.Json.Nodes;
using SencoFlows.Law;

namespace SencoFlows.Web.Pages.Law;

/// <summary>What the calculator promises to machines, as OpenAPI 3.1. Built from the catalogue, so that a new rule or input is in it at once.</summary>
internal static class OpenApiDocument
{
    public static JsonObject Write() => new()
    {
        ["openapi"] = "3.1.0",
        ["info"] = new JsonObject
        {
            ["title"] = "SencoFlows: deadline calculator, and records from other systems",
            ["version"] = "1",
            ["description"] = "Dates of English special educational needs law, each with its rule, its force, its source and its working: no sign-in, no personal data. Record packs from other systems: with client credentials that a school gives out. What becomes of them is told by signed webhooks, where the school has turned them on.",
        },
        ["paths"] = Api.ApiDocument.Paths(new JsonObject { ["/calculator.json"] = new JsonObject { ["get"] = Get() } }),
        ["webhooks"] = Api.ApiDocument.Webhooks(),
        ["components"] = new JsonObject { ["schemas"] = Api.ApiDocument.Schemas(Schemas()), ["securitySchemes"] = Api.ApiDocument.Security(), ["responses"] = Api.ApiDocument.Responses() },
    };

    private static JsonObject Get() => new()
    {
        ["operationId"] = "calculate",
        ["summary"] = "Works out a date; with no parameter, lists the rules and their inputs",
        ["parameters"] = new JsonArray(
        [
            Parameter("rule", "Which rule", Words("string", ("enum", Array([.. RuleBook.All.Select(r => r.Id)])))),
            .. Inputs().Select(i => (JsonNode)Parameter(i.Name, i.Words, Ref("Day"))),
            Parameter("school", "The URN of a school that keeps its term dates here. For rules that count school days", Words("string", ("pattern", "^[0-9]{6}$"))),
            Repeated("terms", "A run of school days between two holidays. For rules that count school days", Words("string", ("pattern", @"^[0-9]{4}-[0-9]{2}-[0-9]{2}\.\.[0-9]{4}-[0-9]{2}-[0-9]{2}$"))),
            Repeated("inset", "A day in term on which pupils do not attend", Ref("Day")),
        ]),
        ["responses"] = new JsonObject
        {
            ["200"] = Response("The date and its working, or the list of rules", "application/json", new JsonObject { ["oneOf"] = new JsonArray(Ref("Answer"), Ref("Catalogue")) }),
            ["400"] = Response("Something given is wrong or missing: the parameter, and what to give instead", "application/problem+json", Ref("Problem")),
        },
    };

    /// <summary>Every input of every rule by name, with what it means to each.</summary>
    private static IEnumerable<(string Name, string Words)> Inputs() =>
        RuleBook.All.SelectMany(r => RuleBook.Versions(r.Id)).SelectMany(r => r.Inputs.SelectMany(i => (IEnumerable<(string? Name, string Words)>)[(i.Name, i.Words), (i.Alias, i.Words)]))
            .Where(i => i.Name is not null)
            .GroupBy(i => i.Name!, i => i.Words, StringComparer.Ordinal)
            .OrderBy(g => g.Key == "from" ? 0 : 1)
            .Select(g => (g.Key, g.Key == "from" ? "The day from which the rule counts" : $"The day {string.Join("; or the day ", g.Distinct())}"));

    private static JsonObject Schemas() => new()
    {
        ["Day"] = Words("string", ("format", "date")),
        ["Steps"] = new JsonObject { ["type"] = "array", ["items"] = Words("string") },
        ["Rule"] = Object(["id", "title", "duty", "source", "url", "confidence"], RuleParts()),
        ["Answer"] = Object(["rule", "from", "provisional", "steps"],
            ("rule", Ref("Rule")), ("from", Ref("Day")), ("due", Ref("Day")), ("provisional", Words("boolean")), ("steps", Ref("Steps")),
            ("dates", Map(Ref("Day"))),
            ("working", Map(Object(["words", "provisional", "steps"], ("words", Words("string")), ("provisional", Words("boolean")), ("steps", Ref("Steps")))))),
        ["Catalogue"] = Object(["rules", "common"],
            ("rules", new JsonObject { ["type"] = "array", ["items"] = Ref("CatalogueRule") }), ("common", new JsonObject { ["type"] = "array", ["items"] = Ref("Input") })),
        ["CatalogueRule"] = Object(["id", "title", "duty", "source", "url", "confidence", "words", "inForceFrom", "lastChecked", "countsSchoolDays", "inputs", "dates"],
        [
            .. RuleParts(), ("words", Words("string")), ("setting", OrNull(Words("string"))), ("inForceFrom", Ref("Day")), ("inForceTo", OrNull(Ref("Day"))), ("lastChecked", Ref("Day")), ("countsSchoolDays", Words("boolean")),
            ("inputs", new JsonObject { ["type"] = "array", ["items"] = Ref("Input") }),
            ("dates", new JsonObject { ["type"] = "array", ["items"] = Object(["name", "words"], ("name", Words("string")), ("words", Words("string"))) }),
        ]),
        ["Input"] = Object(["name", "words", "required"], ("name", Words("string")), ("words", Words("string")), ("required", Words("boolean")), ("alias", OrNull(Words("string")))),
        ["Problem"] = Object(["type", "title", "status", "detail", "parameter"],
            ("type", Words("string")), ("title", Words("string")), ("status", Words("integer")), ("detail", Words("string")), ("parameter", Words("string"))),
    };

    private static (string, JsonNode)[] RuleParts() =>
    [
        ("id", Words("string")), ("title", Words("string")), ("duty", Words("string", ("enum", Array("must", "should", "school-policy")))), ("source", Words("string")),
        ("url", Words("string", ("format", "uri"))), ("confidence", Words("string", ("enum", Array("high", "medium", "low")))), ("caveat", OrNull(Words("string"))),
    ];

    private static JsonObject Parameter(string name, string description, JsonNode schema) => new() { ["name"] = name, ["in"] = "query", ["required"] = false, ["description"] = description, ["schema"] = schema };

    private static JsonObject Repeated(string name, string description, JsonNode schema)
    {
        var parameter = Parameter(name, description, new JsonObject { ["type"] = "array", ["items"] = schema });
        parameter["style"] = "form";
        parameter["explode"] = true;
        return parameter;
    }

    private static JsonObject Response(string description, string type, JsonNode schema) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject { [type] = new JsonObject { ["schema"] = schema } },
    };

    private static JsonObject Object(string[] required, params (string Name, JsonNode Schema)[] parts) => new()
    {
        ["type"] = "object",
        ["required"] = Array(required),
        ["properties"] = new JsonObject(parts.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)p.Schema))),
        ["additionalProperties"] = false,
    };

    private static JsonObject Map(JsonNode values) => new() { ["type"] = "object", ["additionalProperties"] = values };

    private static JsonObject OrNull(JsonNode schema) => new() { ["anyOf"] = new JsonArray(schema, Words("null")) };

    private static JsonObject Words(string type, params (string Name, JsonNode Value)[] more)
    {
        var node = new JsonObject { ["type"] = type };
        foreach (var (name, value) in more)
        {
            node[name] = value;
        }

        return node;
    }

    private static JsonArray Array(params string[] values) => new([.. values.Select(v => (JsonNode)v)]);

    private static JsonObject Ref(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };
}
