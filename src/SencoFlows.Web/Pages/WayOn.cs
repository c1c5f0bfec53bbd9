using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Storage;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages;

/// <summary>
/// For who goes back in their browser, or has a second window open, to something that was finished or thrown away meanwhile: where it
/// is now, or a page that says what became of it. What is somebody else's stays a page that is not found.
/// </summary>
internal static class WayOn
{
    /// <summary>Something that is no longer there: not found, as what another school keeps is, but in words that help whoever had it.</summary>
    public static IResult From(string title, IReadOnlyList<string> words, params IReadOnlyList<(string Text, string Href)> ways) =>
        Page.Of<GonePage>(new { Title = title, Words = words, Ways = ways }, StatusCodes.Status404NotFound);

    /// <summary>The case, where it is past what an address of it was about: its page says what happened.</summary>
    public static async Task<IResult> ToCase(Process process, string id, Me me, IStore store, CancellationToken ct) =>
        CaseId.TryParse(id, null, out var caseId) && caseId.School == me.School.Urn
        && await new Caseload(me.School.Urn, store.Rows(me.School.Urn)).Find(caseId.Id, ct) is { } @case && @case.Process == process.Name && me.MaySee(process, @case.Agenda)
            ? TypedResults.LocalRedirect($"/cases/{@case.Id}") : Page.NotFound;
}
