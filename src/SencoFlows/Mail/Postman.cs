using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Mail;

/// <summary>Where people reach the site. From configuration: never from a request, which its sender controls.</summary>
public sealed record SiteAddress(Uri Base);

/// <summary>Who may be written to today, and the reason for each who may not.</summary>
/// <param name="Child">The first name that a parent's mail may use; null for everybody else.</param>
public sealed record Recipients(IReadOnlyList<Addressee> May, IReadOnlyList<string> WhyOthersMayNot, string? Child = null);

/// <summary>Finds out whom a role means today, for one case.</summary>
public interface IAddressBook
{
    Task<Recipients> For(Role role, Case @case, Process process, School school, DateOnly today, CancellationToken ct);
}

/// <summary>Writes and posts one mail of a case.</summary>
public sealed class Postman(IStore store, ITemplates templates, IMail mail, SiteAddress site)
{
    /// <summary>How long a one-time link works: long enough for a summer holiday.</summary>
    public const int LinkDays = 90;

    public async Task<Posted> Post(Case @case, Process process, School school, Effect.Email email, Addressee to, string? child, string key, DateOnly today, CancellationToken ct)
    {
        var path = email.Link is { } purpose
            ? $"/{purpose}/{await new Links(school.Urn, store.Rows(school.Urn)).Create(new(purpose, @case.Id.Id, to.Id, today.AddDays(LinkDays)), ct)}"
            : $"/cases/{@case.Id}";
        var model = new MailModel(school.Name, school.Phone, school.Email, to.Name, process.Mentions(@case.State), new Uri(site.Base, path), today, child);
        var wording = await templates.Write(email.Template, model);
        return await mail.Send(new Letter($"{school.Urn}|{key}", to, school.Name, school.Email, wording), ct);
    }
}
