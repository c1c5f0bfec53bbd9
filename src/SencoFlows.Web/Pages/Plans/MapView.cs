using Microsoft.AspNetCore.Http;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>Which part of the provision map is asked for. Nothing in the address is about one child.</summary>
public sealed record MapView(SenType? Need = null, string? Year = null, Deliverer? By = null)
{
    public static MapView From(IQueryCollection query) => new(SenCodes.Type(query["type"]), YearGroups.All.Contains(query["year"].ToString()) ? query["year"].ToString() : null, Deliverers.Read(query["by"]));

    public ProvisionMap Of(ProvisionMap all)
    {
        var map = all.Where(p => (Need is null || p.Pupil.Needs.Any(n => n.Type == Need)) && (Year is null || p.Pupil.YearGroup == Year));
        return By is { } by ? map.GivenBy(by) : map;
    }

    public string Address(string page = "/provision") =>
        page + (string.Join('&', new[] { Need is { } n ? $"type={n}" : null, Year is null ? null : $"year={Year}", By is { } b ? $"by={b}" : null }.OfType<string>()) is { Length: > 0 } query ? $"?{query}" : "");

    public IReadOnlyList<NavItem> Applied =>
    [
        .. Need is { } need ? [new NavItem(need.Words, (this with { Need = null }).Address())] : Array.Empty<NavItem>(),
        .. Year is { } year ? [new NavItem(YearGroups.Words(year), (this with { Year = null }).Address())] : Array.Empty<NavItem>(),
        .. By is { } by ? [new NavItem(by.Words, (this with { By = null }).Address())] : Array.Empty<NavItem>(),
    ];
}
