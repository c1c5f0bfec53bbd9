using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Law;
using SencoFlows.Processes.Leavers;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.RecordTransfer;
using SencoFlows.Web.Pages.Register;

namespace SencoFlows.Web.Pages.Leavers;

/// <summary>Many pupils leave at once: their schools, a table, the exceptions one by one, a dry check, one button.</summary>
public static class LeaversPages
{
    private static readonly Role[] _starters = [Role.Senco, Role.Head, Role.Admin];

    public static void MapLeavers(this IEndpointRouteBuilder app)
    {
        app.MapGet("/leavers", async (Me me, LeaversDesk desk, CancellationToken ct) => await Begin(me, desk, null, FormErrors.None, ct)).For(_starters);
        app.MapPost("/leavers", Start).For(_starters);
        Page("schools", (l, _) => Show(l));
        Form("schools", Schools);
        Page("table", (l, _) => GovUkPage(new { List = l }));
        Form("table", Table);
        Page("check", (l, _) => Check(l, FormErrors.None));
        Form("check", Send);
        app.MapGet("/leavers/{id}/pupil/{pupil}", Pupil).For(_starters);
        app.MapPost("/leavers/{id}/pupil/{pupil}", SavePupil).For(_starters);
        app.MapGet("/leavers/{id}/sent", Sent).For(_starters);
        app.MapPost("/leavers/{id}/forget", async (string id, Me me, LeaversDesk desk, CancellationToken ct) =>
        {
            await desk.Forget(id, me, ct);
            return TypedResults.LocalRedirect("/leavers");
        }).For(_starters);

        void Page(string name, Func<LeaversList, CancellationToken, IResult> show) =>
            app.MapGet($"/leavers/{{id}}/{name}", async (string id, Me me, LeaversDesk desk, CancellationToken ct) =>
                await desk.Find(id, me, ct) is { } list ? show(list, ct) : await Gone(id, me, desk, ct)).For(_starters);

        void Form(string name, Func<LeaversList, IFormCollection, LeaversDesk, CancellationToken, Task<IResult>> take) =>
            app.MapPost($"/leavers/{{id}}/{name}", async (string id, HttpContext http, Me me, LeaversDesk desk, CancellationToken ct) =>
                await desk.Find(id, me, ct) is { } list ? await take(list, await http.Request.ReadFormAsync(ct), desk, ct) : await Gone(id, me, desk, ct)).For(_starters);
    }

    private static IResult GovUkPage(object parameters, int status = StatusCodes.Status200OK) => Web.Page.Of<TablePage>(parameters, status);

    /// <summary>A list that was sent leads to where its records are, whoever presses what; one that was thrown away says so.</summary>
    private static async Task<IResult> Gone(string id, Me me, LeaversDesk desk, CancellationToken ct) =>
        await desk.Sent(id, me, ct) is not null ? TypedResults.LocalRedirect($"/leavers/{id}/sent") : await Past(id, me, desk, ct);

    private static async Task<IResult> Past(string id, Me me, LeaversDesk desk, CancellationToken ct) => await desk.IsPast(id, me, ct)
        ? WayOn.From("This list of leavers is no longer being prepared", ["It was thrown away. Nothing was sent from it, and nothing was changed now."], ("Start a list of leavers", "/leavers"), ("See all transfers", "/transfers"))
        : Web.Page.NotFound;

