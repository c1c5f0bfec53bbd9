using SencoFlows.Cases;
using SencoFlows.Record;

namespace SencoFlows.Web.Pages.Cases;

/// <summary>The people around a case, so that its history can be read: opaque ids in, names out, for those who may see them.</summary>
public sealed class Involved(School school, IReadOnlyList<Contact> contacts)
{
    /// <summary>Completes "by": "Sofia Reyes", "the next school", "SencoFlows".</summary>
    public string Who(Actor by) => Named(by.Id) ?? (by.Role is Role.System ? "SencoFlows" : by.Role.Words);

    /// <summary>Whom a mail was for: their name and capacity, or the capacity alone.</summary>
    public string To(Role role, string? recipient) => recipient is not null && Named(recipient) is { } name ? $"{name} ({role.Words})" : role.Name;

    private string? Named(string id) =>
        school.Staff.FirstOrDefault(s => s.Id == id) is { } staff ? staff.Left ? $"{staff.Name} (has left)" : staff.Name
        : contacts.FirstOrDefault(c => c.Id == id) is { } contact ? $"{contact.Name}, {contact.Relationship.ToLowerInvariant()}"
        : null;
}
