using System.Reflection;
using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;

namespace SencoFlows.Web.Guests;

/// <summary>A parent or carer who came by a link about their child's support and may be told today. Codes go to the address in the record, not to whoever holds the link.</summary>
public sealed record Family(School School, Case Case, GraduatedApproachProcess.State.Running State, Visit Visit, Contact Contact)
    : Guest(School, Case, Visit, Role.Parents, new(Contact.Id, Contact.Name, Contact.Email ?? "", Contact.Language))
{
    public bool LargePrint => Visit.Large ?? Contact.Format is Format.LargePrint;

    public static new ValueTask<Family?> BindAsync(HttpContext http, ParameterInfo _) => ValueTask.FromResult(http.Items[typeof(Guest)] as Family);
}

/// <summary>Somebody who teaches the pupil and came by a link without signing in.</summary>
/// <param name="Child">First name, first letter of the surname and year: enough to know who is meant.</param>
public sealed record Colleague(School School, Case Case, GraduatedApproachProcess.State.Running State, Visit Visit, Staff Staff, string Child)
{
    public Actor Actor => new(Role.Teacher, Staff.Id);

    public string Home => GuestAddress.Of(Visit.Purpose, Visit.Case);

    public static ValueTask<Colleague?> BindAsync(HttpContext http, ParameterInfo _) => ValueTask.FromResult(http.Items[typeof(Colleague)] as Colleague);
}
