using System.Reflection;
using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;

namespace SencoFlows.Web.Guests;

/// <summary>Somebody at the next school who came by a link to the delivery that counts now. A handler behind the door takes it as a parameter.</summary>
/// <param name="School">The one that sends.</param>
/// <param name="Mailbox">Where the link was sent to, and where codes go.</param>
public sealed record Receiver(School School, Case Case, RecordTransferProcess.State.Moving State, Visit Visit, Role Role, Addressee Mailbox) : Guest(School, Case, Visit, Role, Mailbox)
{
    public Transfer Transfer => State.Transfer;

    public Parcel Parcel => State.Transfer.Parcel;

    /// <summary>What is in the record may be seen: somebody has opened it, and nobody has refused it since.</summary>
    public bool MayRead => Parcel.Opened is not null && State is not RecordTransferProcess.State.TurnedDown;

    public static new ValueTask<Receiver?> BindAsync(HttpContext http, ParameterInfo _) => ValueTask.FromResult(http.Items[typeof(Guest)] as Receiver);
}
