using SencoFlows.Cases;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Processes.RecordTransfer;

namespace SencoFlows.Web.Guests;

/// <summary>Where guests read once their token has left the address.</summary>
internal static class GuestAddress
{
    public const string Received = "/received";
    public const string Where = "/where";
    public const string Asked = "/asked-for";

    public static string Of(string purpose, CaseId id) => purpose switch
    {
        RecordTransferProcess.LinkToReceive => $"{Received}/{id}",
        RecordRequestProcess.LinkToAnswer => $"{Asked}/{id}",
        RecordTransferProcess.LinkForParents => $"{Where}/{id}",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };
}
