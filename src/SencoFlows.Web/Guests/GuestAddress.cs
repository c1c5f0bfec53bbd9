using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;

namespace SencoFlows.Web.Guests;

/// <summary>Where guests read once their token has left the address.</summary>
internal static class GuestAddress
{
    public const string Received = "/received";
    public const string Where = "/where";

    public static string Of(string purpose, CaseId id) => purpose switch
    {
        RecordTransferProcess.LinkToReceive => $"{Received}/{id}",
        RecordTransferProcess.LinkForParents => $"{Where}/{id}",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };
}
