using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using SencoFlows.Record;

namespace SencoFlows.Web.Access;

/// <summary>Whom an endpoint lets in. One that says nothing lets in the SENCO and the head.</summary>
/// <param name="Roles">Any one of them is enough; null for every member of staff.</param>
/// <param name="Everybody">No sign-in: the endpoint guards itself, or shows nothing of anybody.</param>
public sealed record Audience(IReadOnlyList<Role>? Roles, bool Everybody = false)
{
    internal static readonly Audience Default = new([Role.Senco, Role.Head]);

    internal bool LetsIn(Me me) => Roles is null || Roles.Any(r => me.Has(r));
}

public static class AudienceExtensions
{
    /// <summary>Members of staff in any of these roles, and nobody else.</summary>
    public static T For<T>(this T endpoint, params Role[] roles) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new Audience(roles));

    public static T ForAnyStaff<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new Audience(null));

    /// <summary>Without signing in.</summary>
    public static T ForAnyone<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new Audience(null, Everybody: true));

    /// <summary>For machines that prove who they are in another way, such as a signature over the body.</summary>
    public static T WithoutAntiforgery<T>(this T endpoint) where T : IEndpointConventionBuilder => endpoint.WithMetadata(new NoAntiforgery());

    private sealed class NoAntiforgery : IAntiforgeryMetadata
    {
        public bool RequiresValidation => false;
    }
}
