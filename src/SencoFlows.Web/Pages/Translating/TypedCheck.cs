using System.Globalization;
using Microsoft.AspNetCore.Http;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Translating;

/// <summary>Who has checked a translation, as typed.</summary>
/// <param name="Revision">Of the translation that the form was about.</param>
public sealed record TypedCheck(string Name, string How, DateAnswer On, bool Whole, int Revision)
{
    public static TypedCheck Today(DateOnly today) => new("", "", DateAnswer.Of(today), Whole: false, Revision: 0);

    public static TypedCheck From(IFormCollection form) => new(PastedText.Clean(form["name"].ToString()), form["how"].ToString(), DateAnswer.From(form, "on"), form["whole"] == "yes",
        int.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0);

    public (Check? Check, FormErrors Errors) Read(DateOnly today, string staff)
    {
        var (on, wrong) = On.Read("date on which it was checked");
        var how = QualifiedWords.All.Where(q => q.Code == How).Select(q => (Qualified?)q.How).FirstOrDefault();
        var errors = FormErrors.None
            .And("name", Name.Length switch { 0 => "Enter the name of the person who checked it", > 100 => "The name of the person must be 100 characters or fewer", _ => null })
            .And("how", how is null ? "Select how this person can judge it" : null)
            .And("on", wrong ?? (on > today ? "The date on which it was checked must be today or in the past" : null))
            .And("whole", Whole ? null : "Confirm that this person has read every phrase");
        return errors.Any ? (null, errors) : (new(Name, how!.Value, on, staff), errors);
    }
}

internal static class QualifiedWords
{
    public static IReadOnlyList<(Qualified How, string Code, string Words)> All { get; } =
    [
        (Qualified.NativeSpeaker, "native-speaker", "A native speaker who reads English well"),
        (Qualified.InterpreterService, "interpreter-service", "An interpreter of a service that the school or the council uses"),
        (Qualified.Translator, "translator", "A qualified translator"),
    ];

    extension(Qualified how)
    {
        public string Words => All.First(q => q.How == how).Words;
    }
}
