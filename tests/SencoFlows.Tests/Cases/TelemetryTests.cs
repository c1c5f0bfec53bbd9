using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using SencoFlows.Cases;
using SencoFlows.Tests.Packs;

namespace SencoFlows.Tests.Cases;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_step_is_told_with_its_case_process_and_entry_and_without_a_word_about_the_child()
    {
        ConcurrentQueue<Activity> steps = [];
        ConcurrentQueue<string> counted = [];
        using var traces = new ActivityListener
        {
            ShouldListenTo = s => s.Name == Telemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = a => steps.Enqueue(a),
        };
        ActivitySource.AddActivityListener(traces);
        using var meters = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == Telemetry.Name) { l.EnableMeasurementEvents(instrument); } } };
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => counted.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(t => t.Value))}"));
        meters.Start();

        var desk = new TransferDesk();
        await desk.Start();

        var step = steps.Last(s => $"{s.GetTagItem("case")}" == $"{TransferDesk.Id}");
        Assert.Equal(("record-transfer", "told", 1), (step.GetTagItem("process"), step.GetTagItem("kind"), step.GetTagItem("entry")));
        Assert.Contains("sencoflows.steps record-transfer told", counted);
        Assert.All(steps, s => Assert.DoesNotContain(s.TagObjects, t => $"{t.Value}".Contains("Okafor", StringComparison.OrdinalIgnoreCase) || $"{t.Value}".Contains("Ada", StringComparison.Ordinal)));
    }
}
