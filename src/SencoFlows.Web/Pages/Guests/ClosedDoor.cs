using Microsoft.AspNetCore.Http;

namespace SencoFlows.Web.Pages.Guests;

/// <summary>The one answer to a link that is unknown, forged, expired, replaced or taken back, to a person who may not be told any more, and to a visit that is over.</summary>
internal static class ClosedDoor
{
    public static IResult Page => Web.Page.Of<ClosedDoorPage>(status: StatusCodes.Status404NotFound);
}
