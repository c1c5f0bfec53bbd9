using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Record.Systems;

namespace SencoFlows.Adapters.Webhooks;

public static class WebhookServices
{
    /// <summary>Tells other systems what becomes of their deliveries. Secrets are kept with the data protection of the host.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, WebhookOptions? options = null) =>
        services.AddSingleton(options ?? new WebhookOptions()).AddSingleton<IWebhooks, HttpWebhooks>();
}
