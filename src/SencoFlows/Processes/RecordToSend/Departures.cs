using System.Globalization;
using SencoFlows.Cases;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Processes.RecordToSend;

/// <summary>
/// Finds pupils with special educational needs of whom the roll says that they leave and whose record nobody has begun to pass on, and
/// opens a case for each; and tells it when the day moves or the pupil stays. Safe to run at any time and by two hosts at once.
/// </summary>
public sealed class Departures(IStore store, Schools schools, CaseRunner runner, TimeProvider clock)
{
    /// <summary>Longer ago than this nobody is raised any more: the limit lies well behind, and a first import brings every pupil who ever left.</summary>
    private const int _backTo = 90;

    /// <summary>A pupil whose record went under a leaving date that was out by less than this has not left twice.</summary>
    private const int _sameDeparture = 30;

    public async Task Look(CancellationToken ct)
    {
        foreach (var urn in await schools.Urns(ct))
        {
            await Look(urn, ct);
        }
    }

    /// <summary>Two reads a school, and a few for each leaver.</summary>
    public async Task Look(string urn, CancellationToken ct)
    {
        var rows = store.Rows(urn);
        var caseload = new Caseload(urn, rows);
        var pupils = (await new Pupils(rows).All(ct)).ToDictionary(p => p.Value.Id, p => p.Value, StringComparer.Ordinal);
        foreach (var open in (await caseload.Open(ct)).Where(c => c.Agenda.Process == All.RecordToSend.Name))
        {
            if (await caseload.Find(open.Id.Id, ct) is { } @case && await News(caseload, @case, pupils.GetValueOrDefault(open.Agenda.About.Id), ct) is { } news)
            {
                await runner.Tell(open.Id, All.RecordToSend, news, Actor.Clock, string.Create(CultureInfo.InvariantCulture, $"roll-{@case.Length}"), ct);
            }
        }

        var since = clock.Today.AddDays(-_backTo);
        foreach (var pupil in pupils.Values.Where(p => p.Left > since && p.Provision(Earlier(p.Left.Value, clock.Today)) is not SenProvision.None))
        {
            await Raise(urn, caseload, pupil, pupil.Left!.Value, ct);
        }
    }

    /// <summary>What the roll says that the case does not know yet; null on most days.</summary>
    private static async Task<RecordToSendProcess.Event?> News(Caseload caseload, Case @case, Pupil? pupil, CancellationToken ct) =>
        pupil?.Left is not { } left ? new RecordToSendProcess.Event.Stays()
        : (await caseload.About(pupil.Id, ct)).Any(c => HasGone(c, left)) ? new RecordToSendProcess.Event.Begun()
        : All.RecordToSend.Read(@case.State) is RecordToSendProcess.State.Leaver { Departure.Leaving: var known } && known == left ? null
        : new RecordToSendProcess.Event.Leaves(left);

    private async Task Raise(string urn, Caseload caseload, Pupil pupil, DateOnly left, CancellationToken ct)
    {
        var about = await caseload.About(pupil.Id, ct);
        var before = about.Where(c => c.Process == All.RecordToSend.Name).ToList();
        if (before.Exists(c => !c.IsOver || IsAnswered(c, left)) || about.Any(c => HasGone(c, left)))
        {
            return;
        }

        var id = Handover.Hash($"{urn}|to-send|{pupil.Id}|{left:yyyy-MM-dd}|{before.Count}");
        await runner.Tell(new(urn, id), All.RecordToSend, new RecordToSendProcess.Event.Leaves(left), Actor.Clock, "leaves", ct, new Subject("pupil", pupil.Id, pupil.ListName));
    }

    private static bool IsAnswered(Case c, DateOnly left) =>
        All.RecordToSend.Read(c.State) is RecordToSendProcess.State.Ended { End: ToSendEnd.NotNeeded } s && s.Departure.Leaving == left;

    /// <summary>A transfer that is on its way, or that has brought the record where it belongs this time.</summary>
    private static bool HasGone(Case c, DateOnly left) => c.Process == All.RecordTransfer.Name && (!c.IsOver
        || (All.RecordTransfer.Read(c.State) is RecordTransferProcess.State.Closed { Transfer.Leaving: var gone } s
            && (s.Ending is Ending.Complete or Ending.CopyKept ? gone > left.AddDays(-_sameDeparture) : gone == left || (s.Ending is Ending.CameBack && s.On >= left))));

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
