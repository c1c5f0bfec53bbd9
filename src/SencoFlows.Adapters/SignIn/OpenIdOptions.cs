using System.ComponentModel.DataAnnotations;

namespace SencoFlows.Adapters.SignIn;

/// <summary>The provider that staff sign in with.</summary>
public sealed record OpenIdOptions
{
    /// <summary>Where its description is found: {Authority}/.well-known/openid-configuration.</summary>
    [Required]
    public required Uri Authority { get; init; }

    [Required(AllowEmptyStrings = false)]
    public required string ClientId { get; init; }

    /// <summary>Only for providers that insist on one (DfE Sign-in). Entra ID takes the app's own identity instead.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>For a provider that proves every address but does not say so in a claim. Then its word alone decides who somebody is.</summary>
    public bool ProvesEveryEmail { get; init; }

    /// <summary>For a provider that tells the address only when asked once more (DfE Sign-in).</summary>
    public bool AskForUserInfo { get; init; }
}
