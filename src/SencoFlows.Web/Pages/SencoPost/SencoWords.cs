using SencoFlows.Law;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.SencoPost;

/// <summary>What pages about SENCOs say for stored values.</summary>
internal static class SencoWords
{
    extension(Light light)
    {
        public TagColour Colour => light switch { Light.Green => TagColour.Green, Light.Amber => TagColour.Yellow, _ => TagColour.Red };

        /// <summary>Beside every colour, for those who do not see it.</summary>
        public string Word => light switch { Light.Green => "In order", Light.Amber => "Look at this", _ => "Not in order" };
    }

    /// <summary>For those who look after the post and not after children: how many promises, until when, and no word of them.</summary>
    public static string Open(IReadOnlyList<Promise> promises) => promises.Count == 0 ? "None is open"
        : $"{promises.Count.ToString(EnglishWords.Culture)} open, the next to be kept by {EnglishWords.Of(promises.Min(p => p.By))}";

    public static string Words(this LeavingReason why) => why switch
    {
        LeavingReason.OtherSchool => "Goes to another school",
        LeavingReason.OtherRole => "Takes another role at this school",
        LeavingReason.Retired => "Retires",
        LeavingReason.CoverEnded => "Stood in for somebody who is back",
        _ => "Another reason",
    };

    public static string Words(this PlanKind kind) => kind switch
    {
        PlanKind.FinishLate => "The course is finished later than the law says",
        PlanKind.OtherSenco => "Somebody else becomes SENCO",
        _ => "The school takes advice",
    };

    public static string Words(this SencoCourseKind kind) => kind switch { SencoCourseKind.Npq => "NPQ for SENCOs", _ => "National Award for SEN Co-ordination" };

    public static string Words(this Induction induction) => induction switch
    {
        Induction.Completed => "Yes, it is finished",
        Induction.NotRequired => "It was not required",
        _ => "No, not yet",
    };

    public static string Words(this SharedSencoProcess.Impact impact) => impact switch
    {
        SharedSencoProcess.Impact.Positive => "It works well for pupils",
        SharedSencoProcess.Impact.None => "It makes no difference",
        _ => "Pupils’ provision or progress suffers",
    };

    public static string Words(this SharedSencoProcess.Verdict verdict) => verdict switch
    {
        SharedSencoProcess.Verdict.GoOn => "Go on as it is",
        SharedSencoProcess.Verdict.Change => "Go on with changes",
        _ => "Stop",
    };

    /// <summary>Where a course stands, in one line.</summary>
    public static string Stands(this Study s) => s switch
    {
        { Awarded: { } on } => $"Awarded {EnglishWords.Of(on)}",
        { Stopped: { } on } => $"Ended without an award {EnglishWords.Of(on)}",
        { Ends: { } on } => $"Result expected {EnglishWords.Of(on)}",
        _ => "Put off, no end date",
    };

    /// <summary>Service laid end to end, and on which side of the twelve months of the law it is.</summary>
    public static string Service(IReadOnlyList<DayRange> runs)
    {
        var start = runs[0].From;
        var end = start.AddDays(SencoService.Days(runs));
        var months = 0;
        while (start.AddMonths(months + 1) <= end)
        {
            months++;
        }

        var days = end.DayNumber - start.AddMonths(months).DayNumber;
        var length = string.Join(" and ", ((string[])[months > 0 ? EnglishWords.Count(months, "month") : "", days > 0 ? EnglishWords.Count(days, "day") : ""]).Where(w => w.Length > 0));
        return $"{length} in total at schools that count, {(SencoService.MoreThanTwelveMonths(runs) ? "more than" : "not more than")} the 12 months of regulation 49(4)";
    }

    public static string Stands(this Certificate? c) => c switch
    {
        null => "Not uploaded",
        { Checked: { } on } => $"Checked {EnglishWords.Of(on)}",
        { Rejected: { } why } => $"Not right: {why}",
        _ => "Waiting to be checked",
    };

    public static IReadOnlyList<Option> Options<T>(Func<T, string> words, params T[] without) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Except(without).Select(v => new Option(v.ToString(), words(v)))];
}
