using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record.Plans;

/// <summary>The provisions that one school offers, as it describes them itself, and what an hour of its staff costs.</summary>
public sealed class ProvisionLibrary(IRows rows)
{
    private const string _prefix = "offer|";
    private const string _rates = "staffrates";

    /// <summary>By name: one range read.</summary>
    public async Task<IReadOnlyList<Versioned<ProvisionTemplate>>> All(CancellationToken ct)
    {
        List<Versioned<ProvisionTemplate>> all = [];
        await foreach (var row in rows.List(_prefix, ct))
        {
            all.Add(Wire.Read<Versioned<ProvisionTemplate>>(row.Body));
        }

        return [.. all.OrderBy(t => t.Value.Name, StringComparer.OrdinalIgnoreCase)];
    }

    public async Task<Versioned<ProvisionTemplate>?> Find(string id, CancellationToken ct) =>
        RecordId.Is(id) && await rows.Read(_prefix + id, ct) is { } row ? Wire.Read<Versioned<ProvisionTemplate>>(row.Body) : null;

    /// <param name="template">As it shall be.</param>
    /// <param name="revision">Of the one that the person saw; 0 for a new one.</param>
    /// <param name="ct">Cancelling leaves it unknown whether it was saved.</param>
    public Task<Saved<ProvisionTemplate>> Save(ProvisionTemplate template, int revision, CancellationToken ct) => Save(_prefix + RecordId.Checked(template.Id), template, revision, ct);

    /// <summary>Takes a provision out of the library. Plans that were made with it stay as they are.</summary>
    public async Task Remove(string id, CancellationToken ct)
    {
        if (RecordId.Is(id) && await rows.Read(_prefix + id, ct) is not null)
        {
            await rows.Save([new Change.Delete(_prefix + id)], ct);
        }
    }

    /// <summary>Puts in those that are not there yet. Twice is once.</summary>
    public async Task Add(IReadOnlyList<ProvisionTemplate> templates, CancellationToken ct)
    {
        foreach (var template in templates)
        {
            await Save(template, 0, ct);
        }
    }

    public async Task<Versioned<StaffRates>> Rates(CancellationToken ct) =>
        await rows.Read(_rates, ct) is { } row ? Wire.Read<Versioned<StaffRates>>(row.Body) : new(StaffRates.None, 0);

    public Task<Saved<StaffRates>> Save(StaffRates rates, int revision, CancellationToken ct) => Save(_rates, rates, revision, ct);

    private async Task<Saved<T>> Save<T>(string key, T value, int revision, CancellationToken ct)
    {
        while (true)
        {
            var row = await rows.Read(key, ct);
            var now = row is null ? null : Wire.Read<Versioned<T>>(row.Body);
            if ((now?.Revision ?? 0) != revision)
            {
                return now is not null && Wire.Write(now.Value) == Wire.Write(value) ? new Saved<T>.Done(now) : new Saved<T>.Overtaken(now, value);
            }

            var next = new Versioned<T>(value, revision + 1);
            try
            {
                await rows.Save([row is null ? new Change.Add(key, Wire.Write(next)) : new Change.Replace(key, Wire.Write(next), row.Version)], ct);
                return new Saved<T>.Done(next);
            }
            catch (ConflictException)
            {
                // Somebody else was quicker: look at what they have left.
            }
        }
    }
}
