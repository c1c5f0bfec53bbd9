using SencoFlows.Law;
using SencoFlows.Processes.RecordTransfer;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;

namespace SencoFlows.Record.Custody;

/// <summary>Who has to keep a record: always exactly one school.</summary>
public enum Holder { Sender, NextSchool }

/// <summary>Who holds the record of a transfer, and what becomes of the sender's copy.</summary>
/// <param name="Since">The day on which the holder became it; null for the sender, who always was.</param>
/// <param name="Destroy">From when the sender's copy is to go, unless it is kept for a reason; null while the sender is the holder, and when the copy has gone.</param>
public sealed record Custodian(Holder Holder, DateOnly? Since, Deadline? Destroy, string Copy)
{
    /// <param name="state">Of the transfer.</param>
    /// <param name="due">Its running dates.</param>
    /// <remarks>Filing is what passes a record on: a delivery that was only opened or checked may still be refused.</remarks>
    public static Custodian Of(State state, IReadOnlyList<Deadline> due) => state switch
    {
        Arrived s => new(Holder.NextSchool, s.Transfer.Parcel.Filed, null, $"Kept until {CustodyDays} school days after the teacher has read the sheet"),
        InCustody s => new(Holder.NextSchool, s.Transfer.Parcel.Filed, due.FirstOrDefault(d => d.Rule == TransferRules.Custody),
            s.Reminded ? "To be destroyed now, unless there is a reason to keep it" : "To be destroyed, unless there is a reason to keep it"),
        Closed { Ending: Ending.Complete } s => new(Holder.NextSchool, s.Transfer.Parcel.Filed, null, "Destroyed, or on its way to be: see the certificate"),
        Closed { Ending: Ending.CopyKept } s => new(Holder.NextSchool, s.Transfer.Parcel.Filed, null, $"Kept: {s.Note}"),
        _ => new(Holder.Sender, null, null, "We hold the record"),
    };
}
