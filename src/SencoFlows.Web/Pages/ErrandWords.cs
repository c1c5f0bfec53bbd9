using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Mail;
using SencoFlows.Web.Pages.Systems;

namespace SencoFlows.Web.Pages;

/// <summary>What was to be done for a case, and how it went, in words.</summary>
internal static class ErrandWords
{
    public static string What(Effect effect) => effect switch
    {
        Effect.Email e => $"Email to {e.To.Words}",
        Effect.Deliver { Attempt: var n } => $"Put the record together (delivery {n})",
        Effect.Withdraw => "Take back every link and pack that was given out",
        Effect.OpenCase { Process: "safeguarding-file" } => "Tell the safeguarding lead that the pupil leaves",
        Effect.Destroy => "Destroy our copy of the record",
        Effect.OpenCase { By: not null } => "Start a transfer",
        Effect.OpenCase { Process: "senco-post" or "senco-role" } open => $"Tell another case: {Processes.All.ByName[open.Process].Title}",
        Effect.OpenCase => "Open the case of the other school",
        Effect.HandOver { Attempt: var n } => $"Put the record into the next school’s own records (delivery {n})",
        Effect.TakeIn => "Add the record to the pupil’s own",
        Effect.TellCase => "Tell the other school’s case what was done here",
        Effect.GiveStatus s => $"Write into the pupil’s record: {s.Provision.Words}",
        Effect.TellOthers => "Tell the pupil’s other cases",
        Effect.Notify n => $"Tell the other system: {n.News.Words}",
        Effect.GiveRole { Has: true } r => $"{r.Role.Name}: give this role to the member of staff",
        Effect.GiveRole r => $"{r.Role.Name}: take this role from the member of staff",
        _ => throw new ArgumentOutOfRangeException(nameof(effect)),
    };

    public static (string Text, GovUk.TagColour Colour) State(Errand errand) => errand switch
    {
        { Outcome: Outcome.Failed } => ("Failed", GovUk.TagColour.Red),
        { Daily: not null } => ("In the daily email", GovUk.TagColour.Blue),
        { Outcome: Outcome.Dropped } => ("Not sent", GovUk.TagColour.Grey),
        { Outcome: null, Begun: not null, Effect: Effect.Notify } => ("Not taken yet", GovUk.TagColour.Yellow),
        { Outcome: null, Begun: not null } => ("Sent, not confirmed", GovUk.TagColour.Yellow),
        { Outcome: null } => ("Waiting", GovUk.TagColour.Yellow),
        { Effect: Effect.Notify, Outcome: Outcome.Done } => ("Told", GovUk.TagColour.Green),
        { LastReport.News: MailNews.Delivered or MailNews.MarkedAsSpam } => ("Delivered", GovUk.TagColour.Green),
        { LastReport.CameBack: true } => ("Came back", GovUk.TagColour.Red),
        { Effect: Effect.Email } => ("Sent", GovUk.TagColour.Blue),
        _ => ("Done", GovUk.TagColour.Green),
    };

    /// <summary>Why it was not done, when it was not, or what is to be known about it.</summary>
    public static string? Why(Errand errand) => errand.Outcome switch
    {
        Outcome.Failed { Why: var why } => why,
        Outcome.Dropped { Why: var why } => why,
        Outcome.Done when errand.PerhapsTwice => "The mail service did not answer at first, so this may have arrived twice",
        Outcome.Done when errand.LastReport is { News: MailNews.MarkedAsSpam or MailNews.Bounced or MailNews.Dropped or MailNews.Deferred } report => report.Words,
        _ => null,
    };
}
