using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;

namespace SencoFlows.Cases;

/// <summary>
/// Performs what cases ask for: at least once, never lost. A mail is begun in the store before it is posted, so that a crash in
/// between leaves it "begun, no answer": then the mail service's own report decides, or <see cref="Patience"/> runs out.
/// </summary>
public sealed partial class Performer(IReadOnlyDictionary<string, Process> processes, IStore store, Schools schools, AddressBook book, Postman postman, IPacks packs, Notifier notifier, CaseRunner runner, TimeProvider clock)
{
    /// <summary>How long evidence about an unanswered call is waited for before the mail is sent again and flagged as perhaps sent twice.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    /// <summary>Performs one effect.</summary>
    /// <returns>Null when it has ended; otherwise when to come back.</returns>
    public async Task<DateTimeOffset?> Perform(CaseId id, string key, CancellationToken ct) =>
        await store.Rows(id.School).Read(key, ct) is { } row ? await Perform(await Read(id, ct), Errand.Of(row), ct) : null;

    internal async Task<Case> Read(CaseId id, CancellationToken ct) =>
        DailyMails.Is(id) ? DailyMails.Of(id) : await CaseRunner.Find(store.Rows(id.School), id, ct) ?? throw new KeyNotFoundException($"There is no case {id}.");

    /// <summary>Performs one effect of a case, both just read. Whoever performs the same meanwhile, only one of the two does it.</summary>
    /// <returns>Null when it has ended; otherwise when to come back.</returns>
    internal async Task<DateTimeOffset?> Perform(Case @case, Errand errand, CancellationToken ct)
    {
        var (id, key) = (@case.Id, errand.Key);
        var rows = store.Rows(id.School);
        try
        {
            if (errand.Effect.OnlyUntil is { } last && last < clock.Today)
            {
                return await End(rows, @case, errand, new Outcome.Dropped($"It was only useful until {last:d MMMM yyyy}"), ct);
            }

            return errand.Effect switch
            {
                Effect.Email { Reminders: { } reminders } => await Daily(rows, @case, errand, reminders, ct),
                Effect.Email email => await Mail(rows, @case, errand, email, ct),
                Effect.Deliver deliver => await End(rows, @case, errand, await packs.Deliver(@case, deliver, key, ct), ct),
                Effect.Withdraw withdraw => await End(rows, @case, errand, await Withdraw(@case, withdraw, key, ct), ct),
                Effect.Destroy destroy => await End(rows, @case, errand, await packs.Destroy(@case, destroy, ct), ct),
                Effect.OpenCase open => await End(rows, @case, errand, await Open(@case, open, key, ct), ct),
                Effect.HandOver handOver => await End(rows, @case, errand, await packs.HandOver(@case, handOver, key, ct), ct),
                Effect.TakeIn takeIn => await End(rows, @case, errand, await packs.TakeIn(@case, takeIn, key, ct), ct),
                Effect.TellCase tell => await End(rows, @case, errand, await Tell(id, tell, ct), ct),
                Effect.GiveRole give => await End(rows, @case, errand, await Give(id, give, ct), ct),
                Effect.GiveStatus give => await End(rows, @case, errand, await Give(rows, @case.About.Id, give, ct), ct),
                Effect.TellOthers tell => await End(rows, @case, errand, await Tell(@case, tell, key, ct), ct),
                Effect.Notify notify => await Notify(rows, @case, errand, notify, ct),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (ConflictException)
        {
            return clock.GetUtcNow(); // Somebody else is at it: look again.
        }
    }

    private async Task<Outcome> Withdraw(Case @case, Effect.Withdraw withdraw, string key, CancellationToken ct)
    {
        await new Links(@case.Id.School, store.Rows(@case.Id.School)).Revoke(@case.Id.Id, _ => true, ct);
        return await packs.Withdraw(@case, withdraw, key, ct);
    }

    private async Task<Outcome> Open(Case @case, Effect.OpenCase open, string key, CancellationToken ct)
    {
        var from = @case.Id;
        if (open.Id.Length == 0)
        {
            open = open with { Id = Keys.Derived($"{from}|{open.Process}"), About = @case.About };
        }

        if (await schools.Find(open.School, ct) is null)
        {
            return new Outcome.Failed("The other school no longer keeps its cases here. Call them instead");
        }

        var about = open.About;
        if (about is { Kind: "pupil", Label: "" })
        {
            if (await new Pupils(store.Rows(open.School)).Find(about.Id, ct) is not { Value: var pupil })
            {
                return new Outcome.Failed("This pupil is no longer in the record");
            }

            about = about with { Label = pupil.ListName };
        }

        var by = open.School == from.School && open.By is { } person ? person : new Actor(Role.System, from.School);
        var answer = await runner.Tell(new(open.School, open.Id), processes[open.Process], open.Event, by, key, about, null, ct);
        return answer switch
        {
            Answer.Refused { Refusal.Reason: var why } => new Outcome.Failed(why),
            Answer.Taken when open.School == from.School && open.About == @case.About => new Outcome.Done(), // Somebody has begun it by hand.
            Answer.Taken => new Outcome.Failed("Another one is already under way"),
            _ => new Outcome.Done(),
        };
    }

    /// <summary>Receipts overlap, so each event of a case is told under one request whichever errand carries it.</summary>
    private async Task<Outcome> Tell(CaseId from, Effect.TellCase tell, CancellationToken ct)
    {
        var there = new CaseId(tell.School, tell.Id);
        if (await schools.Find(tell.School, ct) is null)
        {
            return new Outcome.Failed("The other school no longer keeps its cases here. Call them instead");
        }

        if (await CaseRunner.Find(store.Rows(tell.School), there, ct) is not { } other || other.Process != tell.Process)
        {
            return new Outcome.Dropped("The other school has no such case");
        }

        foreach (var e in tell.Events)
        {
            var request = $"{from}:{Keys.Derived(e.GetRawText())}";
            if (await runner.Tell(there, processes[tell.Process], e, new Actor(tell.As, from.School), request, null, null, ct) is Answer.Refused { Refusal.Reason: var why })
            {
                return other.IsOver ? new Outcome.Dropped($"The case of the other school is over. {why}") : new Outcome.Failed($"The case of the other school did not take it: {why}");
            }
        }

        return new Outcome.Done();
    }

    private async Task<Outcome> Tell(Case @case, Effect.TellOthers tell, string key, CancellationToken ct)
    {
        foreach (var other in (await new Caseload(@case.Id.School, store.Rows(@case.Id.School)).About(@case.About.Id, ct)).Where(c => !c.IsOver && c.Process == tell.Process))
        {
            // It may not take it, because it is at another point: then there is nothing to do there.
            await runner.Tell(other.Id, processes[tell.Process], tell.Event, new Actor(Role.System, "case"), key, null, null, ct);
        }

        return new Outcome.Done();
    }

    private async Task<Outcome> Give(CaseId id, Effect.GiveRole give, CancellationToken ct)
    {
        await schools.Save(id.School, school => school! with
        {
            Staff = [.. school.Staff.Select(s => s.Id != give.Staff ? s : s with
            {
                Roles = give.Has ? [.. s.Roles.Union([give.Role])] : [.. s.Roles.Where(r => r != give.Role)],
            })],
        }, ct);
        return new Outcome.Done();
    }

    private async Task<Outcome> Give(IRows rows, string pupil, Effect.GiveStatus give, CancellationToken ct)
    {
        // An EHC plan is the authority's to end: support that begins or ends here leaves it alone.
        var saved = await new Pupils(rows).Change(pupil, p => p.Provision(clock.Today) == give.Provision || (p.Provision(clock.Today) == SenProvision.Plan && give.Provision != SenProvision.Plan)
            ? p : p.With(new SenStatus(give.From, give.Provision)), ct);
        return saved is null ? new Outcome.Failed("This child is no longer in the record. Check whether it was removed by mistake") : new Outcome.Done();
    }

    private async Task<DateTimeOffset?> Notify(IRows rows, Case @case, Errand errand, Effect.Notify notify, CancellationToken ct)
    {
        var told = await notifier.Tell(@case.Id, errand, notify, ct);
        if (told.Outcome is { } outcome)
        {
            return await End(rows, @case, told.Errand, outcome, ct, told.Along);
        }

        if (told.Errand != errand)
        {
            await rows.Save([new Change.Replace(errand.Key, Wire.Write(told.Errand), errand.Version!), .. told.Along], ct);
        }

        return told.Again;
    }

    private async Task<DateTimeOffset?> End(IRows rows, Case @case, Errand errand, Outcome outcome, CancellationToken ct, params IReadOnlyList<Change> along)
    {
        var ended = errand with { Outcome = outcome, Ended = clock.GetUtcNow() };
        await rows.Save([new Change.Delete(errand.Key, errand.Version), .. Ended(@case, errand.Key, ended), .. along], ct);
        Telemetry.Ended(errand.Effect, outcome);
        return null;
    }

    private static IEnumerable<Change> Ended(Case @case, string todoKey, Errand ended) => ended.Outcome is Outcome.Failed
        ? [new Change.Put(Keys.Failed(todoKey), Wire.Write(ended)), Failures.Note(todoKey, @case, ended)]
        : [new Change.Put(Keys.Done(todoKey), Wire.Write(ended))];
}
