using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Health;

/// <summary>
/// Live: the process answers. Ready: it can write and read what it needs. Deep: what should have happened in the last days did.
/// Anybody may ask, so an answer names no school and nobody, and asking often costs nothing.
/// </summary>
public static class HealthPages
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.TryAddSingleton(new HostPromises(Sweeps: false));
        return services.AddSingleton<Readiness>().AddSingleton<DeepHealth>();
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/health/live", ["GET", "HEAD"], () => Results.Text("live")).ForAnyone();
        app.MapMethods("/health/ready", ["GET", "HEAD"], async (Readiness ready, CancellationToken ct) => Say(await ready.Ask(ct))).ForAnyone();
        app.MapMethods("/health/deep", ["GET", "HEAD"], async (DeepHealth deep, CancellationToken ct) => Say(await deep.Ask(ct))).ForAnyone();
    }

    private static IResult Say(IReadOnlyList<Finding> findings) =>
        Results.Json(findings, statusCode: findings.All(f => f.Well) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}

/// <param name="Says">Plain words for an operator: no names, no keys.</param>
public sealed record Finding(string What, bool Well, string Says);
