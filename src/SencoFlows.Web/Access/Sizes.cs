using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SencoFlows.Web.Access;

/// <summary>How much may be sent to an endpoint at once.</summary>
/// <param name="Words">What is said to somebody who sends more: whole sentences.</param>
public sealed record MostBytes(long Bytes, params IReadOnlyList<string> Words);

/// <summary>Refuses what says of itself that it is too large before anything of it is read.</summary>
internal static class Sizes
{
    private static readonly MostBytes _usual = new(Site.LargestForm, "Nothing was changed. The most that can be sent at once is 25 MB.", "Make the file smaller, or split it into parts, and try again.");

    public static MostBytes Of(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<MostBytes>() ?? _usual;

    public static Task Check(HttpContext http, RequestDelegate next)
    {
        var most = Of(http).Bytes;
        if (http.Request.ContentLength > most)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        if (most > Site.LargestForm)
        {
            http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = most }));
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most;
        }

        return next(http);
    }

    /// <summary>Takes more, or less, than other forms do.</summary>
    public static T Takes<T>(this T endpoint, long bytes, params string[] words) where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new MostBytes(bytes, words));
}
