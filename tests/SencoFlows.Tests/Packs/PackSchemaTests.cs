using System.Text.Json;
using System.Text.RegularExpressions;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Record.Plans;
using SencoFlows.Tests.Record.Plans;

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

    [Fact]
    public void The_published_schema_names_every_property_of_a_record_and_of_its_plan_and_asks_for_no_more_than_is_there()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "docs", "record.schema.json")));
        var pupil = new Pupil("ada", "Ada", "Okafor", new(2016, 3, 4), "5")
        {
            PreferredForename = "Adi", PreferredSurname = "Oka", Upn = Upn.Parse("A391200026001"), ConsistentIdentifier = "1234", FirstLanguage = "Igbo", LookedAfter = true, CareAuthority = "901",
            SenHistory = [new(new(2025, 9, 1), SenProvision.SenSupport)], Needs = [new(SenType.SPLD, new(2025, 9, 1), "Reads slowly")],
            Documents = [new("d1", new string('a', 64), "report.pdf", "application/pdf", 12, DocumentKind.SpecialistReport, Confidentiality.Restricted, SamplePlan.Morning, "s1")],
        };
        var contact = new Contact("c1", "Ngozi Okafor", "Mother")
        {
            ParentalResponsibility = true, LivesWith = true, MayBeContacted = MayBeContacted.Yes, Email = "n@families.example", Phone = "01632 960200", Address = ["1 Orchard Way"], Language = "ig",
            NeedsInterpreter = true, Format = Format.LargePrint, CourtOrder = new("Order", "Not near the school", null),
        };
        var transfer = new Transfer(new("Hill Top Academy", "office@hilltop.example"), new(2026, 12, 4), new(SencoFlows.Processes.RecordTransfer.Sharing.Agreed), "s1", new(2026, 11, 20)) { Starts = new(2026, 12, 7), Chosen = ["d1"] };
        var full = PackContent.Of(pupil, [contact], transfer, new(2026, 11, 20), new IssuedPlan(1, SamplePlan.Morning, SamplePlan.Senco, SamplePlan.Whole)).Record;
        using var written = JsonDocument.Parse(PackFormat.Write(full));
        // A baseline and a need may lack a day or a note: the first of each in the sample has them.
        Fits(schema.RootElement, schema.RootElement, written.RootElement, all: true);
        var least = PackContent.Of(new("ben", "Ben", "Ali", new(2016, 3, 4), "R"), [], transfer, new(2026, 11, 20)).Record;
        using var bare = JsonDocument.Parse(PackFormat.Write(least));
        Fits(schema.RootElement, schema.RootElement, bare.RootElement, all: false);
        Assert.DoesNotContain("perHour", written.RootElement.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Mrs Bell", written.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    /// <param name="root">For references.</param>
    /// <param name="schema">What is promised.</param>
    /// <param name="value">What is written.</param>
    /// <param name="all">Every property is there, in the first of each list; else only those that are required.</param>
    private static void Fits(JsonElement root, JsonElement schema, JsonElement value, bool all)
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
            var there = value.EnumerateObject().Select(p => p.Name).ToList();
            Assert.Subset(properties.EnumerateObject().Select(p => p.Name).ToHashSet(StringComparer.Ordinal), there.ToHashSet(StringComparer.Ordinal));
            var asked = all ? properties.EnumerateObject().Select(p => p.Name) : schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()!);
            Assert.Subset(there.ToHashSet(StringComparer.Ordinal), asked.ToHashSet(StringComparer.Ordinal));
            foreach (var name in there)
            {
                Fits(root, properties.GetProperty(name), value.GetProperty(name), all);
            }
        }

        if (schema.TryGetProperty("items", out var items))
        {
            foreach (var (at, item) in value.EnumerateArray().Index())
            {
                Fits(root, items, item, all && at == 0);
            }
        }
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
