using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SencoFlows.Web.Pages.GraduatedApproach;
using SencoFlows.Web.Pages.Receiving;
using SencoFlows.Web.Receipts;

namespace SencoFlows.Web.Guests;

internal static class GuestServices
{
    public static IServiceCollection AddGuests(this IServiceCollection services)
    {
        // An invitation has its token in its address. The framework writes addresses at its lower levels, and Diagnostics puts them
        // beside every line that anybody logs during a request.
        services.AddLogging(l => l.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error)); // It warns on each form that pages are not kept, which they never are.
        return services.AddSingleton<GuestBook>().AddSingleton<VisitCookie>().AddSingleton<AccessCodes>().AddSingleton<GuestWrites>().AddSingleton<Telling>().AddSingleton<Voices>().AddSingleton<Shelf>().AddSingleton<SigningKey>().AddSingleton<SignedReceipts>();
    }
}
