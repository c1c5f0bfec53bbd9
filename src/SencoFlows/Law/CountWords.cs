using System.Globalization;

namespace SencoFlows.Law;

/// <summary>How a rule counts, in words without a date: for the catalogue.</summary>
public static class CountWords
{
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-GB");

    extension(Part part)
    {
        /// <summary>"6 weeks after the day the local authority received the request".</summary>
        public string InWords(Rule rule)
        {
            var lines = part.Lines.Select(l => Line(l, rule)).ToList();
            var words = lines.Count == 1 ? lines[0] : $"the {(part.Choice == Choice.Later ? "later" : "earlier")} of: {string.Join("; and ", lines)}";
            return part.Then.Count == 0 ? words : $"{words}; then {string.Join(", then ", part.Then.Select(t => Words(t, "")))}";
        }
    }

    private static string Line(Line line, Rule rule)
    {
        var day = $"the day {rule.Inputs.First(i => i.Name == line.From).Words}";
        return line.Steps.Count == 0 ? day : string.Join(", then ", line.Steps.Select((s, i) => Words(s, i == 0 ? day : "that")));
    }

    private static string Words(Count count, string day) => count switch
    {
        Count.Days { N: 0 } => $"at once, on {day}",
        Count.Days d => $"{d.N} calendar days after {day}",
        Count.Weeks w => $"{w.N} weeks after {day}",
        Count.Months m => $"{Ledger.Span(m.N)} after {day}",
        Count.MonthsBefore m => $"{Ledger.Span(m.N)} before {day}",
        Count.DaysBefore d => $"{d.N} calendar days before {day}",
        Count.BeginningWith b => $"the last of {b.N} calendar days beginning with {day}",
        Count.Working w => $"{w.N} working days after {day}",
        Count.WorkingBeginningWith w => $"the last of {w.N} working days beginning with {day}",
        Count.School s => $"{s.N} school days after {day}",
        Count.SchoolBeginningWith s => $"the last of {s.N} school days beginning with {day}",
        Count.SchoolBefore s => $"{s.N} school days before {day}",
        Count.DayBefore => $"the day before {day}",
        Count.ToWorkingDay => "the next working day when it is none",
        Count.TribunalRoll => "out of August, and out of 25 December to 1 January",
        Count.OnDay o => $"{o.Day} {_english.DateTimeFormat.GetMonthName(o.Month)} of the year of {day}",
        Count.NthWeekday n => $"{Ledger.Ordinal(n.Nth).ToLowerInvariant()} {n.Weekday} of {_english.DateTimeFormat.GetMonthName(n.Month)} in the school year of {day}",
        Count.Fixed f => Ledger.Short(f.On),
        Count.EndOfAcademicYear => $"31 August, the end of the school year of {day}",
        Count.EndOfTerm => $"the end of the term of {day}",
        Count.EndOfNextTerm => $"the end of the term after the one of {day}",
        Count.EndOfSummer => $"the last day of the summer term in the school year of {day}",
        Count.AfterPause => "without the days on which the clock was stopped",
        _ => throw new ArgumentOutOfRangeException(nameof(count)),
    };
}
