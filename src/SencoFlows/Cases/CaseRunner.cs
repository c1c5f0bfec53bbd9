using System.Text.Json;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Cases;

/// <summary>Tells the loop that a case has changed: wake it now. Losing this costs time, never a step.</summary>
public interface IAlarm
{
    Task Ring(CaseId id, CancellationToken ct);
}

/// <summary>Runs any process over any store. A step is one read and one transaction.</summary>
public sealed class CaseRunner(IReadOnlyDictionary<string, Process> processes, IStore store, Schools schools, IAlarm alarm, TimeProvider clock)
{
    private const int _remembered = 20;
    private const int _tries = 20;

    /// <summary>Of one answer, in characters: about a page. What is told stands in each case's history, which people read.</summary>
    public const int MostWords = 4_000;

    /// <summary>Tells a case what a person has done, opening it if it is new.</summary>
    /// <param name="id">Chosen by the caller, so that a repeated click opens one case.</param>
    /// <param name="requestId">The same id a second time changes nothing and is answered like the first.</param>
    /// <param name="about">Whom a new case is about.</param>
    /// <param name="seen">The length of the history that the person was looking at; null to act whatever has happened since.</param>
    /// <param name="also">Rows of the same school that are saved with the step, or not at all: a plan and the news of it.</param>
    /// <exception cref="ConflictException">A row of <paramref name="also"/> was not as the caller had read it. Nothing was changed.</exception>
    public async Task<Answer> Tell<TState, TEvent>(CaseId id, Process<TState, TEvent> process, TEvent e, Actor by, string requestId, CancellationToken ct, Subject? about = null, int? seen = null, IReadOnlyList<Change>? also = null)
        where TState : class
        where TEvent : class =>
        await Tell(id, process, JsonSerializer.SerializeToElement<TEvent>(e, Wire.Json), by, requestId, about, seen, ct, also ?? []);

    internal async Task<Answer> Tell(CaseId id, Process process, JsonElement e, Actor by, string requestId, Subject? about, int? seen, CancellationToken ct, params IReadOnlyList<Change> also)
    {
        if (by.Role is not Role.System && IsTooLong(e))
        {
            return new Answer.Refused(new("", "What you write must be 4,000 characters or fewer"));
        }

        var rows = store.Rows(id.School);
        var at = new At(clock.Today, await schools.Get(id.School, ct), by);
        for (var i = 0; ; i++)
        {
            var before = await Find(rows, id, ct) ?? New(id, process, about ?? throw new KeyNotFoundException($"There is no case {id}."));
            if (before.Process != process.Name)
            {
                return new Answer.Refused(new("", "This form has been used for something else. Reload the page and send it again"));
            }

            if (before.Recent.Contains(requestId))
            {
                return new Answer.Accepted(before);
            }

            if (seen is { } length && length != before.Length)
            {
                return new Answer.Changed(before);
            }

            var told = process.Decide(before.State, e, at);
            if (told.Refusal is { } no)
            {
                return new Answer.Refused(no);
            }

            var along = also;
            if (before.Version is null && process.OneAtATime)
            {
                // Nobody has one in nearly every case: only after a conflict is it worth looking.
                var (change, other) = i == 0 ? (new Change.Add(Keys.One(process.Name, before.About.Id), Wire.Write(new Claim(id.Id))), null) : await Look(rows, before, ct);
                if (other is not null)
                {
                    return new Answer.Taken(other);
                }

                along = [.. also, change];
            }

            try
            {
                var after = await Append(rows, before, process, at, "told", e, told, requestId, ct, also: along);
                await alarm.Ring(id, ct);
                return new Answer.Accepted(after);
            }
            catch (ConflictException conflict) when (i < _tries && !also.Any(c => c.Key == conflict.Key))
            {
                // Somebody else acted, or our own save went through and its answer was lost: read and decide again.
            }
        }
    }

