using System.Text.Json;
using SencoFlows.Cases;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Processes.RecordToSend;
using SencoFlows.Processes.Safeguarding;
using SencoFlows.Record;

namespace SencoFlows.Processes.RecordTransfer;

/// <summary>What a transfer tells other cases: SEN support, the child protection file, and the case of the next school.</summary>
public sealed partial class RecordTransferProcess
{
    /// <summary>Support at this school ends with the pupil's last day here, and goes on when the pupil stays after all.</summary>
    private static Effect.TellOthers Leaves(DateOnly on) => Support(new GraduatedApproachProcess.Event.Leaving(on));

    private static Effect.TellOthers Stays => Support(new GraduatedApproachProcess.Event.Stays());

    /// <summary>A leaver whose record nobody had begun to pass on stands on no list any more.</summary>
    private static Effect.TellOthers NobodyNeedAsk => new("record-to-send", JsonSerializer.SerializeToElement<RecordToSendProcess.Event>(new RecordToSendProcess.Event.Begun(), Wire.Json));

    /// <summary>The safeguarding leads pass the file on in a case of their own, which learns only where and when the pupil goes.</summary>
    private static IReadOnlyList<Effect> FileNeeded(Transfer t, At at) => t.ChildProtectionFile
        ? [new Effect.OpenCase("safeguarding-file", at.School.Urn, "", new Subject("pupil", "", ""), ToFile(new SafeguardingFileProcess.Event.Needed(t.To.Name, t.To.Urn, t.Leaving, t.Starts)))]
        : [];

    private static IReadOnlyList<Effect> FileMoves(Transfer t) => t.ChildProtectionFile
        ? [new Effect.TellOthers("safeguarding-file", ToFile(new SafeguardingFileProcess.Event.Moved(t.To.Name, t.To.Urn, t.Leaving, t.Starts)))] : [];

    private static IReadOnlyList<Effect> FileStays(Transfer t) => t.ChildProtectionFile ? [new Effect.TellOthers("safeguarding-file", ToFile(new SafeguardingFileProcess.Event.Stays()))] : [];

    private static JsonElement ToFile(SafeguardingFileProcess.Event e) => JsonSerializer.SerializeToElement(e, Wire.Json);

    private static Effect.TellOthers Support(GraduatedApproachProcess.Event e) => new("graduated-approach", JsonSerializer.SerializeToElement(e, Wire.Json));

    /// <summary>Takes the delivery that counts out of the next school's own tenant.</summary>
    private static IReadOnlyList<Effect> Back(Transfer t) => t is { To.Urn: { } urn, Parcels: [.., { Arrival: { } arrival, Sent: not null }] }
        ? [new Effect.TellCase("record-arrival", urn, arrival, Role.System, [JsonSerializer.SerializeToElement<RecordArrivalProcess.Event>(new RecordArrivalProcess.Event.Withdrawn(), Wire.Json)])]
        : [];
}
