using SencoFlows.Cases;
using SencoFlows.Record;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess.State;

namespace SencoFlows.Processes.RecordTransfer;

/// <summary>What the next school may say of a delivery, and what follows from it.</summary>
public sealed partial class RecordTransferProcess
{
    private static Step<State> AtNextSchool(Moving s, Event e, At at)
    {
        var p = s.Transfer.Parcels.Count == 0 ? null : s.Transfer.Parcel;
        if (p is null || p.Sent is null || NumberOf(e) != p.Number || s is TakenBack)
        {
            return Refuse("", "This delivery has been replaced or taken back");
        }

        if (at.By is { Role: Role.NextSchool, Id: { Length: 6 } urn } && urn.All(char.IsAsciiDigit) && urn != s.Transfer.To.Urn)
        {
            return Refuse("", "The record was sent to another school");
        }

        if (e is Verified { Manifest: var seen } && seen != p.Manifest)
        {
            return Refuse("", "What you checked is not what was sent");
        }

        return (s, e) switch
        {
            (OnItsWay or Undeliverable, Opened) => Go(new WithNextSchool(s.Transfer.With(p.Afresh() with { Delivered = p.Delivered ?? at.Today, Opened = at.Today }))),
            (WithNextSchool or Arrived or InCustody, Opened) => Go(s),
            (WithNextSchool, Verified) => Go(With(s, p with { Verified = p.Verified ?? at.Today })),
            (Arrived or InCustody, Verified or Filed) => Go(s),
            (WithNextSchool, Filed) when p.Verified is null => Refuse("", "First confirm that it is the right pupil and that the files open"),
            (WithNextSchool, Filed) => Go(new Arrived(s.Transfer.With(p.Afresh() with { Filed = at.Today })),
                new Effect.Email(Role.Senco, "transfer-filed"), new Effect.Email(Role.Parents, "parents-record-arrived", LinkForParents)),
            (Arrived, ReadByTeacher) => Go(new InCustody(s.Transfer.With(p with { Read = at.Today }), at.Today), new Effect.Email(Role.Parents, "parents-record-read", LinkForParents)),
            (InCustody, ReadByTeacher) => Go(s),
            (OnItsWay or Undeliverable, Refused { Reason: RefusalReason.Damaged or RefusalReason.Incomplete }) => Refuse("reason", "Open the record first: nobody at your school has seen what is in it"),
            (OnItsWay or Undeliverable or WithNextSchool or Arrived, Refused { Reason: RefusalReason.Other, Note: null or "" }) => Refuse("note", "Enter what is wrong"),
            (WithNextSchool or Arrived, Refused { Reason: RefusalReason.WrongSchool or RefusalReason.WrongPupil } r) => Go(
                new TurnedDown(s.Transfer.With(p with { Chases = 0, Chased = at.Today }) with { Breach = new(at.Today) }, r.Reason, r.Note),
                new Effect.Email(Role.Senco, "transfer-refused"), new Effect.Email(Role.Senco, "transfer-seen-elsewhere"), new Effect.Email(Role.Head, "transfer-seen-elsewhere")),
            (OnItsWay or Undeliverable or WithNextSchool or Arrived, Refused r) => Go(new TurnedDown(s.Transfer.With(p with { Chases = 0, Chased = at.Today }), r.Reason, r.Note), new Effect.Email(Role.Senco, "transfer-refused")),
            (TurnedDown, Refused) => Go(s),
            (TurnedDown, _) => Refuse("", "Your school has refused this record. The other school has been asked to put it right"),
            (InCustody, Refused) => Refuse("", "Your school has filed this record. Call the other school if something is wrong with it"),
            _ => Refuse("", "Open the record first"),
        };
    }

    private static int NumberOf(Event e) => e switch
    {
        Packed p => p.Number,
        NotPacked p => p.Number,
        Delivered p => p.Number,
        Bounced p => p.Number,
        Opened p => p.Number,
        Verified p => p.Number,
        Filed p => p.Number,
        ReadByTeacher p => p.Number,
        Refused p => p.Number,
        _ => 0,
    };
}
