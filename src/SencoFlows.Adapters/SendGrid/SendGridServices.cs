using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Mail;

namespace SencoFlows.Adapters.SendGrid;

public static class SendGridServices
{
    private const int _largestBody = 1 << 20;

    /// <exception cref="InvalidOperationException">The options cannot work.</exception>
    public static IServiceCollection AddSendGrid(this IServiceCollection services, SendGridOptions options) =>
        services.AddSingleton(options.Checked()).AddSingleton<IMail, SendGridMail>().AddSingleton<SendGridEvents>();

    /// <summary>Where SendGrid posts its events. It proves itself by its signature: the host lets it in without sign-in and without a form token.</summary>
    public static IEndpointConventionBuilder MapSendGridEvents(this IEndpointRouteBuilder app) => app.MapPost("/webhooks/sendgrid", Take);

    private static async Task<IResult> Take(HttpContext http, SendGridEvents events, CancellationToken ct)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = _largestBody;
        }

        using var body = new MemoryStream();
        var buffer = new byte[1 << 14];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > _largestBody)
            {
                return Results.Text("Too large", statusCode: StatusCodes.Status413PayloadTooLarge);
            }
        }

        var status = await events.Take(http.Request.Headers[SendGridEvents.TimestampHeader], http.Request.Headers[SendGridEvents.SignatureHeader], body.GetBuffer().AsMemory(0, (int)body.Length), ct);
        return Results.Text(status == StatusCodes.Status200OK ? "Taken" : "Refused", statusCode: status);
    }
}
