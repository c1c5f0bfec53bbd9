using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Record.Import;
using SencoFlows.Record.Pack;
using SencoFlows.Record.Plans;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Packs;

namespace SencoFlows.Tests.Cases;

/// <summary>
/// Every kind of row, and what becomes of what only newer code knows when this code reads it, changes it and writes it back. A kind of row
/// that nobody has thought about fails here.
/// </summary>
public sealed partial class RowsOfNewerCodeTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private static readonly Dictionary<string, Type> _keptAsTheyAre = new(StringComparer.Ordinal)
    {
        ["Case"] = typeof(Case), ["Errand"] = typeof(Errand), ["School"] = typeof(School), ["PlanHead"] = typeof(PlanHead), ["PlanDraft"] = typeof(PlanDraft),
        ["Link"] = typeof(Link), ["Draft"] = typeof(Draft<JsonElement>), ["Upload"] = typeof(Upload), ["KeptPack"] = typeof(KeptPack), ["InboundPack"] = typeof(InboundPack),
        ["SystemClient"] = typeof(SystemClient), ["Webhook"] = typeof(Webhook), ["HookCall"] = typeof(HookCall), ["Pupil"] = typeof(Pupil), ["Contact"] = typeof(Contact),
        ["ProvisionTemplate"] = typeof(ProvisionTemplate), ["StaffRates"] = typeof(StaffRates), ["Translation"] = typeof(Translation),
    };

    private static readonly Dictionary<string, string> _lostWithoutHarm = new(StringComparer.Ordinal)
    {
        ["Kept"] = "an envelope around a pupil or contact, which keep their own; of the key that signs receipts, which is written once",
        ["Versioned"] = "an envelope around a row that keeps its own",
        ["Agenda"] = "worked out from the case at each step", ["Entry"] = "written once", ["Failing"] = "worked out from the errand", ["Claim"] = "written once",
        ["SweepReport"] = "written whole each night", ["LastDay"] = "a date", ["Reminder"] = "written once", ["DateTimeOffset"] = "a date", ["Last"] = "a number and who asked for it",
        ["Destroyed"] = "written once", ["State"] = "a step of an import, which begins and ends in one request", ["IssuedPlan"] = "written once", ["Looked"] = "written once", ["Said"] = "written once",
        ["RegisteredSchool"] = "a line of a document that an import writes whole", ["RegisterState"] = "written whole by an import", ["Bucket"] = "an index of the schools' own rows",
        ["UpnIndex"] = "an index of the pupils' own rows", ["TermDatesChange"] = "written once", ["BackupManifest"] = "of a file, whose format has a number", ["BackupRow"] = "a row as it is",
        ["List"] = "codes and counts of one day", ["Visit"] = "a cookie",
    };

    public static TheoryData<string> KeptAsTheyAre => [.. _keptAsTheyAre.Keys];

    [Theory]
    [MemberData(nameof(KeptAsTheyAre))]
    public void What_newer_code_adds_to_a_row_that_is_changed_and_written_back_is_still_there(string kind)
    {
        const string body = """{"newer":{"said":[1,2]},"answers":{},"language":"pl","phrases":{}}"""; // Without the last three a draft and a translation are no rows.
        var read = JsonSerializer.Deserialize(body, _keptAsTheyAre[kind], Wire.Json);
        Assert.Equal("[1,2]", JsonNode.Parse(JsonSerializer.Serialize(read, _keptAsTheyAre[kind], Wire.Json))!["newer"]!["said"]!.ToJsonString());
    }

    [Fact]
    public void Every_kind_of_row_is_one_or_the_other()
    {
        HashSet<string> read = [.. new[] { "SencoFlows", "SencoFlows.Web" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Read().Matches(File.ReadAllText(f))).Select(m => m.Groups["it"].Value)];
        Assert.Contains("Case", read);
        Assert.Empty(read.Except(_keptAsTheyAre.Keys.Concat(_lostWithoutHarm.Keys).Append("T"), StringComparer.Ordinal));
        Assert.Empty(_lostWithoutHarm.Keys.Except(read, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_pack_that_newer_code_has_kept_in_its_own_way_is_neither_sent_nor_marked_nor_deleted()
    {
        var rows = new MemoryStore().Rows("100001");
        var packs = new KeptPacks(rows);
        await packs.Keep("t1", 1, new KeptPack("{}", "a", "b", 3) { Place = "b-pack-t1-01" }, _ct);
        Assert.NotNull(await packs.Find("t1", 1, _ct));

        var row = (await rows.List("pack|", _ct).SingleAsync(_ct));
        var body = JsonNode.Parse(row.Body)!;
        body["shelves"] = new JsonArray("b-1", "b-2");
        await rows.Save([new Change.Replace(row.Key, body.ToJsonString(), row.Version)], _ct);

        await Assert.ThrowsAsync<NewerCodeException>(() => packs.Find("t1", 1, _ct));
        await Assert.ThrowsAsync<NewerCodeException>(() => packs.Withdraw("t1", _ct));
        Assert.Equal(body.ToJsonString(), (await rows.List("pack|", _ct).SingleAsync(_ct)).Body);
    }

    [GeneratedRegex(@"Wire\.Read<(\w+\.)*(?<it>\w+)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Read();
}
