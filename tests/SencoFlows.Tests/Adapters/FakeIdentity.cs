using Azure.Core;

namespace SencoFlows.Tests.Adapters;

/// <summary>Says in the token what it is for.</summary>
internal sealed class FakeIdentity : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new($"token for {requestContext.Scopes[0]}", DateTimeOffset.MaxValue);

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
}
