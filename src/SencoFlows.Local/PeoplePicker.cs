using Microsoft.AspNetCore.Authentication;
using SencoFlows.Record;
using SencoFlows.Web;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Local;

/// <summary>Signing in without a password: exists in this host only, which listens on this machine only.</summary>
public static class PeoplePicker
{
    public static void MapPeoplePicker(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", async (Schools schools, string? to, CancellationToken ct) => Show(await All(schools, ct), to, null, FormErrors.None)).ForAnyone();
        app.MapPost("/sign-in", SignIn).ForAnyone();
    }

    private static async Task<IResult> SignIn(HttpContext http, Schools schools, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var all = await All(schools, ct);
        var who = form["who"].ToString();
        if (all.SelectMany(s => s.Staff.Where(p => !p.Left).Select(p => new Me(s, p))).FirstOrDefault(m => Id(m.School, m.Staff) == who) is not { } me)
        {
            return Show(all, form["to"], who, FormErrors.Of("who", "Select who you are"));
        }

        await http.SignInAsync(me.Principal);
        return Results.LocalRedirect(OurPath.Or(form["to"]));
    }

    internal static string Id(School school, Staff staff) => $"{school.Urn}-{staff.Id}";

    private static async Task<IReadOnlyList<School>> All(Schools schools, CancellationToken ct)
    {
        List<School> all = [];
        foreach (var urn in await schools.Urns(ct))
        {
            all.Add(await schools.Get(urn, ct));
        }

        return all;
    }

    private static IResult Show(IReadOnlyList<School> schools, string? to, string? who, FormErrors errors) =>
        Page.Of<PeoplePickerPage>(new { Schools = schools, To = to, Who = who, Errors = errors }, errors.Any ? 422 : 200);
}
