using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using SencoFlows.Adapters.SendGrid;
using SencoFlows.Mail;

namespace SencoFlows.Tests.Mail;

public sealed class SendGridMailTests : IDisposable
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly Letter _letter = new("100001|todo|t1|000001-00|1", new("c1", "Sam Harrow", "sam@example.org"), "Oak Lane Primary", "office@oaklane.example",
        new("A school record has arrived", "<p>Hello</p>", "Hello\n"));

    private readonly Signing _signing = new();

    public void Dispose() => _signing.Dispose();

    [Fact]
    public async Task A_mail_carries_its_key_and_nothing_that_watches_the_reader()
    {
        await using var server = await AnsweringServer.Start();
        using var mail = new SendGridMail(_signing.Options with { Host = server.Address });
        Assert.Equal(new Posted.Accepted("m1"), await mail.Send(_letter, _ct));

        var (path, authorization, _) = Assert.Single(server.Got);
        Assert.Equal(("/v3/mail/send", "Bearer SG.test"), (path, authorization));
        var sent = server.Requests[0];
        Assert.Equal("""{"errand":"100001|todo|t1|000001-00|1"}""", sent.GetProperty("custom_args").GetRawText());
        Assert.Equal("""[{"to":[{"name":"Sam Harrow","email":"sam@example.org"}],"headers":{"Auto-Submitted":"auto-generated"}}]""", sent.GetProperty("personalizations").GetRawText());
        Assert.Equal("""{"name":"Oak Lane Primary","email":"mail@sencoflows.example"}""", sent.GetProperty("from").GetRawText());
        Assert.Equal("office@oaklane.example", sent.GetProperty("reply_to").GetProperty("email").GetString());
        Assert.Equal(["text/plain", "text/html"], sent.GetProperty("content").EnumerateArray().Select(c => c.GetProperty("type").GetString()));
        Assert.False(sent.TryGetProperty("categories", out _));
        var tracking = sent.GetProperty("tracking_settings").EnumerateObject().ToList();
        Assert.Equal(["click_tracking", "ganalytics", "open_tracking", "subscription_tracking"], tracking.Select(t => t.Name).Order(StringComparer.Ordinal));
        Assert.All(tracking, t => Assert.False(t.Value.GetProperty("enable").GetBoolean()));
    }

    [Fact]
    public async Task A_school_without_an_address_of_its_own_is_not_replied_to()
    {
        await using var server = await AnsweringServer.Start();
        using var mail = new SendGridMail(_signing.Options with { Host = server.Address });
        await mail.Send(_letter with { ReplyTo = null }, _ct);
        Assert.False(server.Requests[0].TryGetProperty("reply_to", out _));
    }

    [Theory]
    [InlineData(400, "personalizations.0.to.0.email", "The mail service says that the email address is not valid. Correct it, then try again")]
    [InlineData(400, "from.email", "The mail service does not let us send from our address. Tell whoever runs SencoFlows for you")]
    [InlineData(400, "reply_to.email", "The mail service says that the school’s own email address is not valid. Correct it, then try again")]
    [InlineData(400, "content.0.value", "The mail service did not take this email, because of its content")]
    [InlineData(400, "<script>", "The mail service did not take this email (answer 400)")]
    [InlineData(404, null, "The mail service did not take this email (answer 404)")]
    [InlineData(413, null, "The mail service says that this email is too large")]
    public async Task What_it_will_never_take_is_refused_in_words_that_a_person_can_act_on(int status, string? field, string why) =>
        Assert.Equal(new Posted.Refused(why), await Answered(status, field));

    [Theory]
    [InlineData(401, "The mail service does not accept our key. Tell whoever runs SencoFlows for you")]
    [InlineData(403, "The mail service does not accept our key. Tell whoever runs SencoFlows for you")]
    [InlineData(429, "The mail service is busy")]
    [InlineData(500, "The mail service has a problem")]
    [InlineData(503, "The mail service has a problem")]
    public async Task What_is_wrong_now_and_not_with_this_mail_is_tried_later(int status, string why) =>
        Assert.Equal(new Posted.Later(why), await Answered(status, null));

    [Theory]
    [InlineData(502)]
    [InlineData(504)]
    public async Task An_answer_lost_on_the_way_leaves_it_unknown(int status) =>
        await Assert.ThrowsAsync<MailUnknownException>(() => Answered(status, null));

    [Fact]
    public async Task A_call_without_an_answer_is_unknown_and_made_once()
    {
        await using var server = await AnsweringServer.Start();
        server.Answer = http => Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        using var mail = new SendGridMail(_signing.Options with { Host = server.Address, Timeout = TimeSpan.FromSeconds(2) });
        await Assert.ThrowsAsync<MailUnknownException>(() => mail.Send(_letter, _ct));
        Assert.Single(server.Got);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_request_is_unknown()
    {
        await using var server = await AnsweringServer.Start();
        server.Answer = http =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        using var mail = new SendGridMail(_signing.Options with { Host = server.Address });
        await Assert.ThrowsAsync<MailUnknownException>(() => mail.Send(_letter, _ct));
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_has_not_taken_it()
    {
        using var nobody = new Socket(SocketType.Stream, ProtocolType.Tcp); // Holds the port and does not listen.
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)nobody.LocalEndPoint!).Port;
        using var mail = new SendGridMail(_signing.Options with { Host = new($"http://127.0.0.1:{port}") });
        Assert.Equal(new Posted.Later("The mail service could not be reached"), await mail.Send(_letter, _ct));
    }

    [Fact]
    public async Task A_host_that_stops_is_not_taken_for_a_lost_answer()
    {
        await using var server = await AnsweringServer.Start();
        using var stop = new CancellationTokenSource();
        server.Answer = async http =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        using var mail = new SendGridMail(_signing.Options with { Host = server.Address });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mail.Send(_letter, stop.Token));
    }

    [Theory]
    [InlineData("ApiKey must be the API key, without spaces", "key")]
    [InlineData("From must be an email address", "from")]
    [InlineData("DataResidency must be eu or global", "residency")]
    [InlineData("Host must be an https address", "host")]
    [InlineData("WebhookKey must be the verification key of the signed event webhook", "webhook")]
    [InlineData("Timeout and SignatureAge must be more than nothing", "timeout")]
    public void Options_that_cannot_work_stop_the_host_when_it_starts(string problem, string what)
    {
        var right = _signing.Options;
        var wrong = what switch
        {
            "key" => right with { ApiKey = "SG.se cret" },
            "from" => right with { From = "nobody" },
            "residency" => right with { DataResidency = "mars" },
            "host" => right with { Host = new("http://api.sendgrid.example") },
            "webhook" => right with { WebhookKey = "bm90IGEga2V5" },
            _ => right with { Timeout = TimeSpan.Zero },
        };
        Assert.Equal($"SendGrid is not set up: {problem}.", Assert.Throws<InvalidOperationException>(wrong.Checked).Message);
        Assert.Same(right, right.Checked());
    }

    private async Task<Posted> Answered(int status, string? field)
    {
        await using var server = await AnsweringServer.Start();
        server.Answer = async http =>
        {
            http.Response.StatusCode = status;
            await http.Response.WriteAsync(field is null ? "" : $$"""{"errors":[{"message":"sam@example.org is wrong","field":"{{field}}","help":null}]}""", http.RequestAborted);
        };
        using var mail = new SendGridMail(_signing.Options with { Host = server.Address });
        return await mail.Send(_letter, _ct);
    }
}
