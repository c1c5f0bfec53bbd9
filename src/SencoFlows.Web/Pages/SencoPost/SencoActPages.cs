using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Record;
using SencoFlows.Record.Files;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.Cases;
using Post = SencoFlows.Processes.SencoPost.SencoPostProcess;
using Roles = SencoFlows.Processes.SencoPost.SencoRoleProcess;

namespace SencoFlows.Web.Pages.SencoPost;

/// <summary>One page for each thing that is done about a SENCO's post, a school's arrangement or a shared SENCO.</summary>
public static class SencoActPages
{
    internal static readonly Role[] Readers = [Role.Senco, Role.Head, Role.Governor, Role.TrustLead];
    /// <summary>Of one answer, in characters. Nobody types more; a forged form does.</summary>
    private const int _most = 2_000;

    private static readonly string[] _certificates = ["application/pdf", "image/jpeg", "image/png"];

    public static void MapSencoActs(this IEndpointRouteBuilder app)
    {
        foreach (var process in (string[])["senco-post", "senco-role", "shared-senco"])
        {
            app.MapGet($"/{process}/{{id}}/{{act}}", (string id, string act, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, TimeProvider clock, CancellationToken ct) => Open(process, id, act, me, store, processes, clock, ct)).ForAnyStaff();
            app.MapPost($"/{process}/{{id}}/{{act}}", (string id, string act, HttpContext http, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, CaseRunner runner, TimeProvider clock, CancellationToken ct) => Send(process, id, act, http, me, store, processes, runner, clock, ct)).ForAnyStaff();
        }

        app.MapGet("/senco-post/{id}/certificate/{course:int}", Certificate).ForAnyStaff();
    }

    /// <summary>What the page of a case offers: the process is asked, so that nothing is offered which it would refuse.</summary>
    internal static IReadOnlyList<CaseAction> For(SencoAsked asked) =>
        [.. SencoAct.All.Where(a => a.Process == asked.Process.Name && asked.May(a.Sample(asked)) && asked.WhyNot(a.Sample(asked)) is null)
            .Select(a => new CaseAction(a.Link, $"/{a.Process}/{asked.Id}/{a.Name}"))];

    internal static async Task<SencoAsked?> Asked(Process process, string id, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        if (!CaseId.TryParse(id, null, out var caseId) || caseId.School != me.School.Urn)
        {
            return null;
        }

        var @case = await new Caseload(me.School.Urn, rows).Find(caseId.Id, ct);
        if (@case is not null && @case.Process != process.Name)
        {
            return null;
        }

        object? state = process switch
        {
            Post p when @case is not null => p.Read(@case.State),
            Roles r when @case is not null || caseId.Id == Roles.CaseId => r.Read(@case?.State),
            SharedSencoProcess s when @case is not null || RecordId.IsRandom(caseId.Id) => s.Read(@case?.State),
            _ => null,
        };
        return state is null ? null : new(process, caseId, @case, state, me, await SchoolSenco.Read(me.School, rows, ct), clock.Today);
    }

    private static async Task<IResult> Open(string process, string id, string act, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, TimeProvider clock, CancellationToken ct)
    {
        var (page, asked, problem) = await Find(process, id, act, me, store, clock, ct);
        return problem ?? await Shown(page!, asked!, Once.New(asked!.Case?.Length ?? 0), store, processes, ct);
    }

    private static async Task<IResult> Send(string process, string id, string act, HttpContext http, Me me, IStore store, IReadOnlyDictionary<string, Process> processes, CaseRunner runner, TimeProvider clock, CancellationToken ct)
    {
        var (page, asked, problem) = await Find(process, id, act, me, store, clock, ct);
        if (problem is not null)
        {
            return problem;
        }

        var form = await http.Request.ReadFormAsync(ct);
        var once = Once.From(form);
        asked = asked! with { Answers = new(form) };
        var (e, errors) = TooLong(form) is { } field ? SencoAct.Wrong(field, $"What you write must be {_most.ToString("N0", EnglishWords.Culture)} characters or fewer")
            : page!.Upload ? await Take(asked, page, form, store, ct) : page.Read(asked);
        if (e is Post.Event.HandoverAccepted accepted)
        {
            e = accepted with { Cases = [.. (await Work(asked, store, processes, ct)).Select(c => c.Id.Id)] };
        }

        if (e is null)
        {
            return await Shown(page!, asked, once, store, processes, ct, errors);
        }

        switch (await asked.Tell(runner, e, once, ct))
        {
            case Answer.Accepted { Case: var now }:
                if (e is Post.Event.HandoverAccepted)
                {
                    await UnsentForms.PassOn(store.Rows(me.School.Urn), asked.Tenure.Staff, asked.School.Holder?.Staff ?? me.Staff.Id, ct);
                }

                return TypedResults.LocalRedirect(me.MaySee(asked.Process, now.Agenda) ? $"/cases/{now.Id}?done" : "/senco?done");
            case Answer.Refused { Refusal: var no }:
                return await Shown(page!, asked, once, store, processes, ct, FormErrors.Of(page!.FieldOf(asked.Answers, no.Field), no.Reason));
            default:
                var (_, fresh, gone) = await Find(process, id, act, me, store, clock, ct);
                return gone ?? await Shown(page!, fresh! with { Answers = new(form) }, Once.New(fresh.Case?.Length ?? 0), store, processes, ct, changed: true);
        }
    }

