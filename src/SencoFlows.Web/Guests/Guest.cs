using System.Reflection;
using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record;

namespace SencoFlows.Web.Guests;

/// <summary>Somebody without an account who came by a link to a mailbox. A handler behind the door takes it as a parameter.</summary>
/// <param name="School">The one that wrote to them.</param>
/// <param name="Mailbox">Where the link was sent to, and where codes go.</param>
public abstract record Guest(School School, Case Case, Visit Visit, Role Role, Addressee Mailbox)
{
    public Actor Actor => new(Role, Mailbox.Id);

    public virtual string Home => GuestAddress.Of(Visit.Purpose, Visit.Case);

    public virtual bool LargePrint => false;

    /// <summary>Theirs, by BCP 47 code; null for English.</summary>
    public virtual string? Language => OtherThanEnglish(Mailbox.Language);

    protected static string? OtherThanEnglish(string code) => code.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? null : code;

    /// <summary>The address in the record, not that of whoever holds the link.</summary>
    protected static Addressee MailboxOf(Contact contact) => new(contact.Id, contact.Name, contact.Email ?? "", contact.Language);

    public static ValueTask<Guest?> BindAsync(HttpContext http, ParameterInfo _) => ValueTask.FromResult(http.Items[typeof(Guest)] as Guest);
}

/// <summary>Somebody at another school who is asked something, or to confirm something, that is no record.</summary>
public sealed record Caller(School School, Case Case, Visit Visit, Role Role, Addressee Mailbox) : Guest(School, Case, Visit, Role, Mailbox)
{
    public static new ValueTask<Caller?> BindAsync(HttpContext http, ParameterInfo _) => ValueTask.FromResult(http.Items[typeof(Guest)] as Caller);
}
