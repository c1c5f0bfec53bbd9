using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Record;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.RecordTransfer;

namespace SencoFlows.Web.Pages.Systems;

/// <summary>
/// Which other systems may deliver records to this school: let in, shown their secret once, approved, shut out. The office may set one
/// up; that records of children come in by it is for the head or the SENCO to say.
/// </summary>
internal static class SystemPages
{
    internal static readonly Role[] Keepers = [Role.Senco, Role.Head, Role.Admin];
    internal static readonly Role[] Approvers = [Role.Senco, Role.Head];

    public static void MapSystems(this IEndpointRouteBuilder app)
    {
        app.MapGet("/systems", async (Me me, IStore store, CancellationToken ct) => await Show(me, store, new(), Once.New(), FormErrors.None, ct)).For(Keepers);
        app.MapPost("/systems", Create).For(Keepers);
        app.MapPost("/systems/{id}/approve", async (string id, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
        {
            await new SystemClients(store.Rows(me.School.Urn)).Approve(id, me.Staff.Id, clock.GetUtcNow(), ct);
            return TypedResults.LocalRedirect("/systems");
        }).For(Approvers);
        app.MapPost("/systems/{id}/shut-out", async (string id, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
        {
            await new SystemClients(store.Rows(me.School.Urn)).Revoke(id, clock.GetUtcNow(), ct);
            return TypedResults.LocalRedirect("/systems");
        }).For(Keepers);
        app.MapEvents();
    }

    private static async Task<IResult> Show(Me me, IStore store, Answers answers, Once once, FormErrors errors, CancellationToken ct) =>
        Page.Of<SystemsPage>(new { Clients = await new SystemClients(store.Rows(me.School.Urn)).All(ct), me.School, MayApprove = me.Has(Approvers), Answers = answers, Once = once, Errors = errors },
            errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    /// <summary>The secret stands on the answer itself, which is kept nowhere: it cannot be shown a second time.</summary>
    private static async Task<IResult> Create(HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var (answers, once) = (new Answers(form), Once.From(form));
        var name = answers.Words("name");
        if (name.Length is 0 or > 100)
        {
            return await Show(me, store, answers, once, FormErrors.Of("name", name.Length == 0 ? "Enter the name of the system" : "The name must be 100 characters or fewer"), ct);
        }

        return await new SystemClients(store.Rows(me.School.Urn)).Create(once.Request, name, me.Staff.Id, me.Has(Approvers), clock.GetUtcNow(), ct) is { } secret
            ? Page.Of<SecretPage>(new { Name = name, Client = $"{me.School.Urn}-{once.Request}", Secret = secret, Waits = !me.Has(Approvers) })
            : TypedResults.LocalRedirect("/systems");
    }
}
