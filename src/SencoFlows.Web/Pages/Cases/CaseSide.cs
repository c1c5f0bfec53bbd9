using Microsoft.AspNetCore.Components;
using SencoFlows.Cases;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.RecordArrival;
using SencoFlows.Web.Pages.GraduatedApproach;
using SencoFlows.Web.Pages.RecordRequest;
using SencoFlows.Web.Pages.RecordToSend;
using SencoFlows.Web.Pages.RecordTransfer;
using SencoFlows.Web.Pages.Safeguarding;
using SencoFlows.Web.Pages.SencoPost;

namespace SencoFlows.Web.Pages.Cases;

/// <summary>Something that the person who looks may do now.</summary>
public sealed record CaseAction(string Text, string Href);

/// <summary>What a process shows on the page of its cases, beside what every case has.</summary>
/// <param name="Progress">Where the case stands, as a picture.</param>
/// <param name="Contents">What it holds: documents, packs.</param>
public sealed record CaseParts(RenderFragment? Progress = null, RenderFragment? Contents = null);

/// <summary>What a process adds to the page of its cases. A process that adds nothing still has a page.</summary>
public sealed record CaseSide(Func<CaseFile, Me, DateOnly, IReadOnlyList<CaseAction>> Actions, Func<CaseFile, Me, DateOnly, IRows, CancellationToken, Task<CaseParts>> Parts)
{
    private static readonly Dictionary<string, CaseSide> _sides = new(StringComparer.Ordinal)
    {
        ["graduated-approach"] = new(SupportPages.For, SupportParts.Of),
        ["record-arrival"] = new(ArrivalPages.For, (_, _, _, _, _) => Task.FromResult(new CaseParts())),
        ["record-request"] = new(RequestPages.For, (_, _, _, _, _) => Task.FromResult(new CaseParts())),
        ["record-to-send"] = new(ToSendPages.For, (_, _, _, _, _) => Task.FromResult(new CaseParts())),
        ["safeguarding-file"] = new(SafeguardingPages.For, (_, _, _, _, _) => Task.FromResult(new CaseParts())),
        ["record-transfer"] = new(ActPages.For, (file, me, _, rows, ct) => TransferParts.Of(file, me, rows, ct)),
        ["leavers"] = new((file, _, _) => [new("Where each record is", $"/leavers/{file.Case.Id.Id}/sent")], (_, _, _, _, _) => Task.FromResult(new CaseParts())),
        ["senco-post"] = SencoParts.Side,
        ["senco-role"] = SencoParts.Side,
        ["shared-senco"] = SencoParts.Side,
    };

    private static readonly CaseSide _none = new((_, _, _) => [], (_, _, _, _, _) => Task.FromResult(new CaseParts()));

    public static CaseSide Of(string process) => _sides.GetValueOrDefault(process, _none);
}
