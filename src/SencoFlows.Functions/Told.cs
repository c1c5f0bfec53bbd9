using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace SencoFlows.Functions;

/// <summary>What infra/queries look for. A test sends it to Azure Monitor's exporter and compares.</summary>
internal static partial class Told
{
    /// <summary>Says in the trace of a request what of the site was asked for: figures of pages are not those of probes.</summary>
    /// <param name="request">As this process received it.</param>
    /// <param name="part">page, webhook or health.</param>
    public static void Is(this HttpRequest request, string part) => request.HttpContext.Features.Get<IHttpActivityFeature>()?.Activity.SetTag("part", part);

    /// <summary>The engine tries again; an operator sees that it has to.</summary>
    [LoggerMessage(Level = LogLevel.Error, EventName = "Fell", Message = "{Function} fell for {Case}")]
    public static partial void Fell(this ILogger log, Exception e, string function, string @case);

    /// <summary>Every ten minutes: an app that says nothing for an hour is down.</summary>
    [LoggerMessage(Level = LogLevel.Information, EventName = "Looked", Message = "Looked for the mail of the day")]
    public static partial void Looked(this ILogger log);
}
