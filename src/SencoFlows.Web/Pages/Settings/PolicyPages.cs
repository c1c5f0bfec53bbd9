using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Record;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Settings;

/// <summary>What a school decides for itself about records that go and come, and about reminders. A changed number reaches every open case at its next wake.</summary>
internal static class PolicyPages
{
    public static IReadOnlyList<Setting> Numbers { get; } =
    [
        new("RemindBeforeLimit", "School days before the limit at which the SENCO is reminded to pass a record on", 1, 14, p => p.RemindBeforeLimit, (p, n) => p with { RemindBeforeLimit = n }),
        new("ChaseUnopenedAfter", "School days after which a record that nobody has opened is chased", 1, 5, p => p.ChaseUnopenedAfter, (p, n) => p with { ChaseUnopenedAfter = n }),
        new("ChaseUnfiledAfter", "School days after which a record that was opened and not filed is chased", 1, 15, p => p.ChaseUnfiledAfter, (p, n) => p with { ChaseUnfiledAfter = n }),
        new("AskForRecordAfter", "School days after a new pupil’s first day on which a record that has not come is asked for", 1, 40, p => p.AskForRecordAfter, (p, n) => p with { AskForRecordAfter = n }),
    ];

    public static void MapSettings(this IEndpointRouteBuilder app)
    {
        app.MapGet("/school/settings", (Me me, HttpContext http) => Page.Of<PolicyPage>(new { me.School.Policies, Saved = http.Request.Query.ContainsKey("done") }));
        app.MapPost("/school/settings", Save);
    }

    private static async Task<IResult> Save(HttpContext http, Me me, Schools schools, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var errors = FormErrors.None;
        var changes = new List<Func<Policies, Policies>>();
        foreach (var setting in Numbers)
        {
            var whole = int.TryParse(form[setting.Name].ToString().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= setting.Least && n <= setting.Most;
            errors = errors.And(setting.Name, whole ? null : $"Enter a whole number from {setting.Least} to {setting.Most}");
            changes.Add(p => setting.With(p, n));
        }

        var isUnit = Enum.TryParse<DayUnit>(form["ChildProtectionDays"], out var unit) && Enum.IsDefined(unit) && !char.IsAsciiDigit(form["ChildProtectionDays"].ToString()[0]);
        errors = errors.And("ChildProtectionDays", isUnit ? null : "Select which days are counted");
        errors = errors.And("Reminders", form["Reminders"].ToString() is "daily" or "each" ? null : "Select how staff get reminders");
        if (errors.Any)
        {
            return Page.Of<PolicyPage>(new { me.School.Policies, Errors = errors, Answers = form }, StatusCodes.Status422UnprocessableEntity);
        }

        await schools.Save(me.School.Urn, s => s! with { Policies = changes.Aggregate(s.Policies, (p, change) => change(p)) with { ChildProtectionDays = unit, EachReminderAtOnce = form["Reminders"] == "each" } }, ct);
        return TypedResults.LocalRedirect("/school/settings?done");
    }
}

/// <summary>A number of school days that the school chooses.</summary>
internal sealed record Setting(string Name, string Label, int Least, int Most, Func<Policies, int> Of, Func<Policies, int, Policies> With);
