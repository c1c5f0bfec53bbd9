using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using SencoFlows.Adapters.SendGrid;
using SencoFlows.Adapters.SignIn;

namespace SencoFlows.Functions;

/// <summary>The settings of this host, as infra/main.bicep sets them. docs/azure-host.md lists them all.</summary>
public sealed record AzureOptions
{
    /// <summary>Where people reach the site.</summary>
    public required Uri Site { get; init; }

    /// <summary>The account with the rows and documents: of its two services, or the connection string of an emulator.</summary>
    public required (Uri Tables, Uri Blobs)? Account { get; init; }

    public string? Emulator { get; init; }

    /// <summary>The key of the vault that wraps the keys of cookies; none with an emulator.</summary>
    public Uri? CookieKey { get; init; }

    public required OpenIdOptions SignIn { get; init; }

    /// <summary>Null until the mail service is set up.</summary>
    public SendGridOptions? Mail { get; init; }

    /// <summary>Of Azure Monitor; names it and is no secret. Not under the name that the Functions host looks for: it would send addresses with one-time links in them, and everything twice.</summary>
    public string? Insights { get; init; }

    /// <summary>The app's own identity; the developer's when there is none.</summary>
    public required TokenCredential Identity { get; init; }

    /// <exception cref="InvalidOperationException">A setting is missing, or an address is not one of https. Says which.</exception>
    public static AzureOptions Read(IConfiguration all)
    {
        var ours = all.GetSection("SencoFlows");
        var emulator = ours["Emulator"];
        return new()
        {
            Site = Address(ours, "Site", emulator),
            Emulator = emulator,
            Account = emulator is null ? (Address(ours, "Tables", emulator), Address(ours, "Blobs", emulator)) : null,
            CookieKey = emulator is null ? Address(ours, "CookieKey", emulator) : null,
            SignIn = new()
            {
                Authority = Address(ours, "SignIn:Authority", emulator),
                ClientId = Needed(ours, "SignIn:ClientId"),
                ClientSecret = ours["SignIn:ClientSecret"],
                ProvesEveryEmail = ours["SignIn:ProvesEveryEmail"] is "true",
                AskForUserInfo = ours["SignIn:AskForUserInfo"] is "true",
            },
            Mail = ours["Mail:Key"] is not { } key ? null : new()
            {
                ApiKey = key,
                From = Needed(ours, "Mail:From"),
                WebhookKey = Needed(ours, "Mail:ReportsKey"),
                DataResidency = ours["Mail:DataResidency"] ?? "global",
            },
            Insights = ours["Insights"],
            Identity = all["AZURE_CLIENT_ID"] is { } id ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(id)) : new AzureCliCredential(),
        };
    }

    /// <summary>Cookies and links follow the address of the site, and who signs in is believed by that of the provider: by http anybody in between could be both.</summary>
    private static Uri Address(IConfigurationSection ours, string name, string? emulator) =>
        Uri.TryCreate(Needed(ours, name), UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (emulator is not null && address.IsLoopback))
            ? address : throw new InvalidOperationException($"The setting {Called(name)} must be an address that begins with https.");

    private static string Called(string name) => $"SencoFlows__{name.Replace(":", "__", StringComparison.Ordinal)}";

    private static string Needed(IConfigurationSection ours, string name) =>
        ours[name] is { Length: > 0 } value ? value : throw new InvalidOperationException($"The setting {Called(name)} is missing.");
}
