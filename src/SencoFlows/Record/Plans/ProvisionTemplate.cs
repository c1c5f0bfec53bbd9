namespace SencoFlows.Record.Plans;

/// <summary>A provision of a school's own library, with the outcome that it is usually given for. Stored: add to it, never rename.</summary>
/// <param name="Id">Opaque.</param>
public sealed record ProvisionTemplate(string Id, string Name, Deliverer By, int GroupSize, decimal TimesAWeek, int Minutes, int Weeks)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }

    /// <summary>The needs that it is for; none for all of them.</summary>
    public IReadOnlyList<SenType> For { get; init; } = [];

    public string? Outcome { get; init; }

    public string? Measure { get; init; }

    public string? Target { get; init; }

    /// <summary>What staff do differently in every lesson.</summary>
    public string? Adjustments { get; init; }

    public string? AtHome { get; init; }

    /// <summary>Pounds for each pupil.</summary>
    public decimal OtherCost { get; init; }

    public bool Fits(IEnumerable<SenType> needs) => For.Count == 0 || For.Intersect(needs).Any();
}
