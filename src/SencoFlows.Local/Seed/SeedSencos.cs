using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Record;
using Post = SencoFlows.Processes.SencoPost.SencoPostProcess.Event;
using Roles = SencoFlows.Processes.SencoPost.SencoRoleProcess.Event;

namespace SencoFlows.Local.Seed;

/// <summary>The SENCO of each school: one on her course, one who has not begun, one whose certificate nobody has seen.</summary>
internal sealed class SeedSencos(CaseRunner runner, Schools schools, LocalLoop loop)
{
    private static readonly Actor _head = new(Role.Head, "head");
    private static readonly Actor _senco = new(Role.Senco, "senco");

    public async Task Tell(DateOnly today, CancellationToken ct)
    {
        await Name(SeedSchools.Larkfield, "Priya Nair", today.AddMonths(-20), ct);
        await Name(SeedSchools.BridgeStreet, "Tomasz Zielinski", today.AddMonths(-30), ct);
        await Name(SeedSchools.Ashdown, "Grace Mensah", new(2014, 9, 1), ct);
        await loop.Settle(ct);
        await Tell(SeedSchools.Larkfield, new Post.Enrolled(SencoCourseKind.Npq, "Teach First", today.AddMonths(-16), today.AddMonths(5)), ct);
        await Tell(SeedSchools.Larkfield, new Post.PromiseMade("Send the results of the reading assessment", "Saoirse’s mother", today.AddDays(9)), ct);
        Took(await runner.Tell(new(SeedSchools.Larkfield, SencoRoleProcess.CaseId), All.SencoRole,
            new Roles.RoleDetermined(today.AddMonths(-14), [.. SencoDuties.All.Take(10)], 12.5m, 4, true, "Looked at again when a second class opens"), new(Role.Governor, "governor"), "seed-role", ct));
        await Tell(SeedSchools.Ashdown, new Post.Held(SencoCourseKind.Nasenco, "University of Larkfield", new(2015, 9, 14), null, new(2016, 7, 8)), ct);
        await loop.Settle(ct);
    }

    private async Task Name(string urn, string name, DateOnly from, CancellationToken ct) => Took(await runner.Tell(new(urn, SencoRoleProcess.CaseId), All.SencoRole,
        new Roles.Named("senco", "demosenco", name, from, new(true, Induction.Completed, true), false, []), _head, "seed-named", ct, new Subject("school", urn, (await schools.Get(urn, ct)).Name)));

    private async Task Tell(string urn, Post e, CancellationToken ct) => Took(await runner.Tell(new(urn, "demosenco"), All.SencoPost, e, _senco, $"seed-{e.GetType().Name}", ct));

    private static void Took(Answer answer)
    {
        if (answer is Answer.Refused { Refusal.Reason: var why })
        {
            throw new InvalidOperationException($"The seed is refused: {why}");
        }
    }
}
