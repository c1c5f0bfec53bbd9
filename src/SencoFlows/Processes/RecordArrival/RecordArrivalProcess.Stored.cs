using System.Text.Json.Serialization;
using SencoFlows.Processes.RecordTransfer;

namespace SencoFlows.Processes.RecordArrival;

// The quoted names are written in every stored case: add to them, never change one.
public sealed partial class RecordArrivalProcess
{
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Nothing), "nothing")]
    [JsonDerivedType(typeof(Waiting), "waiting")]
    [JsonDerivedType(typeof(Reading), "reading")]
    [JsonDerivedType(typeof(TakingIn), "taking-in")]
    [JsonDerivedType(typeof(Filed), "filed")]
    [JsonDerivedType(typeof(ToRemove), "to-remove")]
    [JsonDerivedType(typeof(Ended), "ended")]
    public abstract record State
    {
        public sealed record Nothing : State;

        public sealed record Waiting(Arrival Arrival) : Here(Arrival);

        /// <param name="Problem">Why it could not be taken in the last time.</param>
        public sealed record Reading(Arrival Arrival, string? Problem = null) : Here(Arrival);

        /// <summary>Somebody has decided whose record it is; what is in it is being added to that pupil's.</summary>
        public sealed record TakingIn(Arrival Arrival) : Here(Arrival);

        /// <summary>Waits for the teacher who needs it.</summary>
        public sealed record Filed(Arrival Arrival) : Here(Arrival);

        /// <summary>The sender took it back after it had been filed: a person removes what came with it.</summary>
        public sealed record ToRemove(Arrival Arrival) : Here(Arrival);

        public sealed record Ended(Arrival Arrival, ArrivalEnd End) : Here(Arrival);

        /// <summary>Everything after it came.</summary>
        public abstract record Here(Arrival Arrival) : State;

        private State() { }
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Came), "came")]
    [JsonDerivedType(typeof(Opened), "opened")]
    [JsonDerivedType(typeof(Matched), "matched")]
    [JsonDerivedType(typeof(TakenIn), "taken-in")]
    [JsonDerivedType(typeof(NotTakenIn), "not-taken-in")]
    [JsonDerivedType(typeof(TeacherHasRead), "teacher-has-read")]
    [JsonDerivedType(typeof(Refused), "refused")]
    [JsonDerivedType(typeof(Withdrawn), "withdrawn")]
    [JsonDerivedType(typeof(Removed), "removed")]
    public abstract record Event
    {
        /// <param name="Transfer">The case at the sending school.</param>
        /// <param name="Number">Of the delivery.</param>
        /// <param name="Manifest">SHA-256 of manifest.json.</param>
        /// <param name="Starts">The pupil's first day here, when the sender knows it.</param>
        public sealed record Came(string Transfer, int Number, string SenderUrn, string Sender, string Manifest, long Bytes, int Files, DateOnly? Starts) : Event
        {
            /// <summary>The client under which another system delivered it; null for a school of this deployment.</summary>
            public string? System { get; init; }
        }

        public sealed record Opened : Event;

        /// <param name="Pupil">The pupil of this school whose record it is; the id of a new one.</param>
        /// <param name="Manifest">Of the pack that was compared, file by file, when the person decided.</param>
        public sealed record Matched(string Pupil, bool IsNew, string Manifest, bool BackOnRoll = false) : Event;

        public sealed record TakenIn(int Documents) : Event;

        public sealed record NotTakenIn(string Why) : Event;

        /// <param name="By">"The class teacher": no name is asked for.</param>
        public sealed record TeacherHasRead(string? By = null) : Event;

        public sealed record Refused(RefusalReason Reason, string? Note = null) : Event;

        public sealed record Withdrawn : Event;

        /// <param name="How">What was removed, or why something stays.</param>
        public sealed record Removed(string How) : Event;

        private Event() { }
    }
}

public enum ArrivalEnd { Complete, Refused, TakenBack }

/// <summary>A record that has come from another school of this deployment. Stored: add to it, never rename.</summary>
/// <param name="Transfer">The id of the case at the sending school.</param>
public sealed record Arrival(string Transfer, int Number, string SenderUrn, string Sender, string Manifest, long Bytes, int Files, DateOnly? Starts, DateOnly Came)
{
    /// <summary>The client under which another system delivered it; null for a school of this deployment.</summary>
    public string? System { get; init; }

    public DateOnly? Opened { get; init; }

    public DateOnly? Filed { get; init; }

    /// <summary>Whose record it was found to be.</summary>
    public string? Pupil { get; init; }

    public bool IsNew { get; init; }

    public bool BackOnRoll { get; init; }

    public int Documents { get; init; }

    /// <summary>How often the step now awaited has been chased, and when last.</summary>
    public int Chases { get; init; }

    public DateOnly? Chased { get; init; }

    /// <summary>A new step is awaited: its chases begin anew.</summary>
    public Arrival Afresh() => this with { Chases = 0, Chased = null };
}
