using System.Text.Json.Serialization;

namespace SencoFlows.Record.Register;

/// <summary>A school as the national register knows it. Stored: add to it, never rename.</summary>
/// <param name="Urn">Six digits. A school that becomes an academy gets another one.</param>
/// <param name="Kind">What the register calls it: "Community school", "Other independent school", "Welsh establishment".</param>
public sealed record RegisteredSchool(string Urn, string Name, string Kind, Phase Phase, SchoolStatus Status)
{
    /// <summary>Local authority (3) and establishment (4); null for those that have none, such as many nurseries.</summary>
    public string? Laestab { get; init; }

    public string? Street { get; init; }

    public string? Town { get; init; }

    /// <summary>With its space: "LK1 4QT".</summary>
    public string? Postcode { get; init; }

    public string? Phone { get; init; }

    /// <summary>
    /// Where the school's website is, and so what an official email address is checked against: "larkfield.sch.example". The public
    /// register gives no email address. Null when many share the site, so that belonging to it would prove nothing.
    /// </summary>
    public string? Domain { get; init; }

    public string? Head { get; init; }

    public DateOnly? Opened { get; init; }

    /// <summary>The last day, past or planned.</summary>
    public DateOnly? Closed { get; init; }

    /// <summary>The URNs that took its place, when it closed into others.</summary>
    public IReadOnlyList<string> Successors { get; init; } = [];

    [JsonIgnore]
    public bool TakesPupils => Status is SchoolStatus.Open or SchoolStatus.ProposedToClose;

    /// <summary>For people: "Wellhead, LK1 4QT".</summary>
    [JsonIgnore]
    public string Place => string.Join(", ", new[] { Town, Postcode }.Where(p => p is not null));
}

public enum SchoolStatus { Open, ProposedToOpen, ProposedToClose, Closed }
