using Microsoft.AspNetCore.Http;
using SencoFlows.Record;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.PupilRecord;

/// <summary>A new status and the day from which it is so, as typed.</summary>
public sealed record StatusForm(string Status, DateAnswer From) : IAnswers
{
    /// <summary>Every change so far, so that one that somebody else made meanwhile is seen; of a typed form, the change it makes.</summary>
    public string History { get; init; } = "";

    public IReadOnlyList<(string Label, string Text)> Answers => [("Changes of status", History)];

    public static StatusForm Of(Pupil pupil, DateOnly today) => new(pupil.Provision(today).Code.ToString(), new()) { History = Told(pupil) };

    public static StatusForm Read(IFormCollection form) => new(form["Status"].ToString(), DateAnswer.From(form, "From")) { History = $"{SenCodes.Provision(form["Status"])?.Short()} from {form["From.Day"]}/{form["From.Month"]}/{form["From.Year"]}" };

    public (Pupil? Changed, FormErrors Errors) On(Pupil pupil, DateOnly today)
    {
        var status = SenCodes.Provision(Status);
        var (from, wrong) = From.Read("date from which it is so");
        var errors = FormErrors.None.And("Status", status is null ? "Choose the status" : null)
            .And("From", wrong ?? (from < pupil.DateOfBirth ? "The date must be after the pupil was born" : from > today.AddYears(1) ? "The date must be within the next year" : null));
        return errors.Any ? (null, errors) : (pupil.With(new SenStatus(from, status!.Value)), errors);
    }

    private static string Told(Pupil pupil) => string.Join(", ", pupil.SenHistory.Select(s => $"{s.Provision.Short()} from {EnglishWords.Of(s.From)}"));
}