    private static async Task<IResult> Begin(Me me, LeaversDesk desk, IFormCollection? form, FormErrors errors, CancellationToken ct) =>
        Web.Page.Of<BeginPage>(new
        {
            Years = await desk.YearGroupsOf(me, ct),
            Begun = await desk.Begun(me, ct),
            Answers = new Answers(form),
            Leaving = me.School.Calendar.EndOfSummer(AcademicYear.OfSchoolDay(desk.Today)),
            Once = form is null ? Once.New() : Once.From(form),
            Errors = errors,
        }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> Start(HttpContext http, Me me, LeaversDesk desk, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var answers = new Answers(form);
        var year = answers.Words("year");
        var (leaving, wrong) = answers.Date("leaving").Read("leaving date");
        var (starts, wrongStart) = answers.Date("starts").Read("first day at the next school");
        var given = !answers.Date("starts").IsEmpty;
        var errors = FormErrors.None.And("year", (await desk.YearGroupsOf(me, ct)).Any(y => y.YearGroup == year) ? null : "Select the year group that leaves")
            .And("leaving", wrong).And("starts", !given ? null : wrongStart ?? (wrong is null && starts <= leaving ? "The first day at the next school must be after the leaving date" : null));
        if (errors.Any)
        {
            return await Begin(me, desk, form, errors, ct);
        }

        var list = await desk.Keep(Once.From(form).Request, me, d => d with { YearGroup = year, Leaving = leaving, Starts = given ? starts : null }, ct);
        return TypedResults.LocalRedirect(list.Address("schools"));
    }

    private static IResult Show(LeaversList list, SchoolChoice? choice = null, FormErrors? errors = null) =>
        Web.Page.Of<SchoolsPage>(new { List = list, Choice = choice ?? new(), Errors = errors ?? FormErrors.None }, errors is { Any: true } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> Schools(LeaversList list, IFormCollection form, LeaversDesk desk, CancellationToken ct)
    {
        var answers = new Answers(form);
        if (answers.Words("remove") is { Length: > 0 } gone)
        {
            await desk.Keep(list.Id, list.Me, d => d with { Schools = [.. d.Schools.Where(s => s.To.Urn != gone)] }, ct);
            return TypedResults.LocalRedirect(list.Address("schools"));
        }

        list = (await desk.Keep(list.Id, list.Me, d => d with { Schools = [.. d.Schools.Select(s => Addresses(s, answers))] }, ct)) with { Answers = answers };
        if (form["do"] == "continue" && (form["school"].ToString() is not { Length: > 0 } found || list.Draft.School(found) is not null))
        {
            var errors = list.Draft.Schools.Aggregate(FormErrors.None, (e, s) => e.And($"office.{s.To.Urn}", Destinations.WhyNot(s.To.Office, "office"))
                .And($"senco.{s.To.Urn}", s.To.Senco is null ? null : Destinations.WhyNot(s.To.Senco, "senco")));
            errors = list.Draft.Schools.Count == 0 ? FormErrors.Of(SchoolChoice.QueryOf("school"), "Find and add at least one school") : errors;
            return errors.Any ? Show(list, null, errors) : TypedResults.LocalRedirect(list.Address("table"));
        }

        if (form["do"] == "save")
        {
            return TypedResults.LocalRedirect(list.Address("schools"));
        }

        var (choice, wrong) = await desk.Read(form, ct);
        wrong = choice.Chosen is { } own && own.Urn == list.Me.School.Urn ? FormErrors.Of("school", "The next school must be a different school")
            : choice.Chosen is { } twice && list.Draft.School(twice.Urn) is not null ? FormErrors.Of("school", "This school is on the list already") : wrong;
        if (choice.Chosen is not { } chosen || wrong.Any)
        {
            return Show(list, choice, wrong);
        }

        var next = await desk.Next(chosen, ct);
        await desk.Keep(list.Id, list.Me, d => d.School(chosen.Urn) is null ? d with { Schools = [.. d.Schools, next] } : d, ct);
        return TypedResults.LocalRedirect(list.Address("schools"));
    }

    private static NextOfMany Addresses(NextOfMany school, Answers answers) =>
        answers.Text($"office.{school.To.Urn}") is { Length: > 0 } || answers.Form!.ContainsKey($"office.{school.To.Urn}")
            ? school.At(answers.Words($"office.{school.To.Urn}"), answers.WordsOrNone($"senco.{school.To.Urn}")) : school;

    private static async Task<IResult> Table(LeaversList list, IFormCollection form, LeaversDesk desk, CancellationToken ct)
    {
        var all = form["do"] == "all" ? form["all"].ToString() : "";
        list = await desk.Keep(list.Id, list.Me, d => list.Pupils.Where(p => form.ContainsKey($"to.{p.Id}")).Aggregate(d, (draft, p) =>
        {
            var to = form[$"to.{p.Id}"].ToString() is { Length: > 0 } own ? own : all;
            return draft.With(p.Id, r => r with { Stays = to == "stays", School = draft.School(to)?.To.Urn });
        }), ct);
        return TypedResults.LocalRedirect(list.Address(form["do"] == "all" ? "table" : "check"));
    }

    private static IResult Check(LeaversList list, FormErrors errors) =>
        Web.Page.Of<CheckPage>(new { List = list, Errors = errors }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> Send(LeaversList list, IFormCollection form, LeaversDesk desk, CancellationToken ct) =>
        await desk.Send(list, ct) is { } no ? Check(list, FormErrors.Of("", no.Reason)) : TypedResults.LocalRedirect(list.Address("sent"));

    private static async Task<IResult> Sent(string id, Me me, LeaversDesk desk, IStore store, CancellationToken ct) =>
        await desk.Sent(id, me, ct) is { } sent
            ? Web.Page.Of<SentPage>(new { Sent = sent, Records = await sent.Records(ct), Names = (await new Pupils(store.Rows(me.School.Urn)).All(ct)).ToDictionary(p => p.Value.Id, p => p.Value.ListName, StringComparer.Ordinal) })
            : await desk.Find(id, me, ct) is { } list ? TypedResults.LocalRedirect(list.Address("table")) : await Past(id, me, desk, ct);

    private static async Task<IResult> Pupil(string id, string pupil, Me me, LeaversDesk desk, CancellationToken ct) =>
        await desk.Find(id, me, ct) is not { } list ? await Gone(id, me, desk, ct)
            : list.Pupil(pupil) is { } found ? Web.Page.Of<PupilPage>(new { List = list, Pupil = found }) : TypedResults.LocalRedirect(list.Address("table"));

    private static async Task<IResult> SavePupil(string id, string pupil, HttpContext http, Me me, LeaversDesk desk, CancellationToken ct)
    {
        if (await desk.Find(id, me, ct) is not { } list)
        {
            return await Gone(id, me, desk, ct);
        }

        if (list.Pupil(pupil) is not { } found)
        {
            return TypedResults.LocalRedirect(list.Address("table")); // Left the year group meanwhile: the list is as it is now.
        }

        list = list with { Answers = new(await http.Request.ReadFormAsync(ct)) };
        var (change, errors) = OneLeaver.Read(list, found);
        if (change is null)
        {
            return Web.Page.Of<PupilPage>(new { List = list, Pupil = found, Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        }

        await desk.Keep(id, me, d => d.With(pupil, change), ct);
        return TypedResults.LocalRedirect($"{list.Address("table")}#to.{pupil}");
    }
}
