using System.Net;
using System.Text;
using SencoFlows.Record;

namespace SencoFlows.Tests.Web;

public sealed class CtfPagesTests
{
    [Fact]
    public async Task A_draft_is_downloaded_by_a_button_and_noted_in_the_pupils_log()
    {
        await using var site = await TestSite.Start();
        await site.Ada();
        await site.Move("c1", SencoFlows.Tests.Processes.RecordTransfer.Tale.Registered with { Laestab = "8202002" });
        var browser = await site.SignedIn();
        var page = await browser.Get("/transfers/100001-c1/ctf");
        Assert.Contains("This is a draft", page.Text, StringComparison.Ordinal);
        var file = await browser.Send(page, "");
        Assert.Equal((HttpStatusCode.OK, "8201001_CTF_8202002_001.xml"), (file.Status, file.Response.Content.Headers.ContentDisposition!.FileName));
        Assert.Equal("8201001_CTF_8202002_001.xml", (await browser.Send(page, "")).Response.Content.Headers.ContentDisposition!.FileName);
        Assert.Contains(await new PupilLog(site.Rows).Of("p1", TestContext.Current.CancellationToken), l => l.What == "ctf-written");
        Assert.Equal(HttpStatusCode.Forbidden, (await (await site.SignedIn("t1")).Get("/transfers/100001-c1/ctf")).Status);
    }

    [Fact]
    public async Task A_common_transfer_file_goes_from_upload_to_report_without_columns()
    {
        await using var site = await TestSite.Start();
        var browser = await site.SignedIn();
        var answer = await browser.Upload(await browser.Get("/pupils/import"), "/pupils/import",
            [("File", "8201001_CTF_8202002_001.xml", Encoding.UTF8.GetBytes("<CTfile>\n<CTFpupilData><Pupil><Surname>Lin</Surname><Forename>Bea</Forename><DOB>2017-01-02</DOB></Pupil></CTFpupilData></CTfile>"))]);
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.DoesNotContain("columns", answer.Location!.OriginalString, StringComparison.Ordinal);
        var report = await browser.Get(answer.Location.OriginalString);
        Assert.Contains("Line", report.Text, StringComparison.Ordinal);
        Assert.Equal(answer.Location.OriginalString, (await browser.Get(answer.Location.OriginalString + "/columns")).Location!.OriginalString); // It has none to choose.
    }
}
