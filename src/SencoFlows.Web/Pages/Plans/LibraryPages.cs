using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.PupilRecord;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>The provisions that a school offers, in its own words, and what an hour of its staff costs.</summary>
internal static class LibraryPages
{
    public static void MapLibrary(this IEndpointRouteBuilder app)
    {
        app.MapGet("/school/provisions", async (Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
        {
            var library = new ProvisionLibrary(store.Rows(me.School.Urn));
            return Page.Of<LibraryPage>(new { Library = await library.All(ct), Rates = (await library.Rates(ct)).Value, clock.Today });
        }).For(PlanAccess.Writers);
        app.MapPost("/school/provisions/first", AddFirst).For(PlanAccess.Writers);
        app.MapGet("/school/provisions/new", () => Page.Of<TemplatePage>(new { Value = new TemplateForm(), Once = Once.New() })).For(PlanAccess.Writers);
        app.MapPost("/school/provisions/new", Add).For(PlanAccess.Writers);
        app.MapGet("/school/provisions/costs", async (Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
            await new ProvisionLibrary(store.Rows(me.School.Urn)).Rates(ct) is var rates && RatesForm.Of(rates.Value, clock.Today) is var form ? ShowCosts(form, Editing<StaffRates, RatesForm>.Mark(form)) : Page.NotFound).For(PlanAccess.Writers);
        app.MapPost("/school/provisions/costs", SaveCosts).For(PlanAccess.Writers);
        app.MapGet("/school/provisions/{template}", async (string template, Me me, IStore store, CancellationToken ct) =>
            await new ProvisionLibrary(store.Rows(me.School.Urn)).Find(template, ct) is { } found && TemplateForm.Of(found.Value) is var form
                ? ShowTemplate(template, form, Editing<ProvisionTemplate, TemplateForm>.Mark(form)) : Past).For(PlanAccess.Writers);
        app.MapPost("/school/provisions/{template}", Change).For(PlanAccess.Writers);
        app.MapPost("/school/provisions/{template}/remove", async (string template, Me me, IStore store, CancellationToken ct) =>
        {
            await new ProvisionLibrary(store.Rows(me.School.Urn)).Remove(template, ct);
            return TypedResults.LocalRedirect("/school/provisions");
        }).For(PlanAccess.Writers);
    }

    /// <summary>Those that were ticked, or all of them where none could be; back to the plan from which somebody came.</summary>
    private static async Task<IResult> AddFirst(HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var library = new ProvisionLibrary(store.Rows(me.School.Urn));
        var chosen = form["template"].ToHashSet(StringComparer.Ordinal);
        var pupil = form["pupil"].ToString();
        await library.Add([.. FirstLibrary.All.Where(t => RecordId.Is(pupil) || chosen.Contains(t.Id))], ct);
        if ((await library.Rates(ct)).Revision == 0 && (RecordId.Is(pupil) || chosen.Count > 0))
        {
            await library.Save(FirstLibrary.Rates(AcademicYear.Of(clock.Today).From), 0, ct);
        }

        return TypedResults.LocalRedirect(RecordId.Is(pupil) ? $"/pupils/{pupil}/plan/start" : "/school/provisions");
    }

    private static async Task<IResult> Add(HttpContext http, Me me, IStore store, CancellationToken ct)
    {
        var posted = await http.Request.ReadFormAsync(ct);
        var once = Once.From(posted);
        var typed = TemplateForm.Read(posted);
        var (template, errors) = typed.On(new(once.Request, "", default, 1, 1, 1, 1));
        if (template is null)
        {
            return Page.Of<TemplatePage>(new { Value = typed, Once = once, Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        }

        await new ProvisionLibrary(store.Rows(me.School.Urn)).Save(template, 0, ct);
        return TypedResults.LocalRedirect("/school/provisions");
    }

    private static async Task<IResult> Change(string template, HttpContext http, Me me, IStore store, CancellationToken ct)
    {
        var posted = await http.Request.ReadFormAsync(ct);
        var typed = TemplateForm.Read(posted);
        var library = new ProvisionLibrary(store.Rows(me.School.Urn));
        return await new Editing<ProvisionTemplate, TemplateForm>
        {
            Find = () => library.Find(template, ct),
            FormOf = TemplateForm.Of,
            Apply = typed.On,
            Save = (changed, revision) => library.Save(changed, revision, ct),
            Show = (form, seen, errors, differ) => ShowTemplate(template, form, seen, errors, differ),
            Done = () => Task.FromResult<IResult>(TypedResults.LocalRedirect("/school/provisions")),
            Gone = () => Task.FromResult(Past),
        }.Run(typed, posted[Editing<ProvisionTemplate, TemplateForm>.Seen].ToString());
    }

    private static async Task<IResult> SaveCosts(HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var posted = await http.Request.ReadFormAsync(ct);
        var typed = RatesForm.Read(posted);
        var library = new ProvisionLibrary(store.Rows(me.School.Urn));
        return await new Editing<StaffRates, RatesForm>
        {
            Find = async () => await library.Rates(ct),
            FormOf = rates => RatesForm.Of(rates, clock.Today),
            Apply = typed.On,
            Save = (changed, revision) => library.Save(changed, revision, ct),
            Show = (form, seen, errors, differ) => ShowCosts(form, seen, errors, differ),
            Done = () => Task.FromResult<IResult>(TypedResults.LocalRedirect("/school/provisions")),
        }.Run(typed, posted[Editing<StaffRates, RatesForm>.Seen].ToString());
    }

    private static IResult Past => WayOn.From("This provision is no longer in the library", ["It was removed. Plans that use it keep it. Nothing was changed now."], ("See the library", "/school/provisions"));

    private static IResult ShowTemplate(string id, TemplateForm value, string seen, FormErrors? errors = null, IReadOnlyList<Difference>? differ = null) =>
        Page.Of<TemplatePage>(new { Id = id, Value = value, Seen = seen, Errors = errors ?? FormErrors.None, Differences = differ ?? [] }, Status(errors));

    private static IResult ShowCosts(RatesForm value, string seen, FormErrors? errors = null, IReadOnlyList<Difference>? differ = null) =>
        Page.Of<CostsPage>(new { Value = value, Seen = seen, Errors = errors ?? FormErrors.None, Differences = differ ?? [] }, Status(errors));

    private static int Status(FormErrors? errors) => errors is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
}
