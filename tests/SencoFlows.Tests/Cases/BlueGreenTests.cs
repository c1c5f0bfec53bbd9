using System.Text.Json;
using System.Text.Json.Nodes;
using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using Catalogue = SencoFlows.Processes.All;

namespace SencoFlows.Tests.Cases;

/// <summary>Two versions of the app over the same cases: what newer code has written, and this code, which does not know it.</summary>
public sealed class BlueGreenTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly TransferDesk _desk = new();

    private IRows Rows => _desk.Store.Rows(TransferDesk.Urn);

    /// <summary>Newer code has been here.</summary>
    private async Task<string> Newer(string key, Action<JsonNode> writes)
    {
        var row = (await Rows.Read(key, _ct))!;
        var body = JsonNode.Parse(row.Body)!;
        writes(body);
        await Rows.Save([new Change.Replace(key, body.ToJsonString(), row.Version)], _ct);
        return body.ToJsonString();
    }

    private Task<Answer> Step() =>
        _desk.Runner.Tell(TransferDesk.Id, Catalogue.RecordTransfer, new RecordTransferProcess.Event.LeavingDateChanged(new(2027, 1, 15)), Tale.Senco, "next", _ct);

    private async Task<string> Stored(string key) => (await Rows.Read(key, _ct))!.Body;

    [Fact]
    public async Task What_newer_code_knows_of_a_state_is_not_lost_because_older_code_does_not_write_it()
    {
        await _desk.Start();
        var written = await Newer(Keys.Case("t1"), c => c["state"]!["transfer"]!["agreedBy"] = "c1");
        await Assert.ThrowsAsync<NewerCodeException>(Step);
        Assert.Equal(written, await Stored(Keys.Case("t1")));
        Assert.Null(await Rows.Read(Keys.Entry("t1", 2), _ct));
    }

    [Fact]
    public async Task A_date_that_passes_meanwhile_waits_for_newer_code_too()
    {
        await _desk.Start();
        var written = await Newer(Keys.Case("t1"), c => c["state"]!["transfer"]!["agreedBy"] = "c1");
        _desk.Clock.Advance(TimeSpan.FromDays(400));
        await Assert.ThrowsAsync<NewerCodeException>(() => _desk.Runner.Wake(TransferDesk.Id, _ct));
        Assert.Equal(written, await Stored(Keys.Case("t1")));
    }

    [Fact]
    public async Task A_kind_of_state_that_only_newer_code_knows_is_left_alone()
    {
        await _desk.Start();
        var written = await Newer(Keys.Case("t1"), c => c["state"] = new JsonObject { ["$is"] = "mediated", ["since"] = "2026-11-20" });
        await Assert.ThrowsAnyAsync<JsonException>(Step);
        Assert.Equal(written, await Stored(Keys.Case("t1")));
    }

    [Fact]
    public async Task What_newer_code_writes_beside_the_state_survives_a_step_of_older_code()
    {
        await _desk.Start();
        await Newer(Keys.Case("t1"), c => c["pinned"] = true);
        Assert.IsType<Answer.Accepted>(await Step());
        Assert.True(JsonNode.Parse(await Stored(Keys.Case("t1")))!["pinned"]!.GetValue<bool>());
    }

    [Fact]
    public async Task An_entry_of_a_kind_that_only_newer_code_knows_stops_nobody_and_keeps_its_place_in_the_chain()
    {
        await _desk.Start();
        await Newer(Keys.Entry("t1", 1), e => e["kind"] = "migrated");
        Assert.IsType<Answer.Accepted>(await Step());
        Assert.Equal(2, (await _desk.Now()).Length);
    }

    [Fact]
    public async Task An_effect_that_only_newer_code_can_perform_waits_for_it()
    {
        await _desk.Start();
        var key = Keys.Todo("t1", 1, 0);
        var written = await Newer(key, t => t["effect"] = new JsonObject { ["$effect"] = "text-message", ["to"] = "parents" });
        Assert.Contains(key, (await _desk.Runner.Wake(TransferDesk.Id, _ct))!.Errands);
        Assert.ThrowsAny<JsonException>(() => Wire.Read<Errand>(written));
        Assert.Equal(written, await Stored(key));
    }

    [Fact]
    public async Task What_newer_code_keeps_of_a_school_survives_a_change_by_older_code()
    {
        await _desk.Start();
        await Newer("school", s => s["governors"] = 9);
        await new Schools(_desk.Store, _desk.Clock).Save(TransferDesk.Urn, s => s! with { Phone = "01632 960002" }, _ct);
        Assert.Equal(9, JsonNode.Parse(await Stored("school"))!["governors"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_newer_code_keeps_of_a_pupil_or_a_contact_survives_a_change_by_older_code()
    {
        await _desk.Start();
        var pupils = new Pupils(Rows);
        var (pupil, contact) = (Pupils.PupilKey(TransferDesk.Pupil.Id), Pupils.ContactKey(TransferDesk.Pupil.Id, TransferDesk.Contacts[0].Id));
        await Newer(pupil, p => p["now"]!["house"] = "Kestrel");
        await Newer(contact, c => c["now"]!["signs"] = true);

        var file = (await pupils.File(TransferDesk.Pupil.Id, _ct))!;
        await pupils.Save(file.Pupil.Value with { LookedAfter = true }, file.Pupil.Revision, _ct);
        var held = file.Contacts.Single(c => c.Value.Id == TransferDesk.Contacts[0].Id);
        await pupils.Save(TransferDesk.Pupil.Id, held.Value with { Phone = "01632 960003" }, held.Revision, _ct);

        Assert.Equal("Kestrel", JsonNode.Parse(await Stored(pupil))!["now"]!["house"]!.GetValue<string>());
        Assert.True(JsonNode.Parse(await Stored(contact))!["now"]!["signs"]!.GetValue<bool>());
    }
}
