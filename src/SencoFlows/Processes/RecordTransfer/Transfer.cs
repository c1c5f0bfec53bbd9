namespace SencoFlows.Processes.RecordTransfer;

/// <summary>What is known of one move from one school to another. Stored: add to it, never rename.</summary>
/// <param name="Leaving">The last day on this school's roll.</param>
/// <param name="StartedBy">The opaque id of the member of staff.</param>
public sealed record Transfer(Destination To, DateOnly Leaving, Agreement Agreement, string StartedBy, DateOnly Started)
{
    /// <summary>The first day at the next school, when it is known.</summary>
    public DateOnly? Starts { get; init; }

    /// <summary>Ids of documents that the SENCO leaves out.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Ids of restricted documents that the SENCO chose, one by one, to send.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>A child-protection file exists: the pack says only that it goes separately.</summary>
    public bool ChildProtectionFile { get; init; }

    /// <summary>Every delivery that was made, the current one last.</summary>
    public IReadOnlyList<Parcel> Parcels { get; init; } = [];

    public Warned Warned { get; init; } = new();

    /// <summary>The day on which the record went on paper because the link was not opened.</summary>
    public DateOnly? OnPaper { get; init; }

    public Late? Late { get; init; }

    /// <summary>Another school had opened the record before it was refused as not for them. Null when nothing like it happened.</summary>
    public Breach? Breach { get; init; }

    /// <summary>The register says that the next school has closed, and the record has not arrived.</summary>
    public NextSchoolGone? Gone { get; init; }

    /// <summary>One person alone has typed the addresses, and nobody else has looked at them since.</summary>
    public bool Unchecked { get; init; }

    /// <summary>A parent said that something about this transfer is wrong, and nobody has answered yet.</summary>
    public bool ParentWaits { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public Parcel Parcel => Parcels[^1];

    public Transfer With(Parcel parcel) => this with { Parcels = [.. Parcels.SkipLast(1), parcel] };
}

/// <summary>The next school as the sender knows it.</summary>
/// <param name="Urn">Null for a school that the register does not hold, such as one abroad.</param>
/// <param name="Office">The general address: the one that the register knows, or one that a second person has checked.</param>
public sealed record Destination(string Name, string Office, string? Urn = null, string? Laestab = null)
{
    public string? Senco { get; init; }

    public string? SencoName { get; init; }

    public string? Head { get; init; }

    /// <summary>The addresses were taken from the register, or share its domain; nobody need check them again.</summary>
    public bool FromRegister { get; init; }

    /// <summary>The school keeps its cases in this deployment: the record goes into its own tenant.</summary>
    public bool Here { get; init; }
}

/// <summary>What parents said about sharing. Their involvement is good practice (Code of Practice 6.57); it is not the lawful basis.</summary>
/// <param name="Reason">Why they did not agree, in the SENCO's words. Never put into a mail.</param>
public sealed record Agreement(Sharing Sharing, string? Reason = null);

public enum Sharing { Agreed, InformedNotAgreed, Refused }

/// <summary>One delivery and its five receipts, each with its English date.</summary>
/// <param name="Number">1 for the first; a corrected delivery of the same case is 2.</param>
/// <param name="Sent">The day the links went out.</param>
public sealed record Parcel(int Number, DateOnly? Sent = null, DateOnly? Delivered = null, DateOnly? Opened = null, DateOnly? Verified = null, DateOnly? Filed = null, DateOnly? Read = null)
{
    /// <summary>SHA-256 of manifest.json: what receipts are about.</summary>
    public string? Manifest { get; init; }

    /// <summary>SHA-256 of the whole pack, under which its bytes are kept.</summary>
    public string? Pack { get; init; }

    /// <summary>The case at the next school, when it keeps its cases here: it gets the record itself, and no link to it.</summary>
    public string? Arrival { get; init; }

    public long Bytes { get; init; }

    public int Files { get; init; }

