using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Record.Register;
using SencoFlows.Storage;

namespace SencoFlows.Processes.RecordTransfer;

/// <summary>
/// Tells transfers that their next school has closed, merged or become another with a new number since the record was sent. Safe to
/// run at any time and by two hosts at once.
/// </summary>
public sealed class ClosedSchools(IStore store, Schools schools, SchoolRegister register, CaseRunner runner, TimeProvider clock)
{
    /// <summary>One read a school, and one for each open transfer.</summary>
    public async Task Look(CancellationToken ct)
    {
        foreach (var urn in await schools.Urns(ct))
        {
            var caseload = new Caseload(urn, store.Rows(urn));
            foreach (var open in (await caseload.Open(ct)).Where(c => c.Agenda.Process == All.RecordTransfer.Name))
            {
                if (await caseload.Find(open.Id.Id, ct) is { } @case && All.RecordTransfer.Read(@case.State) is RecordTransferProcess.State.Moving { Transfer: { Gone: null, To.Urn: { } next } }
                    && await register.Find(next, ct) is { Status: SchoolStatus.Closed } closed && (closed.Closed is not { } last || last < clock.Today))
                {
                    var successors = (await register.StandingFor(closed, ct)).Select(s => s.Name).ToArray();
                    await runner.Tell(open.Id, All.RecordTransfer, new RecordTransferProcess.Event.SchoolClosed(next, successors), Actor.Clock, $"closed-{next}", ct);
                }
            }
        }
    }
}
