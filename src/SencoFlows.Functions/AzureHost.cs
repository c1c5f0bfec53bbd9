using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters;
using SencoFlows.Adapters.Azure;
using SencoFlows.Adapters.CookieKeys;
using SencoFlows.Adapters.Csv;
using SencoFlows.Adapters.Packs;
using SencoFlows.Adapters.SendGrid;
using SencoFlows.Adapters.SignIn;
using SencoFlows.Adapters.Telemetry;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record.Csv;
using SencoFlows.Web;
using SencoFlows.Web.Access;
using SencoFlows.Web.Health;
using SencoFlows.Web.Pages.SignIn;

namespace SencoFlows.Functions;

/// <summary>What the site and its cases are made of in Azure.</summary>
public static class AzureHost
{
    public static IServiceCollection AddAzureHost(this IServiceCollection services, AzureOptions options)
    {
        services.AddSite(new SiteAddress(options.Site)).AddSignIn()
            .AddOpenIdSignIn(options.SignIn, options.Identity, SignInPages.Provider, SignInPages.Visitor, SignInPages.Callback)
            .AddSingleton(options.Identity).AddSingleton(new HostPromises(Sweeps: true)).AddSingleton(new ClientAddress(BehindFrontEnd: true))
            .AddSingleton<ICsv, CsvFiles>().AddSingleton<IPacks, RecordPackBuilder>().AddWebhooks()
            .AddSingleton<DurableAlarm>().AddSingleton<IAlarm>(s => s.GetRequiredService<DurableAlarm>())
            .AddSingleton(s => new SiteOnce(s, hasMail: options.Mail is not null));
        if (options.Account is { } account)
        {
            services.AddAzureStore(account.Tables, account.Blobs)
                .AddCookieKeys(new BlobServiceClient(account.Blobs, options.Identity, TableStore.BlobOptions()).GetBlobContainerClient("keys"), options.CookieKey!, options.Identity);
        }
        else
        {
            services.AddAzureStore(options.Emulator!);
        }

        if (options.Insights is { } insights)
        {
            services.AddTelemetry(insights, options.Identity);
        }

        return options.Mail is { } mail ? services.AddSendGrid(mail) : services.AddSingleton<IMail, MailLater>();
    }

    /// <summary>Before the mail service is set up: mails wait, and are sent when it is.</summary>
    private sealed class MailLater : IMail
    {
        public Task<Posted> Send(Letter letter, CancellationToken ct) => Task.FromResult<Posted>(new Posted.Later("The mail service has not been set up"));
    }
}
