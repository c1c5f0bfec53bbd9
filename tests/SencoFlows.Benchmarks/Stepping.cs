using System.Globalization;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Benchmarks;

/// <summary>A school that steps its cases, one for each worker: dates that move, effects that are asked for, and plain notes in turn.</summary>
internal sealed class Stepping
{
    private static readonly Actor _senco = new(Role.Senco, "s1");
    private readonly string _urn;
    private readonly Schools _schools;
    private readonly CaseRunner _runner;
    private readonly int[] _steps = new int[64];

    public Stepping(IStore store, string urn)
    {
        _urn = urn;
        _schools = new(store, TimeProvider.System);
        _runner = new(All.ByName, store, _schools, new NoAlarm(), TimeProvider.System);
    }

    private static DateOnly Leaving => TimeProvider.System.Today.AddDays(60);

    public async Task Open(int workers)
    {
        var year = TimeProvider.System.Today.Year;
        await _schools.Save(_urn, _ => new School(_urn, "8201001", "Oak Lane Primary", Phase.Primary, false,
            new SchoolCalendar([.. Enumerable.Range(year - 1, 4).SelectMany(y => (DayRange[])[new(new(y, 1, 5), new(y, 7, 20)), new(new(y, 9, 2), new(y, 12, 18))])], [], []), new Policies(), []), default);
        for (var n = 0; n < workers; n++)
        {
            await Tell(n, new Told.Started(new Destination("Hill Top Academy", "office@hilltop.sch.uk", "100002") { FromRegister = true }, Leaving, new(Sharing.Agreed)));
        }
    }

    /// <summary>One step of the worker's own case.</summary>
    public Task Step(int worker) => Tell(worker, (_steps[worker]++ % 3) switch
    {
        0 => new Told.LeavingDateChanged(Leaving.AddDays(_steps[worker] % 20)),
        1 => new Told.ParentSaysWrong("The address is wrong"),
        _ => new Told.ParentAnswered("Corrected on the telephone"),
    });

    private async Task Tell(int worker, Told e)
    {
        var answer = await _runner.Tell(new(_urn, $"case{worker}"), All.RecordTransfer, e, _senco, Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture), default, new Subject("pupil", $"p{worker}", "Okafor, Ada"));
        if (answer is not Answer.Accepted)
        {
            throw new InvalidOperationException($"{e} was not accepted: {answer}");
        }
    }
}
