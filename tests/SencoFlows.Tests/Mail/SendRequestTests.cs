using System.Text;
using System.Text.Json.Nodes;
using SencoFlows.Local.MailRoom;

namespace SencoFlows.Tests.Mail;

public sealed class SendRequestTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private static string Right => """
        {
          "personalizations": [{ "to": [{ "email": "sam@example.org", "name": "Sam Harrow" }] }],
          "from": { "email": "mail@sencoflows.example", "name": "Oak Lane Primary" },
          "reply_to": { "email": "office@oaklane.example" },
          "subject": "A school record has arrived",
          "content": [{ "type": "text/plain", "value": "Hello" }, { "type": "text/html", "value": "<p>Hello</p>" }],
          "custom_args": { "errand": "100001|todo|t1|000001-00|1" },
          "tracking_settings": { "click_tracking": { "enable": false, "enable_text": false } }
        }
        """;

    [Fact]
    public void A_right_request_is_taken_as_it_is()
    {
        var (request, errors) = Read(Right);
        Assert.Empty(errors);
        Assert.Equal([("sam@example.org", "Sam Harrow")], request!.To);
        Assert.Equal(("mail@sencoflows.example", "Oak Lane Primary", "office@oaklane.example"), (request.From, request.FromName, request.ReplyTo));
        Assert.Equal(("A school record has arrived", "Hello", "<p>Hello</p>", "100001|todo|t1|000001-00|1"), (request.Subject, request.Text, request.Html, request.Key));
    }

    [Theory]
    [InlineData("personalizations", null, "personalizations")]
    [InlineData("personalizations", "[]", "personalizations")]
    [InlineData("personalizations", "[{}]", "personalizations.0.to")]
    [InlineData("personalizations", """[{"to":[]}]""", "personalizations.0.to")]
    [InlineData("personalizations", """[{"to":[{"email":"nobody"}]}]""", "personalizations.0.to.0.email")]
    [InlineData("personalizations", """[{"to":[{"name":"Sam"}]}]""", "personalizations.0.to.0.email")]
    [InlineData("personalizations", """[{"to":["sam@example.org"]}]""", "personalizations.0.to.0")]
    [InlineData("personalizations", """[{"to":[{"email":"sam@example.org","name":7}]}]""", "personalizations.0.to.0.name")]
    [InlineData("personalizations", """[{"to":[{"email":"sam@example.org"}],"cc":[{"email":"SAM@example.org"}]}]""", "personalizations.0")]
    [InlineData("personalizations", """[{"to":[{"email":"sam@example.org"}],"subject":""}]""", "personalizations.0.subject")]
    [InlineData("personalizations", """[{"to":[{"email":"sam@example.org"}],"headers":{"Reply-To":"x"}}]""", "personalizations.0.headers.Reply-To")]
    [InlineData("personalizations", """[{"to":[{"email":"sam@example.org"}],"custom_args":{"n":1}}]""", "personalizations.0.custom_args.n")]
    [InlineData("personalizations", """[{"to":[{"email":"sam@example.org"}],"send_at":4102444800}]""", "personalizations.0.send_at")]
    [InlineData("from", null, "from")]
    [InlineData("from", """{"name":"Oak Lane"}""", "from.email")]
    [InlineData("reply_to", """{"email":"office"}""", "reply_to.email")]
    [InlineData("reply_to_list", """[{"email":"a@example.org"}]""", "reply_to_list")]
    [InlineData("subject", null, "subject")]
    [InlineData("subject", "\"\"", "subject")]
    [InlineData("content", null, "content")]
    [InlineData("content", "[]", "content")]
    [InlineData("content", """[{"type":"text/html","value":"<p>"},{"type":"text/plain","value":"x"}]""", "content")]
    [InlineData("content", """[{"type":"text/plain","value":"x"},{"type":"text/plain","value":"y"}]""", "content")]
    [InlineData("content", """[{"type":"text/plain","value":""}]""", "content.0.value")]
    [InlineData("content", """[{"value":"x"}]""", "content.0.type")]
    [InlineData("content", """[{"type":"text/plain; charset=utf-8","value":"x"}]""", "content.0.type")]
    [InlineData("attachments", """[{"filename":"a.ics"}]""", "attachments.0.content")]
    [InlineData("attachments", """[{"filename":"a.ics","content":"not base64!"}]""", "attachments.0.content")]
    [InlineData("attachments", """[{"filename":"a.ics","content":"YQ==","disposition":"hidden"}]""", "attachments.0.disposition")]
    [InlineData("attachments", """[{"filename":"a.ics","content":"YQ==","type":"text/calendar; method=REQUEST"}]""", "attachments.0.type")]
    [InlineData("categories", """["1","2","3","4","5","6","7","8","9","10","11"]""", "categories")]
    [InlineData("categories", """["same","same"]""", "categories")]
    [InlineData("custom_args", """{"n":1}""", "custom_args.n")]
    [InlineData("custom_args", "\"text\"", "custom_args")]
    [InlineData("headers", """{"subject":"x"}""", "headers.subject")]
    [InlineData("headers", """{"X One":"x"}""", "headers.X One")]
    [InlineData("send_at", "4102444800", "send_at")]
    [InlineData("send_at", "\"soon\"", "send_at")]
    [InlineData("asm", "{}", "asm.group_id")]
    [InlineData("ip_pool_name", "\"x\"", "ip_pool_name")]
    [InlineData("mail_settings", """{"sandbox_mode":{"enable":"yes"}}""", "mail_settings.sandbox_mode.enable")]
    [InlineData("tracking_settings", """{"click_tracking":true}""", "tracking_settings.click_tracking")]
    [InlineData("tracking_settings", """{"open_tracking":{"enable":1}}""", "tracking_settings.open_tracking.enable")]
    public void Each_violation_of_the_published_schema_is_refused_and_named(string property, string? value, string field)
    {
        var (request, errors) = Read(With(property, value));
        Assert.Null(request);
        Assert.Contains(errors, e => e.Field == field);
    }

    [Fact]
    public void The_limits_are_those_of_the_service()
    {
        string People(int n) => $"[{string.Join(',', Enumerable.Range(0, n).Select(i => $$"""{"to":[{"email":"p{{i}}@example.org"}]}"""))}]";
        Assert.Empty(Read(With("personalizations", People(1000))).Errors);
        Assert.Equal("personalizations", Assert.Single(Read(With("personalizations", People(1001))).Errors).Field);

        string Many(int n) => $$"""[{"to":[{{string.Join(',', Enumerable.Range(0, n).Select(i => $$"""{"email":"p{{i}}@example.org"}"""))}}],"bcc":[{"email":"z@example.org"}]}]""";
        Assert.Empty(Read(With("personalizations", Many(999))).Errors);
        Assert.Equal("personalizations", Assert.Single(Read(With("personalizations", Many(1000))).Errors).Field);

        string Argument(int bytes) => $$"""{"errand":"{{new string('x', bytes - 6)}}"}""";
        Assert.Empty(Read(With("custom_args", Argument(10_000))).Errors);
        Assert.NotEmpty(Read(With("custom_args", Argument(10_001))).Errors);
        Assert.NotEmpty(Read(With("categories", $"[\"{new string('x', 256)}\"]")).Errors);
    }

    [Fact]
    public void A_template_stands_in_for_subject_and_content()
    {
        var json = JsonNode.Parse(Right)!.AsObject();
        json.Remove("subject");
        json.Remove("content");
        json["template_id"] = "d-1";
        Assert.Empty(Read(json.ToJsonString()).Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void What_is_no_request_at_all_is_a_bad_request(string body)
    {
        var (request, errors) = Read(body);
        Assert.Null(request);
        Assert.NotEmpty(errors);
    }

    private static (SendRequest? Request, IReadOnlyList<RequestError> Errors) Read(string body) => SendRequest.Read(Encoding.UTF8.GetBytes(body), _now);

    private static string With(string property, string? value)
    {
        var json = JsonNode.Parse(Right)!.AsObject();
        json.Remove(property);
        if (value is not null)
        {
            json[property] = JsonNode.Parse(value);
        }

        return json.ToJsonString();
    }
}
