using System.Text.Json.Serialization;

namespace SencoFlows.Processes.RecordToSend;

// The quoted names are written in every stored case: add to them, never change one.
public sealed partial class RecordToSendProcess
{
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Nothing), "nothing")]
    [JsonDerivedType(typeof(Coming), "coming")]
    [JsonDerivedType(typeof(Unsent), "unsent")]
    [JsonDerivedType(typeof(Ended), "ended")]
    public abstract record State
    {
        public sealed record Nothing : State;

        /// <summary>The last day is known and some way off.</summary>
        public sealed record Coming(Departure Departure) : Leaver(Departure);

        public sealed record Unsent(Departure Departure) : Leaver(Departure);

        public sealed record Ended(Departure Departure, ToSendEnd End) : Leaver(Departure);

        /// <summary>Everything after the roll said that the pupil leaves.</summary>
        public abstract record Leaver(Departure Departure) : State;

        private State() { }
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Leaves), "leaves")]
    [JsonDerivedType(typeof(Begun), "begun")]
    [JsonDerivedType(typeof(Stays), "stays")]
    [JsonDerivedType(typeof(NotNeeded), "not-needed")]
    public abstract record Event
    {
        /// <param name="On">The last day on the roll; told again when it moves.</param>
        public sealed record Leaves(DateOnly On) : Event;

        /// <summary>A transfer of the record is on its way, or has been.</summary>
        public sealed record Begun : Event;

        /// <summary>The roll says no last day any more.</summary>
        public sealed record Stays : Event;

        public sealed record NotNeeded(string Why) : Event;

        private Event() { }
    }
}

public enum ToSendEnd { Begun, Stays, NotNeeded }

/// <summary>A pupil who leaves and whose record nobody has begun to pass on. Stored: add to it, never rename.</summary>
/// <param name="Leaving">The last day on the roll.</param>
public sealed record Departure(DateOnly Leaving)
{
    /// <summary>How often somebody has been written to, and when last.</summary>
    public int Chases { get; init; }

    public DateOnly? Chased { get; init; }

    /// <summary>The limit of the law has passed, and the head knows.</summary>
    public bool Missed { get; init; }
}
