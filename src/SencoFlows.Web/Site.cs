using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Processes.RecordToSend;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Record.Register;
using SencoFlows.Record.Systems;
using SencoFlows.Record.TermDates;
using SencoFlows.Web.Access;
using SencoFlows.Web.Api;
using SencoFlows.Web.Emails;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Health;
using SencoFlows.Web.Pages;
using SencoFlows.Web.Pages.Ahead;
using SencoFlows.Web.Pages.Cases;
using SencoFlows.Web.Pages.GraduatedApproach;
using SencoFlows.Web.Pages.Guests;
using SencoFlows.Web.Pages.Home;
using SencoFlows.Web.Pages.Law;
using SencoFlows.Web.Pages.Plans;
using SencoFlows.Web.Pages.Leavers;
using SencoFlows.Web.Pages.PupilRecord;
using SencoFlows.Web.Pages.RecordArrival;
using SencoFlows.Web.Pages.RecordRequest;
using SencoFlows.Web.Pages.RecordToSend;
using SencoFlows.Web.Pages.RecordTransfer;
using SencoFlows.Web.Pages.RecordTransfer.Board;
using SencoFlows.Web.Pages.RecordTransfer.Ctf;
using SencoFlows.Web.Pages.RecordTransfer.Custody;
using SencoFlows.Web.Pages.RecordTransfer.Start;
using SencoFlows.Web.Pages.Register;
using SencoFlows.Web.Pages.SencoPost;
using SencoFlows.Web.Pages.Safeguarding;
using SencoFlows.Web.Pages.Systems;
using SencoFlows.Web.Pages.Settings;
using SencoFlows.Web.Pages.TermDates;
using SencoFlows.Web.Pages.Translating;

namespace SencoFlows.Web;

/// <summary>The whole web site as one delegate, so that two hosts cannot grow two sites.</summary>
public static class Site
{
    /// <summary>A document of 25 MB and the form around it.</summary>
    public const long LargestForm = (25 << 20) + (64 << 10);

    /// <summary>The site and the cases behind it. The host adds a store, mail, packs, a reader of CSV files, webhooks, an alarm and a way to sign in.</summary>
    public static IServiceCollection AddSite(this IServiceCollection services, SiteAddress address)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(address).AddSingleton(All.ByName).AddSingleton<Schools>().AddSingleton<TermDatesBook>().AddSingleton<CaseRunner>().AddSingleton<Notifier>().AddSingleton<Performer>().AddSingleton<CaseWorker>().AddSingleton(All.OfEverySchool).AddSingleton<FirstCases>().AddSingleton<Newcomers>().AddSingleton<Departures>().AddSingleton<ClosedSchools>().AddSingleton<DailyMails>();
        services.AddSingleton<AddressBook>().AddSingleton<Postman>().AddSingleton<MailReports>().AddSingleton<ITemplates, RazorTemplates>();
        services.AddSingleton<SchoolRegister>().AddSingleton<RegisterImport>();
        services.AddGuests();
        services.AddHealth();
        services.AddSingleton<Sessions>().AddSingleton<StartDesk>().AddSingleton<PlanDesk>().AddSingleton<LeaversDesk>().AddSingleton<ApiTokens>().AddSingleton<EventDesk>().AddSingleton<TokenLimits>();
        services.TryAddSingleton(new ClientAddress());
        services.AddRouting().AddHttpContextAccessor().AddDataProtection();
        services.AddAntiforgery(o =>
        {
            o.HeaderName = null; // A form is a form: what comes as something else has no token.
            o.Cookie.Name = CookieNames.Whole(address, "form");
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.SuppressXFrameOptionsHeader = true;
        });
        services.AddRazorComponents();
        services.AddCascadingValue(s => Around.Of(s.GetRequiredService<IHttpContextAccessor>().HttpContext));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
        {
            o.Cookie.Name = CookieNames.Whole(address, "session");
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.ExpireTimeSpan = TimeSpan.FromHours(Sessions.IdleHours);
            o.SlidingExpiration = true;
            o.LoginPath = "/sign-in";
            o.ReturnUrlParameter = "to";
            o.EventsType = typeof(Sessions);
        });
        services.Configure<FormOptions>(o => o.MultipartBodyLengthLimit = LargestForm);
        return services;
    }

    /// <param name="services">Of the host.</param>
    /// <param name="hostPages">Pages that only this host has, such as its way to sign in.</param>
    public static RequestDelegate Build(IServiceProvider services, Action<IEndpointRouteBuilder>? hostPages = null)
    {
        var app = new ApplicationBuilder(services);
        app.Use(next => http => PublicAddress.Use(http, next));
        app.Use(next => http => Headers.Add(http, next));
        app.Use(next => http => Problems.Show(http, next));
        app.UseRouting();
        app.Use(next => http => Sizes.Check(http, next));
        app.UseAuthentication();
        app.UseAntiforgery();
        app.UseMiddleware<Gate>();
        app.UseMiddleware<Door>();
        app.UseEndpoints(endpoints =>
        {
            var pages = endpoints.MapGroup("").WithMetadata(new RequireAntiforgeryTokenAttribute());
            MapPages(pages);
            hostPages?.Invoke(pages);
        });
        return app.Build();
    }

    private static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapAssets().ForAnyone();
        pages.MapHealth();
        pages.MapSignOut();
        pages.MapHome();
        pages.MapCases();
        pages.MapLetters();
        pages.MapLaw();
        pages.MapCalculatorJson();
        pages.MapTermDates();
        pages.MapFeeds();
        pages.MapAhead();
        pages.MapGuests();
        pages.MapTransferActs();
        pages.MapCertificates();
        pages.MapCtf();
        pages.MapRegister();
        pages.MapTransferStart();
        pages.MapToSend();
        pages.MapLeavers();
        pages.MapSystems();
        pages.MapApi();
        pages.MapPupils();
        pages.MapSenco();
        pages.MapSencoActs();
        pages.MapPlans();
        pages.MapTransferBoard();
        pages.MapSupport();
        pages.MapArrivals();
        pages.MapRequests();
        pages.MapSafeguarding();
        pages.MapSettings();
        pages.MapLanguages();
        pages.MapPreviews();
    }
}
