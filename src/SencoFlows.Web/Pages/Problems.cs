using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SencoFlows.Cases;
using SencoFlows.Storage;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages;

/// <summary>Puts a page in words where a handler left only a number, or fell.</summary>
internal static class Problems
{
    private static readonly string[] _ofTheBody = ["blazor-enhanced-nav", "Content-Disposition", "Content-Encoding", "Content-Range", "Accept-Ranges", "ETag", "Last-Modified"];

    public static async Task Show(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = e.StatusCode;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (ConflictException) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status409Conflict; // Also of a form whose repetition nobody remembers: what it would add is there.
        }
        catch (NewerCodeException) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("SencoFlows.Web")
                .LogError("{Method} {Page} failed with {Problem}: {Stack}", http.Request.Method, Route(http), e.GetType().Name, e.StackTrace);
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;

            // A page or a file that falls while it is written has said already what it would be.
            (http.Response.ContentType, http.Response.ContentLength) = (null, null);
            foreach (var said in _ofTheBody)
            {
                http.Response.Headers.Remove(said);
            }
        }

        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null })
        {
            await Of(http).ExecuteAsync(http);
        }
    }

    private static IResult Of(HttpContext http)
    {
        var status = http.Response.StatusCode;
        (string Title, string[] Words) page = status switch
        {
            404 => ("Page not found", ["If you typed the web address, check it is correct.", "If you followed a link, it may be old, or the page may belong to another school."]),
            403 => ("You do not have permission to see this page", ["Your role at this school does not include it. Ask your SENCO or headteacher if you think it should."]),
            400 => ("This form could not be checked", ["Nothing was changed. The page may have been open since before you signed in again.", "Go back, reload the page and send the form once more."]),
            405 => ("This page cannot be opened on its own", ["It answers a form, and the form did not come with it: perhaps you signed in again meanwhile. Nothing was changed.", "Go back to the page with the form and send it again."]),
            409 => ("This has been done already, or somebody else was quicker", ["Nothing was changed now.", "Go back, reload the page and look whether it still has to be done."]),
            413 => ("The file is too large", [.. Sizes.Of(http).Words]),
            503 => ("Sorry, the service is not available", ["Nothing you sent before has been lost. Try again in a few minutes."]),
            >= 500 => ("Sorry, there is a problem with the service", ["Try again in a few minutes. What you saved before has not been lost."]),
            _ => ("This could not be done", ["Nothing was changed. Go back and try again."]),
        };
        return Page.Of<ProblemPage>(new { page.Title, page.Words, Reference = status >= 500 ? Headers.Reference(http) : null }, status);
    }

    /// <summary>The pattern of the address, never the address: that may hold a token.</summary>
    private static string Route(HttpContext http) => (http.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText ?? "an unknown page";
}
