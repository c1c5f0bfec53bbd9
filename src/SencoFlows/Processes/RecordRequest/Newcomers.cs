using SencoFlows.Cases;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Processes.RecordRequest;

/// <summary>
/// Finds pupils with special educational needs who are new and of whom no record has come, and opens a case for each; and ends it
/// once a record has come. Safe to run at any time and by two hosts at once.
/// </summary>
public sealed class Newcomers(IStore store, Schools schools, CaseRunner runner, TimeProvider clock)
{
    /// <summary>Days after which nobody is new any more, so that a list of everybody's first day raises no old pupils.</summary>
    private const int _newFor = 120;

    public async Task Look(CancellationToken ct)
    {
        foreach (var urn in await schools.Urns(ct))
        {
            await Look(urn, ct);
        }
    }

    /// <summary>Two reads a school, and a few for each newcomer.</summary>
    public async Task Look(string urn, CancellationToken ct)
    {
        var rows = store.Rows(urn);
        var caseload = new Caseload(urn, rows);
        var today = clock.Today;
        List<Pupil> pupils = [.. (await new Pupils(rows).All(ct)).Select(p => p.Value)];
        foreach (var pupil in pupils.Where(p => p.Joined is { } joined && joined <= today && joined > today.AddDays(-_newFor) && p.OnRoll(today) && p.Provision(today) is not SenProvision.None))
        {
            if (!(await caseload.About(pupil.Id, ct)).Any(c => IsDealtWith(c, pupil)))
            {
                var id = Handover.Hash($"{urn}|request|{pupil.Id}|{pupil.Joined:yyyy-MM-dd}");
                await runner.Tell(new(urn, id), All.RecordRequest, new RecordRequestProcess.Event.Joined(pupil.Joined!.Value, id), Actor.Clock, "joined", ct, new Subject("pupil", pupil.Id, pupil.ListName));
            }
        }

        foreach (var request in (await caseload.Open(ct)).Where(c => c.Agenda.Process == All.RecordRequest.Name))
        {
            if ((await caseload.About(request.Agenda.About.Id, ct)).Any(HasCome))
            {
                await runner.Tell(request.Id, All.RecordRequest, new RecordRequestProcess.Event.Came(), Actor.Clock, "came", ct);
            }
            else if (pupils.FirstOrDefault(p => p.Id == request.Agenda.About.Id) is { } pupil && !pupil.OnRoll(today))
            {
                await runner.Tell(request.Id, All.RecordRequest, new RecordRequestProcess.Event.NotNeeded("The pupil has left the school"), Actor.Clock, "left", ct);
            }
        }
    }

    private static bool IsDealtWith(Case c, Pupil pupil) => HasCome(c)
        || (c.Process == All.RecordRequest.Name && All.RecordRequest.Read(c.State) is RecordRequestProcess.State.Wanting w && w.Want.Joined == pupil.Joined);

    private static bool HasCome(Case c) => c.Process == All.RecordArrival.Name
        && All.RecordArrival.Read(c.State) is RecordArrivalProcess.State.Filed or RecordArrivalProcess.State.Ended { End: ArrivalEnd.Complete };
}
