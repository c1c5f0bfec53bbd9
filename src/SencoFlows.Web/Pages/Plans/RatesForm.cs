using Microsoft.AspNetCore.Http;
using SencoFlows.Record.Plans;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.PupilRecord;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>What an hour costs and how many there are, as typed for one kind of staff.</summary>
public sealed record RateLine(Deliverer By, string PerHour, string Hours);

/// <summary>All of them, from one day on.</summary>
public sealed record RatesForm(IReadOnlyList<RateLine> Lines, DateAnswer From) : IAnswers
{
    public IReadOnlyList<(string Label, string Text)> Answers =>
        [.. Lines.SelectMany(l => new[] { ($"{l.By.Words}: an hour", l.PerHour), ($"{l.By.Words}: hours a week", l.Hours) }), ("From", From.Plain())];

    public static RatesForm Of(StaffRates rates, DateOnly today) => new(
        [.. Enum.GetValues<Deliverer>().Select(d => rates.Of(d, today) is var rate ? new RateLine(d, rate is null ? "" : DraftFields.Write(rate.PerHour), rate?.HoursAWeek is { } h ? DraftFields.Write(h) : "") : null!)],
        DateAnswer.Of(today));

    public static RatesForm Read(IFormCollection form) => new(
        [.. Enum.GetValues<Deliverer>().Select(d => new RateLine(d, PastedText.Clean(form[$"{d}.rate"]).Replace("£", "", StringComparison.Ordinal), PastedText.Clean(form[$"{d}.hours"])))],
        DateAnswer.From(form, "From"));

    public (StaffRates? Changed, FormErrors Errors) On(StaffRates rates)
    {
        var (from, error) = From.Read("day from which this holds");
        var errors = FormErrors.None;
        foreach (var line in Lines)
        {
            if (line.PerHour.Length == 0 && line.Hours.Length == 0)
            {
                continue;
            }

            var what = line.By.Words;
            var perHour = TemplateForm.Number(ref errors, $"{line.By}.rate", line.PerHour, $"what an hour costs: {what}", $"An hour ({what})", 0, 1000, whole: false);
            decimal? hours = line.Hours.Length == 0 ? null : TemplateForm.Number(ref errors, $"{line.By}.hours", line.Hours, "hours a week", $"Hours a week ({what})", 0, 5000, whole: false);
            if (rates.Of(line.By, from) is not { } was || was.PerHour != perHour || was.HoursAWeek != hours)
            {
                rates = rates.With(new(line.By, decimal.Round(perHour, 2), hours, from));
            }
        }

        errors = errors.And("From", error);
        return errors.Any ? (null, errors) : (rates, errors);
    }
}
