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
    private static readonly Requests _wake = new(Reads: 1, Pages: 1);
    private static readonly Requests _child = new(Reads: 1, Pages: 1);
    private readonly PostBox _post = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
    private CountingStore _store = null!;
    private CaseRunner _runner = null!;
    private Performer _performer = null!;
    private CaseWorker _worker = null!;
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
    public async Task A_mail_is_two_saves_beside_the_wake_that_finds_it()
    {
        await Ready();
        await Tell(new Told.ParentSaysWrong("The address is wrong"));
        await Costs(_wake + new Requests(Saves: 2), Work);
    }

    [Fact]
    public async Task Several_mails_of_a_case_are_two_saves_each_and_one_wake()
    {
        await Ready();
        for (var i = 0; i < 5; i++)
        {
            await Tell(new Told.ParentSaysWrong("The address is wrong"));
            await Tell(new Told.ParentAnswered("By telephone"));
        }

        await Costs(_wake + new Requests(Saves: 10), Work);
        Assert.Equal(5, _post.Sent);
    }

    [Fact]
    public async Task A_mail_to_a_parent_reads_the_child_and_its_contacts_besides_and_saves_its_link_with_the_mark_that_it_is_begun()
    {
        await Ready();
        await ToParents();
        await Costs(_wake + _child + new Requests(Saves: 2), Work);
    }

    [Fact]
    public async Task A_mail_to_two_parents_is_one_save_that_splits_it_and_two_for_each()
    {
        await Ready();
        await new Pupils(Store.Rows(_id.School)).Save(TransferDesk.Pupil.Id, TransferDesk.Contacts[0] with { Id = "c2", Email = "second@example.org" }, 0, Ct);
        await ToParents();
        await Costs(_wake + _child + new Requests(Saves: 1 + (2 * 2)), Work);
        Assert.Equal(2, _post.Sent);
    }

    [Fact]
    public async Task One_look_of_a_loop_elsewhere_costs_the_same_and_leaves_it_nothing_to_perform()
    {
        await Ready();
        await Tell(new Told.ParentSaysWrong("The address is wrong"));
        await Costs(_wake + new Requests(Saves: 2), async () => Assert.Empty((await _worker.Look(_id, Ct)).Errands));
    }

    [Fact]
    public async Task A_mail_after_something_else_was_performed_reads_the_case_once_more()
    {
        await Ready();
        Effect[] effects = [new Effect.TellCase("record-transfer", "999999", "elsewhere", Role.System, []), new Effect.Email(Role.Senco, "came-back")];
        await Store.Rows(_id.School).Save([.. effects.Select((effect, i) => new Change.Add(Keys.Todo(_id.Id, 900_000, i), Wire.Write(new Errand(effect, _clock.GetUtcNow()))))], Ct);
        var elsewhere = new Requests(Reads: 1, Saves: 1);
        await Costs(_wake + elsewhere + new Requests(Reads: 1, Saves: 2), async () => await _worker.Look(_id, Ct));
        Assert.Equal(1, _post.Sent);
    }

    [Fact]
    public async Task A_mail_that_a_loop_tries_again_by_itself_is_two_reads_more()
    {
        await Ready();
        await Tell(new Told.ParentSaysWrong("The address is wrong"));
        var key = (await _store.Rows(_id.School).List($"todo|{_id.Id}|", Ct).SingleAsync(Ct)).Key;
        await Costs(new(Reads: 2, Saves: 2), async () => Assert.Null(await _performer.Perform(_id, key, Ct)));
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
        _performer = new Performer(SencoFlows.Processes.All.ByName, _store, schools, new AddressBook(_store), new Postman(_store, new Words(), _post, new SiteAddress(new("https://sencoflows.example"))), new NoPacks(), new Notifier(_store, new NoWebhooks(), _clock), _runner, _clock);
        _worker = new CaseWorker(_runner, _performer, _clock);
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

    /// <summary>An open case with nothing left to perform.</summary>
    private async Task Ready()
    {
        await Begin();
        await Forget();
    }

    private async Task Forget()
    {
        var rows = Store.Rows(_id.School);
        await rows.Save([.. await rows.List("todo|", Ct).Select(row => new Change.Delete(row.Key)).ToListAsync(Ct)], Ct);
    }

    /// <summary>Something happens of which parents are told, with a one-time link.</summary>
    private async Task ToParents()
    {
        await Tell(new Told.SentOnPaper(new(2026, 11, 20)));
        await Forget();
        await Tell(new Told.PaperConfirmed("By telephone"));
    }

    private async Task Work() => Assert.Null(await _worker.Work(_id, _clock.GetUtcNow(), Ct));

    private async Task<Case> Case() => (await new Caseload(_id.School, Store.Rows(_id.School)).Find(_id.Id, Ct))!;

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
        public int Sent { get; private set; }

        public Task<Posted> Send(Letter letter, CancellationToken ct)
        {
            Sent++;
            return Task.FromResult<Posted>(new Posted.Accepted("1"));
        }
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
