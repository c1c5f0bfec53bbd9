using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.RecordTransfer;

namespace SencoFlows.Web.Pages.SencoPost;

/// <summary>One of the three cases about SENCOs, the person in front of it, and what they have typed so far.</summary>
/// <param name="Case">Null for the arrangement of a school that nobody has recorded yet, and for a new sharing.</param>
/// <param name="School">How the school stands now.</param>
public sealed record SencoAsked(Process Process, CaseId Id, Case? Case, object State, Me Me, SchoolSenco School, DateOnly Today)
{
    public Answers Answers { get; init; } = new();

    public Tenure Tenure => SencoPostProcess.TenureOf((SencoPostProcess.State)State);

    /// <summary>Why the process would not take this now, or null when it would.</summary>
    public Refusal? WhyNot(object e) => e switch
    {
        SencoPostProcess.Event x => Not(All.SencoPost.Decide((SencoPostProcess.State)State, x, At(x))),
        SencoRoleProcess.Event x => Not(All.SencoRole.Decide((SencoRoleProcess.State)State, x, At(x))),
        SharedSencoProcess.Event x => Not(All.SharedSenco.Decide((SharedSencoProcess.State)State, x, At(x))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public bool May(object e) => e switch
    {
        SencoPostProcess.Event x => All.SencoPost.May(At(x).By.Role, x),
        SencoRoleProcess.Event x => All.SencoRole.May(At(x).By.Role, x),
        SharedSencoProcess.Event x => All.SharedSenco.May(At(x).By.Role, x),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public Task<Answer> Tell(CaseRunner runner, object e, Once once, CancellationToken ct) => e switch
    {
        SencoPostProcess.Event x => runner.Tell(Id, All.SencoPost, x, At(x).By, once.Request, ct, seen: once.Seen),
        SencoRoleProcess.Event x => runner.Tell(Id, All.SencoRole, x, At(x).By, once.Request, ct, new("school", Me.School.Urn, Me.School.Name), once.Seen),
        SharedSencoProcess.Event x => runner.Tell(Id, All.SharedSenco, x, At(x).By, once.Request, ct, new("staff", (x as SharedSencoProcess.Event.Agreed)?.Terms.Staff ?? "", "Shared SENCO"), once.Seen),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private At At(SencoPostProcess.Event e) => new(Today, Me.School, Me.Actor(All.SencoPost, e));

    private At At(SencoRoleProcess.Event e) => new(Today, Me.School, Me.Actor(All.SencoRole, e));

    private At At(SharedSencoProcess.Event e) => new(Today, Me.School, Me.Actor(All.SharedSenco, e));

    private static Refusal? Not<T>(Step<T> step) => step is Step<T>.Refuse no ? new(no.Field, no.Reason) : null;
}
