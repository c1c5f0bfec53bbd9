using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SencoFlows.Adapters.SendGrid;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Web;
using SencoFlows.Web.Access;

namespace SencoFlows.Tests.Mail;

public sealed class SendGridEventTests : IDisposable
{
    private const string _done = "done|t1|000001-00";
    private const string _key = "100001|todo|t1|000001-00|1";
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly Signing _signing = new();

    public void Dispose() => _signing.Dispose();

    [Fact]
    public async Task Signed_events_are_noted_on_their_mail_once_each_whatever_their_order()
    {
        await using var desk = await Desk();
        var batch = $"[{Event("delivered", "e2")},{Event("processed", "e1")},{Event("delivered", "e2")}]";
        Assert.Null(await desk.Reports.LastSeen(_ct));
        Assert.Equal(200, await Post(desk, batch));
        Assert.Equal(200, await Post(desk, batch));
        Assert.Equal(desk.Clock.GetUtcNow(), await desk.Reports.LastSeen(_ct));
        var errand = await Errand(desk);
        Assert.Equal(["e2", "e1"], errand.Reports.Select(r => r.Id));
        Assert.Equal("Delivered", errand.LastReport?.Words);
        Assert.Equal(desk.Clock.GetUtcNow(), errand.LastReport?.At);
    }

    [Theory]
    [InlineData("bounce", """ "type":"bounce","bounce_classification":"Invalid Address" """, "Came back: the address does not exist")]
    [InlineData("bounce", """ "type":"bounce","bounce_classification":"Mailbox Unavailable" """, "Came back: the mailbox is full or closed")]
    [InlineData("bounce", """ "type":"blocked","bounce_classification":"Reputation" """, "Came back: their mail server refused it")]
    [InlineData("bounce", """ "type":"blocked" """, "Came back: their mail server refused it")]
    [InlineData("bounce", """ "type":"bounce" """, "Came back: no reason was given")]
    [InlineData("dropped", """ "reason":"Bounced Address" """, "Came back: the mail service no longer writes to this address, because an earlier email came back or was marked as spam")]
    [InlineData("dropped", """ "reason":"Invalid" """, "Came back: the address does not exist")]
    [InlineData("deferred", """ "response":"400 try again later","attempt":"5" """, "Their server asked to try again later")]
    [InlineData("spamreport", """ "ip":"192.0.2.1" """, "Delivered, and marked as spam")]
    public async Task Why_a_mail_did_not_arrive_is_kept_as_a_class_not_as_the_servers_words(string name, string more, string words)
    {
        await using var desk = await Desk();
        Assert.Equal(200, await Post(desk, $"[{Event(name, "e1", more)}]"));
        Assert.Equal(words, (await Errand(desk)).LastReport?.Words);
    }

    [Fact]
    public async Task A_forged_or_altered_call_is_refused_and_believed_nothing()
    {
        await using var desk = await Desk();
        using var stranger = new Signing();
        var (body, now) = ($"[{Event("bounce", "e1")}]", Signing.Timestamp(desk.Clock.GetUtcNow()));
        Assert.Equal(403, await Post(desk, body, now, stranger.Sign(now, body)));
        Assert.Equal(403, await Post(desk, body + " ", now, _signing.Sign(now, body)));
        Assert.Equal(403, await Post(desk, body, Signing.Timestamp(desk.Clock.GetUtcNow().AddSeconds(1)), _signing.Sign(now, body)));
        Assert.Empty((await Errand(desk)).Reports);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("YQ==")]
    [InlineData("MEUCIQ==")]
    [InlineData("MAA=")]
    [InlineData("MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA")]
    public async Task A_malformed_signature_is_refused_without_falling(string? signature)
    {
        await using var desk = await Desk();
        Assert.Equal(403, await Post(desk, $"[{Event("bounce", "e1")}]", Signing.Timestamp(desk.Clock.GetUtcNow()), signature));
        Assert.Empty((await Errand(desk)).Reports);
    }

