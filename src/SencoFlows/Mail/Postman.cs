using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Mail;

/// <summary>Where people reach the site. From configuration: never from a request, which its sender controls.</summary>
public sealed record SiteAddress(Uri Base);

/// <summary>Writes and posts one mail of a case.</summary>
public sealed class Postman(IStore store, ITemplates templates, IMail mail, SiteAddress site)
{
    /// <summary>How long a one-time link works: long enough for a summer holiday.</summary>
    public const int LinkDays = 90;

    /// <param name="errand">As it was begun: its attempt is part of the key.</param>
    /// <param name="child">The first name that a parent's mail may use.</param>
    public async Task<Posted> Post(Case @case, Process process, School school, Errand errand, Addressee to, string? child, DateOnly today, CancellationToken ct)
    {
        var email = (Effect.Email)errand.Effect;
        DateOnly? until = email.Link is null ? null : today.AddDays(LinkDays);
        var path = email.Link is { } purpose
            ? $"/{purpose}/{await new Links(school.Urn, store.Rows(school.Urn)).Create(new(purpose, @case.Id.Id, to.Id, until!.Value), ct)}"
            : @case.Agenda is { Action: { } action } asked && asked.WaitsFor == email.To
                ? $"/{@case.Process}/{@case.Id}/{action}" // One click from the mail to what it asks for; the page says so when it has been done since.
                : $"/cases/{@case.Id}";
        var mentions = process.Mentions(@case.State, school);
        var model = new MailModel(school.Name, school.Phone, school.Email, to.Name, email.To is Role.Parents ? mentions.ForParents() : mentions, new Uri(site.Base, path), today)
        {
            Child = email.To is Role.Parents ? child : null,
            LinkUntil = until,
            Meeting = email.Invitation,
            Language = to.Language,
            In = email.To is Role.Parents ? await new Translations(store.Rows(school.Urn)).Tongue(to.Language, ct) : Tongue.English,
        };
        var wording = await templates.Write(email.Template, model);
        return await mail.Send(new(new MailKey(school.Urn, errand.Key, errand.Attempts).ToString(), to, school.Name, school.Email, wording)
        {
            Calendar = email.Invitation is { } invitation ? Ics.Invite(@case.Id, invitation, school, to, errand.Asked) : null,
        }, ct);
    }
}
