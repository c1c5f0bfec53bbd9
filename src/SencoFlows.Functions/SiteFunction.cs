using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace SencoFlows.Functions;

/// <summary>Every page of the site. /admin and /runtime belong to the Functions host.</summary>
public sealed class SiteFunction(SiteOnce site, DurableAlarm alarm)
{
    [Function("Site")]
    public IResult Site([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request, [DurableClient] DurableTaskClient client)
    {
        request.Is("page");
        alarm.Use(client);
        return site;
    }

    /// <summary>The same site, under a name of its own, so that an operator sees what the mail service was answered.</summary>
    [Function("Webhooks")]
    public IResult Webhooks([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/{*path}")] HttpRequest request, [DurableClient] DurableTaskClient client)
    {
        request.Is("webhook");
        alarm.Use(client);
        return site;
    }

    /// <summary>The same site: probes every few seconds would drown the figures of the pages.</summary>
    [Function("Health")]
    public IResult Health([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/{*path}")] HttpRequest request)
    {
        request.Is("health");
        return site;
    }
}
