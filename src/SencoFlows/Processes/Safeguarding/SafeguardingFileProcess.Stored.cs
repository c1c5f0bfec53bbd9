using System.Text.Json.Serialization;
using SencoFlows.Processes.RecordRequest;

namespace SencoFlows.Processes.Safeguarding;

// The quoted names are written in every stored case: add to them, never change one.
public sealed partial class SafeguardingFileProcess
{
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Nothing), "nothing")]
    [JsonDerivedType(typeof(ToSend), "to-send")]
    [JsonDerivedType(typeof(OnItsWay), "on-its-way")]
    [JsonDerivedType(typeof(Ended), "ended")]
    public abstract record State
    {
        public sealed record Nothing : State;

        public sealed record ToSend(ProtectionFile File) : Moving(File);

        /// <summary>Waits for the receipt that the guidance asks for.</summary>
        public sealed record OnItsWay(ProtectionFile File) : Moving(File);

        public sealed record Ended(ProtectionFile File, FileEnd End, DateOnly On) : Moving(File);

        /// <summary>Everything after somebody said that there is a file.</summary>
        public abstract record Moving(ProtectionFile File) : State;

        private State() { }
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Needed), "needed")]
    [JsonDerivedType(typeof(Moved), "moved")]
    [JsonDerivedType(typeof(Sent), "sent")]
    [JsonDerivedType(typeof(Received), "received")]
    [JsonDerivedType(typeof(NotThere), "not-there")]
    [JsonDerivedType(typeof(NoFile), "no-file")]
    [JsonDerivedType(typeof(Stays), "stays")]
    public abstract record Event
    {
        /// <param name="Urn">Null for a school that the register does not hold.</param>
        public sealed record Needed(string School, string? Urn, DateOnly Leaving, DateOnly? Starts) : Event;

        /// <summary>The leaving date or the next school changed.</summary>
        public sealed record Moved(string School, string? Urn, DateOnly Leaving, DateOnly? Starts) : Event;

        /// <param name="Receiver">The lead's address at the next school, in the school's own domain; null when the receipt comes another way.</param>
        /// <param name="Case">Of this file, so that the next school can answer.</param>
        /// <param name="There">The case of the next school's lead, when the school keeps its cases here.</param>
        public sealed record Sent(DateOnly On, SendingWay Way, string? Receiver, string? There, SoughtPupil Who, string Case) : Event;

        /// <param name="How">How they confirmed it, when the sender records it.</param>
        public sealed record Received(int Number, string? How = null) : Event;

        public sealed record NotThere(int Number, string? Note = null) : Event;

        public sealed record NoFile(string Why) : Event;

        public sealed record Stays : Event;

        private Event() { }
    }
}

public enum SendingWay { ByHand, SecureSystem, RecordedDelivery, EncryptedEmail }

public enum FileEnd { Received, NoFile, Stays }

/// <summary>How a child protection file moves. The file itself is never here. Stored: add to it, never rename.</summary>
public sealed record ProtectionFile(string School, string? Urn, DateOnly Leaving, DateOnly? Starts)
{
    public DateOnly? Sent { get; init; }

    public SendingWay? Way { get; init; }

    public string? Receiver { get; init; }

    public string? There { get; init; }

    /// <summary>Of this file.</summary>
    public string? Case { get; init; }

    /// <summary>What the next school's lead needs to know to find the pupil.</summary>
    public SoughtPupil? Who { get; init; }

    /// <summary>How often it was sent: part of the recipient's id, so that an old link ends.</summary>
    public int Number { get; init; }

    /// <summary>The next school says that it has not arrived.</summary>
    public bool Missing { get; init; }

    public int Chases { get; init; }

    public DateOnly? Chased { get; init; }
}

public static class SafeguardingWords
{
    extension(SendingWay way)
    {
        public string Words => way switch
        {
            SendingWay.ByHand => "By hand, against a signature",
            SendingWay.SecureSystem => "Through a safeguarding system",
            SendingWay.RecordedDelivery => "By recorded delivery",
            _ => "By encrypted email",
        };
    }
}
