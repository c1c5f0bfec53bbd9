using Microsoft.Extensions.Time.Testing;
using SencoFlows.Adapters.Sqlite;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Storage;

/// <summary>What a step asks of the store, exactly: a read and a transaction. These numbers are in docs/measurements.md.</summary>
public abstract class StepCosts : StoreTest
{
    private static readonly CaseId _id = new("100001", "t1");
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
    private CountingStore _store = null!;
    private CaseRunner _runner = null!;
    private Performer _performer = null!;
    private int _clicks;

    /// <summary>Requests on the wire so far, where there is a wire.</summary>
    protected virtual int? OnTheWire => null;

    [Fact]
    public async Task Opening_a_case_is_one_read_and_one_save()
    {
        await Settle();

        await Costs(new(Reads: 1, Saves: 1), () => Tell(Started));
    }

    [Fact]
    public async Task A_step_of_an_open_case_is_one_read_and_one_save_with_its_effects_and_dates()
    {
        await Begin();

        await Costs(new(Reads: 1, Saves: 1), () => Tell(new Told.LeavingDateChanged(new(2027, 1, 15))));
        await Costs(new(Reads: 1, Saves: 1), () => Tell(new Told.ParentSaysWrong("The address is wrong")));
    }

    [Fact]
    public async Task A_second_click_is_one_read()
    {
        await Begin();
        _clicks--;

        await Costs(new(Reads: 1), () => Tell(Started));
    }

    [Fact]
    public async Task A_refusal_is_one_read()
    {
        await Begin();

        await Costs(new(Reads: 1), async () => Assert.IsType<Answer.Refused>(await Say(new Told.SentOnPaper(new(2027, 1, 15)))));
    }

    [Fact]
    public async Task Waking_a_case_is_one_read_and_one_list_and_a_save_for_each_date_that_passed()
    {
        await Begin();
        await Costs(new(Reads: 1, Pages: 1), () => _runner.Wake(_id, Ct));

        _clock.SetUtcNow(new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero));
        await new Schools(_store, _clock).Get(_id.School, Ct);
        var before = (await Case()).Length;
        var cost = await Counted(() => _runner.Wake(_id, Ct));

        var passed = (await Case()).Length - before;
        Assert.InRange(passed, 1, 20);
        Assert.Equal(passed, cost.Saves);
        Assert.Equal(1, cost.Pages);
    }

    [Fact]
    public async Task Performing_a_mail_is_two_reads_and_two_saves_and_for_parents_the_child_its_contacts_and_a_link_besides()
    {
        await Begin();
        await Tell(new Told.ParentSaysWrong("The address is wrong"));
        var plain = await Last();
        await Costs(new(Reads: 2, Saves: 2), async () => Assert.Null(await _performer.Perform(_id, plain, Ct)));

        await Tell(new Told.SentOnPaper(new(2026, 11, 20)));
        await Tell(new Told.PaperConfirmed("By telephone"));
        var linked = await Last();
        await Costs(new(Reads: 3, Pages: 1, Saves: 3), async () => Assert.Null(await _performer.Perform(_id, linked, Ct)));
    }

    private static Told.Started Started => new(Tale.Registered, new(2026, 12, 18), new(Sharing.Agreed));

    private async Task Costs(Requests expected, Func<Task> work)
    {
        var cost = await Counted(work);
        Assert.True(expected == cost, $"Expected {expected}, but it was {cost}: {string.Join("; ", _store.Calls.TakeLast(10))}");
    }

    private async Task<Requests> Counted(Func<Task> work)
    {
        var (wire, before) = (OnTheWire, _store.Requests);
        await work();
        var cost = _store.Requests - before;
        Assert.Equal(wire is null ? null : cost.Total, OnTheWire - wire);
        return cost;
    }

    private async Task Settle()
    {
        _store = new CountingStore(Store);
        var schools = new Schools(_store, _clock);
        _runner = new CaseRunner(SencoFlows.Processes.All.ByName, _store, schools, new NoAlarm(), _clock);
        _performer = new Performer(SencoFlows.Processes.All.ByName, _store, schools, new AddressBook(_store), new Postman(_store, new Words(), new PostBox(), new SiteAddress(new("https://sencoflows.example"))), new NoPacks(), new Notifier(_store, new NoWebhooks(), _clock), _runner, _clock);
        await schools.Save(_id.School, _ => new Tale().School with { Staff = [new Staff("s1", "Sofia Reyes", "s.reyes@oaklane.example", [Role.Senco])] }, Ct);
        var pupils = new Pupils(Store.Rows(_id.School));
        await pupils.Save(TransferDesk.Pupil, 0, Ct);
        await pupils.Save(TransferDesk.Pupil.Id, TransferDesk.Contacts[0], 0, Ct);
    }

    private async Task Begin()
    {
        await Settle();
        await Tell(Started);
    }

    private async Task<Case> Case() => (await new Caseload(_id.School, Store.Rows(_id.School)).Find(_id.Id, Ct))!;

    private async Task<string> Last() => (await _store.Rows(_id.School).List($"todo|{_id.Id}|", Ct).LastAsync(Ct)).Key;

    private Task<Answer> Say(Told e) =>
        _runner.Tell(_id, SencoFlows.Processes.All.RecordTransfer, e, Tale.Senco, $"click-{++_clicks}", Ct, new Subject("pupil", "p1", "Okafor, Ada"));

    private async Task Tell(Told e) => Assert.IsType<Answer.Accepted>(await Say(e));

    private sealed class NoAlarm : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }

    private sealed class Words : ITemplates
    {
        public Task<Wording> Write(string template, MailModel model) => Task.FromResult(new Wording(template, "", ""));
    }

    private sealed class PostBox : IMail
    {
        public Task<Posted> Send(Letter letter, CancellationToken ct) => Task.FromResult<Posted>(new Posted.Accepted("1"));
    }

    private sealed class NoWebhooks : IWebhooks
    {
        public bool ThisMachine => false;

        public string Seal(string secret) => throw new NotSupportedException();

        public Task<HookAnswer> Post(Webhook to, HookMessage message, CancellationToken ct) => throw new NotSupportedException();
    }

    private sealed class NoPacks : IPacks
    {
        public Task<Outcome> Deliver(Case @case, Effect.Deliver deliver, string key, CancellationToken ct) => throw new NotSupportedException();

        public Task<Outcome> Destroy(Case @case, Effect.Destroy destroy, CancellationToken ct) => throw new NotSupportedException();

        public byte[] Print(SencoFlows.Record.Pack.Sheet sheet) => throw new NotSupportedException();

        public Task<Outcome> Withdraw(Case @case, Effect.Withdraw withdraw, string key, CancellationToken ct) => throw new NotSupportedException();

        public Task<Outcome> HandOver(Case @case, Effect.HandOver handOver, string key, CancellationToken ct) => throw new NotSupportedException();

        public Task<Outcome> TakeIn(Case @case, Effect.TakeIn takeIn, string key, CancellationToken ct) => throw new NotSupportedException();
    }
}

public sealed class SqliteStepCosts : StepCosts
{
    private readonly TemporaryFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<IStore> Open() => Task.FromResult<IStore>(new SqliteStore(_folder.Path));
}

public sealed class AzureStepCosts(AzuriteFixture azurite) : StepCosts
{
    private readonly Line _line = new();

    protected override int? OnTheWire => _line.Requests;

    protected override async Task<IStore> Open() => _line.Store(await azurite.NewAccount());
}
