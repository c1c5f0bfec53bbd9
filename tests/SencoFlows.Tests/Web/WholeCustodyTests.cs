using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Processes.Leavers;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Custody;
using SencoFlows.Record.Pack;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Record;
using SencoFlows.Tests.Record.Plans;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Web;

/// <summary>When a copy is destroyed, everything of the pupil goes that has to go. A new kind of row has to be given its place here.</summary>
public sealed partial class WholeCustodyTests
{
    private const string _canary = "Quetzalcoatl";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    /// <summary>Rows of one pupil, or of a case that is part of the record.</summary>
    private static readonly string[] _goes = ["contact", "plan", "planhead", "plandraft", "said", "taught", "teaches", "draft", "entry", "done", "failed", "todo", "link", "links", "code", "wrote", "about", "case", "one", "remind"];

    /// <summary>That the pupil was here, who looked, what was destroyed, and the cases that passed a record or a file on.</summary>
    private static readonly string[] _stays = ["pupil", "looked", "destroyed", "pack"];

    /// <summary>About a school, its staff or its machines; or a copy in passing that goes by itself: an upload with the next one, a day later; a delivery when it is whole, a date with its case.</summary>
    private static readonly string[] _ofNoPupil = ["translation", "trust", "staff", "system", "told", "terms", "offer", "key", "ctf", "import", "imported", "upload", "inbound", "due", "reminded"];

    [Fact]
    public void Every_kind_of_row_has_its_place_in_the_rule()
    {
        var written = new[] { "SencoFlows", "SencoFlows.Web", "SencoFlows.Adapters" }.SelectMany(p => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", p), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Kind().Matches(File.ReadAllText(f)).Select(m => m.Groups["kind"].Value)).Distinct().Order(StringComparer.Ordinal).ToList();
        string[] known = [.. _goes, .. _stays, .. _ofNoPupil];
        Assert.True(known.Order(StringComparer.Ordinal).SequenceEqual(written), $"Without a place: {string.Join(' ', written.Except(known))}. No longer written: {string.Join(' ', known.Except(written))}");
    }

    [Fact]
    public void Every_process_about_a_pupil_says_whether_its_cases_are_part_of_the_record() =>
        Assert.Equal(["graduated-approach"], All.ByName.Values.Where(p => p.IsPartOfTheRecord).Select(p => p.Name));

    [Fact]
    public async Task Whatever_a_pupil_can_have_goes_and_what_says_who_held_the_record_stays()
    {
        await using var site = await CustodyTests.Filed();
        await Plant(site);
        var before = Kinds(site).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(_goes.Except(before).Except(["todo", "failed"])); // Those are what is not done yet: a case that is over has none, or it is not over.
        Assert.True(await Holds(site, _canary));

        var browser = await site.SignedIn();
        var page = await browser.Get("/record-transfer/100001-c1/custody");
        await browser.Send(page, "/record-transfer/100001-c1/custody", ("what", "destroy"), ("unsent", "yes"));
        await site.Get<CaseWorker>().Work(site.Id("c1"), site.Clock.GetUtcNow(), _ct);

        Assert.False(await Holds(site, _canary));
        var left = ((MemoryRows)site.Rows).Keys.Where(k => k.Split('|')[1..].Any(part => part is "p1" or "g1" or "a1")).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["about|p1|a1", "about|p1|c1", "case|a1", "looked|p1", "one|record-transfer|p1", "pack|a1|01", "pupil|p1"], left.Select(k => k.StartsWith("looked|", StringComparison.Ordinal) ? "looked|p1" : k).Distinct());
        Assert.Equal(0, ((MemoryStore)site.Store).Kept(TestSite.Urn));
        Assert.Null(await new PlanDrafts(site.Rows).Find("p1", _ct));
        Assert.Equal(["other"], (await new Drafts<LeaversDraft>(LeaversDraft.Kind, site.Rows).Of("s1", _ct)).Single().Answers.Rows.Keys);
        var done = (await Destruction.Find(site.Rows, "c1", _ct))!;
        Assert.Equal((1, 1, 3), (done.Said, done.Cases, done.Plans));
        Assert.Contains("Cases of SEN support with their history", (await browser.Get("/cases/100001-c1/certificate")).Text, StringComparison.Ordinal);
    }

