using System.Reflection;
using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;

namespace SencoFlows.Web.Guests;

/// <summary>A parent or carer who came by a link and may be told today. A handler behind the door takes it as a parameter.</summary>
public sealed record Relative(School School, Case Case, RecordTransferProcess.State.Moving State, Visit Visit, Contact Contact)
{
    public Actor Actor => new(Role.Parents, Contact.Id);

    public bool LargePrint => Visit.Large ?? Contact.Format is Format.LargePrint;

    public string Home => GuestAddress.Of(Visit.Purpose, Visit.Case);

    public static ValueTask<Relative?> BindAsync(HttpContext http, ParameterInfo _) => ValueTask.FromResult(http.Items[typeof(Relative)] as Relative);
}
