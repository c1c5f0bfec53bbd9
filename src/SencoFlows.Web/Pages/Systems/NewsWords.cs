using SencoFlows.Cases;
using SencoFlows.Record.Systems;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Systems;

/// <summary>What a system was told and how that went, in words.</summary>
internal static class NewsWords
{
    extension(DeliveryNews news)
    {
        public string Words => news switch
        {
            DeliveryNews.Delivered => "the record arrived",
            DeliveryNews.Opened => "the record was opened",
            DeliveryNews.Verified => "the record was compared and matched",
            DeliveryNews.Filed => "the record was filed",
            DeliveryNews.Read => "the teacher has read the first-day sheet",
            DeliveryNews.Refused => "the record was refused",
            DeliveryNews.Withdrawn => "the record was taken back",
            DeliveryNews.Removed => "what came with the record was removed",
            _ => throw new ArgumentOutOfRangeException(nameof(news)),
        };
    }

    /// <summary>A type of event as a sentence begins; the type itself when newer code has written it.</summary>
    public static string Of(string type) => type == HookMessage.Ping ? "Test event"
        : Enum.GetValues<DeliveryNews>().Where(n => HookMessage.TypeOf(n) == type).Select(n => $"{char.ToUpperInvariant(n.Words[0])}{n.Words[1..]}").FirstOrDefault(type);

    /// <param name="call">As it was listed.</param>
    /// <param name="waits">It failed, and a person has not yet decided.</param>
    public static (string Text, TagColour Colour) State(HookCall call, bool waits) => call switch
    {
        { Last.IsTaken: true } => ("Taken", TagColour.Green),
        { Again: not null } => ("Not taken yet", TagColour.Yellow),
        { Errand: null } => ("Not taken", TagColour.Red),
        _ => waits ? ("Given up", TagColour.Red) : ("No longer tried", TagColour.Grey),
    };
}
