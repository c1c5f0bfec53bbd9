using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>Starting, writing and issuing a plan. Every field is kept as soon as it is typed or saved, right or wrong.</summary>
internal static class DraftPages
{
    public static void MapDrafts(this IEndpointRouteBuilder app)
    {
        app.MapGet("/pupils/{id}/plan/start", AskStart).For(PlanAccess.Writers);
        app.MapPost("/pupils/{id}/plan/start", Start).For(PlanAccess.Writers);
        app.MapPost("/pupils/{id}/plan/received", StartReceived).For(PlanAccess.Writers);
        app.MapPost("/pupils/{id}/plan/change", StartChange).For(PlanAccess.Writers);
        app.MapGet("/pupils/{id}/plan/draft", ShowDraft).For(PlanAccess.Writers);
        app.MapPost("/pupils/{id}/plan/draft", Issue).For(PlanAccess.Writers);
        app.MapGet("/pupils/{id}/plan/draft/forget", AskForget).For(PlanAccess.Writers);
        app.MapPost("/pupils/{id}/plan/draft/forget", Forget).For(PlanAccess.Writers);
        app.MapSections();
    }

    /// <summary>What fits the pupil's needs stands first.</summary>
    private static async Task<IResult> AskStart(string id, Me me, IStore store, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        if (await new Pupils(rows).Find(id, ct) is not { } pupil)
        {
            return Page.NotFound;
        }

        if (await new PlanDrafts(rows).Find(id, ct) is not null)
        {
            return TypedResults.LocalRedirect($"/pupils/{id}/plan/draft");
        }

        var library = await new ProvisionLibrary(rows).All(ct);
        return Page.Of<StartPage>(new { Pupil = pupil.Value, Library = (IReadOnlyList<ProvisionTemplate>)[.. library.Select(t => t.Value)], Once = Once.New(), Received = await ReceivedPlan.Find(store, me.School.Urn, id, ct) });
    }

    /// <summary>A draft that somebody else has begun meanwhile is gone on with, not replaced.</summary>
    private static async Task<IResult> Start(string id, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var rows = store.Rows(me.School.Urn);
        if (await new Pupils(rows).Find(id, ct) is not { } pupil)
        {
            return Page.NotFound;
        }

        var chosen = form["template"].Concat(form["other"]).ToHashSet(StringComparer.Ordinal);
        var library = await new ProvisionLibrary(rows).All(ct);
        var head = await new PlanBook(rows).Head(id, ct);
        ProvisionTemplate[] templates = [.. library.Select(t => t.Value).Where(t => chosen.Contains(t.Id))];
        await new PlanDrafts(rows).Save(id, now => now ?? PlanStart.From(Once.From(form).Request, head?.Version ?? 0, pupil.Value, templates, me.School.Calendar, me.Staff.Id, clock.GetUtcNow()), ct);
        return TypedResults.LocalRedirect($"/pupils/{id}/plan/draft");
    }

    /// <summary>From the plan that the school before has sent along.</summary>
    private static async Task<IResult> StartReceived(string id, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var rows = store.Rows(me.School.Urn);
        if (await new Pupils(rows).Find(id, ct) is not { } pupil || await ReceivedPlan.Find(store, me.School.Urn, id, ct) is not { } received)
        {
            return Page.NotFound;
        }

        var head = await new PlanBook(rows).Head(id, ct);
        await new PlanDrafts(rows).Save(id, now => now ?? received.Begin(Once.From(form).Request, pupil.Value, me.School, me.Staff.Id, clock.GetUtcNow()) with { BasedOn = head?.Version ?? 0 }, ct);
        return TypedResults.LocalRedirect($"/pupils/{id}/plan/draft");
    }

    private static async Task<IResult> StartChange(string id, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var rows = store.Rows(me.School.Urn);
        if (await new PlanBook(rows).Current(id, ct) is not { } current)
        {
            return await Past(id, rows, ct);
        }

        await new PlanDrafts(rows).Save(id, now => now ?? PlanStart.From(Once.From(form).Request, current, me.School.Calendar, me.Staff.Id, clock.GetUtcNow()), ct);
        return TypedResults.LocalRedirect($"/pupils/{id}/plan/draft");
    }

    private static async Task<IResult> ShowDraft(string id, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
        await Draft(id, me, store, clock, ct) ?? await Past(id, store.Rows(me.School.Urn), ct);

    /// <summary>The draft was issued or thrown away: the page of the plan says so and shows what is in force.</summary>
    internal static async Task<IResult> Past(string id, IRows rows, CancellationToken ct) =>
        await new Pupils(rows).Find(id, ct) is null ? Page.NotFound : TypedResults.LocalRedirect($"/pupils/{id}/plan?gone");

    private static async Task<IResult?> Draft(string id, Me me, IStore store, TimeProvider clock, CancellationToken ct, IReadOnlyList<Refusal>? refused = null, bool changed = false)
    {
        var rows = store.Rows(me.School.Urn);
        if (await new Pupils(rows).Find(id, ct) is not { } pupil || await new PlanDrafts(rows).Find(id, ct) is not { } draft)
        {
            return null;
        }

        var rates = (await new ProvisionLibrary(rows).Rates(ct)).Value;
        var (plan, problems) = DraftReader.Read(draft, me.School.Calendar, rates, clock.Today);
        return Page.Of<DraftPage>(new { Pupil = pupil.Value, Draft = draft, Age = DraftAge.Of(draft, me.School, clock.Today), Plan = plan, Problems = refused ?? problems, Refused = refused is not null, Changed = changed },
            changed ? StatusCodes.Status409Conflict : refused is not null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Issue(string id, HttpContext http, Me me, IStore store, PlanDesk desk, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await new Pupils(store.Rows(me.School.Urn)).Find(id, ct) is null)
        {
            return Page.NotFound;
        }

        var role = me.Staff.Roles.First(r => PlanAccess.Writers.Contains(r));
        return await desk.Issue(me.School, id, form["seen"].ToString(), new Actor(role, me.Staff.Id), Once.From(form).Request, ct) switch
        {
            Issuing.Done => TypedResults.LocalRedirect($"/pupils/{id}/plan?issued"),
            Issuing.NotYet not => await Draft(id, me, store, clock, ct, not.Problems) ?? await Past(id, store.Rows(me.School.Urn), ct),
            Issuing.Refused no => await Draft(id, me, store, clock, ct, [no.Refusal]) ?? await Past(id, store.Rows(me.School.Urn), ct),
            Issuing.Changed => await Draft(id, me, store, clock, ct, changed: true) ?? await Past(id, store.Rows(me.School.Urn), ct),
            _ => await Past(id, store.Rows(me.School.Urn), ct),
        };
    }

    private static async Task<IResult> AskForget(string id, Me me, IStore store, CancellationToken ct) =>
        await new PlanDrafts(store.Rows(me.School.Urn)).Find(id, ct) is { } draft ? Page.Of<ForgetPage>(new { Id = id, Draft = draft }) : await Past(id, store.Rows(me.School.Urn), ct);

    private static async Task<IResult> Forget(string id, HttpContext http, Me me, IStore store, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (RecordId.Is(id))
        {
            await new PlanDrafts(store.Rows(me.School.Urn)).Forget(id, form["draft"].ToString(), ct);
        }

        return TypedResults.LocalRedirect($"/pupils/{id}/plan");
    }
}
