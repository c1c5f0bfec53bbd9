using System.Reflection;
using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;

namespace SencoFlows.Web.Guests;

/// <summary>A parent or carer who came by a link and may be told today. A handler behind the door takes it as a parameter.</summary>
public sealed record Relative(School School, Case Case, RecordTransferProcess.State.Moving State, Visit Visit, Contact Contact)
    : Guest(School, Case, Visit, Role.Parents, MailboxOf(Contact))
{
    public override bool LargePrint => Visit.Large ?? Contact.Format is Format.LargePrint;

    public static new ValueTask<Relative?> BindAsync(HttpContext http, ParameterInfo _) => ValueTask.FromResult(http.Items[typeof(Guest)] as Relative);
}
