using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SencoFlows.Record;

namespace SencoFlows.Web.Access;

/// <summary>
/// How long a member of staff stays signed in. Signing out ends a session also for whoever has copied its cookie: that it is over stands
/// in the school's own row, which is read for each page anyway. Another machine of the deployment learns it within a minute.
/// </summary>
internal sealed class Sessions(Schools schools, IOptionsMonitor<CookieAuthenticationOptions> options, ILogger<Sessions> log) : CookieAuthenticationEvents
{
    /// <summary>Hours without a page: a form that was opened in the morning can still be sent in the afternoon.</summary>
    public const int IdleHours = 8;

    /// <summary>Hours after which everybody signs in anew however busy they are: nobody stays signed in until the next day.</summary>
    public const int MostHours = 12;

    private const string _began = "began";
    private const string _id = "id";

    public override Task SigningIn(CookieSigningInContext context)
    {
        context.Properties.Items[_began] = context.Options.TimeProvider!.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        context.Properties.Items[_id] = RecordId.New();
        log.LogInformation("Signed in: {Staff} of {School}", Me.StaffOf(context.Principal!), Me.SchoolOf(context.Principal!));
        return Task.CompletedTask;
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var (staff, urn, now) = (Me.StaffOf(context.Principal!), Me.SchoolOf(context.Principal!), context.Options.TimeProvider!.GetUtcNow());
        if (Read(context.Properties) is not (var began, var id) || now - began > TimeSpan.FromHours(MostHours) || staff is null || urn is null
            || await schools.Find(urn, context.HttpContext.RequestAborted) is not { } school || school.SignedOut.Any(e => e.Ends(staff, id, began)))
        {
            context.RejectPrincipal();
        }
    }

    /// <param name="http">Of the session that ends.</param>
    /// <param name="everywhere">Also all others of the same person, at every school where they work.</param>
    /// <param name="ct">Cancelling leaves it unknown what has ended.</param>
    public async Task End(HttpContext http, bool everywhere, CancellationToken ct)
    {
        var session = await http.AuthenticateAsync();
        if (session.Succeeded && Me.Of(http) is { } me && Read(session.Properties) is (_, var id))
        {
            var now = options.Get(CookieAuthenticationDefaults.AuthenticationScheme).TimeProvider!.GetUtcNow();
            await Note(me.School.Urn, new(me.Staff.Id, now, everywhere ? null : id), ct);
            foreach (var (school, staff) in everywhere ? await schools.WhereWorks(me.Staff.Email, ct) : [])
            {
                if (school.Urn != me.School.Urn || staff.Id != me.Staff.Id)
                {
                    await Note(school.Urn, new(staff.Id, now), ct);
                }
            }

            log.LogInformation("Signed out{Everywhere}: {Staff} of {School}", everywhere ? " everywhere" : "", me.Staff.Id, me.School.Urn);
        }

        await http.SignOutAsync();
    }

    /// <summary>What is longer over than any session lasts needs no note.</summary>
    private Task<School> Note(string urn, SessionEnd end, CancellationToken ct) =>
        schools.Amend(urn, s => (s with { SignedOut = [.. s.SignedOut.Where(e => end.At - e.At <= TimeSpan.FromHours(MostHours)), end] }, []), ct);

    private static (DateTimeOffset Began, string Id)? Read(AuthenticationProperties kept) =>
        kept.Items.TryGetValue(_began, out var text) && DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var began)
        && kept.Items.TryGetValue(_id, out var id) && id is not null ? (began, id) : null;
}
