using SencoFlows.Record;

namespace SencoFlows.Mail;

/// <summary>What the mail service says about one mail, some time after it took it.</summary>
/// <param name="Id">The service's own id of the report: the same report comes three times on average.</param>
/// <param name="Attempt">Which attempt at the errand the mail was.</param>
/// <param name="Why">For a mail that did not arrive.</param>
public sealed record MailReport(string Id, MailNews News, DateTimeOffset At, int Attempt = 1, NotArrived? Why = null)
{
    /// <summary>The mail will not arrive any more.</summary>
    public bool CameBack => News is MailNews.Bounced or MailNews.Dropped;

    /// <summary>For a list: "Delivered", "Came back: the address does not exist".</summary>
    public string Words => News switch
    {
        MailNews.Processed => "On its way",
        MailNews.Deferred => "Their server asked to try again later",
        MailNews.Delivered => "Delivered",
        MailNews.MarkedAsSpam => "Delivered, and marked as spam",
        _ => $"Came back: {Reason}",
    };

    /// <summary>For the list of what failed: what happened, and what a person can do about it.</summary>
    public string Advice(Role to) => $"The email came back: {Reason}. " + to switch
    {
        Role.Parents => "Print the letter and post it, and ask for another email address",
        Role.NextSchool or Role.NextSchoolOffice or Role.NextSchoolHead or Role.FormerSchool or Role.LocalAuthority => "Call them and ask for another email address",
        _ => "Correct the email address of this member of staff, then try again",
    };

    private string Reason => Why switch
    {
        NotArrived.NoSuchAddress => "the address does not exist",
        NotArrived.MailboxUnavailable => "the mailbox is full or closed",
        NotArrived.Blocked => "their mail server refused it",
        NotArrived.Suppressed => "the mail service no longer writes to this address, because an earlier email came back or was marked as spam",
        _ => "no reason was given",
    };
}

/// <summary>In the order of their weight: a later one counts whatever comes in after it. Stored: add to it, never rename.</summary>
public enum MailNews { Processed, Deferred, Delivered, MarkedAsSpam, Bounced, Dropped }

/// <summary>Why a mail did not arrive. Stored: add to it, never rename.</summary>
public enum NotArrived { Unknown, NoSuchAddress, MailboxUnavailable, Blocked, Suppressed }
