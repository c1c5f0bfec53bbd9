using System.Text.Json.Serialization;

namespace SencoFlows.Processes.RecordTransfer;

// The quoted names are written in every stored case: add to them, never change one.
public sealed partial class RecordTransferProcess
{
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(NotStarted), "not-started")]
    [JsonDerivedType(typeof(AddressInDoubt), "address-in-doubt")]
    [JsonDerivedType(typeof(Packing), "packing")]
    [JsonDerivedType(typeof(OnItsWay), "on-its-way")]
    [JsonDerivedType(typeof(WithNextSchool), "with-next-school")]
    [JsonDerivedType(typeof(TurnedDown), "turned-down")]
    [JsonDerivedType(typeof(Undeliverable), "undeliverable")]
    [JsonDerivedType(typeof(Arrived), "arrived")]
    [JsonDerivedType(typeof(InCustody), "in-custody")]
    [JsonDerivedType(typeof(TakenBack), "taken-back")]
    [JsonDerivedType(typeof(Closed), "closed")]
    public abstract record State
    {
        public sealed record NotStarted : State;

        /// <summary>The address was typed: a second person of the sending school checks it before anything leaves.</summary>
        public sealed record AddressInDoubt(Transfer Transfer) : Moving(Transfer);

        public sealed record Packing(Transfer Transfer, string? Problem = null) : Moving(Transfer);

        public sealed record OnItsWay(Transfer Transfer) : Moving(Transfer);

        public sealed record WithNextSchool(Transfer Transfer) : Moving(Transfer);

        public sealed record TurnedDown(Transfer Transfer, RefusalReason Reason, string? Note) : Moving(Transfer);

        /// <summary>The mail came back: nobody at the next school knows yet.</summary>
        public sealed record Undeliverable(Transfer Transfer) : Moving(Transfer);

        /// <summary>Filed; waits for the teacher who needs it.</summary>
        public sealed record Arrived(Transfer Transfer) : Moving(Transfer);

        /// <summary>Filed and read; this school's copy waits to be destroyed.</summary>
        public sealed record InCustody(Transfer Transfer, DateOnly From, bool Reminded = false) : Moving(Transfer);

        /// <param name="Opened">Somebody had opened it: a personal data breach may have happened.</param>
        public sealed record TakenBack(Transfer Transfer, RecallReason Reason, DateOnly On, bool Opened, bool BreachLimitPassed = false) : Moving(Transfer);

        public sealed record Closed(Transfer Transfer, Ending Ending, DateOnly On, string? Note = null) : Moving(Transfer);

        /// <summary>Everything after the start.</summary>
        public abstract record Moving(Transfer Transfer) : State;

        private State() { }
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Started), "started")]
    [JsonDerivedType(typeof(AddressChecked), "address-checked")]
    [JsonDerivedType(typeof(Packed), "packed")]
    [JsonDerivedType(typeof(NotPacked), "not-packed")]
    [JsonDerivedType(typeof(Delivered), "delivered")]
    [JsonDerivedType(typeof(Bounced), "bounced")]
    [JsonDerivedType(typeof(Opened), "opened")]
    [JsonDerivedType(typeof(Verified), "verified")]
    [JsonDerivedType(typeof(Filed), "filed")]
    [JsonDerivedType(typeof(ReadByTeacher), "read")]
    [JsonDerivedType(typeof(Refused), "refused")]
    [JsonDerivedType(typeof(Corrected), "corrected")]
    [JsonDerivedType(typeof(Recalled), "recalled")]
    [JsonDerivedType(typeof(BreachAssessed), "breach-assessed")]
    [JsonDerivedType(typeof(LeavingDateChanged), "leaving-date-changed")]
    [JsonDerivedType(typeof(CameBack), "came-back")]
    [JsonDerivedType(typeof(LateExplained), "late-explained")]
    [JsonDerivedType(typeof(SentOnPaper), "sent-on-paper")]
    [JsonDerivedType(typeof(PaperConfirmed), "paper-confirmed")]
    [JsonDerivedType(typeof(ParentSaysWrong), "parent-says-wrong")]
    [JsonDerivedType(typeof(ParentAnswered), "parent-answered")]
    [JsonDerivedType(typeof(CopyDestroyed), "copy-destroyed")]
    [JsonDerivedType(typeof(CopyKept), "copy-kept")]
    [JsonDerivedType(typeof(SchoolClosed), "school-closed")]
    public abstract record Event
    {
        public sealed record Started(Destination To, DateOnly Leaving, Agreement Agreement) : Event
        {
            public DateOnly? Starts { get; init; }

            public IReadOnlyList<string> LeftOut { get; init; } = [];

            public IReadOnlyList<string> Chosen { get; init; } = [];

            public bool ChildProtectionFile { get; init; }
        }

        /// <param name="How">How the second person made sure: "I called the school on the number on its website".</param>
        public sealed record AddressChecked(string How) : Event;

        public sealed record Packed(int Number, string Manifest, string Pack, long Bytes, int Files) : Event
        {
            /// <summary>The case under which a next school that keeps its cases here gets the record; null for one that gets a link.</summary>
            public string? Arrival { get; init; }
        }

        public sealed record NotPacked(int Number, string Why) : Event;

        public sealed record Delivered(int Number) : Event;

        public sealed record Bounced(int Number) : Event;

        public sealed record Opened(int Number) : Event;

        /// <param name="Manifest">The hash that the receiver saw, so that a receipt for another pack is no receipt.</param>
        public sealed record Verified(int Number, string Manifest) : Event;

        public sealed record Filed(int Number) : Event;

        /// <param name="By">"The class teacher", as the next school says it; no name is asked for.</param>
        public sealed record ReadByTeacher(int Number, string? By = null) : Event;

        public sealed record Refused(int Number, RefusalReason Reason, string? Note = null) : Event;

        /// <summary>Something was put right and the record goes out again under the same case.</summary>
        public sealed record Corrected(Destination To) : Event
        {
            public IReadOnlyList<string> LeftOut { get; init; } = [];

            public IReadOnlyList<string> Chosen { get; init; } = [];
        }

        public sealed record Recalled(RecallReason Reason) : Event;

        /// <param name="Reported">To the Information Commissioner.</param>
        public sealed record BreachAssessed(bool Reported, string Why) : Event;

        public sealed record LeavingDateChanged(DateOnly On) : Event;

        public sealed record CameBack(DateOnly On) : Event;

        public sealed record LateExplained(LateReason Reason, string? Note = null) : Event;

        public sealed record SentOnPaper(DateOnly On) : Event;

        /// <param name="How">How the next school confirmed it: "Their SENCO called on Monday".</param>
        public sealed record PaperConfirmed(string How) : Event;

        public sealed record ParentSaysWrong(string Words) : Event;

        public sealed record ParentAnswered(string Note) : Event;

        /// <param name="On">When it was destroyed; today when this program destroys it.</param>
        public sealed record CopyDestroyed(DateOnly On) : Event
        {
            /// <summary>This program destroys it, rather than a person who says that they did.</summary>
            public bool Here { get; init; }

            /// <summary>Documents that stayed behind go too, although nobody else holds them.</summary>
            public bool AlsoUnsent { get; init; }
        }

        public sealed record CopyKept(string Why) : Event;

        /// <summary>The register says that the next school has closed, or became another with a new number.</summary>
        /// <param name="Successors">Names of the schools that took its place.</param>
        public sealed record SchoolClosed(string Urn, IReadOnlyList<string> Successors) : Event;

        private Event() { }
    }
}
