using SencoFlows.Cases;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Processes.Safeguarding;

namespace SencoFlows.Web.Guests;

/// <summary>Where guests read once their token has left the address.</summary>
internal static class GuestAddress
{
    public const string Received = "/received";
    public const string Where = "/where";
    public const string Asked = "/asked-for";
    public const string OurChild = "/our-child";
    public const string Say = "/say";
    public const string FileSent = "/file-sent";

    public static string Of(string purpose, CaseId id) => purpose switch
    {
        RecordTransferProcess.LinkToReceive => $"{Received}/{id}",
        RecordRequestProcess.LinkToAnswer => $"{Asked}/{id}",
        SafeguardingFileProcess.LinkToConfirm => $"{FileSent}/{id}",
        RecordTransferProcess.LinkForParents => $"{Where}/{id}",
        GraduatedApproachProcess.LinkForParents => $"{OurChild}/{id}",
        GraduatedApproachProcess.LinkForTeachers => $"{Say}/{id}",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };
}
