using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Record.TermDates;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.TermDates;

/// <summary>Dates in somebody's own calendar program, by a secret address: whole days, without names, until the link is ended or its owner leaves.</summary>
public static class FeedPages
{
    /// <summary>Links to feeds belong to no case: they stand under this name in its place.</summary>
    private const string _place = "calendar";

    private const string _mine = "dates-mine";
    private const string _all = "dates-all";

    private static readonly Role[] _readers = [Role.Senco, Role.Head, Role.Admin];

    public static void MapFeeds(this IEndpointRouteBuilder app)
    {
        app.MapGet("/school/calendar/subscribe", async (Me me, IStore store, TimeProvider clock, CancellationToken ct) => await Show(me, store, clock, null, FormErrors.None, ct)).For(_readers);
        app.MapPost("/school/calendar/subscribe", Change).For(_readers);
        app.MapGet("/dates/{token}.ics", Feed).ForAnyone();
    }

    private static async Task<IResult> Show(Me me, IStore store, TimeProvider clock, Uri? link, FormErrors errors, CancellationToken ct) => Page.Of<SubscribePage>(new
    {
        Standing = (await LinksOf(me, store).Standing(_place, clock.Today, ct)).Where(l => l.Person == me.Staff.Id).Select(l => l.Purpose).ToArray(),
        Link = link,
        Errors = errors,
    }, errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> Change(HttpContext http, Me me, IStore store, SiteAddress site, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var purpose = form["which"].ToString() switch { "mine" => _mine, "all" => _all, _ => null };
        if (purpose is null)
        {
            return await Show(me, store, clock, null, FormErrors.Of("which", "Choose which dates you want"), ct);
        }

        // A new link ends the one before: whoever lost theirs is safe again.
        await LinksOf(me, store).Revoke(_place, l => l.Person == me.Staff.Id && l.Purpose == purpose, ct);
        if (form["do"] == "end")
        {
            return TypedResults.LocalRedirect("/school/calendar/subscribe");
        }

        var token = await LinksOf(me, store).Create(new(purpose, _place, me.Staff.Id, DateOnly.MaxValue), ct);
        return await Show(me, store, clock, new Uri(site.Base, $"/dates/{token}.ics"), FormErrors.None, ct);
    }

    private static async Task<IResult> Feed(string token, HttpContext http, IStore store, Schools schools, TermDatesBook book, IReadOnlyDictionary<string, Process> processes, SiteAddress site, TimeProvider clock, CancellationToken ct)
    {
        if (SencoFlows.Cases.Links.Parse(token) is not { } parsed
            || await schools.Find(parsed.School, ct) is not { } school
            || await new Links(school.Urn, store.Rows(school.Urn)).Find(parsed.Token, clock.Today, ct) is not { Case: _place } link
            || school.Staff.FirstOrDefault(s => s.Id == link.Person && !s.Left) is not { } owner)
        {
            // The same answer for unknown, ended and forged.
            return Page.NotFound;
        }

        var me = new Me(school, owner);
        var open = (await new Caseload(school.Urn, store.Rows(school.Urn)).Open(ct)).Where(c => me.MaySee(processes[c.Agenda.Process], c.Agenda));
        var feed = new DatesFeed(processes, school, (await book.History(school.Urn, ct)).Count, c => new Uri(site.Base, $"/cases/{c.Id}"));
        http.Response.Headers.ContentDisposition = "inline; filename=dates.ics";
        return Results.Text(feed.Write(open, link.Purpose == _mine ? owner.Roles : null, clock.GetUtcNow()), "text/calendar", Encoding.UTF8);
    }

    private static Links LinksOf(Me me, IStore store) => new(me.School.Urn, store.Rows(me.School.Urn));
}
