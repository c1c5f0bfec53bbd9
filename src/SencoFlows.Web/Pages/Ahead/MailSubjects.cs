using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record;

namespace SencoFlows.Web.Pages.Ahead;

/// <summary>What stands above each mail that would be sent. It holds nothing about a child, and so may stand in any list.</summary>
public sealed class MailSubjects
{
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    public string Of(Effect.Email mail) => _known.GetValueOrDefault(mail.Template, mail.Template.Replace('-', ' '));

    public static Task<MailSubjects> Of(IEnumerable<Forecast> forecasts, ITemplates templates, School school, DateOnly today) =>
        Of(forecasts.SelectMany(f => f.Steps).SelectMany(s => s.Mails), templates, school, today);

    public static async Task<MailSubjects> Of(IEnumerable<Effect.Email> mails, ITemplates templates, School school, DateOnly today)
    {
        var subjects = new MailSubjects();
        foreach (var mail in mails.DistinctBy(m => m.Template))
        {
            var model = new MailModel(school.Name, school.Phone, school.Email, "", new Mentions(), new("https://sencoflows.invalid"), today) { LinkUntil = mail.Link is null ? null : today };
            try
            {
                subjects._known[mail.Template] = (await templates.Write(mail.Template, model)).Subject;
            }
            catch (KeyNotFoundException)
            {
                // A mail that is no longer written: its own name has to do.
            }
        }

        return subjects;
    }
}
