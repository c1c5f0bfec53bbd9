using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>Takes what somebody who came by a link says about a pupil's support: the words and the step of the case that names them, together.</summary>
internal sealed class Voices(CaseRunner runner, TimeProvider clock)
{
    /// <param name="who">Behind the door.</param>
    /// <param name="whose">In which part they speak.</param>
    /// <param name="form">As it was sent: the same one twice says it once.</param>
    /// <param name="view">What was read from it.</param>
    /// <param name="language">Of the page that it was typed on.</param>
    /// <param name="ask">The form again, with what is wrong.</param>
    /// <param name="ct">Cancelling leaves it unknown whether it was taken.</param>
    public async Task<IResult> Take(Guest who, ViewOf whose, IFormCollection form, TypedView view, Tongue language, Func<FormErrors, IResult> ask, CancellationToken ct)
    {
        if (view.Errors.Any)
        {
            return ask(view.Errors);
        }

        var once = Once.From(form);
        var said = new Said(once.Request, SaidKind.View, who.Case.Id.Id, clock.GetUtcNow(), who.Actor, who.Mailbox.Id, view.Lines) { Language = language.IsEnglish ? null : language.Code };
        var answer = await runner.Tell(who.Case.Id, All.GraduatedApproach, new Event.ViewGiven(who.Mailbox.Id, whose, once.Request), who.Actor, once.Request, ct, also: [SaidBook.Add(who.Case.About.Id, said)]);
        return answer is Answer.Refused { Refusal: var no } ? ask(FormErrors.Of("", no.Reason)) : TypedResults.LocalRedirect($"{who.Home}/thank-you");
    }
}
