using System.Net;
using System.Net.Http.Headers;
using SencoFlows.Record.Pack;

namespace SencoFlows.Tests.Web.Guests;

public sealed class DownloadTests
{
    private const string _home = GuestSite.Received;
    private static CancellationToken _ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_pack_comes_whole_as_an_attachment_that_no_browser_runs()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        var answer = await browser.Http.GetAsync(new Uri($"{_home}/pack", UriKind.Relative), _ct);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("sen-record-100001-t1-1.zip", answer.Content.Headers.ContentDisposition.FileName);
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var bytes = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(_ct));
        Assert.True((await PackReader.Check(bytes, _ct)).IsWhole);
    }

    [Fact]
    public async Task A_document_keeps_its_name_in_a_header_where_it_can_do_no_harm()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        var answer = await browser.Http.GetAsync(new Uri($"{_home}/files/6", UriKind.Relative), _ct);
        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.Equal("Élan's report.pdf", disposition.FileNameStar);
        Assert.Equal(5000, answer.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("/files/0")]
    [InlineData("/files/-1")]
    [InlineData("/files/8")]
    [InlineData("/files/2147483648")]
    [InlineData("/files/record.json")]
    [InlineData("/files/..%2f..%2fetc%2fpasswd")]
    [InlineData("/files/../../../etc/passwd")]
    public async Task A_file_is_named_by_its_number_and_by_nothing_else(string path)
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(_home + path)).Status);
        Assert.Empty(await guests.Reads());
    }

    [Theory]
    [InlineData("/pack")]
    [InlineData("/files/7")]
    [InlineData("/files/3")]
    public async Task A_broken_download_goes_on_where_it_stopped(string path)
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        var address = new Uri(_home + path, UriKind.Relative);
        var whole = await browser.Http.GetAsync(address, _ct);
        var bytes = await whole.Content.ReadAsByteArrayAsync(_ct);
        var tag = whole.Headers.ETag!;
        List<byte> pieces = [];
        while (pieces.Count < bytes.Length)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Range = new RangeHeaderValue(pieces.Count, pieces.Count + (bytes.Length / 3));
            request.Headers.IfRange = new RangeConditionHeaderValue(tag);
            var piece = await browser.Http.SendAsync(request, _ct);
            Assert.Equal(HttpStatusCode.PartialContent, piece.StatusCode);
            pieces.AddRange(await piece.Content.ReadAsByteArrayAsync(_ct));
        }

        Assert.Equal(bytes, pieces);
        using var beyond = new HttpRequestMessage(HttpMethod.Get, address);
        beyond.Headers.Range = new RangeHeaderValue(bytes.Length, null);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, (await browser.Http.SendAsync(beyond, _ct)).StatusCode);
        using var tail = new HttpRequestMessage(HttpMethod.Get, address);
        tail.Headers.Range = new RangeHeaderValue(null, 100);
        Assert.Equal(bytes[^100..], await (await browser.Http.SendAsync(tail, _ct)).Content.ReadAsByteArrayAsync(_ct));
        using var other = new HttpRequestMessage(HttpMethod.Get, address);
        other.Headers.Range = new RangeHeaderValue(10, 20);
        other.Headers.IfRange = new RangeConditionHeaderValue(new EntityTagHeaderValue("\"other\""));
        Assert.Equal(bytes, await (await browser.Http.SendAsync(other, _ct)).Content.ReadAsByteArrayAsync(_ct));
    }
}
