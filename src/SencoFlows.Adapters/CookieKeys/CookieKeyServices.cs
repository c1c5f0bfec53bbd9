using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace SencoFlows.Adapters.CookieKeys;

public static class CookieKeyServices
{
    /// <summary>Keeps the keys of cookies and forms in a container, wrapped by a key of the vault.</summary>
    /// <param name="services">Of the host.</param>
    /// <param name="container">Made on first use.</param>
    /// <param name="vaultKey">https://{vault}/keys/{name}, without a version: the newest wraps.</param>
    /// <param name="identity">May wrap and unwrap with that key.</param>
    /// <param name="transport">Of tests.</param>
    public static IServiceCollection AddCookieKeys(this IServiceCollection services, BlobContainerClient container, Uri vaultKey, TokenCredential identity, HttpPipelineTransport? transport = null)
    {
        var options = new VaultOptions();
        if (transport is not null)
        {
            options.Transport = transport;
        }

        var key = new VaultKey(vaultKey, identity, options);
        services.AddSingleton(key);
        services.AddDataProtection().SetApplicationName("SencoFlows");
        return services.Configure<KeyManagementOptions>(o =>
        {
            o.XmlRepository = new BlobKeys(container);
            o.XmlEncryptor = new VaultEncryptor(key);
        });
    }

    private sealed class VaultOptions : ClientOptions;
}
