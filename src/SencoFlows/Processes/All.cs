using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Processes.Leavers;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Processes.RecordToSend;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Processes.Safeguarding;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Record;

namespace SencoFlows.Processes;

/// <summary>Every process there is. Add yours here; the tests and the home page pick it up.</summary>
public static class All
{
    public static RecordTransferProcess RecordTransfer { get; } = new();

    public static RecordToSendProcess RecordToSend { get; } = new();

    public static RecordArrivalProcess RecordArrival { get; } = new();

    public static RecordRequestProcess RecordRequest { get; } = new();

    public static RecordAskedProcess RecordAsked { get; } = new();

    public static SafeguardingFileProcess SafeguardingFile { get; } = new();

    public static SafeguardingArrivalProcess SafeguardingArrival { get; } = new();

    public static SencoRoleProcess SencoRole { get; } = new();

    public static SencoPostProcess SencoPost { get; } = new();

    public static SharedSencoProcess SharedSenco { get; } = new();

    public static GraduatedApproachProcess GraduatedApproach { get; } = new();

    public static LeaversProcess Leavers { get; } = new();

    /// <summary>What is kept about every school from its first day, whether or not anybody has thought of it.</summary>
    public static IReadOnlyList<FirstCase> OfEverySchool { get; } =
        [new(SencoRole, SencoRoleProcess.CaseId, System.Text.Json.JsonSerializer.SerializeToElement<SencoRoleProcess.Event>(new SencoRoleProcess.Event.Kept(), Wire.Json))];

    public static IReadOnlyDictionary<string, Process> ByName { get; } =
        new Process[] { RecordTransfer, RecordToSend, RecordArrival, RecordRequest, RecordAsked, SafeguardingFile, SafeguardingArrival, SencoRole, SencoPost, SharedSenco, GraduatedApproach, Leavers }.ToDictionary(p => p.Name, StringComparer.Ordinal);

    /// <summary>The rule of an id with the force it has for a school: a process's own, or the law's as it counted on a day.</summary>
    public static Rule? Rule(string id, DateOnly on, School school) =>
        ByName.Values.SelectMany(p => p.RulesFor(school)).FirstOrDefault(r => r.Id == id) is { } own ? RuleBook.InForce(own, on) : RuleBook.On(id, on) ?? RuleBook.Find(id);
}
