using Microsoft.AspNetCore.Http;
using SencoFlows.Record.Register;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Register;

/// <summary>What somebody has answered so far to "Which school?", for <see cref="SchoolPicker"/>.</summary>
/// <param name="Query">As typed.</param>
/// <param name="Chosen">A school that pupils can move to.</param>
/// <param name="Found">What the register has for it; null before anybody asked.</param>
/// <param name="All">How many there are, of which the first are in <paramref name="Found"/>.</param>
public sealed record SchoolChoice(string Query = "", RegisteredSchool? Chosen = null, IReadOnlyList<RegisteredSchool>? Found = null, int All = 0)
{
    /// <summary>The field that holds what was typed.</summary>
    public static string QueryOf(string name) => $"{name}.Query";

    public static SchoolChoice Of(RegisteredSchool school) => new(school.Name, school, [school], 1);

    /// <summary>
    /// Reads what the picker posted. Without errors and without a chosen school, somebody pressed "Search": show the page again. Nobody
    /// is sent to a closed school.
    /// </summary>
    public static async Task<(SchoolChoice Choice, FormErrors Errors)> Read(IFormCollection form, string name, SchoolRegister register, CancellationToken ct)
    {
        var query = form[QueryOf(name)].ToString().Trim();
        var searches = form["do"] == "search";
        if (!searches && await register.Find(form[name].ToString(), ct) is { } school)
        {
            return school.Status == SchoolStatus.Closed ? await Closed(school, name, register, ct) : (new(query.Length == 0 ? school.Name : query, school, [school], 1), FormErrors.None);
        }

        var (found, all) = await register.Search(query, ct);
        var choice = new SchoolChoice(query, null, query.Length == 0 ? null : found, all);
        return (choice, found.Count > 0 && searches ? FormErrors.None
            : found.Count > 0 ? FormErrors.Of(name, "Choose a school from the list")
            : FormErrors.Of(QueryOf(name), query.Length == 0 ? "Enter the name, town, postcode or URN of a school" : "No school in the register matches what you typed. Check the spelling, or try fewer words"));
    }

    private static async Task<(SchoolChoice Choice, FormErrors Errors)> Closed(RegisteredSchool school, string name, SchoolRegister register, CancellationToken ct)
    {
        var instead = await register.StandingFor(school, ct);
        return (new(school.Name, null, instead, instead.Count), FormErrors.Of(instead.Count == 0 ? QueryOf(name) : name, instead.Count == 0
            ? $"{school.Name} has closed. Choose another school"
            : $"{school.Name} has closed. Choose the school that took its place, or search again"));
    }
}
