using System.Globalization;
using Microsoft.AspNetCore.Http;
using SencoFlows.Record;

namespace SencoFlows.Web;

/// <summary>What a form about a case carries unseen: an id, so that sending it twice does nothing twice, and how long the history was when it was opened.</summary>
public sealed record Once(string Request, int? Seen)
{
    public const string RequestField = "once.request";
    public const string SeenField = "once.seen";

    public static Once New(int? seen = null) => new(RecordId.New(), seen);

    /// <summary>
    /// A form without an id that we have made gets a new one: it cannot be recognised a second time, and does no harm. The id becomes
    /// that of what the form begins, so a word that the program knows is none.
    /// </summary>
    public static Once From(IFormCollection form) => new(
        form[RequestField].ToString() is var id && RecordId.IsRandom(id) ? id : RecordId.New(),
        int.TryParse(form[SeenField], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null);
}
