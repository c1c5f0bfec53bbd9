using System.Text.Json.Serialization;

namespace SencoFlows.Processes.RecordRequest;

// The quoted names are written in every stored case: add to them, never change one.
public sealed partial class RecordRequestProcess
{
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Nothing), "nothing")]
    [JsonDerivedType(typeof(Expected), "expected")]
    [JsonDerivedType(typeof(Missing), "missing")]
    [JsonDerivedType(typeof(AddressInDoubt), "address-in-doubt")]
    [JsonDerivedType(typeof(Waiting), "waiting")]
    [JsonDerivedType(typeof(Answered), "answered")]
    [JsonDerivedType(typeof(Ended), "ended")]
    public abstract record State
    {
        public sealed record Nothing : State;

        /// <summary>The pupil is new; the record may still come by itself.</summary>
        public sealed record Expected(Want Want) : Wanting(Want);

        public sealed record Missing(Want Want) : Wanting(Want);

        /// <summary>A second person checks the address before a mail says that a pupil has moved.</summary>
        public sealed record AddressInDoubt(Want Want) : Wanting(Want);

        public sealed record Waiting(Want Want) : Wanting(Want);

        /// <summary>The other school answered, and somebody decides what to do next.</summary>
        public sealed record Answered(Want Want, RequestAnswer Answer, string? Note) : Wanting(Want);

        public sealed record Ended(Want Want, RequestEnd End) : Wanting(Want);

        /// <summary>Everything after the pupil joined.</summary>
        public abstract record Wanting(Want Want) : State;

        private State() { }
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Joined), "joined")]
    [JsonDerivedType(typeof(Asked), "asked")]
    [JsonDerivedType(typeof(AddressChecked), "address-checked")]
    [JsonDerivedType(typeof(Bounced), "bounced")]
    [JsonDerivedType(typeof(Replied), "replied")]
    [JsonDerivedType(typeof(Came), "came")]
    [JsonDerivedType(typeof(NotNeeded), "not-needed")]
    public abstract record Event
    {
        /// <param name="On">The first day on the roll.</param>
        /// <param name="Case">Of this request, so that another school can answer it.</param>
        public sealed record Joined(DateOnly On, string Case) : Event;

        /// <param name="Of">The school before.</param>
        /// <param name="Who">What it needs to know to find the pupil.</param>
        public sealed record Asked(FormerSchool Of, SoughtPupil Who) : Event;

        /// <param name="How">How the second person made sure.</param>
        public sealed record AddressChecked(string How) : Event;

        public sealed record Bounced(int Number) : Event;

        public sealed record Replied(int Number, RequestAnswer Answer, string? Note = null) : Event;

        public sealed record Came : Event;

        public sealed record NotNeeded(string Why) : Event;

        private Event() { }
    }
}

public enum RequestAnswer { WillSend, HaveSent, NotOurs, NoRecord }

public enum RequestEnd { Came, NotNeeded }

/// <summary>The school that should have the record. Stored: add to it, never rename.</summary>
/// <param name="Office">Its official address.</param>
/// <param name="Case">The case in its own tenant, when it keeps its cases here; then nothing is mailed.</param>
public sealed record FormerSchool(string Name, string Office, string? Urn = null, string? Case = null)
{
    /// <summary>The address belongs to a domain that is known to be the school's.</summary>
    public bool Certain { get; init; }
}

/// <summary>What another school needs to find a pupil, and no more.</summary>
public sealed record SoughtPupil(string Forename, string Surname, DateOnly DateOfBirth, string? Upn);

/// <summary>The record that a school waits for. Stored: add to it, never rename.</summary>
/// <param name="Joined">The pupil's first day on the roll.</param>
/// <param name="Case">Of this request.</param>
public sealed record Want(DateOnly Joined, string Case)
{
    public FormerSchool? Of { get; init; }

    public SoughtPupil? Who { get; init; }

    public string? AskedBy { get; init; }

    /// <summary>How many schools or addresses have been asked: part of the recipient's id, so that an old link ends.</summary>
    public int Number { get; init; }

    public DateOnly? Asked { get; init; }

    /// <summary>The address did not work.</summary>
    public bool CameBack { get; init; }

    /// <summary>How often the step now awaited has been chased, and when last.</summary>
    public int Chases { get; init; }

    public DateOnly? Chased { get; init; }

    public Want Afresh(DateOnly today) => this with { Chases = 0, Chased = today };
}

public static class RequestWords
{
    extension(RequestAnswer answer)
    {
        public string Words => answer switch
        {
            RequestAnswer.WillSend => "We will send the record",
            RequestAnswer.HaveSent => "We have sent it already",
            RequestAnswer.NotOurs => "This pupil was not at our school",
            _ => "We hold no record of special educational needs",
        };
    }
}