    /// <summary>Pages say so at the field. Here it holds for the page that forgets to, and for whoever sends no page at all.</summary>
    private static bool IsTooLong(JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.String => e.GetString()!.Length > MostWords,
        JsonValueKind.Object => e.EnumerateObject().Any(p => IsTooLong(p.Value)),
        JsonValueKind.Array => e.EnumerateArray().Any(IsTooLong),
        _ => false,
    };

    /// <summary>Lets due dates lapse, catching up in order, and says what is left to perform.</summary>
    /// <returns>Null when there is no such case here: its school has moved away.</returns>
    public async Task<Nap?> Wake(CaseId id, CancellationToken ct)
    {
        if (await schools.Find(id.School, ct) is not { } school)
        {
            return null;
        }

        var rows = store.Rows(id.School);
        var at = new At(clock.Today, school, Actor.Clock);
        for (var i = 0; ; i++)
        {
            try
            {
                if (await Find(rows, id, ct) is not { } found)
                {
                    // The daily email of somebody is sent by the same loops, and is no case.
                    return DailyMails.Is(id) ? new Nap(DailyMails.Of(id), await rows.List($"todo|{id.Id}|", ct).ToListAsync(ct)) : null;
                }

                var now = await CatchUp(rows, found, at, ct);
                return new Nap(now, await rows.List($"todo|{id.Id}|", ct).ToListAsync(ct));
            }
            catch (ConflictException) when (i < _tries)
            {
                // A person acted in between: look again.
            }
        }
    }

    /// <summary>Who has the only place, when that case is still open; else the change that takes it.</summary>
    private static async Task<(Change Claim, Case? Other)> Look(IRows rows, Case @new, CancellationToken ct)
    {
        var key = Keys.One(@new.Process, @new.About.Id);
        var body = Wire.Write(new Claim(@new.Id.Id));
        if (await rows.Read(key, ct) is not { } row)
        {
            return (new Change.Add(key, body), null);
        }

        var holder = await Find(rows, @new.Id with { Id = Wire.Read<Claim>(row.Body).Case }, ct);
        return (new Change.Replace(key, body, row.Version), holder is { IsOver: false } && holder.Id != @new.Id ? holder : null);
    }

    private async Task<Case> CatchUp(IRows rows, Case @case, At at, CancellationToken ct)
    {
        var process = processes[@case.Process];
        for (var lapsed = 0; !@case.IsOver; lapsed++)
        {
            var due = process.Due(@case.State, at.School);
            if (due.FirstOrDefault(d => d.Lapses <= at.Today) is { } missed)
            {
                if (lapsed > 10_000)
                {
                    throw new InvalidOperationException($"{@case.Process} lets {missed.Rule.Id} lapse without end.");
                }

                var what = JsonSerializer.SerializeToElement(new Lapsed(RunningDate.Of(missed)), Wire.Json);
                @case = await Append(rows, @case, process, at, "lapsed", what, process.Lapse(@case.State, missed, at), $"clock:{@case.Length}", ct, missed);
                continue;
            }

            RunningDate[] dates = [.. due.Select(RunningDate.Of)];
            return dates.SequenceEqual(@case.Agenda.Dates)
                ? await WithFacts(rows, @case, process, ct)
                : await Append(rows, @case, process, at, "moved", JsonSerializer.SerializeToElement(new Moved(@case.Agenda.Dates, dates), Wire.Json), new Told(@case.State, [], null), $"clock:{@case.Length}", ct);
        }

        return @case;
    }

    /// <summary>What older code has written without the facts that lists show is written once more with them. Nothing has happened, so the history says nothing.</summary>
    private static async Task<Case> WithFacts(IRows rows, Case @case, Process process, CancellationToken ct)
    {
        if (@case.Agenda.Facts is not null || process.ForLists(@case.State) is not { } facts)
        {
            return @case;
        }

        var known = @case with { Agenda = @case.Agenda with { Facts = facts } };
        var versions = await rows.Save([new Change.Replace(Keys.Case(@case.Id.Id), Wire.Write(known), @case.Version!), new Change.Put(DueKey(known), Wire.Write(known.Agenda))], ct);
        return known with { Version = versions[0] };
    }

