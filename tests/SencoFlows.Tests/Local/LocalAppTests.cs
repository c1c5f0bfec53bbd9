using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Cases;
using SencoFlows.Local;
using SencoFlows.Local.Seed;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Storage;
using SencoFlows.Tests.Web;
using State = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;

namespace SencoFlows.Tests.Local;

/// <summary>The one-machine host as it starts: with its trust, its mail room, and SendGrid's client talking to it.</summary>
public sealed class LocalAppTests(AzuriteFixture azurite) : IDisposable
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder _data = new();
    private readonly FakeTimeProvider _machine = new();

    [Theory]
    [InlineData(LocalStorage.Sqlite, "2026-12-21")]
    [InlineData(LocalStorage.Azurite, "2027-01-01")]
    public async Task Six_weeks_of_transfers_have_really_happened_on_either_storage_whatever_day_it_is_and_go_on_after_a_restart(string storage, string today)
    {
        _machine.SetUtcNow(DateOnly.Parse(today, CultureInfo.InvariantCulture).At(new(10, 0)));
        var where = storage == LocalStorage.Sqlite ? storage : await azurite.NewAccount();
        using var folder = DataFolder.Take(_data.Path)!;
        await Run(where, folder, async app =>
        {
            Assert.IsType<State.InCustody>(await StateOf(app, "democomplete"));
            Assert.IsType<State.TurnedDown>(await StateOf(app, "demorefused"));
            Assert.IsType<State.Arrived>(await StateOf(app, "demofiled"));
            Assert.IsType<State.OnItsWay>(await StateOf(app, "demosilent"));
            Assert.IsType<State.AddressInDoubt>(await StateOf(app, "demoaddress"));
            await NothingIsLate(app);
        });
        await Run(where, folder, async app =>
        {
            var port = app.Urls.Single();
            using var http = new HttpClient { BaseAddress = new(port) };
            var browser = new Browser(http);
            var picker = await browser.Get("/sign-in");
            Assert.Equal("Who are you today?", picker.H1);
            await browser.Send(picker, "/sign-in", ("who", "990101-senco"));
            Assert.Contains("O’Brien, Saoirse", (await browser.Get("/")).Text, StringComparison.Ordinal);
            Assert.Contains("A pupil record is waiting for your school", (await browser.Get("/mail-room")).Text + (await browser.Get("/mail-room?page=2")).Text + (await browser.Get("/mail-room?page=3")).Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_folder_in_use_is_not_taken_a_second_time()
    {
        using (DataFolder.Take(_data.Path)!)
        {
            Assert.Null(DataFolder.Take(_data.Path));
        }

        using var again = DataFolder.Take(_data.Path);
        Assert.NotNull(again);
    }

    [Fact]
    public void A_port_is_taken_while_somebody_listens_there()
    {
        var port = FreePort.Next();
        using (var other = new TcpListener(IPAddress.Loopback, port))
        {
            other.Start();
            Assert.False(LocalApp.IsFree(port));
        }

        Assert.True(LocalApp.IsFree(port));
    }

    public void Dispose() => _data.Dispose();

    private async Task Run(string storage, DataFolder folder, Func<WebApplication, Task> look)
    {
        var port = FreePort.Next();
        await using var app = LocalApp.Create(new(port, folder.Path, Seed: true, storage), folder, port, _machine);
        await app.StartAsync(_ct);
        await Seeding.Fill(app.Services, folder, _ct);
        await look(app);
        await app.StopAsync(_ct);
    }

    /// <summary>Before anybody is shown a new trial: every date until today has passed, and all that could be sent was sent.</summary>
    private static async Task NothingIsLate(WebApplication app)
    {
        var (store, now) = (app.Services.GetRequiredService<IStore>(), app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        foreach (var urn in await app.Services.GetRequiredService<Schools>().Urns(_ct))
        {
            var cases = new Caseload(urn, store.Rows(urn));
            Assert.NotEmpty(await cases.Open(_ct));
            Assert.Empty(await cases.DueBy(now.EnglishDate, _ct));
            Assert.Empty(await cases.WithErrands(_ct));
        }
    }

    private static async Task<State> StateOf(WebApplication app, string id) =>
        All.RecordTransfer.Read((await new Caseload(SeedSchools.Larkfield, app.Services.GetRequiredService<IStore>().Rows(SeedSchools.Larkfield)).Find(id, _ct))!.State);
}
