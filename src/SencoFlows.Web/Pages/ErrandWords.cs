using SencoFlows.Cases;

namespace SencoFlows.Web.Pages;

/// <summary>What was to be done for a case, and how it went, in words.</summary>
internal static class ErrandWords
{
    public static string What(Effect effect) => effect switch
    {
        Effect.Email e => $"Email to {e.To.Words}",
        Effect.Deliver { Attempt: var n } => $"Put the record together (delivery {n})",
        Effect.Withdraw => "Take back every link and pack that was given out",
        Effect.OpenCase => "Open the case of the other school",
        _ => throw new ArgumentOutOfRangeException(nameof(effect)),
    };

    public static (string Text, GovUk.TagColour Colour) State(Errand errand) => errand switch
    {
        { Outcome: Outcome.Failed } => ("Failed", GovUk.TagColour.Red),
        { Outcome: Outcome.Dropped } => ("Not sent", GovUk.TagColour.Grey),
        { Outcome: null, Begun: not null } => ("Sent, not confirmed", GovUk.TagColour.Yellow),
        { Outcome: null } => ("Waiting", GovUk.TagColour.Yellow),
        { Delivery: "delivered" } => ("Delivered", GovUk.TagColour.Green),
        { Delivery: "bounced" or "dropped" or "bounce" } => ("Came back", GovUk.TagColour.Red),
        { Effect: Effect.Email } => ("Sent", GovUk.TagColour.Blue),
        _ => ("Done", GovUk.TagColour.Green),
    };

    /// <summary>Why it was not done, when it was not.</summary>
    public static string? Why(Errand errand) => errand.Outcome switch
    {
        Outcome.Failed { Why: var why } => why,
        Outcome.Dropped { Why: var why } => why,
        _ => null,
    };
}
