using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Record;
using SencoFlows.Record.Register;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Register;

/// <summary>The register of schools: searched by everybody who works here, imported by those who answer for where records are sent.</summary>
public static class RegisterPages
{
    /// <summary>The national file has about 60 MB.</summary>
    private const long _largest = 200 << 20;

    /// <summary>A school as a script gets it while somebody types.</summary>
    private sealed record Suggestion(string Urn, string Name, string About, bool Open);

    public static void MapRegister(this IEndpointRouteBuilder app)
    {
        app.MapGet("/schools/search", Search).ForAnyStaff();
        app.MapGet("/schools/register", Show).ForAnyStaff();
        app.MapPost("/schools/register", Import).ForAnyStaff().Takes(_largest, "Nothing was imported. The file of all schools has about 60 MB, and the most that is taken is 200 MB.", "Check that you chose the right file.");
    }

    private static async Task<IResult> Search(HttpContext http, string? q, Me me, SchoolRegister register, Schools schools, CancellationToken ct)
    {
        var query = (q ?? "").Trim();
        var found = await register.Search(query, ct);
        return http.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "application/json")
            ? TypedResults.Json(found.Schools.Take(10).Select(s => new Suggestion(s.Urn, s.Name, s.About(), s.Status != SchoolStatus.Closed)))
            : Page.Of<SchoolSearchPage>(new { Query = query, Found = found, State = await register.State(ct), MayImport = await MayImport(me, schools, ct) });
    }

    private static async Task<IResult> Show(Me me, SchoolRegister register, Schools schools, CancellationToken ct) =>
        await MayImport(me, schools, ct) ? Page.Of<RegisterPage>(new { State = await register.State(ct) }) : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static async Task<IResult> Import(HttpContext http, Me me, SchoolRegister register, RegisterImport import, Schools schools, CancellationToken ct)
    {
        if (!await MayImport(me, schools, ct))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var form = await http.Request.ReadFormAsync(ct);
        if (form.Files.GetFile("Schools") is not { Length: > 0 } file)
        {
            return await Again(register, FormErrors.Of("Schools", "Choose the file of establishment fields"), ct);
        }

        await using var extract = file.OpenReadStream();
        await using var links = form.Files.GetFile("Links") is { Length: > 0 } second ? second.OpenReadStream() : null;
        var done = await import.Run(extract, links, ct);
        return done.Refused is null
            ? Page.Of<RegisterPage>(new { State = await register.State(ct), Done = done })
            : await Again(register, FormErrors.Of(done.LinksRefused ? "Links" : "Schools", done.Refused), ct, done);
    }

    private static async Task<IResult> Again(SchoolRegister register, FormErrors errors, CancellationToken ct, RegisterImported? done = null) =>
        Page.Of<RegisterPage>(new { State = await register.State(ct), Errors = errors, Done = done }, StatusCodes.Status422UnprocessableEntity);

    /// <summary>
    /// The register says which addresses are a school's own, for every school of this deployment: the trust answers for it. Where one
    /// school is alone, its own head, SENCO or office do.
    /// </summary>
    private static async Task<bool> MayImport(Me me, Schools schools, CancellationToken ct) =>
        me.Has(Role.TrustLead) || (me.Has(Role.Head, Role.Senco, Role.Admin) && (await schools.Urns(ct)).Count == 1);
}
