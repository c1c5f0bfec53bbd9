using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SencoFlows.Adapters.SendGrid;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Tests.Record;
using SencoFlows.Web.Emails;

namespace SencoFlows.Tests.Mail;

/// <summary>Zebedee Quillfeather is in no school. Wherever his name turns up, a child's name has leaked.</summary>
public sealed class CanaryTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly string[] _names = ["Zebedee", "Quillfeather"];

    [Fact]
    public async Task The_name_of_a_child_stands_in_no_mail_but_the_parents_own_and_there_only_the_first_name_in_the_text()
    {
        await using var server = await AnsweringServer.Start();
        var logs = new Lines();
        using var signing = new Signing();
        using var mail = new SendGridMail(signing.Options with { Host = server.Address });
        await using var desk = await MailDesk.Open(mail: mail, logs: l => l.AddProvider(logs).SetMinimumLevel(LogLevel.Trace));
        var school = await desk.Schools.Get(MailDesk.Urn, _ct);
        var book = new AddressBook(desk.Store);
        await using var services = new ServiceCollection().AddLogging(l => l.AddProvider(logs).SetMinimumLevel(LogLevel.Trace)).BuildServiceProvider();
        var postman = new Postman(desk.Store, new RazorTemplates(services.GetRequiredService<ILoggerFactory>()), mail, new(new("https://senco.test")));

        var parents = 0;
        foreach (var found in EveryMail.OneOfEach)
        {
            var process = All.ByName[found.Process];
            var about = new Subject("pupil", "p1", "Quillfeather, Zebedee");
            var @case = new Case(found.Process, about, found.State, 1, "", [], CaseRunner.AgendaOf(process, about, found.State, school), IsOver: false) { Id = desk.Id };
            var recipients = await book.For(found.Email.To, @case, process, school, new(2026, 11, 20), _ct);
            foreach (var to in recipients.May)
            {
                var lead = Postman.LeadOf(@case, found.Email, to, new(2026, 11, 20));
                if (lead.Rows.Count > 0)
                {
                    await desk.Store.Rows(MailDesk.Urn).Save(lead.Rows, _ct);
                }

                await postman.Post(@case, process, school, new(found.Email, desk.Clock.GetUtcNow(), to.Id, 1) { Key = "todo|t1|000001-00" }, to, lead, recipients.Child, new(2026, 11, 20), _ct);
                parents += Check(server.Got.Last().Body, found.Email.To is Role.Parents) ? 1 : 0;
            }
        }

        Assert.True(parents > 0 && server.Got.Count > EveryMail.OneOfEach.Count / 2);
        Assert.All(logs.All, line => Assert.All(_names, name => Assert.DoesNotContain(name, line, StringComparison.OrdinalIgnoreCase)));
        Assert.All(((MemoryRows)desk.Store.Rows(MailDesk.Urn)).Keys, key => Assert.All(_names, name => Assert.DoesNotContain(name, key, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_whole_transfer_says_no_name_in_its_logs_and_keys_whatever_the_mail_service_does()
    {
        await using var server = await AnsweringServer.Start();
        var logs = new Lines();
        using var signing = new Signing();
        using var mail = new SendGridMail(signing.Options with { Host = server.Address });
        await using var desk = await MailDesk.Open(mail: mail, logs: l => l.AddProvider(logs).SetMinimumLevel(LogLevel.Trace));
        await desk.Start();

        // It takes every mail and does not answer: the reports decide, and nothing is sent twice.
        server.Answer = http =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        await desk.Work();
        await desk.Work();
        await using var services = new ServiceCollection().AddLogging(l => l.AddProvider(logs).SetMinimumLevel(LogLevel.Trace)).BuildServiceProvider();
        var events = new SendGridEvents(signing.Options, desk.Reports, desk.Clock, services.GetRequiredService<ILogger<SendGridEvents>>());
        var taken = server.Requests.Select(r => r.GetProperty("custom_args").GetProperty("errand").GetString()).ToList();
        var now = Signing.Timestamp(desk.Clock.GetUtcNow());
        var body = JsonSerializer.Serialize(taken.Select((key, i) => new { @event = "delivered", sg_event_id = $"e{i}", timestamp = desk.Clock.GetUtcNow().ToUnixTimeSeconds(), errand = key, email = "zebedee.quillfeather@example.org" }));
        Assert.Equal(200, await events.Take(now, signing.Sign(now, body), System.Text.Encoding.UTF8.GetBytes(body), _ct));
        Assert.Equal(403, await events.Take(now, "x", System.Text.Encoding.UTF8.GetBytes(body), _ct));

        desk.Clock.Advance(Performer.Patience);
        await desk.Work();
        Assert.Equal(3, server.Got.Count);
        Assert.All(await desk.Caseload.Errands("t1", _ct), e => Assert.IsType<Outcome.Done>(e.Outcome));
        Assert.NotEmpty(logs.All);
        Assert.All(logs.All, line => Assert.All((string[])[.. _names, "sam@example.org", "Harrow"], name => Assert.DoesNotContain(name, line, StringComparison.OrdinalIgnoreCase)));
        Assert.All(((MemoryRows)desk.Store.Rows(MailDesk.Urn)).Keys, key => Assert.All(_names, name => Assert.DoesNotContain(name, key, StringComparison.OrdinalIgnoreCase)));
    }

    /// <returns>True when it was to parents.</returns>
    private static bool Check(string body, bool toParents)
    {
        Assert.DoesNotContain("Quillfeather", body, StringComparison.OrdinalIgnoreCase);
        if (!toParents)
        {
            Assert.DoesNotContain("Zebedee", body, StringComparison.OrdinalIgnoreCase);
            return false;
        }

        var request = JsonDocument.Parse(body).RootElement;
        Assert.All(request.EnumerateObject().Where(p => p.Name != "content"), p => Assert.DoesNotContain("Zebedee", p.Value.GetRawText(), StringComparison.OrdinalIgnoreCase));
        var text = request.GetProperty("content")[0].GetProperty("value").GetString()!;
        Assert.All(text.Split('\n').Where(l => l.StartsWith("http", StringComparison.Ordinal)), link => Assert.DoesNotContain("Zebedee", link, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Zebedee", text, StringComparison.Ordinal);
        return true;
    }
}