    private static string? TooLong(IFormCollection form) => form.FirstOrDefault(f => f.Value.Any(v => v?.Length > _most)).Key;

    /// <summary>The cases that go over with the post: those that whoever looks may see, without the cases about SENCOs themselves.</summary>
    private static async Task<IReadOnlyList<OpenCase>> Work(SencoAsked asked, IStore store, IReadOnlyDictionary<string, Process> processes, CancellationToken ct) =>
        [.. (await new Caseload(asked.Me.School.Urn, store.Rows(asked.Me.School.Urn)).Open(ct))
            .Where(c => c.Agenda.Process is not ("senco-post" or "senco-role") && asked.Me.MaySee(processes[c.Agenda.Process], c.Agenda))];

    private static async Task<IResult> Shown(SencoAct act, SencoAsked asked, Once once, IStore store, IReadOnlyDictionary<string, Process> processes, CancellationToken ct, FormErrors? errors = null, bool changed = false)
    {
        var handover = act is { Process: "senco-post", Name: "handover" };
        var late = asked.WhyNot(act.Sample(asked))?.Reason;
        if (late is not null && asked.Answers.Form is not null && errors is null)
        {
            errors = FormErrors.Of("", late); // Nothing that was typed is taken away, even where it is too late for it.
        }

        return Page.Of<SencoActPage>(new
        {
            Act = act,
            Asked = asked,
            Once = once,
            Open = handover ? await Work(asked, store, processes, ct) : [],
            Unsent = handover ? await UnsentForms.Count(store.Rows(asked.Me.School.Urn), asked.Tenure.Staff, ct) : 0,
            Errors = errors ?? FormErrors.None,
            Changed = changed,
            TooLate = asked.Answers.Form is null ? late : null,
        }, changed ? StatusCodes.Status409Conflict : errors is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Looks at what the file is before anything is kept.</summary>
    private static async Task<(object? Event, FormErrors Errors)> Take(SencoAsked asked, SencoAct act, IFormCollection form, IStore store, CancellationToken ct)
    {
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            return (null, FormErrors.Of("file", "Select the certificate"));
        }

        if (asked.WhyNot(act.Sample(asked)) is { } no)
        {
            return (null, FormErrors.Of(no));
        }

        await using var content = file.OpenReadStream();
        var (kind, _) = FileKind.Of(content, FileNames.Clean(file.FileName));
        if (kind is null || !_certificates.Contains(kind.MediaType))
        {
            return (null, FormErrors.Of("file", "The selected file must be a PDF, JPG or PNG"));
        }

        var (taken, problem) = await new DocumentIntake(store.Documents(asked.Me.School.Urn)).Take($"certificate-{Once.From(form).Request}", content, file.FileName, ct);
        return taken is null ? (null, FormErrors.Of("file", problem!))
            : (new Post.Event.CertificateAdded(SencoAct.Unproven(asked), taken.Stored.Name, taken.Name, taken.Kind.MediaType, taken.Stored.Bytes), FormErrors.None);
    }

    private static async Task<IResult> Certificate(string id, int course, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
        await Asked(All.SencoPost, id, me, store, clock, ct) is { Case: { } @case } asked && (@case.About.Id == me.Staff.Id || me.Has([.. All.SencoPost.Readers]))
        && asked.Tenure.Courses.FirstOrDefault(c => c.Number == course)?.Certificate is { } certificate
        && await store.Documents(me.School.Urn).Open(certificate.Sha256, ct) is { } content
            ? TypedResults.Stream(content, certificate.Type, certificate.Name)
            : Page.NotFound;

    /// <summary>The act and the case, or the answer for somebody who may not see it.</summary>
    private static async Task<(SencoAct? Act, SencoAsked? Asked, IResult? Problem)> Find(string process, string id, string act, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        if (SencoAct.Find(process, act) is not { } page || await Asked(All.ByName[process], id, me, store, clock, ct) is not { } asked
            || (asked.Case is null && act is not ("name" or "start")))
        {
            return (null, null, Page.NotFound);
        }

        var sees = asked.Case is { } @case ? me.MaySee(asked.Process, @case.Agenda) : me.Has(Readers);
        return sees && asked.May(page.Sample(asked)) ? (page, asked, null) : (null, null, Results.StatusCode(StatusCodes.Status403Forbidden));
    }
}
