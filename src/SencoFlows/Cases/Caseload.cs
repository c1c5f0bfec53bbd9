using SencoFlows.Storage;

namespace SencoFlows.Cases;

/// <summary>An open case as a list shows it.</summary>
/// <param name="Wakes">The first day on which the clock has something to do, or null when only people are awaited.</param>
public sealed record OpenCase(CaseId Id, DateOnly? Wakes, Agenda Agenda);

/// <summary>Reads one school's cases. Every list is one range read.</summary>
public sealed class Caseload(string school, IRows rows)
{
    public Task<Case?> Find(string id, CancellationToken ct) => CaseRunner.Find(rows, new(school, id), ct);

    /// <summary>Every open case, the soonest date first.</summary>
    public Task<IReadOnlyList<OpenCase>> Open(CancellationToken ct) => Between("due|", "due}", ct);

    /// <summary>Every open case, and what could not be done, in one range read.</summary>
    /// <returns>Null for what failed when nobody has noted it yet: <see cref="Failures.Mend"/> does.</returns>
    public async Task<(IReadOnlyList<OpenCase> Open, IReadOnlyList<Failing>? Failed)> OpenAndFailed(CancellationToken ct)
    {
        List<OpenCase> open = [];
        List<Failing>? failed = null;
        await foreach (var row in rows.Range(Keys.Failing, "due}", ct))
        {
            if (row.Key == Keys.Failing)
            {
                failed = [];
            }
            else if (row.Key.StartsWith("due|", StringComparison.Ordinal))
            {
                open.Add(Read(row));
            }
            else
            {
                failed?.Add(Wire.Read<Failing>(row.Body) with { Case = new(school, row.Key.Split('|')[1]) });
            }
        }

        return (open, failed);
    }

    /// <summary>Every open case with its state, for what looks ahead. One read a case: the index of dates holds no state.</summary>
    public async Task<IReadOnlyList<Case>> OpenWithState(CancellationToken ct)
    {
        List<Case> cases = [];
        foreach (var some in (await Open(ct)).Chunk(16))
        {
            var found = await Task.WhenAll(some.Select(c => Find(c.Id.Id, ct)));
            cases.AddRange(found.OfType<Case>().Where(c => !c.IsOver));
        }

        return cases;
    }

    /// <summary>The cases that the clock should wake: costs what is due, not what is waiting.</summary>
    public Task<IReadOnlyList<OpenCase>> DueBy(DateOnly today, CancellationToken ct) => Between("due|", Keys.Due(today.AddDays(1), ""), ct);

    /// <summary>The first day on which the clock has something to do, or null when every case waits for people only.</summary>
    public async Task<DateOnly?> NextDate(CancellationToken ct)
    {
        await foreach (var row in rows.List("due|", ct))
        {
            return Wire.Read<Agenda>(row.Body).Next;
        }

        return null;
    }

    public async Task<IReadOnlyList<Entry>> History(string id, CancellationToken ct)
    {
        List<Entry> entries = [];
        await foreach (var row in rows.List($"entry|{id}|", ct))
        {
            entries.Add(Wire.Read<Entry>(row.Body));
        }

        return entries;
    }

    /// <summary>What has been performed for a case, what is still to be, and what failed.</summary>
    public async Task<IReadOnlyList<Errand>> Errands(string id, CancellationToken ct)
    {
        List<Errand> errands = [];
        foreach (var prefix in (string[])[$"done|{id}|", $"todo|{id}|", $"failed|{id}|"])
        {
            await foreach (var row in rows.List(prefix, ct))
            {
                errands.Add(Errand.Of(row));
            }
        }

        return errands;
    }

    /// <summary>The cases of a process that are over: reads every case of the school, a thousand a request.</summary>
    public async Task<IReadOnlyList<Case>> Over(string process, CancellationToken ct)
    {
        List<Case> cases = [];
        await foreach (var row in rows.List("case|", ct))
        {
            if (Wire.Read<Case>(row.Body) is { IsOver: true } over && over.Process == process)
            {
                cases.Add(over with { Id = new(school, row.Key[(row.Key.LastIndexOf('|') + 1)..]), Version = row.Version });
            }
        }

        return cases;
    }

    /// <summary>The cases about somebody, over or not.</summary>
    public async Task<IReadOnlyList<Case>> About(string subject, CancellationToken ct)
    {
        List<Case> cases = [];
        await foreach (var row in rows.List($"about|{subject}|", ct))
        {
            cases.Add((await Find(row.Key[(row.Key.LastIndexOf('|') + 1)..], ct))!);
        }

        return cases;
    }

    /// <summary>Takes away a case that is over with all that belongs to it: what is said, sent and linked. Last what it is found by, so that a second try finds the rest.</summary>
    public async Task Remove(Case @case, CancellationToken ct)
    {
        var id = @case.Id.Id;
        List<string> keys = [];
        await foreach (var link in rows.List($"links|{id}|", ct))
        {
            keys.AddRange([$"link|{link.Key[(link.Key.LastIndexOf('|') + 1)..]}", link.Key]);
        }

        foreach (var prefix in (string[])["entry", "done", "todo", "failed", Keys.Failing, "code", "wrote"])
        {
            await foreach (var row in rows.List($"{prefix}|{id}|", ct))
            {
                keys.Add(row.Key);
            }
        }

        await foreach (var row in rows.List(Mail.DailyMails.Waiting, ct))
        {
            keys.AddRange(row.Key.Split('|')[3] == id ? [row.Key] : []);
        }

        if (Keys.One(@case.Process, @case.About.Id) is var one && await rows.Read(one, ct) is { } claim && Wire.Read<CaseRunner.Claim>(claim.Body).Case == id)
        {
            keys.Add(one);
        }

        foreach (var some in keys.Chunk(Limits.ChangesOfASave))
        {
            await rows.Save([.. some.Select(key => new Change.Delete(key))], ct);
        }

        await rows.Save([new Change.Delete(Keys.Case(id)), new Change.Delete(Keys.About(@case.About.Id, id))], ct);
    }

    /// <summary>Cases that have something to perform, whoever forgot it: read once when a loop starts.</summary>
    public async Task<IReadOnlyList<CaseId>> WithErrands(CancellationToken ct)
    {
        HashSet<CaseId> ids = [];
        await foreach (var row in rows.List("todo|", ct))
        {
            ids.Add(new(school, row.Key.Split('|')[1]));
        }

        return [.. ids];
    }

    /// <summary>The number of the first entry that does not fit the chain, or null when the history is as it was written.</summary>
    public static int? FirstBroken(IReadOnlyList<Entry> history, string hashOfCase)
    {
        var before = "";
        foreach (var entry in history)
        {
            if (entry.Before != before || entry.ExpectedHash() != entry.Hash)
            {
                return entry.Number;
            }

            before = entry.Hash;
        }

        return before == hashOfCase ? null : history.Count + 1;
    }

    private async Task<IReadOnlyList<OpenCase>> Between(string from, string to, CancellationToken ct)
    {
        List<OpenCase> cases = [];
        await foreach (var row in rows.Range(from, to, ct))
        {
            cases.Add(Read(row));
        }

        return cases;
    }

    private OpenCase Read(Row row)
    {
        var agenda = Wire.Read<Agenda>(row.Body);
        return new(new(school, row.Key.Split('|')[2]), agenda.Next, agenda);
    }
}
