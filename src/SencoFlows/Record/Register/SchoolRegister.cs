using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record.Register;

/// <summary>What an import of the register changed.</summary>
/// <param name="Closed">Schools that took pupils before and are closed now.</param>
/// <param name="Succeeded">Closed schools that have got a successor.</param>
/// <param name="LeftAlone">Schools known before that the file does not mention: they stay as they were.</param>
public sealed record RegisterChanges(int Added, int Changed, int Unchanged, int Closed, int Succeeded, int LeftAlone);

/// <summary>Where the register stands: how many schools, since when.</summary>
public sealed record RegisterState(string Sha256, int Schools, DateTimeOffset Imported)
{
    /// <summary>The name under which the document is kept; null for one that came before each holder had a name of its own.</summary>
    public string? Place { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string Kept => Place ?? Sha256;
}

/// <summary>
/// The register of schools of this deployment. It is one immutable document, named by one row of the directory, so that an import
/// counts at once or not at all. Every host keeps it in memory and looks at most once a minute whether the row names another.
/// </summary>
public sealed class SchoolRegister(IStore store, TimeProvider clock)
{
    private const string _key = "register";
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private Task<Known>? _known;
    private DateTimeOffset _looked;

    private sealed record Known(RegisterState? State, RegisterIndex Index);

    public async Task<RegisterState?> State(CancellationToken ct) => (await Now(ct)).State;

    public async Task<RegisteredSchool?> Find(string? urn, CancellationToken ct) => (await Now(ct)).Index.Find(urn);

    public async Task<Found> Search(string? text, CancellationToken ct, int most = 20) => (await Now(ct)).Index.Search(text, most);

    /// <summary>The open schools that stand in the place of this one now: itself when it takes pupils, else its successors or theirs.</summary>
    public async Task<IReadOnlyList<RegisteredSchool>> StandingFor(RegisteredSchool school, CancellationToken ct)
    {
        var index = (await Now(ct)).Index;
        HashSet<string> seen = [school.Urn];
        List<RegisteredSchool> open = [];
        var left = new Queue<RegisteredSchool>([school]);
        while (left.TryDequeue(out var next))
        {
            if (next.TakesPupils)
            {
                open.Add(next);
                continue;
            }

            foreach (var successor in next.Successors.Where(seen.Add).Select(index.Find).OfType<RegisteredSchool>())
            {
                left.Enqueue(successor);
            }
        }

        return open;
    }

    /// <summary>Adds and changes schools. Those that are not mentioned stay.</summary>
    /// <param name="schools">Each once.</param>
    /// <param name="successors">The URNs that followed on a school, or null to leave what is known of that.</param>
    /// <param name="ct">Cancelling before the last write imports nothing.</param>
    public async Task<RegisterChanges> Import(IReadOnlyList<RegisteredSchool> schools, IReadOnlyDictionary<string, IReadOnlyList<string>>? successors, CancellationToken ct)
    {
        while (true)
        {
            var row = await store.Directory.Read(_key, ct);
            var before = row is null ? new Known(null, RegisterIndex.Empty) : await Load(Wire.Read<RegisterState>(row.Body), ct);
            var (all, changes) = Merge(before?.Index ?? RegisterIndex.Empty, schools, successors);
            if (changes is { Added: 0, Changed: 0 } && before?.State is not null)
            {
                return changes;
            }

            using var file = RegisterFile.Write(all);
            var stored = await store.DirectoryDocuments.Put("register", file, RegisterFile.Most, ct);
            var state = new RegisterState(stored.Sha256, all.Count, clock.GetUtcNow()) { Place = stored.Name };
            var body = Wire.Write(state);
            try
            {
                await store.Directory.Save([row is null ? new Change.Add(_key, body) : new Change.Replace(_key, body, row.Version)], ct);
            }
            catch (ConflictException)
            {
                continue; // Somebody imported meanwhile: add to what that made.
            }

            lock (_lock)
            {
                (_known, _looked) = (Task.FromResult(new Known(state, new(all))), clock.GetUtcNow());
            }

            if (before?.State is { } old)
            {
                await store.DirectoryDocuments.Delete(old.Kept, ct);
            }

            return changes;
        }
    }

    private static (List<RegisteredSchool> All, RegisterChanges Changes) Merge(
        RegisterIndex before, IReadOnlyList<RegisteredSchool> schools, IReadOnlyDictionary<string, IReadOnlyList<string>>? successors)
    {
        var all = before.All.ToDictionary(s => s.Urn, StringComparer.Ordinal);
        var (added, changed, unchanged, closed, succeeded) = (0, 0, 0, 0, 0);
        foreach (var school in schools)
        {
            var old = before.Find(school.Urn);
            var now = school with { Successors = successors is null ? old?.Successors ?? [] : successors.GetValueOrDefault(school.Urn, []) };
            all[now.Urn] = now;
            var same = old is not null && Wire.Write(old) == Wire.Write(now);
            added += old is null ? 1 : 0;
            unchanged += same ? 1 : 0;
            changed += old is null || same ? 0 : 1;
            closed += old is { TakesPupils: true } && now.Status == SchoolStatus.Closed ? 1 : 0;
            succeeded += now.Status == SchoolStatus.Closed && now.Successors.Count > 0 && old?.Successors.Count is null or 0 ? 1 : 0;
        }

        return ([.. all.Values], new(added, changed, unchanged, closed, succeeded, all.Count - schools.Count));
    }

    private Task<Known> Now(CancellationToken ct)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_known is null or { IsFaulted: true } || (_known.IsCompleted && now - _looked >= _fresh))
            {
                var before = _known is { IsCompletedSuccessfully: true } ? _known.Result : null;
                _looked = now;
                _known = Look(before);
            }

            return _known.WaitAsync(ct);
        }
    }

    /// <summary>Several visitors may wait for this, so none of them cancels it.</summary>
    private async Task<Known> Look(Known? before)
    {
        RegisterState? missed = null;
        while (await store.Directory.Read(_key, CancellationToken.None) is { } row)
        {
            var state = Wire.Read<RegisterState>(row.Body);
            if (before?.State == state)
            {
                return before;
            }

            if (await Load(state, CancellationToken.None) is { } known)
            {
                return known;
            }

            missed = missed == state ? throw new InvalidOperationException("The document of the register of schools is missing. Import the register again.") : state;
        }

        return new(null, RegisterIndex.Empty);
    }

    /// <summary>Null when a newer import has just taken the place of this document.</summary>
    private async Task<Known?> Load(RegisterState state, CancellationToken ct)
    {
        if (await store.DirectoryDocuments.Open(state.Kept, ct) is not { } file)
        {
            return null;
        }

        return new(state, new(await RegisterFile.Read(file, ct)));
    }
}
