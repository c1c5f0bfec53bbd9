using System.Net;
using SencoFlows.Tests.Processes.RecordTransfer;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web;

/// <summary>A case keeps what people write in every one of its rows: what is too long is refused before it fills them, and stays on the screen.</summary>
public sealed class LongWordsTests
{
    private static readonly string _words = new('w', 40_000);

    [Theory]
    [InlineData("answer", "note")]
    [InlineData("parent", "words")]
    public async Task About_a_transfer(string act, string field)
    {
        await using var site = await TestSite.Start();
        await site.Move("c1");
        await site.Sent("c1");
        await site.Told("c1", new Told.ParentSaysWrong("She stays"), Tale.Parent);
        var (browser, at) = (await site.SignedIn(), $"/record-transfer/100001-c1/{act}");
        var length = (await site.Case("c1")).Length;

        var page = await browser.Get(at);
        var answer = await browser.Send(page, at, (field, _words));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(["What you write must be 4,000 characters or fewer"], answer.Errors);
        Assert.Equal(40_000, answer.Document.QuerySelector($"#{field}")!.TextContent.Trim().Length);
        Assert.Equal(length, (await site.Case("c1")).Length);
    }
}
