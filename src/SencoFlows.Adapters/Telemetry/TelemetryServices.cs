using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace SencoFlows.Adapters.Telemetry;

public static class TelemetryServices
{
    /// <summary>Traces, metrics and logs to Azure Monitor, all of them: what is rare is what matters here, and a school's traffic is small.</summary>
    /// <param name="services">Of the host.</param>
    /// <param name="connectionString">Names the resource; no secret.</param>
    /// <param name="identity">May publish to it; null for a resource that takes what it is sent from anybody.</param>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, string connectionString, TokenCredential? identity)
    {
        void To(AzureMonitorExporterOptions o)
        {
            o.ConnectionString = connectionString;
            o.Credential = identity;
            o.SamplingRatio = 1;
            o.TracesPerSecond = null;
        }

        services.AddOpenTelemetry()
            .WithTracing(t => t.AddSource(Cases.Telemetry.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddProcessor<MaskTokens>().AddAzureMonitorTraceExporter(To))
            .WithMetrics(m => m.AddMeter(Cases.Telemetry.Name).AddAzureMonitorMetricExporter(To));
        return services.AddLogging(l => l.AddOpenTelemetry(o => o.AddAzureMonitorLogExporter(To)));
    }
}
