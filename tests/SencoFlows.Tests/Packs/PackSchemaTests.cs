using System.Text.Json;
using System.Text.RegularExpressions;
using SencoFlows.Record.Pack;

namespace SencoFlows.Tests.Packs;

public class PackSchemaTests
{
    private static readonly PackManifest _manifest = new(PackFormat.Name, PackFormat.Version, "100001-t1", 1, new(2026, 11, 20),
        new("Oak Lane Primary", "100001", "8201001"), new("Hill Top Academy", "100002", "8204002"), [new(PackFormat.DocumentPath(1, "Report (final).PDF"), "application/pdf", 12, new string('a', 64))]);

    [Fact]
    public void The_published_schema_names_every_property_of_a_manifest_and_its_patterns_fit()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "docs", "record-pack.schema.json")));
        using var manifest = JsonDocument.Parse(PackFormat.Write(_manifest));
        Fits(schema.RootElement, schema.RootElement, manifest.RootElement);
    }

    private static void Fits(JsonElement root, JsonElement schema, JsonElement value)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            schema = root.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        if (schema.TryGetProperty("pattern", out var pattern))
        {
            Assert.Matches(new Regex(pattern.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)), value.GetString());
        }

        if (schema.TryGetProperty("properties", out var properties))
        {
            Assert.Equal(properties.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal), value.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
            foreach (var property in properties.EnumerateObject())
            {
                Fits(root, property.Value, value.GetProperty(property.Name));
            }
        }

        if (schema.TryGetProperty("items", out var items))
        {
            Assert.All(value.EnumerateArray(), item => Fits(root, items, item));
        }
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SencoFlows.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
