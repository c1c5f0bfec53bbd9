using SencoFlows.Law;

namespace SencoFlows.Mail;

/// <summary>Somebody who can be written to.</summary>
/// <param name="Id">A contact, a member of staff, or a name that the case gives an outside address. Opaque.</param>
/// <param name="Language">BCP 47; "en" when nothing else is known.</param>
public sealed record Addressee(string Id, string Name, string Email, string Language = "en");

/// <summary>The only facts of a case that a mail may mention: dates, schools and reasons, nothing about a child.</summary>
public sealed record Mentions(string? OtherSchool = null, DateOnly? Date = null, Rule? Rule = null, string? Reason = null, int? Count = null);

/// <summary>Everything a template sees. There is no way from here to the record.</summary>
/// <param name="Child">The first name a parent's mail may use; null in every other mail.</param>
/// <param name="Link">An absolute address.</param>
public sealed record MailModel(string School, string? SchoolPhone, string? SchoolEmail, string Recipient, Mentions Mentions, Uri Link, DateOnly Today, string? Child = null)
{
    /// <summary>For the mail that proves a mailbox; null in every other.</summary>
    public string? Code { get; init; }
}

/// <summary>A mail as it will be read.</summary>
/// <param name="Subject">Never names a child, a need or a diagnosis: assume somebody else reads it.</param>
public sealed record Wording(string Subject, string Html, string Text);

/// <summary>Writes a mail from its template.</summary>
public interface ITemplates
{
    Task<Wording> Write(string template, MailModel model);
}

/// <param name="Key">Travels with the mail and comes back in every event about it. Opaque.</param>
public sealed record Letter(string Key, Addressee To, string FromName, string? ReplyTo, Wording Wording);

/// <summary>The mail service's answer. A call without an answer is a <see cref="MailUnknownException"/>.</summary>
public abstract record Posted
{
    public sealed record Accepted(string? MessageId) : Posted;

    /// <summary>The service will never take this mail as it is.</summary>
    public sealed record Refused(string Why) : Posted;

    /// <summary>The service did not take it now and says so: sending again is safe.</summary>
    public sealed record Later(string Why) : Posted;

    private Posted() { }
}

public interface IMail
{
    /// <exception cref="MailUnknownException">The mail may or may not have been taken.</exception>
    Task<Posted> Send(Letter letter, CancellationToken ct);
}

public sealed class MailUnknownException(Exception inner) : Exception("The mail service did not answer; the mail may have been sent.", inner);
