using System.Globalization;
using Microsoft.AspNetCore.Http;
using SencoFlows.Law;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Ahead;

/// <summary>A draft of a rule as it was typed.</summary>
public sealed record TypedDraft(string? Rule, DateAnswer From, string? Change, string? Number, string? Day, string? Month, string? Text)
{
    public static TypedDraft Of(IFormCollection form) => new(form["rule"], DateAnswer.From(form, "from"), form["change"], form["number"], form["day"], form["month"], form["text"]);

    /// <summary>Without errors and without a rule: the text to begin from was asked for.</summary>
    public (Rule? Draft, TypedDraft Typed, FormErrors Errors) Read()
    {
        if (Change == "text" && !string.IsNullOrWhiteSpace(Text))
        {
            var (draft, why) = DraftRule.Read(Text);
            return (draft, this, FormErrors.None.And("text", why));
        }

        var rule = RuleBook.Find(Rule ?? "");
        var (from, noDay) = From.Read("day from which it would be law");
        var errors = FormErrors.None
            .And("rule", rule is null ? "Choose a rule" : null)
            .And("from", noDay ?? (from.Year < 1990 || !IsoDay.Sensible.Has(from) ? $"Enter a year between 1990 and {IsoDay.Sensible.To.Year}" : null))
            .And("change", Change is "number" or "day" or "text" ? null : "Choose what would change");
        if (errors.Any)
        {
            return (null, this, errors);
        }

        return Change switch
        {
            "number" => WithNumber(rule!, from),
            "day" => WithDay(rule!, from),
            _ => (null, this with { Text = DraftRule.Write(rule!, from) }, FormErrors.None),
        };
    }

    private (Rule?, TypedDraft, FormErrors) WithNumber(Rule rule, DateOnly from)
    {
        var (draft, why) = int.TryParse(Number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? DraftRule.WithNumber(rule, n, from) : (null, "Enter the new number in digits");
        return (draft, this, FormErrors.None.And("number", why));
    }

    private (Rule?, TypedDraft, FormErrors) WithDay(Rule rule, DateOnly from)
    {
        var (draft, why) = int.TryParse(Day, NumberStyles.None, CultureInfo.InvariantCulture, out var d) && int.TryParse(Month, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
            ? DraftRule.WithDay(rule, m, d, from)
            : (null, "Enter the day and the month in digits");
        return (draft, this, FormErrors.None.And("day", why));
    }
}