    /// <summary>How often the step now awaited has been chased, and when last.</summary>
    public int Chases { get; init; }

    public DateOnly? Chased { get; init; }

    /// <summary>A new step is awaited: its chases begin anew.</summary>
    public Parcel Afresh() => this with { Chases = 0, Chased = null };
}

/// <summary>A personal data breach that may have happened.</summary>
/// <param name="Noticed">The 72 hours run from that day.</param>
/// <param name="Chased">When the heads were last told that nobody has decided, after the limit has passed.</param>
/// <param name="Decided">The day on which somebody wrote down whether it is to be reported.</param>
public sealed record Breach(DateOnly Noticed, DateOnly? Chased = null, DateOnly? Decided = null)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOpen => Decided is null;
}

/// <summary>Which of the dates before and at the limit have passed.</summary>
public sealed record Warned(bool Reminded = false, bool Printed = false, bool Missed = false);

/// <param name="Successors">Names of the schools that took its place.</param>
public sealed record NextSchoolGone(string Urn, IReadOnlyList<string> Successors);

public sealed record Late(LateReason Reason, string? Note = null);

public enum LateReason { ArrivedAlreadyOverdue, NextSchoolNotKnown, NotOpened, NotFiled, AddressWrong, StaffAbsence, SystemOutage, Other }

public enum RefusalReason { WrongSchool, WrongPupil, Damaged, Duplicate, Incomplete, Other }

public enum RecallReason { WrongSchool, WrongPupil, WrongContent, PupilStays, Other }

public enum Ending { Complete, CopyKept, TakenBack, CameBack }

public static class TransferWords
{
    extension(RefusalReason reason)
    {
        /// <summary>As other systems are told it: "wrong-school".</summary>
        public string Code => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());

        public string Words => reason switch
        {
            RefusalReason.WrongSchool => "This pupil is not coming to the school",
            RefusalReason.WrongPupil => "The record is about somebody else",
            RefusalReason.Damaged => "A file cannot be opened or does not match the list",
            RefusalReason.Duplicate => "The school already has this record",
            RefusalReason.Incomplete => "Something that was promised is missing",
            _ => "Another reason",
        };

        public string WhatToDo => reason switch
        {
            RefusalReason.WrongSchool => "Ask the parents where the child is going, correct the school and send again",
            RefusalReason.WrongPupil => "Take the record back, then start again for the right pupil",
            RefusalReason.Damaged => "Open the document yourself, replace it if it is damaged, and send again",
            RefusalReason.Duplicate => "Ask the school which record they filed. If it is yours, nothing more is needed",
            RefusalReason.Incomplete => "Ask what is missing, add it to the record and send again",
            _ => "Call the school, then correct and send again",
        };
    }

    extension(LateReason reason)
    {
        public string Words => reason switch
        {
            LateReason.ArrivedAlreadyOverdue => "The limit had passed before we knew that the pupil had left",
            LateReason.NextSchoolNotKnown => "We did not know the next school in time",
            LateReason.NotOpened => "The next school did not open the record",
            LateReason.NotFiled => "The next school did not confirm that it filed the record",
            LateReason.AddressWrong => "The address was wrong",
            LateReason.StaffAbsence => "Nobody was there to send it",
            LateReason.SystemOutage => "A computer system was down",
            _ => "Another reason",
        };
    }

    extension(RecallReason reason)
    {
        public string Words => reason switch
        {
            RecallReason.WrongSchool => "It was sent to the wrong school",
            RecallReason.WrongPupil => "It is about the wrong pupil",
            RecallReason.WrongContent => "It holds something that should not have been sent",
            RecallReason.PupilStays => "The pupil is not leaving after all",
            _ => "Another reason",
        };
    }

    extension(Sharing sharing)
    {
        public string Words => sharing switch
        {
            Sharing.Agreed => "Parents agreed to what is shared",
            Sharing.InformedNotAgreed => "Parents were told and did not agree",
            _ => "Parents refused",
        };
    }
}
