using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.PupilRecord;

/// <summary>Adds and changes pupils: who they are, their status, their needs.</summary>
internal static class PupilEdits
{
    public static void MapPupilEdits(this IEndpointRouteBuilder app)
    {
        app.MapGet("/pupils/new", () => Page.Of<EditPupilPage>(new { Value = new PupilForm(), Once = Once.New() })).For(PupilAccess.Editors);
        app.MapPost("/pupils/new", Add).For(PupilAccess.Editors);
        app.MapGet("/pupils/{id}/edit", (string id, Me me, IStore store, CancellationToken ct) => Open(id, me, store, PupilForm.Of, (form, seen) => Edit(id, form, seen), ct)).For(PupilAccess.Editors);
        app.MapPost("/pupils/{id}/edit", async (string id, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
        {
            var posted = await http.Request.ReadFormAsync(ct);
            var typed = PupilForm.From(posted);
            return await Change(id, me, store, clock, PupilNotes.Changed, typed, PupilForm.Of, p => typed.On(p, clock.Today), (f, seen, errors, differ) => Edit(id, f, seen, errors, differ), posted, ct);
        }).For(PupilAccess.Editors);
        app.MapGet("/pupils/{id}/status", (string id, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
            Open(id, me, store, p => StatusForm.Of(p, clock.Today), (form, seen) => Status(id, form, seen), ct)).For(PupilAccess.Deciders);
        app.MapPost("/pupils/{id}/status", async (string id, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
        {
            var posted = await http.Request.ReadFormAsync(ct);
            var typed = StatusForm.Read(posted);
            return await Change(id, me, store, clock, PupilNotes.Status, typed, p => StatusForm.Of(p, clock.Today), p => typed.On(p, clock.Today), (f, seen, errors, differ) => Status(id, f, seen, errors, differ), posted, ct);
        }).For(PupilAccess.Deciders);
        app.MapGet("/pupils/{id}/needs", (string id, Me me, IStore store, CancellationToken ct) => Open(id, me, store, NeedsForm.Of, (form, seen) => Needs(id, form, seen), ct)).For(PupilAccess.Deciders);
        app.MapPost("/pupils/{id}/needs", async (string id, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
        {
            var posted = await http.Request.ReadFormAsync(ct);
            var typed = NeedsForm.Read(posted);
            return await Change(id, me, store, clock, PupilNotes.Needs, typed, NeedsForm.Of, p => typed.On(p, clock.Today), (f, seen, errors, differ) => Needs(id, f, seen, errors, differ), posted, ct);
        }).For(PupilAccess.Deciders);
    }

    /// <summary>The id of the form becomes the id of the pupil: sending it twice adds one.</summary>
    private static async Task<IResult> Add(HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var once = Once.From(form);
        var typed = PupilForm.From(form);
        var (pupil, errors) = typed.On(new Pupil(once.Request, "", "", default, ""), clock.Today);
        if (pupil is not null && await new Pupils(store.Rows(me.School.Urn)).Save(pupil, 0, ct) is Saved<Pupil>.UpnTaken)
        {
            errors = FormErrors.Of("Upn", "Another pupil of this school has this unique pupil number");
        }

        if (errors.Any)
        {
            return Page.Of<EditPupilPage>(new { Value = typed, Once = once, Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        }

        await me.Note(store, clock, once.Request, PupilNotes.Added, null, ct);
        return TypedResults.LocalRedirect($"/pupils/{once.Request}");
    }

    private static async Task<IResult> Open<TForm>(string id, Me me, IStore store, Func<Pupil, TForm> formOf, Func<TForm, string, IResult> show, CancellationToken ct)
        where TForm : class, IAnswers =>
        await new Pupils(store.Rows(me.School.Urn)).Find(id, ct) is { } pupil && formOf(pupil.Value) is var form ? show(form, Editing<Pupil, TForm>.Mark(form)) : Page.NotFound;

    private static Task<IResult> Change<TForm>(string id, Me me, IStore store, TimeProvider clock, string note, TForm typed, Func<Pupil, TForm> formOf,
        Func<Pupil, (Pupil?, FormErrors)> apply, Func<TForm, string, FormErrors, IReadOnlyList<Difference>, IResult> show, IFormCollection posted, CancellationToken ct)
        where TForm : class, IAnswers
    {
        var pupils = new Pupils(store.Rows(me.School.Urn));
        return new Editing<Pupil, TForm>
        {
            Find = () => pupils.Find(id, ct),
            FormOf = formOf,
            Apply = apply,
            Save = (pupil, revision) => pupils.Save(pupil, revision, ct),
            Show = show,
            Done = async () =>
            {
                await me.Note(store, clock, id, note, null, ct);
                return TypedResults.LocalRedirect($"/pupils/{id}");
            },
        }.Run(typed, posted[Editing<Pupil, TForm>.Seen].ToString());
    }

    private static IResult Edit(string id, PupilForm value, string seen, FormErrors? errors = null, IReadOnlyList<Difference>? differ = null) =>
        Page.Of<EditPupilPage>(new { Id = id, Value = value, Seen = seen, Errors = errors ?? FormErrors.None, Differences = differ ?? [] }, Status(errors));

    private static IResult Status(string id, StatusForm value, string seen, FormErrors? errors = null, IReadOnlyList<Difference>? differ = null) =>
        Page.Of<StatusPage>(new { Id = id, Value = value, Seen = seen, Errors = errors ?? FormErrors.None, Differences = differ ?? [] }, Status(errors));

    private static IResult Needs(string id, NeedsForm value, string seen, FormErrors? errors = null, IReadOnlyList<Difference>? differ = null) =>
        Page.Of<NeedsPage>(new { Id = id, Value = value, Seen = seen, Errors = errors ?? FormErrors.None, Differences = differ ?? [] }, Status(errors));

    /// <summary>The first look at a form has no errors, not even none.</summary>
    private static int Status(FormErrors? errors) => errors is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
}
