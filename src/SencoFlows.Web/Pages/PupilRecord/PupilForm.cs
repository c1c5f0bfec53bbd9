using Microsoft.AspNetCore.Http;
using SencoFlows.Record;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.PupilRecord;

/// <summary>Names, numbers and dates of a pupil, as typed.</summary>
public sealed record PupilForm : IAnswers
{
    public string Forename { get; init; } = "";

    public string Surname { get; init; } = "";

    public string PreferredForename { get; init; } = "";

    public string PreferredSurname { get; init; } = "";

    public DateAnswer Born { get; init; } = new();

    public string Year { get; init; } = "";

    public string Upn { get; init; } = "";

    public string FirstLanguage { get; init; } = "";

    /// <summary>"now", "before" or "no".</summary>
    public string LookedAfter { get; init; } = "no";

    public string CareAuthority { get; init; } = "";

    public DateAnswer Joined { get; init; } = new();

    /// <summary>The URN of the school before.</summary>
    public string CameFrom { get; init; } = "";

    public DateAnswer Left { get; init; } = new();

    public IReadOnlyList<(string Label, string Text)> Answers =>
    [
        ("Forename", Forename), ("Surname", Surname), ("Preferred forename", PreferredForename), ("Preferred surname", PreferredSurname), ("Date of birth", Born.Plain()), ("Year group", Year),
        ("Unique pupil number", Upn), ("First language", FirstLanguage), ("Looked after", LookedAfter), ("Care authority", LookedAfter == "now" ? CareAuthority : ""), ("First day on the roll", Joined.Plain()), ("School before", CameFrom), ("Last day on the roll", Left.Plain()),
    ];

    public static PupilForm Of(Pupil p) => new()
    {
        Forename = p.Forename, Surname = p.Surname, PreferredForename = p.PreferredForename ?? "", PreferredSurname = p.PreferredSurname ?? "", Born = DateAnswer.Of(p.DateOfBirth), Year = p.YearGroup,
        Upn = p.Upn?.ToString() ?? "", FirstLanguage = p.FirstLanguage ?? "", LookedAfter = p.LookedAfter ? "now" : p.PreviouslyLookedAfter ? "before" : "no", CareAuthority = p.CareAuthority ?? "", Joined = DateAnswer.Of(p.Joined), CameFrom = p.CameFrom ?? "", Left = DateAnswer.Of(p.Left),
    };

    public static PupilForm From(IFormCollection form)
    {
        return new()
        {
            Forename = Of("Forename"), Surname = Of("Surname"), PreferredForename = Of("PreferredForename"), PreferredSurname = Of("PreferredSurname"), Born = DateAnswer.From(form, "Born"), Year = Of("Year"),
            Upn = Of("Upn").ToUpperInvariant(), FirstLanguage = Of("FirstLanguage"), LookedAfter = Of("LookedAfter"), CareAuthority = Of("CareAuthority"), Joined = DateAnswer.From(form, "Joined"), CameFrom = Of("CameFrom"), Left = DateAnswer.From(form, "Left"),
        };

        string Of(string name) => form[name].ToString().Trim();
    }

    /// <summary>The pupil with these answers, or what is wrong with them.</summary>
    public (Pupil? Changed, FormErrors Errors) On(Pupil pupil, DateOnly today)
    {
        var (born, wrongBorn) = Born.Read("date of birth");
        var (joined, wrongJoined) = Joined.ReadOptional("first day on the roll");
        var (left, wrongLeft) = Left.ReadOptional("last day on the roll");
        string? problem = null;
        var upn = Upn.Length > 0 && SencoFlows.Record.Upn.TryParse(Upn, out problem, out var read) ? read : (Upn?)null;
        var errors = FormErrors.None
            .And("Forename", Forename.Length == 0 ? "Enter the forename" : TooLong(Forename, "Forename"))
            .And("Surname", Surname.Length == 0 ? "Enter the surname" : TooLong(Surname, "Surname"))
            .And("PreferredForename", TooLong(PreferredForename, "Preferred forename"))
            .And("PreferredSurname", TooLong(PreferredSurname, "Preferred surname"))
            .And("Born", wrongBorn ?? (born > today ? "The date of birth must be in the past" : born < today.AddYears(-26) ? "The date of birth must be less than 26 years ago" : null))
            .And("Year", YearGroups.Order(Year) < 0 ? "Choose the year group" : null)
            .And("Upn", problem)
            .And("FirstLanguage", TooLong(FirstLanguage, "First language"))
            .And("LookedAfter", LookedAfter is "now" or "before" or "no" ? null : "Choose whether the pupil is looked after")
            .And("CareAuthority", TooLong(CareAuthority, "Care authority"))
            .And("Joined", wrongJoined)
            .And("CameFrom", CameFrom.Length == 0 || (CameFrom.Length == 6 && CameFrom.All(char.IsAsciiDigit)) ? null : "Enter the URN of the school before. It has 6 digits")
            .And("Left", wrongLeft ?? (left < joined ? "The last day must not be before the first" : null));
        return errors.Any ? (null, errors) : (pupil with
        {
            Forename = Forename,
            Surname = Surname,
            PreferredForename = None(PreferredForename),
            PreferredSurname = None(PreferredSurname),
            DateOfBirth = born,
            YearGroup = Year,
            Upn = upn,
            FirstLanguage = None(FirstLanguage),
            LookedAfter = LookedAfter == "now",
            PreviouslyLookedAfter = LookedAfter == "before",
            CareAuthority = LookedAfter == "now" ? None(CareAuthority) : null,
            Joined = joined,
            CameFrom = None(CameFrom),
            Left = left,
        }, errors);
    }

    private static string? TooLong(string text, string what) => text.Length > 100 ? $"{what} must be 100 characters or fewer" : null;

    private static string? None(string text) => text.Length == 0 ? null : text;
}
