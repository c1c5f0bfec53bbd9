using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record;

/// <summary>What an import brings to one pupil: values as they shall be.</summary>
/// <param name="Pupil">Null when only contacts change.</param>
/// <param name="Revision">Of the pupil it was worked out from, 0 for a new one.</param>
public sealed record Incoming(string PupilId, Pupil? Pupil, int Revision, IReadOnlyList<Versioned<Contact>> Contacts);

public enum ImportEnd
{
    Done,

    /// <summary>Somebody changed one of these pupils meanwhile, or imported too. Nothing was imported.</summary>
    Overtaken,
}

/// <summary>
/// Imports of one school: everything of an import counts from one moment, or none of it ever does. Rows are staged in batches, one
/// small transaction makes them count, and afterwards they are tidied. Whoever edits a staged row before that moment gives the import
/// up, so people never wait for a machine and an import never overwrites them.
/// </summary>
public sealed class Imports(IRows rows)
{
    private const string _prefix = "import|";
    private const int _batch = 100;
    private const int _atOnce = 4;

    /// <summary>A tidied import still counts: somebody may hold a row that they read before.</summary>
    private enum Stage { Staging, Live, Tidied, GivenUp }

    private sealed record State(Stage Stage);

    /// <param name="id">Chosen when the import was offered: doing it again is no new import.</param>
    /// <param name="incoming">Each pupil once.</param>
    public async Task<ImportEnd> Save(string id, IReadOnlyList<Incoming> incoming, CancellationToken ct)
    {
        var done = $"imported|{RecordId.Checked(id)}";
        if (await rows.Read(done, ct) is not null)
        {
            return ImportEnd.Done;
        }

        await GiveUpOthers(ct);
        await Tidy(ct);
        var marker = RecordId.New();
        var (index, version) = await UpnIndex.Read(rows, ct);
        if (TakesAnothersUpn(index, incoming))
        {
            return ImportEnd.Overtaken;
        }

        var staking = (await rows.Save([new Change.Add(_prefix + marker, Wire.Write(new State(Stage.Staging)))], ct))[0];
        try
        {
            if (await StageAll(marker, incoming, ct))
            {
                await rows.Save(
                [
                    new Change.Replace(_prefix + marker, Wire.Write(new State(Stage.Live)), staking),
                    new Change.Add(done, "{}"),
                    UpnIndex.Change(index.With([.. incoming.Select(i => i.Pupil).OfType<Pupil>()]), version),
                ], ct);
                return ImportEnd.Done;
            }
        }
        catch (ConflictException)
        {
            // An editor gave it up, another import came first, or this one had already been done.
        }

        await GiveUp(rows, marker, ct);
        await Tidy(ct);
        return await rows.Read(done, ct) is null ? ImportEnd.Overtaken : ImportEnd.Done;
    }

    /// <summary>Whether the import of this id counts.</summary>
    public async Task<bool> IsDone(string id, CancellationToken ct) => await rows.Read($"imported|{RecordId.Checked(id)}", ct) is not null;

    /// <summary>Puts staged rows into their plain form. Right at any time and needed by nobody: it only saves readers a look.</summary>
    public async Task Tidy(CancellationToken ct)
    {
        List<Row> ended = [];
        await foreach (var row in rows.List(_prefix, ct))
        {
            if (Wire.Read<State>(row.Body).Stage is Stage.Live or Stage.GivenUp)
            {
                ended.Add(row);
            }
        }

        if (ended.Count == 0)
        {
            return;
        }

        await Tidy<Pupil>(Pupils.PupilPrefix, ct);
        await Tidy<Contact>(Pupils.ContactPrefix, ct);
        foreach (var row in ended)
        {
            await Try([Wire.Read<State>(row.Body).Stage == Stage.Live
                ? new Change.Replace(row.Key, Wire.Write(new State(Stage.Tidied)), row.Version)
                : new Change.Delete(row.Key, row.Version)], ct);
        }
    }

    /// <summary>Somebody gave one of these numbers to another pupil since the import was worked out.</summary>
    private static bool TakesAnothersUpn(UpnIndex index, IReadOnlyList<Incoming> incoming)
    {
        var changed = incoming.Select(i => i.Pupil).OfType<Pupil>().ToDictionary(p => p.Id, StringComparer.Ordinal);
        return changed.Values.Any(p => index.Owner(p.Upn) is { } owner && owner != p.Id && StillHas(owner, p));

        bool StillHas(string owner, Pupil p) => !changed.TryGetValue(owner, out var other) || other.Upn == p.Upn;
    }

