using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Mail;

/// <summary>
/// A mail to a member of staff that does not arrive is told to the next person in the save in which it fails: the SENCO's and the
/// safeguarding lead's to the head, everybody else's to the SENCO; and when that comes back too, further up to the head and the office.
/// Where nobody is left, the list of what could not be done remains.
/// </summary>
internal static class NextPerson
{
    public const string Template = "staff-mail-failed";

    /// <summary>Attempts are told one by one: each has a key of its own, and the same one twice is one mail.</summary>
    private const int _keys = 50;

    private static readonly Role[] _ladder = [Role.Senco, Role.Head, Role.Admin];

    /// <param name="errand">As it was sent, to one person.</param>
    /// <param name="now">When it failed.</param>
    public static IReadOnlyList<Change> Told(School school, Errand errand, DateTimeOffset now)
    {
        if (errand is not { Effect: Effect.Email email, Recipient: { } recipient } || !IsStaff(email.To) || Next(school, email, recipient) is not { } next)
        {
            return [];
        }

        var key = $"{Keys.Todo(errand.Key)}-{_keys + (errand.Attempts % _keys):D2}";
        return [new Change.Put(key, Wire.Write(new Errand(new Effect.Email(next, Template) { Page = "/failed" }, now)))];
    }

    private static Role? Next(School school, Effect.Email email, string recipient)
    {
        var address = school.Staff.FirstOrDefault(s => s.Id == recipient)?.Email;
        var from = email.Template == Template || email.To is Role.Senco ? Array.IndexOf(_ladder, email.To) + 1 : email.To is Role.SafeguardingLead ? 1 : 0;
        return _ladder.Skip(from).Where(r => r != email.To && school.Staff.Any(s => s.Roles.Contains(r) && !s.Left && s.Email.Length > 0 && s.Id != recipient && s.Email != address))
            .Select(r => (Role?)r).FirstOrDefault();
    }

    private static bool IsStaff(Role role) => role is Role.Senco or Role.Head or Role.Teacher or Role.Admin or Role.SafeguardingLead or Role.Governor or Role.TrustLead or Role.Self;
}
