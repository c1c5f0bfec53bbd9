using System.Globalization;
using System.Text.RegularExpressions;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;

namespace SencoFlows.Mail;

/// <summary>Somebody who can be written to.</summary>
/// <param name="Id">A contact, a member of staff, or a name that the case gives an outside address. Opaque.</param>
/// <param name="Language">BCP 47; "en" when nothing else is known.</param>
public sealed record Addressee(string Id, string Name, string Email, string Language = "en");

/// <summary>The only facts of a case that a mail may mention: dates, schools and reasons, nothing about a child.</summary>
/// <param name="Date">What is counted from, such as the leaving date.</param>
/// <param name="By">The date that the rule gives.</param>
public sealed record Mentions(string? OtherSchool = null, DateOnly? Date = null, Rule? Rule = null, DateOnly? By = null, string? Reason = null, int? Count = null)
{
    /// <summary>
    /// What parents' mails may say. The other school is left out: where a child goes to school can give away where a parent lives,
    /// and no court order need exist yet. Why something was refused is for staff to explain in person.
    /// </summary>
    public Mentions ForParents() => this with { OtherSchool = null, Reason = null, Count = null };
}

/// <summary>Everything a template sees. There is no way from here to the record.</summary>
/// <param name="Link">An absolute address.</param>
public sealed record MailModel(string School, string? SchoolPhone, string? SchoolEmail, string Recipient, Mentions Mentions, Uri Link, DateOnly Today)
{
    /// <summary>The first name a parent's mail may use; null in every other mail.</summary>
    public string? Child { get; init; }

    /// <summary>The last English date on which a one-time link works; null for an address where people sign in.</summary>
    public DateOnly? LinkUntil { get; init; }

    /// <summary>The meeting that the mail is about; null when it is about none.</summary>
    public Invitation? Meeting { get; init; }

    /// <summary>The reader's language, with what has been checked in it. A template that is not checked as a whole is written in English.</summary>
    public Tongue In { get; init; } = Tongue.English;

    /// <summary>Somebody at the school looks at the words before they are checked: they are sent to nobody.</summary>
    public bool Unchecked { get; init; }

    /// <summary>BCP 47, as the record has it.</summary>
    public string Language { get; init; } = "en";

    /// <summary>For the daily email, the most urgent first; null for every other.</summary>
    public IReadOnlyList<ReminderLine>? Reminders { get; init; }

    /// <summary>It is printed and posted: nothing can be pressed.</summary>
    public bool OnPaper { get; init; }

    /// <summary>For the mail that proves a mailbox; null in every other.</summary>
    public string? Code { get; init; }
}

/// <summary>A mail as it will be read.</summary>
/// <param name="Subject">Never names a child, a need or a diagnosis: assume somebody else reads it.</param>
public sealed record Wording(string Subject, string Html, string Text)
{
    /// <summary>What its link is for, as its button says it; null for a mail without one.</summary>
    public string? Act { get; init; }
}

/// <summary>Writes a mail from its template.</summary>
public interface ITemplates
{
    Task<Wording> Write(string template, MailModel model);
}

/// <param name="Key">A <see cref="MailKey"/>: travels with the mail and comes back in every report about it.</param>
public sealed record Letter(string Key, Addressee To, string FromName, string? ReplyTo, Wording Wording)
{
    /// <summary>An iCalendar file that calendars take in, move and remove; null for most mails.</summary>
    public string? Calendar { get; init; }
}

/// <summary>Which attempt at which errand of which school a mail is. Opaque: the mail service keeps it for long and cannot remove it.</summary>
/// <param name="Errand">The key of the errand while it was still to be performed.</param>
public sealed partial record MailKey(string School, string Errand, int Attempt)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{School}|{Errand}|{Attempt}");

    /// <summary>Null when it cannot be one of ours.</summary>
    public static MailKey? Parse(string? text) =>
        Shape().Match(text ?? "") is { Success: true } m ? new(m.Groups["school"].Value, m.Groups["errand"].Value, int.Parse(m.Groups["attempt"].ValueSpan, CultureInfo.InvariantCulture)) : null;

    /// <summary>The case that the errand belongs to.</summary>
    public string Case => Errand.Split('|')[1];

    [GeneratedRegex("^(?<school>[0-9]{6})\\|(?<errand>todo\\|[a-z0-9]{1,40}\\|[0-9]{6}(-[0-9]{2}){1,8})\\|(?<attempt>[0-9]{1,6})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}

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

public sealed class MailUnknownException(Exception? inner = null) : Exception("The mail service did not answer; the mail may have been sent.", inner);
