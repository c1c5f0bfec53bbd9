using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Web.Guests;

/// <summary>Tells a transfer what a guest has done. What the clock or the mail service did since the form was opened disturbs nobody; what people did is shown first.</summary>
internal sealed class Telling(CaseRunner runner, IStore store)
{
    public async Task<Reply> Tell(Case @case, RecordTransferProcess.Event e, Actor by, Once once, CancellationToken ct)
    {
        for (var seen = once.Seen; ;)
        {
            switch (await runner.Tell(@case.Id, All.RecordTransfer, e, by, once.Request, ct, seen: seen))
            {
                case Answer.Refused { Refusal: var no }:
                    return new(no, []);
                case Answer.Changed { Now: var now }:
                    var since = (await new Caseload(@case.Id.School, store.Rows(@case.Id.School)).History(@case.Id.Id, ct)).Where(h => h.Number > seen && h.By.Role is not Role.System).ToList();
                    if (since.Count > 0)
                    {
                        return new(null, since);
                    }

                    seen = now.Length;
                    break;
                default:
                    return new(null, []);
            }
        }
    }
}

/// <param name="Refusal">Why the transfer does not take it.</param>
/// <param name="Since">What people did after the form was opened: nothing was changed.</param>
internal sealed record Reply(Refusal? Refusal, IReadOnlyList<Entry> Since)
{
    public bool Done => Refusal is null && Since.Count == 0;
}
