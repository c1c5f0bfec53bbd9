using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Law;

/// <summary>The catalogue of rules, the calculator for people, and why a date is what it is. Open to everybody.</summary>
public static class LawPages
{
    public static void MapLaw(this IEndpointRouteBuilder app)
    {
        app.MapGet("/law", (HttpRequest request) => Page.Of<CataloguePage>(new { Force = request.Query["force"].ToString() is { Length: > 0 } f ? f : null, OnlyUnsure = request.Query["unsure"] == "yes" })).ForAnyone();
        app.MapGet("/law/why", ShowWhy).ForAnyone();
        app.MapGet("/law/{id}", (string id) => RuleBook.Versions(id) is [_, ..] versions ? Page.Of<RulePage>(new { Versions = versions }) : Page.NotFound).ForAnyone();
        app.MapGet("/calculator", Calculate).ForAnyone();
    }

    private static async Task<IResult> Calculate(HttpContext http, Me? me, Schools schools, TimeProvider clock, CancellationToken ct)
    {
        var query = http.Request.Query;
        var id = query["rule"].ToString().Trim();
        if (RuleBook.Find(id) is not { } rule)
        {
            return Page.Of<ChooseRulePage>(new { }, id.Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
        }

        var terms = rule.NeedsTerms ? await TermChoice.Read(query, me, schools, clock.Today, ct) : new("none", null, null, null, null, null, FormErrors.None);
        var asked = Asked.Read(rule, query, terms.Calendar);
        if (asked.Answer is null && !asked.Errors.Any)
        {
            terms = terms with { Errors = FormErrors.None };
        }
        else if (terms.Errors.Any)
        {
            asked = asked with { Answer = null, WhatIf = null };
        }

        return Page.Of<CalculatorPage>(new { Asked = asked, Terms = terms, MySchool = me?.School.Name },
            asked.Errors.Any || terms.Errors.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ShowWhy(HttpContext http, Me? me, Schools schools, CancellationToken ct)
    {
        var query = http.Request.Query;
        var urn = query["school"].ToString();
        var school = urn.Length == 0 ? me?.School : urn.Length == 6 && urn.All(char.IsAsciiDigit) ? await schools.Find(urn, ct) : null;
        if (urn.Length > 0 && school is null)
        {
            return Page.Of<NoSuchDatePage>(new { Why = "This school does not keep its term dates here" }, StatusCodes.Status400BadRequest);
        }

        return Why.Read(query, school) switch
        {
            ({ } why, _) => Page.Of<WhyPage>(new { Why = why, MayChange = me?.School.Urn == why.School.Urn && me.Has(Role.Senco, Role.Head, Role.Admin) }),
            (_, var wrong) => Page.Of<NoSuchDatePage>(new { wrong!.Why }, StatusCodes.Status400BadRequest),
        };
    }
}