    /// <summary>One row of each kind, with a word in it that stands nowhere else.</summary>
    private static async Task Plant(TestSite site)
    {
        var (rows, now, senco) = (site.Rows, site.Clock.GetUtcNow(), SamplePlan.Senco);
        await new Pupils(rows).Save("p1", new Contact("c9", _canary, "Aunt") { Email = "aunt@example.org" }, 0, _ct);
        await new Teaching(rows).Set("p1", new HashSet<string> { "t1" }, _ct);
        var said = new Said(RecordId.New(), SaidKind.View, "g1", now, senco, "c9", [new("well", _canary)]);
        foreach (var e in (Told[])[new Told.Started(new(2026, 12, 1), Concern.GapStays, false, new(new(2026, 12, 1), Way.Meeting)), new Told.Assessed([Evidence.TeacherAssessment]), new Told.EhcPlanMade(new(2026, 12, 15))])
        {
            Assert.IsType<Answer.Accepted>(await site.Runner.Tell(site.Id("g1"), All.GraduatedApproach, e, senco, RecordId.New(), _ct, new Subject("pupil", "p1", $"Okafor, {_canary}"), also: e is Told.Started ? [SaidBook.Add("p1", said)] : []));
        }

        await site.Get<CaseWorker>().Work(site.Id("g1"), now, _ct);
        await new Links(TestSite.Urn, rows).Create(new("family", "g1", "c9", new(2027, 3, 1)), _ct);
        await rows.Save([new Change.Put("code|g1|c9", "[]"), new Change.Put("wrote|g1|c9", "[]")], _ct);
        await new PlanBook(rows).Issue("p1", SamplePlan.Whole with { AtHome = _canary }, senco, now, RecordId.New(), null, async (_, changes) =>
        {
            await rows.Save(changes, _ct);
            return true;
        }, _ct);
        await new PlanDrafts(rows).Save("p1", _ => PlanStart.From(RecordId.New(), 1, (new Pupil("p1", "Ada", "Okafor", new(2016, 3, 4), "5")), [], new SencoFlows.Tests.Processes.RecordTransfer.Tale().School.Calendar, "s1", now).With("home", _canary, "s1", now), _ct);
        await new PupilLog(rows).Note("p1", new(now, senco, "document-read"), _ct);
        var refused = new Agreement(Sharing.Refused, _canary);
        await new Drafts<TransferDraft>(TransferDraft.Kind, rows).Save(RecordId.New(), "s1", now, _ => new() { Pupil = "p1", Agreement = refused }, _ct);
        await new Drafts<LeaversDraft>(LeaversDraft.Kind, rows).Save(RecordId.New(), "s1", now, _ => new LeaversDraft().With("p1", r => r with { Agreement = refused }).With("other", r => r), _ct);

        // The record with which the pupil once came here.
        using var bytes = new MemoryStream(Encoding.ASCII.GetBytes("A whole pack"));
        var stored = await site.Store.Documents(TestSite.Urn).Put(KeptPack.Holder("a1", 1), bytes, 1000, _ct);
        await new KeptPacks(rows).Keep("a1", 1, new("{}", "", stored.Sha256, stored.Bytes) { Place = stored.Name }, _ct);
        var subject = new Subject("pupil", "p1", "Okafor, Ada");
        var arrived = new Case("record-arrival", subject, JsonSerializer.SerializeToElement(new { }), 1, "", [], new("record-arrival", subject, "", Role.Nobody, null, null, []), true);
        await rows.Save([new Change.Add(Keys.Case("a1"), Wire.Write(arrived)), new Change.Put(Keys.About("p1", "a1"), "{}")], _ct);
    }

    private static IEnumerable<string> Kinds(TestSite site) => ((MemoryRows)site.Rows).Keys.Select(k => k.Split('|')[0]);

    private static async Task<bool> Holds(TestSite site, string word)
    {
        foreach (var key in ((MemoryRows)site.Rows).Keys)
        {
            if ((await site.Rows.Read(key, _ct))!.Body.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex("\"(?<kind>[a-z]+)\\|", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kind();
}
