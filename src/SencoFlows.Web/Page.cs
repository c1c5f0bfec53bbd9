using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace SencoFlows.Web;

/// <summary>A page as a handler returns it.</summary>
public static class Page
{
    /// <param name="parameters">An anonymous object with the component's parameters.</param>
    /// <param name="status">422 for a form that has to be corrected.</param>
    public static IResult Of<T>(object? parameters = null, int status = StatusCodes.Status200OK) where T : IComponent =>
        new RazorComponentResult<T>(parameters ?? new { }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>The page for an address that leads nowhere, also for what belongs to another school.</summary>
    public static IResult NotFound => Results.StatusCode(StatusCodes.Status404NotFound);
}