    internal static async Task<bool> Counts(IRows rows, string marker, CancellationToken ct) =>
        await rows.Read(_prefix + marker, ct) is { } row && Wire.Read<State>(row.Body).Stage is Stage.Live or Stage.Tidied;

    /// <summary>An import that does not count by now never will.</summary>
    /// <returns>True when it already counts.</returns>
    internal static async Task<bool> GiveUp(IRows rows, string marker, CancellationToken ct)
    {
        while (await rows.Read(_prefix + marker, ct) is { } row)
        {
            var stage = Wire.Read<State>(row.Body).Stage;
            if (stage != Stage.Staging)
            {
                return stage is Stage.Live or Stage.Tidied;
            }

            try
            {
                await rows.Save([new Change.Replace(row.Key, Wire.Write(new State(Stage.GivenUp)), row.Version)], ct);
            }
            catch (ConflictException)
            {
                // It has moved on: look where to.
            }
        }

        return false;
    }

    /// <summary>An import that is still staging may be one whose machine died. The newest wins; a living older one is told.</summary>
    private async Task GiveUpOthers(CancellationToken ct)
    {
        List<string> markers = [];
        await foreach (var row in rows.List(_prefix, ct))
        {
            markers.Add(row.Key[_prefix.Length..]);
        }

        foreach (var marker in markers)
        {
            await GiveUp(rows, marker, ct);
        }
    }

    private async Task<bool> StageAll(string marker, IReadOnlyList<Incoming> incoming, CancellationToken ct)
    {
        var stored = new Dictionary<string, Row>(StringComparer.Ordinal);
        foreach (var prefix in new[] { Pupils.PupilPrefix, Pupils.ContactPrefix })
        {
            await foreach (var row in rows.List(prefix, ct))
            {
                stored[row.Key] = row;
            }
        }

        List<Change> changes = [];
        foreach (var i in incoming)
        {
            if (i.Pupil is not null && !Add(Pupils.PupilKey(i.PupilId), i.Pupil, i.Revision))
            {
                return false;
            }

            if (i.Contacts.Any(c => !Add(Pupils.ContactKey(i.PupilId, c.Value.Id), c.Value, c.Revision)))
            {
                return false;
            }
        }

        await Parallel.ForEachAsync(changes.Chunk(_batch), new ParallelOptions { MaxDegreeOfParallelism = _atOnce, CancellationToken = ct },
            async (batch, stop) => await rows.Save(batch, stop));
        return true;

        bool Add<T>(string key, T value, int revision)
            where T : class
        {
            var row = stored.GetValueOrDefault(key);
            var kept = row is null ? new Kept<T>(0, null) : Wire.Read<Kept<T>>(row.Body);
            if (kept.Revision != revision || kept.Import is not null)
            {
                return false;
            }

            var body = (kept with { Import = marker, Next = value }).Write();
            changes.Add(row is null ? new Change.Add(key, body) : new Change.Replace(key, body, row.Version));
            return true;
        }
    }

    private async Task Tidy<T>(string prefix, CancellationToken ct)
        where T : class
    {
        var ended = new Dictionary<string, bool?>(StringComparer.Ordinal);
        List<Change> changes = [];
        await foreach (var row in rows.List(prefix, ct))
        {
            if (Wire.Read<Kept<T>>(row.Body) is not { Import: { } marker } kept)
            {
                continue;
            }

            if (!ended.TryGetValue(marker, out var live))
            {
                var state = await rows.Read(_prefix + marker, ct);
                ended[marker] = live = state is null ? false : Wire.Read<State>(state.Body).Stage switch
                {
                    Stage.Staging => null,
                    var stage => stage is Stage.Live or Stage.Tidied,
                };
            }

            if (live is { } counts)
            {
                var settled = kept.Settled(counts);
                changes.Add(settled.Now is null ? new Change.Delete(row.Key, row.Version) : new Change.Replace(row.Key, settled.Write(), row.Version));
            }
        }

        foreach (var batch in changes.Chunk(_batch))
        {
            if (!await Try(batch, ct))
            {
                foreach (var change in batch)
                {
                    await Try([change], ct); // Whoever got there first has settled the row.
                }
            }
        }
    }

    private async Task<bool> Try(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        try
        {
            await rows.Save(changes, ct);
            return true;
        }
        catch (ConflictException)
        {
            return false;
        }
    }
}
