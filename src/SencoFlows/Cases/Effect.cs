using System.Text.Json.Serialization;
using SencoFlows.Mail;
using SencoFlows.Record;

namespace SencoFlows.Cases;

/// <summary>Something to be done to the outside world after the step is saved: at least once, and never lost.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$effect")]
[JsonDerivedType(typeof(Email), "email")]
[JsonDerivedType(typeof(Deliver), "deliver")]
[JsonDerivedType(typeof(Withdraw), "withdraw")]
[JsonDerivedType(typeof(Destroy), "destroy")]
[JsonDerivedType(typeof(OpenCase), "open-case")]
[JsonDerivedType(typeof(GiveRole), "give-role")]
[JsonDerivedType(typeof(GiveStatus), "give-status")]
[JsonDerivedType(typeof(HandOver), "hand-over")]
[JsonDerivedType(typeof(TakeIn), "take-in")]
[JsonDerivedType(typeof(TellCase), "tell-case")]
[JsonDerivedType(typeof(TellOthers), "tell-others")]
[JsonDerivedType(typeof(Notify), "notify")]
public abstract record Effect
{
    /// <summary>Found later than this (after an import or a long outage), the effect is recorded and dropped.</summary>
    public DateOnly? OnlyUntil { get; init; }

    /// <param name="To">A role, never an address: people change, cases outlive them. Resolved when it is sent, by the contact rules of that day.</param>
    /// <param name="Template">The name of the mail: a component in Web/Emails.</param>
    /// <param name="Link">The purpose of the one-time link that the mail carries, or null for the address of the case, where people sign in.</param>
    public sealed record Email(Role To, string Template, string? Link = null) : Effect
    {
        /// <summary>Opaque ids of those who have done already what the mail asks for; null when nobody is left out.</summary>
        public IReadOnlyList<string>? Except { get; init; }

        /// <summary>The page of the site that it leads to, for staff; null for the case itself.</summary>
        public string? Page { get; init; }

        /// <summary>The last part of the page that does what the mail asks for, where that is not always what the case as a whole waits for.</summary>
        public string? Action { get; init; }

        /// <summary>A reminder that loses nothing by waiting for the daily email of a member of staff. Whatever says nothing here goes at once.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool CanWait { get; init; }

        /// <summary>To staff, in the mail of the day: sixty records that left together are chased together.</summary>
        public static Email Reminder(Role to, string template) => new(to, template) { CanWait = true };

        /// <summary>For the daily email itself: what it brings together; null for every other mail.</summary>
        public IReadOnlyList<Reminder>? Reminders { get; init; }

        /// <summary>What goes into the reader's calendar; null for a mail that is about no meeting.</summary>
        public Invitation? Invitation { get; init; }
    }

    /// <summary>Builds the record pack once, keeps it, and sends its receiver a one-time link.</summary>
    public sealed record Deliver(int Attempt) : Effect;

    /// <summary>Takes back every link and pack that this case has given out.</summary>
    public sealed record Withdraw(string Reason) : Effect;

    /// <summary>Destroys what this school keeps of the pupil whom the case is about, because another school holds it now.</summary>
    /// <param name="By">The opaque id of who decided it.</param>
    /// <param name="AlsoUnsent">Documents too that nobody else holds.</param>
    public sealed record Destroy(string By, bool AlsoUnsent) : Effect;

    /// <summary>Opens a case of another process, here or at another school of this deployment, under an id that makes it happen once.</summary>
    /// <param name="Id">"" for the one case of that process that follows from this case, about the same pupil.</param>
    /// <param name="About">For a pupil of this school without a label: lists call the child what the record calls them when it is opened.</param>
    public sealed record OpenCase(string Process, string School, string Id, Subject About, System.Text.Json.JsonElement Event) : Effect
    {
        /// <summary>In whose name, for a case of the same school; without it the school itself acts.</summary>
        public Actor? By { get; init; }
    }

    /// <summary>Gives a member of staff a role at this school or takes it away: mail to a role goes to whoever has it, so nothing stays with somebody who has left.</summary>
    public sealed record GiveRole(string Staff, Role Role, bool Has) : Effect;

    /// <summary>Writes a status into the pupil's own record, from a day on: the register and the case cannot say different things.</summary>
    public sealed record GiveStatus(DateOnly From, SenProvision Provision) : Effect;

    /// <summary>Puts the pack of this attempt into the own tenant of a next school that keeps its cases here too.</summary>
    public sealed record HandOver(int Attempt) : Effect;

    /// <summary>Adds what is in a pack that arrived to the record of a pupil. Nothing that the school holds is changed.</summary>
    public sealed record TakeIn(string Pupil) : Effect;

    /// <summary>Tells a case of another school of this deployment something, in order, each once however often it is asked for.</summary>
    /// <param name="As">In what capacity. The other process decides what somebody in it may say, and which school it listens to.</param>
    public sealed record TellCase(string Process, string School, string Id, Role As, IReadOnlyList<System.Text.Json.JsonElement> Events) : Effect;

    /// <summary>Tells the open cases of another process about the same person what has happened here. Where there is none, nothing is done.</summary>
    public sealed record TellOthers(string Process, System.Text.Json.JsonElement Event) : Effect;

    /// <summary>Tells another system what has become of a delivery of its own: ids and codes, nothing about anybody.</summary>
    /// <param name="System">The client under which it delivered. Whether and where it wants to hear of it is looked up when it is told.</param>
    /// <param name="Reason">The code of a refusal.</param>
    public sealed record Notify(string System, DeliveryNews News, string? Reason = null) : Effect;

    private Effect() { }
}

/// <summary>What has become of a delivery. Stored, and the names of events to other systems: add to it, never rename.</summary>
public enum DeliveryNews
{
    Delivered,
    Opened,

    /// <summary>Every file was compared, and it is known whose record it is.</summary>
    Verified,

    /// <summary>In the pupil's own record: from here the receiving school holds it.</summary>
    Filed,

    /// <summary>By the teacher who needs it.</summary>
    Read,
    Refused,
    Withdrawn,

    /// <summary>It was filed before it was withdrawn; what came with it has been removed.</summary>
    Removed,
}

/// <summary>How performing an effect ended.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(Unknown), "unknown")]
[JsonDerivedType(typeof(Dropped), "dropped")]
[JsonDerivedType(typeof(Failed), "failed")]
public abstract record Outcome
{
    public sealed record Done(string? Note = null) : Outcome;

    /// <summary>The call was made and its answer never came. Nothing is sent again until evidence or a few hours of patience decide.</summary>
    public sealed record Unknown : Outcome;

    /// <summary>Rightly not done, with the reason in plain English: nobody may be told, or it came too late.</summary>
    public sealed record Dropped(string Why) : Outcome;

    /// <summary>Cannot succeed as things are. A person must look: shown on the list of things that failed, with a button to try again.</summary>
    public sealed record Failed(string Why) : Outcome;

    private Outcome() { }
}
