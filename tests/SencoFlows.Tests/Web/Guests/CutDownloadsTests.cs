using System.Net;
using System.Net.Http.Headers;
using SencoFlows.Record.Pack;

namespace SencoFlows.Tests.Web.Guests;

public sealed class CutDownloadsTests
{
    private static CancellationToken _ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_download_that_breaks_off_at_any_chunk_goes_on_to_the_same_pack()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        var address = new Uri($"{GuestSite.Received}/pack", UriKind.Relative);
        using var whole = await browser.Http.GetAsync(address, _ct);
        var bytes = await whole.Content.ReadAsByteArrayAsync(_ct);
        Assert.Equal((await guests.Parcel()).Pack, PackFormat.Hash(bytes));
        var chunks = Enumerable.Range(1, bytes.Length / 65_536).SelectMany(i => (int[])[(i * 65_536) - 1, i * 65_536, (i * 65_536) + 1]);
        foreach (var at in chunks.Concat([1, 2, bytes.Length - 2, bytes.Length - 1]).Concat(Enumerable.Range(1, 20).Select(i => bytes.Length * i / 21)).Where(i => i > 0 && i < bytes.Length).Distinct())
        {
            // The reader goes away after so many bytes, and asks for the rest.
            var came = new byte[bytes.Length];
            using (var first = await browser.Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, _ct))
            await using (var stream = await first.Content.ReadAsStreamAsync(_ct))
            {
                await stream.ReadExactlyAsync(came.AsMemory(0, at), _ct);
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Range = new RangeHeaderValue(at, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(whole.Headers.ETag!);
            using var rest = await browser.Http.SendAsync(request, _ct);
            Assert.Equal((HttpStatusCode.PartialContent, bytes.Length - at), (rest.StatusCode, rest.Content.Headers.ContentLength));
            (await rest.Content.ReadAsByteArrayAsync(_ct)).CopyTo(came, at);
            Assert.Equal((await guests.Parcel()).Pack, PackFormat.Hash(came));
        }
    }
}
