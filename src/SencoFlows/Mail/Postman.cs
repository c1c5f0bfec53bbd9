using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Mail;

/// <summary>Where people reach the site. From configuration: never from a request, which its sender controls.</summary>
public sealed record SiteAddress(Uri Base);

/// <summary>Where the button of a mail leads.</summary>
/// <param name="Until">The last day on which it works; null when it is no one-time link.</param>
/// <param name="Rows">What must be saved before the mail is posted, so that the button works.</param>
public sealed record Lead(string Path, DateOnly? Until, IReadOnlyList<Change> Rows);

/// <summary>Writes and posts one mail of a case.</summary>
public sealed class Postman(IStore store, ITemplates templates, IMail mail, SiteAddress site)
{
    /// <summary>How long a one-time link works: long enough for a summer holiday.</summary>
    public const int LinkDays = 90;

    /// <summary>A one-time link when the mail asks for one. Nothing is saved here.</summary>
    public static Lead LeadOf(Case @case, Effect.Email email, Addressee to, DateOnly today)
    {
        if (email.Link is { } purpose)
        {
            var until = today.AddDays(LinkDays);
            var (token, rows) = Links.New(@case.Id.School, new(purpose, @case.Id.Id, to.Id, until));
            return new($"/{purpose}/{token}", until, rows);
        }

        return new(email.Page is { } page ? page
            : email.Action is { } own ? $"/{@case.Process}/{@case.Id}/{own}"
            : @case.Agenda is { Action: { } action } asked && asked.WaitsFor == email.To
            ? $"/{@case.Process}/{@case.Id}/{action}" // One click from the mail to what it asks for; the page says so when it has been done since.
            : $"/cases/{@case.Id}", null, []);
    }

    /// <param name="errand">As it was begun: its attempt is part of the key.</param>
    /// <param name="lead">As it was saved.</param>
    /// <param name="child">The first name that a parent's mail may use.</param>
    public async Task<Posted> Post(Case @case, Process? process, School school, Errand errand, Addressee to, Lead lead, string? child, DateOnly today, CancellationToken ct)
    {
        var email = (Effect.Email)errand.Effect;
        var wording = await templates.Write(email.Template, await Model(@case, process, school, email, to, lead, child, today, ct));
        return await mail.Send(new(new MailKey(school.Urn, errand.Key, errand.Attempts).ToString(), to, school.Name, school.Email, wording)
        {
            Calendar = email.Invitation is { } invitation ? Ics.Invite(@case.Id, invitation, school, to, errand.Asked) : null,
        }, ct);
    }

    /// <summary>The mail as a letter, for somebody who is written to by post.</summary>
    /// <param name="child">The first name that a parent's letter may use.</param>
    /// <exception cref="KeyNotFoundException">An old case can ask for a mail that is no longer written.</exception>
    public async Task<Wording> OnPaper(Case @case, Process? process, School school, Effect.Email email, Addressee to, string? child, DateOnly today, CancellationToken ct) =>
        await templates.Write(email.Template, await Model(@case, process, school, email, to, new("/", null, []), child, today, ct) with { OnPaper = true });

    /// <summary>The reminders of a day in one mail. Each is told in the words of the mail that it would have been.</summary>
    public async Task<Posted> PostDaily(School school, Errand errand, Addressee to, IReadOnlyList<DailyMails.Open> open, IReadOnlyDictionary<string, Process> processes, DateOnly today, CancellationToken ct)
    {
        List<ReminderLine> lines = [];
        foreach (var (reminder, @case, lead) in open)
        {
            var link = new Uri(site.Base, lead.Path);
            var mentions = processes[@case.Process].Mentions(@case.State, school);
            var own = await templates.Write(reminder.Template, new(school.Name, school.Phone, school.Email, to.Name, mentions, link, today) { LinkUntil = lead.Until });

            // The date is that of the step which the case waits for, and where it has passed not that of the next chase.
            var missed = @case.Agenda.Overdue is { } late && late.Rule == mentions.Rule?.Id ? late.On : mentions.By;
            var aside = reminder.Action is { } action && action != @case.Agenda.Action;
            lines.Add(new(own.Subject, own.Act, aside ? null : missed, aside ? null : mentions.Rule, link)
            {
                About = mentions.OtherSchool is { } other ? $"{other}, {@case.Id.Reference}" : @case.Id.Reference,
                LinkUntil = lead.Until,
            });
        }

        var model = new MailModel(school.Name, school.Phone, school.Email, to.Name, new(Count: lines.Count), site.Base, today)
        {
            Reminders = [.. lines.OrderBy(l => l.By ?? DateOnly.MaxValue).ThenBy(l => l.Rule?.Duty).ThenBy(l => l.Says, StringComparer.Ordinal).ThenBy(l => l.About, StringComparer.Ordinal)],
        };
        return await mail.Send(new(new MailKey(school.Urn, errand.Key, errand.Attempts).ToString(), to, school.Name, school.Email, await templates.Write(DailyMails.Template, model)), ct);
    }

    private async Task<MailModel> Model(Case @case, Process? process, School school, Effect.Email email, Addressee to, Lead lead, string? child, DateOnly today, CancellationToken ct)
    {
        var (parents, mentions) = (email.To is Role.Parents, process?.Mentions(@case.State, school) ?? new());
        return new(school.Name, school.Phone, school.Email, to.Name, parents ? mentions.ForParents() : mentions, new Uri(site.Base, lead.Path), today)
        {
            Child = parents ? child : null,
            LinkUntil = lead.Until,
            Meeting = email.Invitation,
            Language = to.Language,
            In = parents ? await new Translations(store.Rows(school.Urn)).Tongue(to.Language, ct) : Tongue.English,
        };
    }
}
