using SencoFlows.Cases;
using SencoFlows.Web;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Local;

/// <summary>Lets time pass, a day or years at once.</summary>
public static class ClockPages
{
    private const int _mostYears = 3;

    public static void MapClock(this IEndpointRouteBuilder app)
    {
        app.MapGet("/clock", (LocalClock clock) => Show(clock, new(), FormErrors.None)).ForAnyone();
        app.MapPost("/clock", Push).ForAnyone();
    }

    private static async Task<IResult> Push(HttpContext http, LocalClock clock, LocalLoop loop, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var today = clock.Today;
        var typed = DateAnswer.From(form, "on");
        var (target, error) = form["by"].ToString() switch
        {
            "day" => (today.AddDays(1), null),
            "week" => (today.AddDays(7), null),
            "month" => (today.AddMonths(1), null),
            "year" => (today.AddYears(1), null),
            _ => typed.Read("date to go to"),
        };
        error ??= target <= today ? "The date must be in the future: time does not go back" : target > today.AddYears(_mostYears) ? "The date must be within the next 3 years" : null;
        if (error is not null)
        {
            return Show(clock, typed, FormErrors.Of("on", error));
        }

        await loop.PassUntil(target, ct);
        return Results.LocalRedirect("/clock");
    }

    private static IResult Show(LocalClock clock, DateAnswer typed, FormErrors errors) =>
        Page.Of<ClockPage>(new { clock.Today, Ahead = clock.IsAhead, On = typed, Errors = errors }, errors.Any ? 422 : 200);
}
