using System.Globalization;
using Microsoft.AspNetCore.Http;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.PupilRecord;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>A provision of the library as typed.</summary>
public sealed record TemplateForm : IAnswers
{
    public string Name { get; init; } = "";

    public string By { get; init; } = "";

    public string Group { get; init; } = "";

    public string Times { get; init; } = "";

    public string Minutes { get; init; } = "";

    public string Weeks { get; init; } = "";

    public string Other { get; init; } = "";

    public IReadOnlyList<string> For { get; init; } = [];

    public string Outcome { get; init; } = "";

    public string Measure { get; init; } = "";

    public string Target { get; init; } = "";

    public string Adjustments { get; init; } = "";

    public string AtHome { get; init; } = "";

    public IReadOnlyList<(string Label, string Text)> Answers =>
    [
        ("What it is", Name), ("Who gives it", Deliverers.Read(By)?.Words ?? By), ("Pupils in the group", Group), ("Times a week", Times), ("Minutes each time", Minutes), ("Weeks", Weeks),
        ("Other costs", Other), ("Needs", string.Join(", ", For.Select(f => SenCodes.Type(f)?.Words ?? f))), ("Outcome", Outcome), ("How you will know", Measure), ("Target", Target),
        ("What all staff do differently", Adjustments), ("What parents do at home", AtHome),
    ];

    public static TemplateForm Of(ProvisionTemplate t) => new()
    {
        Name = t.Name, By = t.By.ToString(), Group = DraftFields.Write(t.GroupSize), Times = DraftFields.Write(t.TimesAWeek), Minutes = DraftFields.Write(t.Minutes), Weeks = DraftFields.Write(t.Weeks),
        Other = t.OtherCost > 0 ? DraftFields.Write(t.OtherCost) : "", For = [.. t.For.Select(f => f.ToString())], Outcome = t.Outcome ?? "", Measure = t.Measure ?? "", Target = t.Target ?? "",
        Adjustments = t.Adjustments ?? "", AtHome = t.AtHome ?? "",
    };

    public static TemplateForm Read(IFormCollection form) => new()
    {
        Name = Line(form, nameof(Name)), By = form[nameof(By)].ToString(), Group = Line(form, nameof(Group)), Times = Line(form, nameof(Times)), Minutes = Line(form, nameof(Minutes)), Weeks = Line(form, nameof(Weeks)),
        Other = Line(form, nameof(Other)), For = [.. form[nameof(For)].OfType<string>()], Outcome = PastedText.Clean(form[nameof(Outcome)]), Measure = Line(form, nameof(Measure)), Target = Line(form, nameof(Target)),
        Adjustments = PastedText.Clean(form[nameof(Adjustments)]), AtHome = PastedText.Clean(form[nameof(AtHome)]),
    };

    public (ProvisionTemplate? Changed, FormErrors Errors) On(ProvisionTemplate template)
    {
        var errors = FormErrors.None
            .And(nameof(Name), Name.Length == 0 ? "Enter what the provision is" : TooLong("What it is", Name, 100))
            .And(nameof(By), Deliverers.Read(By) is null ? "Choose who gives it" : null);
        var group = Number(ref errors, nameof(Group), Group, "how many pupils are in the group", "Pupils in the group", 1, 60, whole: true);
        var times = Number(ref errors, nameof(Times), Times, "how many times a week it is given", "Times a week", 0.1m, 50, whole: false);
        var minutes = Number(ref errors, nameof(Minutes), Minutes, "how many minutes it takes each time", "Minutes each time", 1, 480, whole: true);
        var weeks = Number(ref errors, nameof(Weeks), Weeks, "how many weeks it is given", "Weeks", 1, 60, whole: true);
        var other = Other.Length == 0 ? 0 : Number(ref errors, nameof(Other), Other.Replace("£", "", StringComparison.Ordinal), "other costs", "Other costs", 0, 100_000, whole: false);
        errors = errors
            .And(nameof(Outcome), TooLong("The outcome", Outcome, 1000))
            .And(nameof(Measure), Outcome.Length > 0 && Measure.Length == 0 ? "Enter how you will know that the outcome is met" : TooLong("How you will know", Measure, 500))
            .And(nameof(Target), Outcome.Length > 0 && Target.Length == 0 ? "Enter the target of the outcome" : TooLong("The target", Target, 500))
            .And(nameof(Adjustments), TooLong("What all staff do differently", Adjustments, 2000)).And(nameof(AtHome), TooLong("What parents do at home", AtHome, 2000));
        return errors.Any ? (null, errors) : (Changed(template, (int)group, times, (int)minutes, (int)weeks, other), errors);
    }

    private ProvisionTemplate Changed(ProvisionTemplate template, int group, decimal times, int minutes, int weeks, decimal other) => template with
    {
        Name = Name,
        By = Deliverers.Read(By)!.Value,
        GroupSize = group,
        TimesAWeek = times,
        Minutes = minutes,
        Weeks = weeks,
        OtherCost = decimal.Round(other, 2),
        For = [.. For.Select(f => SenCodes.Type(f)).OfType<SenType>().Distinct()],
        Outcome = Maybe(Outcome),
        Measure = Maybe(Measure),
        Target = Maybe(Target),
        Adjustments = Maybe(Adjustments),
        AtHome = Maybe(AtHome),
    };

    internal static decimal Number(ref FormErrors errors, string field, string typed, string enter, string what, decimal least, decimal most, bool whole)
    {
        var number = 0m;
        errors = errors.And(field, typed.Length == 0 ? $"Enter {enter}"
            : !decimal.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) ? $"{what} must be a number, like {(whole ? "20" : "3")}"
            : number < least ? $"{what} must be {(least == 0 ? "0 or more" : whole ? "1 or more" : "more than 0")}"
            : number > most ? $"{what} must be {DraftFields.Write(most)} or fewer"
            : whole && number != decimal.Truncate(number) ? $"{what} must be a whole number" : null);
        return number;
    }

    private static string Line(IFormCollection form, string name) => PastedText.Clean(form[name]).ReplaceLineEndings(" ");

    private static string? Maybe(string text) => text.Length == 0 ? null : text;

    private static string? TooLong(string what, string text, int most) => text.Length > most ? string.Create(CultureInfo.InvariantCulture, $"{what} must be {most:N0} characters or fewer. You have {text.Length:N0}") : null;
}
