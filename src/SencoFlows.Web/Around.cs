using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Record;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web;

/// <summary>What stands around every page: who is signed in where, and the menu that their roles open.</summary>
internal static class Around
{
    private static readonly (NavItem Item, Role[] For)[] _menu =
    [
        (new("Today", "/"), []),
        (new("My pupils", "/my-pupils"), [Role.Teacher]),
        (new("Pupils", "/pupils"), [Role.Senco, Role.Head, Role.Admin, Role.SafeguardingLead]),
        (new("Provision", "/provision"), [Role.Senco, Role.Head]),
        (new("SEN support", "/graduated-approach"), [Role.Senco, Role.Head]),
        (new("Transfers", "/transfers"), [Role.Senco, Role.Head, Role.Admin]),
        (new("SENCO", "/senco"), [Role.Senco, Role.Head, Role.Governor, Role.TrustLead]),
        (new("School year", "/school/planner"), [Role.Senco, Role.Head]),
        (new("Term dates", "/school/calendar"), [Role.Senco, Role.Head, Role.Admin]),
    ];

    /// <summary>A host adds links of its own to the footer by registering them.</summary>
    public static Shell Of(HttpContext? http)
    {
        if (http?.Items[typeof(Shell)] is Shell own)
        {
            return own; // Pages for guests: no menu, whoever is signed in besides.
        }

        var shell = new Shell { Footer = [new("How dates are worked out", "/law"), new("Deadline calculator", "/calculator"), .. http?.RequestServices.GetServices<NavItem>() ?? []] };
        return http is null || Me.Of(http) is not { } me
            ? shell
            : (shell with
            {
                Person = me.Staff.Name,
                School = me.School.Name,
                SignOutHref = "/sign-out",
                Footer = me.Has(Role.Senco, Role.Head) ? [new("How our school works", "/school/settings"), .. shell.Footer] : shell.Footer,
                Nav = [.. _menu.Where(m => m.For.Length == 0 || me.Has(m.For)).Select(m => m.Item)],
            }).At(http.Request.Path);
    }
}
