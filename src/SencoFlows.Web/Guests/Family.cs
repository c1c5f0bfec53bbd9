using System.Reflection;
using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Web.Pages.GraduatedApproach.Families;

namespace SencoFlows.Web.Guests;

/// <summary>A parent or carer who came by a link about their child's support and may be told today. Codes go to the address in the record, not to whoever holds the link.</summary>
public sealed record Family(School School, Case Case, GraduatedApproachProcess.State.Running State, Visit Visit, Contact Contact)
    : Guest(School, Case, Visit, Role.Parents, MailboxOf(Contact))
{
    /// <summary>What has been checked in their language; English when that is their language, or nothing has.</summary>
    public Tongue Own { get; init; } = Tongue.English;

    /// <summary>The one of the button at the door, else the one of the record.</summary>
    public override string? Language => LanguageOf(Visit, Contact);

    public override bool LargePrint => Visit.Large ?? Contact.Format is Format.LargePrint;

    internal static string? LanguageOf(Visit visit, Contact contact) => OtherThanEnglish(visit.Language ?? contact.Language);

    /// <summary>Where the pages stand while somebody at the school looks at them in this language, checked or not; null for a family.</summary>
    public string? Preview { get; init; }

    public override string Home => Preview ?? base.Home;

    internal bool Has(FamilyText text) => Preview is not null || text.IsIn(Own);

    internal Tongue In(FamilyText text) => Visit.InEnglish ? Tongue.English : Has(text) ? Own : Tongue.English;

    public static new ValueTask<Family?> BindAsync(HttpContext http, ParameterInfo _) => ValueTask.FromResult(http.Items[typeof(Guest)] as Family);
}

/// <summary>Somebody who teaches the pupil and came by a link without signing in.</summary>
/// <param name="Child">First name, first letter of the surname and year: enough to know who is meant.</param>
public sealed record Colleague(School School, Case Case, GraduatedApproachProcess.State.Running State, Visit Visit, Staff Staff, string Child)
    : Guest(School, Case, Visit, Role.Teacher, new(Staff.Id, Staff.Name, Staff.Email))
{
    public static new ValueTask<Colleague?> BindAsync(HttpContext http, ParameterInfo _) => ValueTask.FromResult(http.Items[typeof(Guest)] as Colleague);
}
