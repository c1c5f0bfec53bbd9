using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Processes.SencoPost;

/// <summary>How one school stands with its SENCO. Two reads, and one for each SENCO on leave.</summary>
/// <param name="Post">The case about the post of whoever is SENCO now.</param>
public sealed record SchoolSenco(School School, Case? Arrangement, Case? Post)
{
    /// <summary>The posts of SENCOs who are on leave: their three years go on.</summary>
    public IReadOnlyList<(Holder Holder, Tenure Tenure)> Away { get; init; } = [];

    public SencoRoleProcess.State State => All.SencoRole.Read(Arrangement?.State);

    public Holder? Holder => SencoRoleProcess.HolderOf(State);

    public Arrangement? Kept => State is SencoRoleProcess.State.Open o ? o.Arrangement : null;

    public Tenure? Tenure => Post is null || All.SencoPost.Read(Post.State) is SencoPostProcess.State.NotAppointed ? null : SencoPostProcess.TenureOf(All.SencoPost.Read(Post.State));

    public string? Name => Holder is { } h ? NameOf(h) : null;

    public string NameOf(Holder holder) => School.Staff.FirstOrDefault(s => s.Id == holder.Staff)?.Name ?? "Somebody no longer in the staff list";

    public static async Task<SchoolSenco> Read(School school, IRows rows, CancellationToken ct)
    {
        var caseload = new Caseload(school.Urn, rows);
        var known = new SchoolSenco(school, await caseload.Find(SencoRoleProcess.CaseId, ct), null);
        List<(Holder, Tenure)> away = [];
        foreach (var holder in known.Kept?.Holders.Where(h => h is { To: null, Away: not null }) ?? [])
        {
            if (await caseload.Find(holder.Post, ct) is { } post)
            {
                away.Add((holder, SencoPostProcess.TenureOf(All.SencoPost.Read(post.State))));
            }
        }

        return known with { Post = known.Holder is { } h ? await caseload.Find(h.Post, ct) : null, Away = away };
    }

    /// <summary>Whether the arrangement is lawful today: a light that always comes with words.</summary>
    public (Light Light, string Words, string Because) Says(DateOnly today) => (State, Tenure) switch
    {
        (SencoRoleProcess.State.Closed, _) => (Light.Green, "School closed", "The school has closed."),
        (SencoRoleProcess.State.NotKept, _) => (Missing, "Not recorded", "Nobody has recorded who the SENCO of this school is."),
        (SencoRoleProcess.State.Vacant { Arrangement.Holders.Count: 0 } v, _) => (Missing, All.SencoRole.Standing(v).Stage, "Nobody has recorded who the SENCO of this school is."),
        (SencoRoleProcess.State.Vacant v, _) => (Missing, All.SencoRole.Standing(v).Stage, $"The school has been without a SENCO since {Ledger.Short(v.From)}."),
        _ when Holder is { } h && School.Staff.FirstOrDefault(s => s.Id == h.Staff) is null or { Left: true } =>
            (Missing, "The SENCO has left the school", "Whoever is recorded as SENCO is no longer in the staff list. Record the last day of the post, and name the successor."),
        (_, { } tenure) when tenure.On(today) is var verdict => (verdict.Light, verdict.Words, verdict.Because),
        _ => (Light.Amber, "Being recorded", "The post has just been recorded. Look again in a minute."),
    };

    private Light Missing => SencoRoleProcess.MustHaveSenco(School) ? Light.Red : Light.Amber;
}
