namespace SencoFlows.Web.GovUk.Charts;

public enum Mark { Happened, Coming, Missed }

/// <param name="Because">The law or policy behind a date, for the table.</param>
public sealed record ChartEvent(DateOnly On, string Text, Mark Mark = Mark.Happened, string? Because = null);

/// <param name="Kind">The process, in words: bars of one kind share a colour.</param>
/// <param name="Open">Goes on past its end, which is only as far as anybody can see.</param>
public sealed record PlannerBar(string Text, DateOnly From, DateOnly To, string Kind, bool Open = false, string? Href = null);

/// <param name="Values">One for each column; null where there is nothing.</param>
public sealed record HeatRow(string Label, IReadOnlyList<decimal?> Values, string? Href = null);

/// <param name="Late">How many of them are overdue.</param>
public sealed record BarOf(string Text, int Count, int Late = 0, string? Href = null);