    private async Task<Case> Append(IRows rows, Case before, Process process, At at, string kind, JsonElement e, Told told, string requestId, CancellationToken ct, Deadline? missed = null, IReadOnlyList<Change>? also = null)
    {
        var number = before.Length + 1;
        using var step = Telemetry.Step(before.Id, process.Name, kind, number);
        var state = told.State!.Value;
        var entry = new Entry(number, clock.GetUtcNow(), at.By, kind, e, state, told.Effects, requestId, before.Hash, "");
        entry = entry with { Hash = entry.ExpectedHash() };
        var after = before with
        {
            State = state,
            Length = number,
            Hash = entry.Hash,
            Recent = [.. before.Recent.TakeLast(_remembered - 1), requestId],
            Agenda = AgendaOf(process, before.About, state, at.School).After(before.Agenda, at.Today, missed) with { Length = number },
            IsOver = process.IsOver(state),
        };
        var id = before.Id.Id;
        var body = Wire.Write(after);
        List<Change> changes =
        [
            before.Version is { } version ? new Change.Replace(Keys.Case(id), body, version) : new Change.Add(Keys.Case(id), body),
            new Change.Add(Keys.Entry(id, number), Wire.Write(entry)),
            .. told.Effects.Select((effect, i) => new Change.Add(Keys.Todo(id, number, i), Wire.Write(new Errand(effect, entry.At) { ByClock = missed is not null }))),
            .. also ?? [],
        ];
        if (before.Version is null)
        {
            changes.Add(new Change.Put(Keys.About(before.About.Id, id), Wire.Write(new { process = process.Name, opened = at.Today })));
        }

        var (oldKey, newKey) = (before.Version is null || before.IsOver ? null : DueKey(before), after.IsOver ? null : DueKey(after));
        if (oldKey is not null && oldKey != newKey)
        {
            changes.Add(new Change.Delete(oldKey));
        }

        if (newKey is not null)
        {
            changes.Add(new Change.Put(newKey, Wire.Write(after.Agenda)));
        }

        after = after with { Version = (await rows.Save(changes, ct))[0] };
        Telemetry.Stepped(process.Name, kind);
        return after;
    }

    internal static async Task<Case?> Find(IRows rows, CaseId id, CancellationToken ct) =>
        await rows.Read(Keys.Case(id.Id), ct) is { } row ? Wire.Read<Case>(row.Body) with { Id = id, Version = row.Version } : null;

    internal static Agenda AgendaOf(Process process, Subject about, JsonElement? state, School school)
    {
        var standing = process.Standing(state);
        return new(process.Name, about, standing.Stage, standing.WaitsFor, standing.Ask, standing.Action,
            process.IsOver(state) ? [] : [.. process.Due(state, school).Select(RunningDate.Of)])
        {
            With = standing.With,
            Facts = process.IsOver(state) ? null : process.ForLists(state),
        };
    }

    private static string DueKey(Case c) => Keys.Due(c.Agenda.Next ?? Keys.NoDate, c.Id.Id);

    private static Case New(CaseId id, Process process, Subject about) =>
        new(process.Name, about, null, 0, "", [], new Agenda(process.Name, about, "", Role.Nobody, null, null, []), false) { Id = id };

    /// <summary>Whose case is the one that may be open.</summary>
    internal sealed record Claim(string Case);

    /// <summary>What the history keeps of a date that passed.</summary>
    public sealed record Lapsed(RunningDate Date);

    /// <summary>What the history keeps when a rule, a bank holiday or a term date moved the dates of an open case.</summary>
    public sealed record Moved(IReadOnlyList<RunningDate> Were, IReadOnlyList<RunningDate> Are);
}
