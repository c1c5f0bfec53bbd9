namespace SencoFlows.Record.Plans;

/// <param name="PerHour">Pounds with on-costs: pension, insurance, holidays.</param>
/// <param name="HoursAWeek">What there is of it for provision in a school week, or null when nobody has said.</param>
/// <param name="From">The first day on which this holds.</param>
public sealed record StaffRate(Deliverer By, decimal PerHour, decimal? HoursAWeek, DateOnly From);

/// <summary>What an hour costs a school, by who gives it. Dated, so that a rise in pay changes no earlier plan.</summary>
public sealed record StaffRates(IReadOnlyList<StaffRate> All)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }

    public static StaffRates None { get; } = new([]);

    /// <summary>The rate of a day; the first one that is known for days before it.</summary>
    public StaffRate? Of(Deliverer by, DateOnly on) =>
        All.Where(r => r.By == by && r.From <= on).MaxBy(r => r.From) ?? All.Where(r => r.By == by).MinBy(r => r.From);

    public decimal PerHour(Deliverer by, DateOnly on) => Of(by, on)?.PerHour ?? 0;

    /// <summary>With another rate from a day on; what held before stays known.</summary>
    public StaffRates With(StaffRate rate) => new([.. All.Where(r => r.By != rate.By || r.From != rate.From).Append(rate).OrderBy(r => r.By).ThenBy(r => r.From)]);
}
