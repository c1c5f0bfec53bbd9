using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Record.Systems;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.RecordTransfer;

namespace SencoFlows.Web.Pages.Systems;

/// <summary>
/// Where a system is told what becomes of its deliveries: turned on, tried out, given a new secret, turned off, and what was sent. Where
/// events go, and who can tell that they are ours, is for those to say who approve systems; the office looks after the rest.
/// </summary>
internal static class EventPages
{
    public static void MapEvents(this IEndpointRouteBuilder app)
    {
        app.MapGet("/systems/{id}/events", (string id, Me me, HttpContext http, EventDesk desk, CancellationToken ct) => Show(id, me, desk, new(), FormErrors.None, ct, tested: http.Request.Query.ContainsKey("tested"))).For(SystemPages.Keepers);
        app.MapPost("/systems/{id}/events", TurnOn).For(SystemPages.Approvers);
        app.MapPost("/systems/{id}/events/address", Move).For(SystemPages.Approvers);
        app.MapPost("/systems/{id}/events/secret", Rotate).For(SystemPages.Approvers);
        app.MapPost("/systems/{id}/events/test", (string id, Me me, EventDesk desk, CancellationToken ct) => Act(id, me, desk, c => desk.Test(me.School.Urn, c, ct), ct, "?tested")).For(SystemPages.Keepers);
        app.MapPost("/systems/{id}/events/off", (string id, Me me, EventDesk desk, CancellationToken ct) => Act(id, me, desk, c => desk.TurnOff(me.School.Urn, c, ct), ct)).For(SystemPages.Keepers);
        app.MapPost("/systems/{id}/events/again", Again).For(SystemPages.Keepers);
    }

    private static async Task<IResult> Show(string id, Me me, EventDesk desk, Answers answers, FormErrors errors, CancellationToken ct, bool tested = false) =>
        await desk.Find(me.School.Urn, id, ct) is not { } client ? Page.NotFound
            : Page.Of<EventsPage>(new
            {
                Client = client,
                Calls = await desk.Calls(me.School.Urn, client, ct),
                Waiting = await desk.Waiting(me.School.Urn, ct),
                Answers = answers,
                Once = answers.Form is { } form ? Once.From(form) : Once.New(),
                Errors = errors,
                Tested = tested,
                desk.Now,
                MayApprove = me.Has(SystemPages.Approvers),
            }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> TurnOn(string id, HttpContext http, Me me, EventDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var answers = new Answers(form);
        var (address, problem) = desk.Read(answers.Words("address"));
        return problem is not null ? await Show(id, me, desk, answers, FormErrors.Of("address", problem), ct)
            : Secret(id, await desk.TurnOn(me.School.Urn, id, address!, me.Staff.Id, Once.From(form).Request, ct));
    }

    private static async Task<IResult> Move(string id, HttpContext http, Me me, EventDesk desk, CancellationToken ct)
    {
        var answers = new Answers(await http.Request.ReadFormAsync(ct));
        var (address, problem) = desk.Read(answers.Words("address"));
        return problem is not null ? await Show(id, me, desk, answers, FormErrors.Of("address", problem), ct) : await Act(id, me, desk, c => desk.Move(me.School.Urn, c, address!, ct), ct);
    }

    private static async Task<IResult> Rotate(string id, HttpContext http, Me me, EventDesk desk, CancellationToken ct) =>
        Secret(id, await desk.Rotate(me.School.Urn, id, Once.From(await http.Request.ReadFormAsync(ct)).Request, ct));

    private static async Task<IResult> Again(string id, HttpContext http, Me me, EventDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        return await Act(id, me, desk, c => desk.Again(me.School.Urn, c, form["errand"].ToString(), ct), ct);
    }

    /// <summary>The secret stands on the answer itself, which is kept nowhere: a second click does not show it again.</summary>
    private static IResult Secret(string id, (SystemClient? Client, string? Secret) made) => made switch
    {
        (null, _) => Page.NotFound,
        (_, null) => TypedResults.LocalRedirect($"/systems/{id}/events"),
        var (client, secret) => Page.Of<EventSecretPage>(new { Client = client, Secret = secret }),
    };

    private static async Task<IResult> Act(string id, Me me, EventDesk desk, Func<SystemClient, Task> act, CancellationToken ct, string after = "")
    {
        if (await desk.Find(me.School.Urn, id, ct) is not { } client)
        {
            return Page.NotFound;
        }

        await act(client);
        return TypedResults.LocalRedirect($"/systems/{id}/events{after}");
    }
}
