using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using SencoFlows.Cases;
using SencoFlows.Conformance;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Record.Plans;
using SencoFlows.Record.Systems;
using Event = SencoFlows.Processes.RecordArrival.RecordArrivalProcess.Event;

namespace SencoFlows.Tests.Web.Plans;

/// <summary>A record that another deployment delivers by the API brings its plan in record.json, and a plan here begins where that one stands.</summary>
public class DeliveredPlanTests
{
    private const string _hill = "100002";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_that_came_by_the_API_becomes_a_draft_here()
    {
        await using var site = await DeliveringSite.Hill();
        var pack = DeliveringSite.With(PackFormat.Record, WithPlan());
        var inbound = new Inbound(_hill, site.Store, site.Runner, site.Clock);
        var (transfer, attempt) = Named(pack);
        var coming = (await inbound.Announce("other-system", transfer, attempt, PackFormat.Hash(pack), pack.Length, _ct))!;
        var (_, whole) = await inbound.Append(coming, 0, new MemoryStream(pack), _ct);
        Assert.Equal(InboundEnd.Delivered, (await inbound.Finish(whole, _ct)).End);

        var pupil = RecordId.New();
        var id = new CaseId(_hill, coming.Id);
        var here = (RecordArrivalProcess.State.Here)All.RecordArrival.Read((await new Caseload(_hill, site.Store.Rows(_hill)).Find(coming.Id, _ct))!.State);
        foreach (var e in (Event[])[new Event.Opened(), new Event.Matched(pupil, IsNew: true, here.Arrival.Manifest)])
        {
            Assert.IsType<Answer.Accepted>(await site.Runner.Tell(id, All.RecordArrival, e, new Actor(Role.Senco, "n2"), RecordId.New(), _ct));
        }

        await site.Get<CaseWorker>().Work(id, site.Clock.GetUtcNow(), _ct);
        var senco = await site.SignedIn("n2", _hill);
        var start = await senco.Get($"/pupils/{pupil}/plan/start");
        Assert.Contains("agreed on 2 November 2026: 1 outcome, 1 provision", start.Text, StringComparison.Ordinal);
        await senco.Send(Assert.IsAssignableFrom<IHtmlFormElement>(start.Document.QuerySelector($"form[action='/pupils/{pupil}/plan/received']")), "");
        var draft = (await new PlanDrafts(site.Store.Rows(_hill)).Find(pupil, _ct))!;
        Assert.Equal(("Reads a menu", "Paired reading", "TeachingAssistant", "Cream paper"), (draft["outcomes.came1.what"], draft["provisions.came1.name"], draft["provisions.came1.by"], draft["adjustments"]));
    }

    /// <summary>The record of the conformance kit, with a plan as docs/record.schema.json has it.</summary>
    private static byte[] WithPlan()
    {
        using var zip = new ZipArchive(new MemoryStream(Samples.All.Single(s => s.Name == "good-with-documents.zip").Bytes));
        using var json = zip.GetEntry(PackFormat.Record)!.Open();
        var record = JsonNode.Parse(json)!;
        record["plan"] = JsonNode.Parse("""
            {
              "version": 2, "issued": "2026-11-02", "review": "2026-12-18", "adjustments": "Cream paper",
              "outcomes": [{ "what": "Reads a menu", "measure": "Reading test", "target": "Without help", "by": "2026-12-18" }],
              "provisions": [{ "name": "Paired reading", "by": "teaching-assistant", "groupSize": 2, "timesAWeek": 3, "minutes": 20, "weeks": 10, "start": "2026-11-02", "end": "2027-02-12" }]
            }
            """);
        return Encoding.UTF8.GetBytes(record.ToJsonString());
    }

    private static (string Transfer, int Attempt) Named(byte[] pack)
    {
        using var zip = new ZipArchive(new MemoryStream(pack));
        using var json = zip.GetEntry(PackFormat.Manifest)!.Open();
        var manifest = JsonNode.Parse(json)!;
        return ((string)manifest["transfer"]!, (int)manifest["attempt"]!);
    }
}
