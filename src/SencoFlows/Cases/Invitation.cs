namespace SencoFlows.Cases;

/// <summary>A meeting as calendars know it. It says nothing about a child: other people see calendars.</summary>
/// <param name="Meeting">Its id in its case; the entry of a calendar is known by it when the meeting moves.</param>
/// <param name="Sequence">Grows with each change.</param>
/// <param name="At">English clock time.</param>
/// <param name="Where">"At school", "By telephone".</param>
public sealed record Invitation(string Meeting, int Sequence, DateOnly On, TimeOnly At, int Minutes, string Where, bool Cancelled = false)
{
    /// <summary>The same moment for every calendar in the world.</summary>
    public DateTimeOffset Starts => On.At(At);
}
