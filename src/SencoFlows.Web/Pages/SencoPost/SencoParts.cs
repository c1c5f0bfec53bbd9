using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.Cases;

namespace SencoFlows.Web.Pages.SencoPost;

/// <summary>What cases about SENCOs add to the page that every case has.</summary>
internal static class SencoParts
{
    public static CaseSide Side { get; } = new(Actions, (file, _, _, rows, ct) => Parts(file, rows, ct));

    private static IReadOnlyList<CaseAction> Actions(CaseFile file, Me me, DateOnly today) =>
        SencoActPages.For(new(file.Process, file.Case.Id, file.Case, State(file), me, new SchoolSenco(me.School, null, null), today));

    private static Task<CaseParts> Parts(CaseFile file, IRows rows, CancellationToken ct) => Task.FromResult(State(file) switch
    {
        SencoPostProcess.State.InPost { Tenure: var t } => new CaseParts(Contents: b =>
        {
            b.OpenComponent<PostParts>(0);
            b.AddComponentParameter(1, nameof(PostParts.Tenure), t);
            b.AddComponentParameter(2, nameof(PostParts.Case), file.Case.Id.ToString());
            b.CloseComponent();
        }),
        SencoRoleProcess.State.Open { Arrangement.Role: { } role } => new CaseParts(Contents: b =>
        {
            b.OpenComponent<RoleSummary>(0);
            b.AddComponentParameter(1, nameof(RoleSummary.Role), role);
            b.CloseComponent();
        }),
        SharedSencoProcess.State.Sharing s => Shared(s.Terms, s.Reviews),
        SharedSencoProcess.State.Stopped s => Shared(s.Terms, s.Reviews ?? []),
        _ => new CaseParts(),
    });

    private static CaseParts Shared(SharedSencoProcess.Terms terms, IReadOnlyList<SharedSencoProcess.Review> reviews) => new(Contents: b =>
    {
        b.OpenComponent<SharedSummary>(0);
        b.AddComponentParameter(1, nameof(SharedSummary.Terms), terms);
        b.AddComponentParameter(2, nameof(SharedSummary.Reviews), reviews);
        b.CloseComponent();
    });

    private static object State(CaseFile file) => file.Process switch
    {
        SencoPostProcess p => p.Read(file.Case.State),
        SencoRoleProcess r => r.Read(file.Case.State),
        _ => All.SharedSenco.Read(file.Case.State),
    };
}
