using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using SencoFlows.Adapters;
using SencoFlows.Adapters.Csv;
using SencoFlows.Adapters.Packs;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Cases;
using SencoFlows.Local.MailRoom;
using SencoFlows.Mail;
using SencoFlows.Record.Csv;
using SencoFlows.Web;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Local;

/// <summary>The whole product on one machine.</summary>
public static class LocalApp
{
    /// <param name="options">Of the command line; its storage is SQLite or a connection string by now.</param>
    /// <param name="folder">Held by this program.</param>
    /// <param name="port">One that is free.</param>
    /// <param name="machine">What the clock of this machine says; its own when null.</param>
    public static WebApplication Create(LocalOptions options, DataFolder folder, int port, TimeProvider? machine = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "SencoFlows.Local", ContentRootPath = folder.Path });
        builder.Host.UseDefaultServiceProvider(o => o.ValidateOnBuild = o.ValidateScopes = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // It warns that keys lie in the folder as they are: so does everything else there.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, l => l.Protocols = Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http1));
        var site = new SiteAddress(new($"http://localhost:{port}"));
        builder.Services.AddSite(site).AddMailRoom(folder, site).AddSingleton(new NavItem("Mail room", "/mail-room")).AddSingleton(new NavItem("Clock", "/clock"));
        builder.Services.AddSingleton<ICsv, CsvFiles>().AddWebhooks(new() { ThisMachine = true }); // So that events can be tried out: nobody else reaches this machine here.
        _ = options.Storage == LocalStorage.Sqlite
            ? builder.Services.AddSqliteStore(folder.File("store"))
            : builder.Services.AddAzureStore(options.Storage);
        builder.Services.AddSingleton<IPacks, RecordPackBuilder>();
        builder.Services.AddSingleton(new LocalClock(folder.File("clock"), machine ?? TimeProvider.System)).AddSingleton<TimeProvider>(s => s.GetRequiredService<LocalClock>());
        builder.Services.AddSingleton<LocalLoop>().AddSingleton<IAlarm>(s => s.GetRequiredService<LocalLoop>()).AddHostedService(s => s.GetRequiredService<LocalLoop>());
        builder.Services.AddDataProtection().SetApplicationName("SencoFlows").PersistKeysToFileSystem(Directory.CreateDirectory(folder.File("keys")));
        // Pushing the clock signs nobody out.
        builder.Services.Configure<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme, o => o.TimeProvider = TimeProvider.System);
        var app = builder.Build();
        app.Use(next => http => OnlyThisMachine(http, next));
        app.Run(Site.Build(app.Services, pages =>
        {
            pages.MapPeoplePicker();
            pages.MapClock();
            pages.MapMailRoom();
        }));
        return app;
    }

    /// <summary>Asked before anything is started, so that a taken port costs one line and no report of a host that failed.</summary>
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Nobody signs in with a password here, so a web site elsewhere must not reach this one by pointing its own name at this machine.</summary>
    private static Task OnlyThisMachine(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Host.Host is "localhost" or "127.0.0.1")
        {
            return next(http);
        }

        http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return http.Response.WriteAsync("This site answers to http://localhost alone.");
    }
}
