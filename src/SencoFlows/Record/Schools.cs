using System.Collections.Concurrent;
using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record;

/// <summary>The schools of this deployment. A school's settings are read at most once a minute, so that a step stays one read.</summary>
public sealed class Schools(IStore store, TimeProvider clock)
{
    internal const string Key = "school";
    private const int _tries = 20;
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(1);
    private const int _mostAbsent = 1_000;
    private readonly ConcurrentDictionary<string, (School School, DateTimeOffset Read)> _known = [];

    /// <summary>Numbers that are none of ours are remembered as long, so that a forged one costs no other time than a real one.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _absent = [];

    public async Task<School> Get(string urn, CancellationToken ct) =>
        await Find(urn, ct) ?? throw new KeyNotFoundException($"School {urn} does not keep its cases here.");

    public async Task<School?> Find(string urn, CancellationToken ct)
    {
        if (_known.TryGetValue(urn, out var known) && clock.GetUtcNow() - known.Read < _fresh)
        {
            return known.School;
        }

        if (_absent.TryGetValue(urn, out var looked) && (clock.GetUtcNow() - looked).Duration() < _fresh)
        {
            return null;
        }

        if (await store.Directory.Read($"trust|{urn}", ct) is null || await store.Rows(urn).Read(Key, ct) is not { } row)
        {
            if (_absent.Count >= _mostAbsent)
            {
                _absent.Clear();
            }

            _absent[urn] = clock.GetUtcNow();
            return null;
        }

        var school = Wire.Read<School>(row.Body);
        _known[urn] = (school, clock.GetUtcNow());
        return school;
    }

    /// <summary>Every school that keeps its cases here, by URN.</summary>
    public async Task<IReadOnlyList<string>> Urns(CancellationToken ct)
    {
        List<string> urns = [];
        await foreach (var row in store.Directory.List("trust|", ct))
        {
            urns.Add(row.Key["trust|".Length..]);
        }

        return urns;
    }

    /// <summary>Everywhere that the person with this email address works now.</summary>
    public async Task<IReadOnlyList<(School School, Staff Staff)>> WhereWorks(string email, CancellationToken ct)
    {
        List<(School, Staff)> found = [];
        foreach (var post in await StaffIndex.Find(store.Directory, email, ct))
        {
            if (await Find(post.Urn, ct) is { } school
                && school.Staff.FirstOrDefault(s => s.Id == post.StaffId && !s.Left && string.Equals(s.Email, email.Trim(), StringComparison.OrdinalIgnoreCase)) is { } staff)
            {
                found.Add((school, staff));
            }
        }

        return found;
    }

    /// <summary>Adds or changes a school from what it is now. <paramref name="change"/> may run more than once.</summary>
    public async Task<School> Save(string urn, Func<School?, School> change, CancellationToken ct)
    {
        await store.Directory.Save([new Change.Put($"trust|{urn}", "{}")], ct);
        var rows = store.Rows(urn);
        while (true)
        {
            var row = await rows.Read(Key, ct);
            var school = change(row is null ? null : Wire.Read<School>(row.Body));
            var body = Wire.Write(school);
            try
            {
                await rows.Save([row is null ? new Change.Add(Key, body) : new Change.Replace(Key, body, row.Version)], ct);
                _known[urn] = (school, clock.GetUtcNow());
                _absent.TryRemove(urn, out _);
                foreach (var staff in school.Staff.Where(s => !s.Left && s.Email.Length > 0))
                {
                    await StaffIndex.Add(store.Directory, staff.Email, new(urn, staff.Id), ct);
                }

                return school;
            }
            catch (ConflictException)
            {
                // Somebody else changed the school: apply the change to what it is now.
            }
        }
    }

    /// <summary>Changes a school together with other rows of its own, all or nothing.</summary>
    /// <param name="urn">A school of this deployment.</param>
    /// <param name="change">From what the school is now; null leaves everything as it is. May run more than once.</param>
    /// <param name="ct">Cancelling leaves it unknown whether the change was made.</param>
    public async Task<School> Amend(string urn, Func<School, (School School, IReadOnlyList<Change> Also)?> change, CancellationToken ct)
    {
        var rows = store.Rows(urn);
        for (var i = 0; ; i++)
        {
            var row = await rows.Read(Key, ct) ?? throw new KeyNotFoundException($"School {urn} does not keep its cases here.");
            var school = Wire.Read<School>(row.Body);
            if (change(school) is not { } changed)
            {
                return school;
            }

            try
            {
                await rows.Save([new Change.Replace(Key, Wire.Write(changed.School), row.Version), .. changed.Also], ct);
                _known[urn] = (changed.School, clock.GetUtcNow());
                return changed.School;
            }
            catch (ConflictException) when (i < _tries)
            {
                // Somebody else changed the school: apply the change to what it is now.
            }
        }
    }
}
