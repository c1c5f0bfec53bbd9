using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;
using SencoFlows.Web.Pages.Guests;
using SencoFlows.Web.Pages.Receiving;
using static SencoFlows.Processes.Safeguarding.SafeguardingFileProcess;

namespace SencoFlows.Web.Pages.Safeguarding;

/// <summary>The next school's safeguarding lead, without an account: a code first, then whose file it is, and whether it has arrived.</summary>
internal static class FileReceiptPages
{
    public static void MapFileReceipts(this IEndpointRouteBuilder app)
    {
        var sent = app.MapGroup($"{GuestAddress.FileSent}/{{case}}");
        sent.MapCode(LinkToConfirm);
        sent.MapMethods("", GuestPages.Reading, (Caller caller) => Page.Of<FileReceiptPage>(new { Caller = caller })).ForCallers(LinkToConfirm);
        sent.MapPost("", Answer).ForCallers(LinkToConfirm);
    }

    private static async Task<IResult> Answer(Caller caller, HttpContext http, CaseRunner runner, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var number = ((State.Moving)All.SafeguardingFile.Read(caller.Case.State)).File.Number;
        Event? e = form["there"].ToString() switch
        {
            "yes" => new Event.Received(number),
            "no" => new Event.NotThere(number, form["note"].ToString().Trim() is { Length: > 0 } note ? note : null),
            _ => null,
        };
        var errors = e is null ? FormErrors.Of("there", "Select whether the file has arrived")
            : await runner.Tell(caller.Case.Id, All.SafeguardingFile, e, caller.Actor, Once.From(form).Request, ct) is Answer.Refused { Refusal: var no } ? FormErrors.Of(no) : FormErrors.None;
        return errors.Any ? Page.Of<FileReceiptPage>(new { Caller = caller, Errors = errors, Typed = form }, StatusCodes.Status422UnprocessableEntity) : Page.Of<FileThanksPage>(new { There = form["there"] == "yes" });
    }
}