    [Theory]
    [InlineData(-90001, 403)]
    [InlineData(-90000, 200)]
    [InlineData(300, 200)]
    [InlineData(301, 403)]
    public async Task A_call_that_was_signed_too_long_ago_or_in_the_future_is_refused(int seconds, int status)
    {
        await using var desk = await Desk();
        var (body, at) = ($"[{Event("delivered", "e1")}]", Signing.Timestamp(desk.Clock.GetUtcNow().AddSeconds(seconds)));
        Assert.Equal(status, await Post(desk, body, at, _signing.Sign(at, body)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("yesterday")]
    [InlineData("99999999999999999999")]
    public async Task A_timestamp_that_is_none_is_refused(string? timestamp)
    {
        await using var desk = await Desk();
        Assert.Equal(403, await Post(desk, "[]", timestamp, _signing.Sign(timestamp ?? "", "[]")));
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("{", 400)]
    [InlineData("{}", 400)]
    [InlineData("[]", 200)]
    [InlineData("[1,null,\"x\",[],{}]", 200)]
    [InlineData("[{\"event\":\"delivered\",\"sg_event_id\":\"e1\",\"timestamp\":1}]", 200)]
    [InlineData("[{\"event\":\"delivered\",\"sg_event_id\":\"e1\",\"timestamp\":\"now\",\"errand\":\"100001|todo|t1|000001-00|1\"}]", 200)]
    [InlineData("[{\"event\":\"open\",\"sg_event_id\":\"e1\",\"timestamp\":1,\"errand\":\"100001|todo|t1|000001-00|1\"}]", 200)]
    [InlineData("[{\"event\":\"delivered\",\"sg_event_id\":\"e1\",\"timestamp\":1,\"errand\":\"../../secret\"}]", 200)]
    public async Task What_is_signed_and_still_no_news_of_ours_changes_nothing(string body, int status)
    {
        await using var desk = await Desk();
        Assert.Equal(status, await Post(desk, body));
        Assert.Empty((await Errand(desk)).Reports);
    }

    [Fact]
    public async Task The_endpoint_needs_no_sign_in_believes_only_signatures_and_takes_a_megabyte_at_most()
    {
        await using var site = await TestSite.Start(s => s.AddSendGrid(_signing.Options), pages => pages.MapSendGridEvents().ForAnyone().WithoutAntiforgery());
        await site.Rows.Save([Mail(site.Clock)], _ct);
        var (body, now) = ($"[{Event("delivered", "e1")}]", Signing.Timestamp(site.Clock.GetUtcNow()));
        Assert.Equal(403, await Send(body, "YQ=="));
        Assert.Equal(413, await Send(body + new string(' ', 1 << 20), "YQ=="));
        Assert.Equal(200, await Send(body, _signing.Sign(now, body)));
        Assert.Equal("Delivered", Wire.Read<Errand>((await site.Rows.Read(_done, _ct))!.Body).LastReport?.Words);

        async Task<int> Send(string text, string signature)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/sendgrid") { Content = new StringContent(text, Encoding.UTF8, "application/json") };
            request.Headers.Add(SendGridEvents.TimestampHeader, now);
            request.Headers.Add(SendGridEvents.SignatureHeader, signature);
            return (int)(await site.Anybody().Http.SendAsync(request, _ct)).StatusCode;
        }
    }

    private static async Task<MailDesk> Desk()
    {
        var desk = await MailDesk.Open();
        await desk.Store.Rows(MailDesk.Urn).Save([Mail(desk.Clock)], _ct);
        return desk;
    }

    private static Change.Add Mail(TimeProvider clock) =>
        new(_done, Wire.Write(new Errand(new Effect.Email(Role.Senco, "transfer-filed"), clock.GetUtcNow(), "s1", 1, clock.GetUtcNow(), new Outcome.Done("m1"), clock.GetUtcNow())));

    private static async Task<Errand> Errand(MailDesk desk) => await desk.Mail("transfer-filed");

    private static string Event(string name, string id, string? more = null) =>
        $$"""{"email":"s.reyes@oaklane.example","timestamp":{{new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds()}},"event":"{{name}}","sg_event_id":"{{id}}","sg_message_id":"m1.recvd-1","errand":"{{_key}}"{{(more is null ? "" : "," + more)}}}""";

    private Task<int> Post(MailDesk desk, string body)
    {
        var now = Signing.Timestamp(desk.Clock.GetUtcNow());
        return Post(desk, body, now, _signing.Sign(now, body));
    }

    private Task<int> Post(MailDesk desk, string body, string? timestamp, string? signature) =>
        new SendGridEvents(_signing.Options, desk.Reports, desk.Clock, NullLogger<SendGridEvents>.Instance).Take(timestamp, signature, Encoding.UTF8.GetBytes(body), _ct);
}
