using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Record;

namespace SencoFlows.Web.Pages.PupilRecord;

/// <summary>How the list of pupils is asked for. What stands in the address names no child; a name is posted.</summary>
public sealed record PupilQuery(string? Year = null, SenProvision? Status = null, bool Left = false, string Sort = "name", string Name = "")
{
    public static PupilQuery From(IQueryCollection query) => new(
        YearGroups.All.Contains(query["year"].ToString()) ? query["year"].ToString() : null,
        SenCodes.Provision(query["status"]), query["left"] == "yes", query["sort"].ToString() is "year" or "status" ? query["sort"].ToString() : "name");

    public string Address => "/pupils" + (Parts is { Length: > 0 } parts ? "?" + string.Join('&', parts) : "");

    private string[] Parts => [.. new[] { Year is null ? null : $"year={Year}", Status is { } s ? $"status={s.Code}" : null, Left ? "left=yes" : null, Sort == "name" ? null : $"sort={Sort}" }.OfType<string>()];
}

/// <summary>One line of the list.</summary>
/// <param name="Cases">The stages of the open cases about the pupil.</param>
public sealed record PupilLine(Pupil Pupil, SenProvision Status, IReadOnlyList<OpenCase> Cases);

public static class PupilList
{
    public static IReadOnlyList<PupilLine> Of(PupilQuery query, IReadOnlyList<Versioned<Pupil>> pupils, IReadOnlyList<OpenCase> cases, DateOnly today)
    {
        var about = cases.Where(c => c.Agenda.About.Kind == "pupil").ToLookup(c => c.Agenda.About.Id, StringComparer.Ordinal);
        var words = query.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var lines = pupils.Select(p => p.Value)
            .Where(p => p.OnRoll(today) != query.Left && (query.Year is null || p.YearGroup == query.Year) && Array.TrueForAll(words, w => IsCalled(p, w)))
            .Select(p => new PupilLine(p, p.Provision(today), [.. about[p.Id]]))
            .Where(l => query.Status is null || l.Status == query.Status);
        return [.. query.Sort switch
        {
            "year" => lines.OrderBy(l => YearGroups.Order(l.Pupil.YearGroup)),
            "status" => lines.OrderByDescending(l => l.Status),
            _ => lines,
        }];
    }

    /// <summary>By any of a child's names, or the number.</summary>
    private static bool IsCalled(Pupil pupil, string word) =>
        new[] { pupil.Forename, pupil.Surname, pupil.PreferredForename, pupil.PreferredSurname, pupil.Upn?.ToString() }
            .Any(n => n is not null && Compare.IsPrefix(n, word, Loose) || n?.Split(' ', '-').Any(part => Compare.IsPrefix(part, word, Loose)) == true);

    private const System.Globalization.CompareOptions Loose = System.Globalization.CompareOptions.IgnoreCase | System.Globalization.CompareOptions.IgnoreNonSpace | System.Globalization.CompareOptions.IgnoreSymbols;

    private static readonly System.Globalization.CompareInfo Compare = GovUk.EnglishWords.Culture.CompareInfo;
}
