using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Record.Systems;

namespace SencoFlows.Tests.Webhooks;

/// <summary>One call to a real server on this machine.</summary>
public sealed class HttpWebhooksTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly HookMessage _message = new("msg_1", "delivery.opened", new(2026, 11, 26, 9, 0, 0, 123, TimeSpan.Zero), "a1");
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 26, 9, 0, 5, TimeSpan.Zero));
    private readonly EphemeralDataProtectionProvider _keys = new();
    private readonly string _secret = HookSignature.NewSecret();

    [Fact]
    public void The_signature_is_that_of_the_published_example() =>
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", HookSignature.Of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""));

    [Fact]
    public async Task A_message_is_signed_says_ids_and_codes_only_and_carries_nothing_of_ours()
    {
        await using var receiver = await HookReceiver.Start();
        using var webhooks = Webhooks();
        List<string> traced = [];
        using var listener = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = a => traced.AddRange(a.Tags.Select(t => $"{t.Value}")) };
        ActivitySource.AddActivityListener(listener);
        using (new Activity("ours").Start())
        {
            Assert.Equal(new HookAnswer(204), await Post(webhooks, receiver.Address));
        }

        Assert.DoesNotContain(traced, t => t.Contains($"{receiver.Address.Port}/events", StringComparison.Ordinal));
        var (headers, body) = Assert.Single(receiver.Got);
        Assert.Equal("""{"type":"delivery.opened","version":1,"timestamp":"2026-11-26T09:00:00.123Z","data":{"delivery":"a1"}}""", body);
        Assert.Null(receiver.Check(_secret, _clock.GetUtcNow()));
        Assert.Equal(["content-length", "content-type", "host", "user-agent", "webhook-id", "webhook-signature", "webhook-timestamp"], headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("msg_1", "application/json"), (headers["webhook-id"], headers["content-type"]));
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(202, true)]
    [InlineData(299, true)]
    [InlineData(400, false)]
    [InlineData(410, false)]
    [InlineData(429, false)]
    [InlineData(500, false)]
    public async Task An_answer_from_200_to_299_is_a_yes_and_nothing_else(int status, bool taken)
    {
        await using var receiver = await HookReceiver.Start();
        using var webhooks = Webhooks();
        receiver.Status = status;
        var answer = await Post(webhooks, receiver.Address);
        Assert.Equal((status, taken, status == 410), (answer.Status, answer.IsTaken, answer.IsGone));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_pointer_elsewhere_is_not_followed(int status)
    {
        await using var receiver = await HookReceiver.Start();
        await using var other = await HookReceiver.Start();
        using var webhooks = Webhooks();
        receiver.Status = status;
        receiver.Also = http =>
        {
            http.Response.Headers.Location = other.Address.AbsoluteUri;
            return Task.CompletedTask;
        };
        var answer = await Post(webhooks, receiver.Address);
        Assert.False(answer.IsTaken);
        Assert.Empty(other.Got);
    }

    [Fact]
    public async Task A_slow_answer_is_none_and_a_body_without_end_is_not_read()
    {
        await using var receiver = await HookReceiver.Start();
        using var webhooks = Webhooks(timeout: TimeSpan.FromMilliseconds(150));
        var end = new TaskCompletionSource();
        receiver.Also = _ => end.Task;
        Assert.Equal(new HookAnswer(null, HookTrouble.NoAnswer), await Post(webhooks, receiver.Address));
        end.SetResult();

        receiver.Status = 200;
        receiver.Also = async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.WriteAsync(new string('a', 10_000), http.RequestAborted);
            }
        };
        using var patient = Webhooks();
        Assert.Equal(new HookAnswer(200), await Post(patient, receiver.Address));
        Assert.Equal(TimeSpan.FromSeconds(10), new WebhookOptions().Timeout);
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_server_whose_certificate_nobody_vouches_for()
    {
        await using var receiver = await HookReceiver.Start(tls: true);
        using var webhooks = Webhooks();
        Assert.Equal(new HookAnswer(null, HookTrouble.NotTrusted), await Post(webhooks, new($"https://localhost:{receiver.Address.Port}/")));
        Assert.Empty(receiver.Got);
    }

    [Fact]
    public async Task Who_is_not_there_is_not_reached_and_who_asked_to_stop_is_not_told_that_it_failed()
    {
        Uri gone;
        await using (var receiver = await HookReceiver.Start())
        {
            gone = receiver.Address;
        }

        using var webhooks = Webhooks();
        Assert.Equal(new HookAnswer(null, HookTrouble.NotReached), await Post(webhooks, gone));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => webhooks.Post(Hook(gone), _message, new(canceled: true)));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("1.1.1.1", "127.0.0.1")]
    [InlineData("2606:4700::1", "fd00:ec2::254")]
    public async Task A_name_that_leads_inside_is_not_called_whatever_else_it_leads_to(params string[] addresses)
    {
        using var webhooks = Webhooks(thisMachine: false, lookup: addresses);
        Assert.Equal(new HookAnswer(null, HookTrouble.NotAllowed), await Post(webhooks, new("https://events.example.org/")));
        using var here = Webhooks(thisMachine: true, lookup: addresses);
        Assert.Equal(new HookAnswer(null, HookTrouble.NotAllowed), await Post(here, new("https://events.example.org/")));
    }

    [Fact]
    public async Task A_name_is_looked_up_with_every_connection_and_one_that_nobody_knows_says_so()
    {
        var looked = 0;
        using var webhooks = new HttpWebhooks(_keys, new()
        {
            Lookup = (host, _) =>
            {
                looked++;
                Assert.Equal("events.example.org", host);
                return Task.FromResult<IPAddress[]>([IPAddress.Parse("192.168.1.1")]);
            },
        }, _clock);
        await Post(webhooks, new("https://events.example.org/"));
        await Post(webhooks, new("https://events.example.org/"));
        Assert.Equal(2, looked);

        using var unknown = new HttpWebhooks(_keys, new() { Lookup = (_, _) => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound) }, _clock);
        Assert.Equal(new HookAnswer(null, HookTrouble.NotFound), await Post(unknown, new("https://events.example.org/")));
        using var nowhere = Webhooks(thisMachine: false, lookup: []);
        Assert.Equal(new HookAnswer(null, HookTrouble.NotAllowed), await Post(nowhere, new("https://events.example.org/")));
    }

    [Fact]
    public async Task What_the_one_machine_host_has_stored_is_not_called_from_a_server()
    {
        await using var receiver = await HookReceiver.Start();
        using var server = Webhooks(thisMachine: false);
        foreach (var address in (string[])[receiver.Address.AbsoluteUri, $"http://localhost:{receiver.Address.Port}/", $"https://localhost:{receiver.Address.Port}/", "http://events.example.org/", "https://10.0.0.1/"])
        {
            Assert.Equal(new HookAnswer(null, HookTrouble.NotAllowed), await Post(server, new(address)));
        }

        Assert.Empty(receiver.Got);
    }

    [Fact]
    public async Task For_three_days_both_secrets_are_good_and_then_the_new_one_alone()
    {
        await using var receiver = await HookReceiver.Start();
        using var webhooks = Webhooks();
        var (next, third) = (HookSignature.NewSecret(), HookSignature.NewSecret());
        var hook = Hook(receiver.Address).Rotated(webhooks.Seal(next), "r2", _clock.GetUtcNow());
        await webhooks.Post(hook, _message, _ct);
        Assert.Equal((null, null, "bad-signature"), (Check(_secret), Check(next), Check(third)));

        _clock.Advance(TimeSpan.FromDays(3));
        await webhooks.Post(hook, _message, _ct);
        Assert.Equal(("bad-signature", null), (Check(_secret), Check(next)));

        hook = hook.Rotated(webhooks.Seal(third), "r3", _clock.GetUtcNow());
        await webhooks.Post(hook, _message, _ct);
        Assert.Equal(("bad-signature", null, null), (Check(_secret), Check(next), Check(third)));

        string? Check(string secret) => receiver.Check(secret, _clock.GetUtcNow());
    }

    [Fact]
    public async Task A_secret_is_kept_encrypted_and_another_deployment_cannot_read_it()
    {
        await using var receiver = await HookReceiver.Start();
        using var webhooks = Webhooks();
        var hook = Hook(receiver.Address);
        Assert.DoesNotContain(_secret["whsec_".Length..], hook.Secret, StringComparison.Ordinal);
        using var elsewhere = new HttpWebhooks(new EphemeralDataProtectionProvider(), new() { ThisMachine = true }, _clock);
        Assert.Equal(new HookAnswer(null, HookTrouble.NoSecret), await elsewhere.Post(hook, _message, _ct));
        Assert.Empty(receiver.Got);

        // A new one made there is enough, although the old one would go on for three days.
        var next = HookSignature.NewSecret();
        Assert.Equal(new HookAnswer(204), await elsewhere.Post(hook.Rotated(elsewhere.Seal(next), "r2", _clock.GetUtcNow()), _message, _ct));
        Assert.Null(receiver.Check(next, _clock.GetUtcNow()));
        Assert.Equal("", hook.TurnedOff(HookOff.ByStaff, _clock.GetUtcNow()).Secret);
    }

    private HttpWebhooks Webhooks(bool thisMachine = true, TimeSpan? timeout = null, string[]? lookup = null) => new(_keys, new()
    {
        ThisMachine = thisMachine,
        Timeout = timeout ?? TimeSpan.FromSeconds(10),
        Lookup = (_, _) => Task.FromResult(lookup is null ? throw new InvalidOperationException("Nothing is to be looked up.") : Array.ConvertAll(lookup, IPAddress.Parse)),
    }, _clock);

    private Webhook Hook(Uri address)
    {
        using var webhooks = Webhooks();
        return new(address.AbsoluteUri, webhooks.Seal(_secret), "h1", _clock.GetUtcNow(), "r1");
    }

    private Task<HookAnswer> Post(HttpWebhooks webhooks, Uri address) => webhooks.Post(Hook(address), _message, _ct);
}
