using SencoFlows.Law;

namespace SencoFlows.Record;

public enum Phase { Nursery, Primary, MiddleDeemedPrimary, MiddleDeemedSecondary, Secondary, AllThrough, Post16, Special, Other }

/// <summary>A school that keeps its cases here.</summary>
/// <param name="Urn">Unique reference number, six digits.</param>
/// <param name="Laestab">The DfE number: local authority (3) and establishment (4), seven digits without a slash.</param>
/// <param name="IsAcademy">Some duties of maintained schools are only "should" for academies.</param>
public sealed record School(string Urn, string Laestab, string Name, Phase Phase, bool IsAcademy, SchoolCalendar Calendar, Policies Policies, IReadOnlyList<Staff> Staff)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? More { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? Town { get; init; }

    /// <summary>Sessions that were ended before their time; each stands here for as long as it could have lasted.</summary>
    public IReadOnlyList<SessionEnd> SignedOut { get; init; } = [];

    public Staff? In(Role role) => Staff.FirstOrDefault(s => s.Roles.Contains(role) && !s.Left);
}

/// <param name="Id">Opaque; stays when the name changes.</param>
public sealed record Staff(string Id, string Name, string Email, IReadOnlyList<Role> Roles, bool Left = false);

/// <param name="At">By the clock of the machine.</param>
/// <param name="Session">Its id; null for every session of this person that began before.</param>
public sealed record SessionEnd(string Staff, DateTimeOffset At, string? Session = null)
{
    public bool Ends(string staff, string session, DateTimeOffset began) => staff == Staff && (Session is null ? began <= At : session == Session);
}

/// <summary>Stored: add to it, never rename.</summary>
public enum DayUnit { Calendar, Working, School }

/// <summary>What a school decides for itself, with our defaults. Days are school days unless the name says otherwise.</summary>
public sealed record Policies
{
    /// <summary>School days before the limit at which the SENCO is reminded.</summary>
    public int RemindBeforeLimit { get; init; } = 5;

    /// <summary>School days after which an unopened delivery is chased.</summary>
    public int ChaseUnopenedAfter { get; init; } = 1;

    /// <summary>Each reminder is a mail of its own, in place of one mail a day for each member of staff.</summary>
    public bool EachReminderAtOnce { get; init; }

    /// <summary>The version of common transfer files that the school writes: a new one each September.</summary>
    public string CtfVersion { get; init; } = "25.0";

    /// <summary>School days after which an opened but unfiled delivery is chased.</summary>
    public int ChaseUnfiledAfter { get; init; } = 5;

    /// <summary>School days after a new pupil's first day on which a record that has not come is asked for.</summary>
    public int AskForRecordAfter { get; init; } = 5;

    /// <summary>Which days the 5 of a child protection file are: the guidance does not say, and calendar days are the strictest reading.</summary>
    public DayUnit ChildProtectionDays { get; init; } = DayUnit.Calendar;

    /// <summary>Meetings with the family of each pupil on SEN support in a school year: the Code says at least three.</summary>
    public int MeetingsAYear { get; init; } = 3;

    /// <summary>Cycles in a row with less than expected progress after which somebody has to choose a next step.</summary>
    public int CyclesBeforeNextStep { get; init; } = 2;

    /// <summary>Pounds a year for one pupil up to which a school pays for extra support itself; beyond it a local authority may top up.</summary>
    public decimal TopUpThreshold { get; init; } = 6000;
}
