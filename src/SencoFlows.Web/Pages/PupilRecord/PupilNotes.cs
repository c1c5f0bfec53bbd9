using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages.PupilRecord;

/// <summary>What is noted about a record: fixed words, stored. Add to them, never rename.</summary>
internal static class PupilNotes
{
    public const string Added = "pupil-added", Changed = "pupil-changed", Status = "status-changed", Needs = "needs-changed", ContactAdded = "contact-added", ContactChanged = "contact-changed",
        ContactRemoved = "contact-removed", DocumentAdded = "document-added", DocumentRead = "document-read", DocumentChanged = "document-changed", DocumentRemoved = "document-removed", PlanIssued = Record.Plans.PlanDesk.Note, ProfileRead = "profile-read";

    public static string Words(string what) => what switch
    {
        Added => "Added the pupil",
        Changed => "Changed names, numbers or dates",
        Status => "Changed the status",
        Needs => "Changed the needs",
        ContactAdded => "Added a contact",
        ContactChanged => "Changed a contact",
        ContactRemoved => "Removed a contact",
        DocumentAdded => "Added a document",
        DocumentRead => "Opened a document",
        DocumentChanged => "Changed who sees a document",
        DocumentRemoved => "Removed a document",
        "record-arrived" => "The record of the school before was added",
        "arrival-read" => "Read the record of the school before",
        "first-day-sheet-read" => "Read the first-day sheet",
        PlanIssued => "Issued a plan",
        ProfileRead => "Looked at the profile or the plan",
        _ => what,
    };

    public static Task Note(this Me me, IStore store, TimeProvider clock, string pupil, string what, string? of, CancellationToken ct) =>
        new PupilLog(store.Rows(me.School.Urn)).Note(pupil, new(clock.GetUtcNow(), new(me.Staff.Roles is [var role, ..] ? role : Role.Nobody, me.Staff.Id), what, of), ct);
}
