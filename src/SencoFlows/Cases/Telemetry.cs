using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SencoFlows.Cases;

/// <summary>What operators may know: case, process, entry, and how it went. Never a name, an address or free text.</summary>
public static class Telemetry
{
    /// <summary>Of the source of traces and of the meter.</summary>
    public const string Name = "SencoFlows";

    private static readonly ActivitySource _source = new(Name);
    private static readonly Meter _meter = new(Name);
    private static readonly Counter<long> _steps = _meter.CreateCounter<long>("sencoflows.steps", description: "Entries written to histories");
    private static readonly Counter<long> _errands = _meter.CreateCounter<long>("sencoflows.errands", description: "Effects that ended, by how");
    private static readonly Counter<long> _mended = _meter.CreateCounter<long>("sencoflows.mended", description: "Loops that the sweep had to mend");

    internal static Activity? Step(CaseId id, string process, string kind, int entry) =>
        _source.StartActivity("step")?.SetTag("case", id.ToString()).SetTag("process", process).SetTag("kind", kind).SetTag("entry", entry);

    internal static void Stepped(string process, string kind) => _steps.Add(1, new("process", process), new("kind", kind));

    internal static void Ended(Effect effect, Outcome outcome) => _errands.Add(1, new("effect", Word(effect)), new("outcome", Word(outcome)));

    public static void Mended(Mend mend) => _mended.Add(1, new KeyValuePair<string, object?>("mend", mend.ToString()));

    private static string Word(object of) => of.GetType().Name.ToLowerInvariant();
}
