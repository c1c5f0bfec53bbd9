using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Record;

namespace SencoFlows.Web.Access;

/// <summary>The signed-in member of staff, at the one school that this session is about. A handler takes it as a parameter.</summary>
public sealed record Me(School School, Staff Staff)
{
    private const string _school = "school";
    private const string _staff = "staff";

    /// <summary>Ids of the pupils they teach; asked for only where they see no others.</summary>
    public IReadOnlySet<string> Teaches { get; init; } = new HashSet<string>();

    public bool Has(params ReadOnlySpan<Role> any)
    {
        foreach (var role in any)
        {
            if (Staff.Roles.Contains(role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// In the first of their roles that may tell the process this, as SENCO or head before any other: a SENCO who also teaches is not
    /// held to what a teacher may say. In their first role when none may, and the process will say so.
    /// </summary>
    public Actor Actor<TState, TEvent>(Process<TState, TEvent> process, TEvent e)
        where TState : class
        where TEvent : class =>
        new(Staff.Roles.OrderBy(role => role is Role.Senco or Role.Head ? 0 : 1).FirstOrDefault(role => process.May(role, e), Staff.Roles is [var first, ..] ? first : Role.Nobody), Staff.Id);

    /// <summary>What the session cookie holds: two opaque ids, looked up anew for each page.</summary>
    public ClaimsPrincipal Principal => new(new ClaimsIdentity([new(_school, School.Urn), new(_staff, Staff.Id)], "staff"));

    internal static string? SchoolOf(ClaimsPrincipal user) => user.FindFirstValue(_school);

    internal static string? StaffOf(ClaimsPrincipal user) => user.FindFirstValue(_staff);

    /// <summary>Filled in by the pipeline before a handler runs.</summary>
    public static ValueTask<Me?> BindAsync(HttpContext http, ParameterInfo _) => ValueTask.FromResult(Of(http));

    public static Me? Of(HttpContext http) => http.Items[typeof(Me)] as Me;

    /// <summary>Null for nobody, and for somebody who has left the school since they signed in.</summary>
    internal static async Task<Me?> Find(ClaimsPrincipal user, Schools schools, CancellationToken ct) =>
        SchoolOf(user) is { } urn && StaffOf(user) is { } id
        && await schools.Find(urn, ct) is { } school
        && school.Staff.FirstOrDefault(s => s.Id == id && !s.Left) is { } staff
            ? new(school, staff)
            : null;
}
