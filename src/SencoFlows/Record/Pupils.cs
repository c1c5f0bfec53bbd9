using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record;

/// <summary>A pupil with everybody around them: two reads.</summary>
public sealed record PupilFile(Versioned<Pupil> Pupil, IReadOnlyList<Versioned<Contact>> Contacts);

/// <summary>The pupils of one school and their contacts.</summary>
public sealed class Pupils(IRows rows)
{
    internal const string PupilPrefix = "pupil|";
    internal const string ContactPrefix = "contact|";

    public async Task<Versioned<Pupil>?> Find(string id, CancellationToken ct) =>
        RecordId.Is(id) && await rows.Read(PupilKey(id), ct) is { } row ? await Resolve<Pupil>(row, [], ct) : null;

    public async Task<PupilFile?> File(string id, CancellationToken ct)
    {
        var markers = new Dictionary<string, bool>(StringComparer.Ordinal);
        if (!RecordId.Is(id) || await rows.Read(PupilKey(id), ct) is not { } row)
        {
            return null;
        }

        var contacts = await Read<Contact>($"{ContactPrefix}{id}|", markers, ct);
        return await Resolve<Pupil>(row, markers, ct) is { } pupil
            ? new(pupil, [.. contacts.OrderBy(c => c.Value.Order).ThenBy(c => c.Value.Id, StringComparer.Ordinal)])
            : null;
    }

    /// <summary>Every pupil, by list name: one request for each thousand.</summary>
    public async Task<IReadOnlyList<Versioned<Pupil>>> All(CancellationToken ct) =>
        [.. (await Read<Pupil>(PupilPrefix, [], ct)).OrderBy(p => p.Value.ListName, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Value.Id, StringComparer.Ordinal)];

    /// <summary>Every contact of every pupil, by the pupil's id.</summary>
    public async Task<ILookup<string, Versioned<Contact>>> AllContacts(CancellationToken ct)
    {
        var markers = new Dictionary<string, bool>(StringComparer.Ordinal);
        List<(string Pupil, Versioned<Contact> Contact)> all = [];
        await foreach (var row in rows.List(ContactPrefix, ct))
        {
            if (await Resolve<Contact>(row, markers, ct) is { } contact)
            {
                all.Add((row.Key.Split('|')[1], contact));
            }
        }

        return all.ToLookup(c => c.Pupil, c => c.Contact, StringComparer.Ordinal);
    }

    /// <param name="pupil">As it shall be.</param>
    /// <param name="revision">Of the pupil that the person saw; 0 for a new one.</param>
    /// <param name="ct">Cancelling leaves it unknown whether it was saved.</param>
    public async Task<Saved<Pupil>> Save(Pupil pupil, int revision, CancellationToken ct)
    {
        var key = PupilKey(pupil.Id);
        while (true)
        {
            var (row, kept) = await ReadForChange<Pupil>(key, ct);
            if (kept.Revision != revision)
            {
                return Late(kept, pupil);
            }

            List<Change> changes = [Write(key, row, new Kept<Pupil>(revision + 1, pupil))];
            if (kept.Now?.Upn != pupil.Upn)
            {
                var (index, version) = await UpnIndex.Read(rows, ct);
                if (index.Owner(pupil.Upn) is { } owner && owner != pupil.Id)
                {
                    return new Saved<Pupil>.UpnTaken(owner);
                }

                changes.Add(UpnIndex.Change(index.With(pupil), version));
            }

            if (await Try(changes, ct))
            {
                return new Saved<Pupil>.Done(new(pupil, revision + 1));
            }
        }
    }

    /// <summary>Applies a change that is right whatever else changed, such as one more document. Null when there is no such pupil.</summary>
    public async Task<Saved<Pupil>?> Change(string id, Func<Pupil, Pupil> change, CancellationToken ct)
    {
        while (await Find(id, ct) is { } now)
        {
            var saved = await Save(change(now.Value), now.Revision, ct);
            if (saved is not Saved<Pupil>.Overtaken)
            {
                return saved;
            }
        }

        return null;
    }

    public async Task<Saved<Contact>> Save(string pupilId, Contact contact, int revision, CancellationToken ct)
    {
        var key = ContactKey(pupilId, contact.Id);
        while (true)
        {
            var (row, kept) = await ReadForChange<Contact>(key, ct);
            if (kept.Revision != revision)
            {
                return Late(kept, contact);
            }

            if (await Try([Write(key, row, new Kept<Contact>(revision + 1, contact))], ct))
            {
                return new Saved<Contact>.Done(new(contact, revision + 1));
            }
        }
    }

    /// <summary>Removes a contact that is still as the person saw it.</summary>
    /// <returns>False when it has changed since.</returns>
    public async Task<bool> Remove(string pupilId, string contactId, int revision, CancellationToken ct)
    {
        var key = ContactKey(pupilId, contactId);
        while (true)
        {
            var (row, kept) = await ReadForChange<Contact>(key, ct);
            if (row is null || kept.Revision != revision)
            {
                return row is null;
            }

            if (await Try([new Change.Delete(key, row.Version)], ct))
            {
                return true;
            }
        }
    }

    internal static string PupilKey(string id) => PupilPrefix + RecordId.Checked(id);

    internal static string ContactKey(string pupil, string id) => $"{ContactPrefix}{RecordId.Checked(pupil)}|{RecordId.Checked(id)}";

    private static Change Write<T>(string key, Row? row, Kept<T> kept)
        where T : class =>
        row is null ? new Change.Add(key, kept.Write()) : new Change.Replace(key, kept.Write(), row.Version);

    /// <summary>Our own save whose answer was lost looks like somebody else's; it is the same value, so it was ours or does no harm.</summary>
    private static Saved<T> Late<T>(Kept<T> kept, T mine)
        where T : class => kept.Now is { } theirs
            ? Wire.Write(theirs) == Wire.Write(mine) ? new Saved<T>.Done(new(theirs, kept.Revision)) : new Saved<T>.Overtaken(new(theirs, kept.Revision), mine)
            : new Saved<T>.Overtaken(null, mine);

    private async Task<(Row? Row, Kept<T> Kept)> ReadForChange<T>(string key, CancellationToken ct)
        where T : class
    {
        if (await rows.Read(key, ct) is not { } row)
        {
            return (null, new(0, null));
        }

        var kept = Wire.Read<Kept<T>>(row.Body);
        return (row, kept.Import is { } marker ? kept.Settled(await Imports.GiveUp(rows, marker, ct)) : kept);
    }

    private async Task<List<Versioned<T>>> Read<T>(string prefix, Dictionary<string, bool> markers, CancellationToken ct)
        where T : class
    {
        List<Kept<T>> all = [];
        await foreach (var row in rows.List(prefix, ct))
        {
            all.Add(Wire.Read<Kept<T>>(row.Body));
        }

        List<Versioned<T>> values = new(all.Count);
        foreach (var kept in all)
        {
            if (kept.Value(await Counts(kept.Import, markers, ct)) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    private async Task<Versioned<T>?> Resolve<T>(Row row, Dictionary<string, bool> markers, CancellationToken ct)
        where T : class
    {
        var kept = Wire.Read<Kept<T>>(row.Body);
        return kept.Value(await Counts(kept.Import, markers, ct));
    }

    /// <summary>Asked once for each import and page, so that one page shows all of it or nothing.</summary>
    private async Task<bool> Counts(string? marker, Dictionary<string, bool> markers, CancellationToken ct)
    {
        if (marker is null)
        {
            return false;
        }

        if (!markers.TryGetValue(marker, out var counts))
        {
            markers[marker] = counts = await Imports.Counts(rows, marker, ct);
        }

        return counts;
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
