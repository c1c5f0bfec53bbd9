using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.SendGrid;
using SencoFlows.Cases;
using SencoFlows.Local;
using SencoFlows.Local.MailRoom;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Local;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Web;

namespace SencoFlows.Tests.Mail;

/// <summary>The host of one machine as it runs: SendGrid's own client posts to it over HTTP, and its reports come back signed.</summary>
public sealed class MailRoomTests : IAsyncLifetime
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly string _path = Directory.CreateTempSubdirectory("mailroom-").FullName;
    private DataFolder _folder = null!;
    private WebApplication _app = null!;
    private Browser _browser = null!;
    private Uri _address = null!;

    public async ValueTask InitializeAsync()
    {
        _folder = DataFolder.Take(_path)!;
        await Start();
        var today = Get<LocalClock>().Today;
        await Get<Schools>().Save("100001", _ => new Tale().School with { Staff = MailDesk.Staff, Email = "office@oaklane.example" }, _ct);
        var pupils = new Pupils(Get<IStore>().Rows("100001"));
        await pupils.Save(MailDesk.Pupil, 0, _ct);
        await pupils.Save("p1", MailDesk.Mother, 0, _ct);
        await Get<CaseRunner>().Tell(new("100001", "t1"), All.RecordTransfer, new RecordTransferProcess.Event.Started(Tale.Registered, today, new(Sharing.Agreed)), Tale.Senco, "start", _ct, new("pupil", "p1", "Quillfeather, Zebedee"));
        await Get<LocalLoop>().Settle(_ct);
    }

    [Fact]
    public async Task Every_mail_is_listed_newest_first_read_as_its_reader_sees_it_and_kept_over_a_restart()
    {
        var list = await _browser.Get("/mail-room");
        Assert.Equal(3, AboutTheTransfer(list));
        Assert.Contains("Sam Harrow", list.Text, StringComparison.Ordinal);
        var link = list.Document.QuerySelectorAll("tbody a").OfType<IHtmlAnchorElement>().Single(a => a.TextContent.Contains("moving to the next school", StringComparison.Ordinal)).GetAttribute("href")!;

        var page = await _browser.Get(link);
        Assert.Contains("Oak Lane Primary (sencoflows@mail.example)", page.Text, StringComparison.Ordinal);
        Assert.Equal("allow-top-navigation-by-user-activation", page.Document.QuerySelector("iframe")!.GetAttribute("sandbox"));
        using var answer = await _browser.Http.GetAsync(new Uri(page.Document.QuerySelector("iframe")!.GetAttribute("src")!, UriKind.Relative), _ct);
        var inside = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(_ct), _ct);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("_top", inside.QuerySelector("base")!.GetAttribute("target"));
        var parcel = inside.QuerySelector("strong a")!.GetAttribute("href")!;
        Assert.StartsWith($"{_address}parcel/100001-", parcel, StringComparison.Ordinal);
        Assert.Contains(page.Document.QuerySelectorAll("ul a"), a => a.GetAttribute("href") == parcel);

        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await Start();
        Assert.Equal(3, AboutTheTransfer(await _browser.Get("/mail-room")));
    }

    /// <summary>The host also opens the case of the school's SENCO, sooner or later, and tells the head.</summary>
    private static int AboutTheTransfer(Shown list) =>
        list.Document.QuerySelectorAll("tbody tr").Count(r => !r.TextContent.Contains("The school has no SENCO", StringComparison.Ordinal));

    [Fact]
    public async Task A_pressed_button_reports_to_the_site_as_SendGrid_would_and_the_case_moves_on()
    {
        await Press("office@hilltop.sch.uk", Fate.Delivered);
        Assert.NotNull(Assert.IsType<RecordTransferProcess.State.OnItsWay>(await State()).Transfer.Parcel.Delivered);

        await Press("sam@example.org", Fate.Bounced);
        var failures = await new Failures("100001", Get<IStore>().Rows("100001"), Get<IAlarm>(), Get<TimeProvider>()).All(_ct);
        Assert.StartsWith("The email came back: the address does not exist. Print the letter", Assert.IsType<Outcome.Failed>(Assert.Single(failures).Errand.Outcome).Why, StringComparison.Ordinal);

        await Press("senco@hilltop.sch.uk", Fate.Dropped);
        Assert.IsType<RecordTransferProcess.State.OnItsWay>(await State());
        var list = await _browser.Get("/mail-room");
        Assert.Contains("An email to the next school came back", list.Text, StringComparison.Ordinal);
        Assert.Equal(["Delivered", "Came back", "Not sent on"], list.Document.QuerySelectorAll(".govuk-tag").Select(t => t.TextContent.Trim()).OrderBy(t => t.Length == 9 ? t == "Delivered" ? 0 : 1 : 2));

        var shown = await _browser.Send(list, "/mail-room");
        Assert.Equal(HttpStatusCode.Redirect, shown.Status);
        Assert.Empty(Get<KeptMails>().Unreported());
    }

    [Fact]
    public async Task Whoever_is_not_the_client_or_sends_no_right_request_gets_the_services_answer()
    {
        var key = Get<MailRoomKeys>().ApiKey;
        Assert.Equal((HttpStatusCode.Unauthorized, """{"errors":[{"message":"The provided authorization grant is invalid, expired, or revoked","field":null,"help":null}]}"""), await Post("{}", "SG.wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Post("{}", null)).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Post("{}", key, "text/plain")).Status);
        var (status, body) = await Post("""{"from":{"email":"a@example.org"},"subject":"x","content":[{"type":"text/plain","value":"x"}]}""", key);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("""{"errors":[{"message":"The personalizations field is required and must have at least one personalization.","field":"personalizations","help":null}]}""", body);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Post(new string(' ', 30_000_001), key)).Status);

        using var mail = new SendGridMail(new() { ApiKey = key, From = "mail@sencoflows.example", WebhookKey = "", Host = _address });
        var letter = new Letter("k", new("c1", "Sam Harrow", "no address"), "Oak Lane Primary", null, new("Subject", "<p>x</p>", "x"));
        Assert.StartsWith("The mail service says that the email address is not valid", Assert.IsType<Posted.Refused>(await mail.Send(letter, _ct)).Why, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _folder.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    private T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    private async Task Start()
    {
        var port = FreePort.Next();
        _address = new($"http://localhost:{port}/");
        _app = LocalApp.Create(new(port, _path, Seed: false, "sqlite"), _folder, port);
        await _app.StartAsync(_ct);
        _browser = new(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = _address });
    }

    private async Task<RecordTransferProcess.State> State() => All.RecordTransfer.Read((await new Caseload("100001", Get<IStore>().Rows("100001")).Find("t1", _ct))!.State);

    private async Task Press(string to, Fate fate)
    {
        var mail = Get<KeptMails>().List(0, 50).Mails.Single(m => m.To == to);
        var page = await _browser.Get($"/mail-room/{mail.Id}");
        Assert.Equal(HttpStatusCode.Redirect, (await _browser.Send(page, $"/mail-room/{mail.Id}", ("report", fate.ToString()))).Status);
    }

    private async Task<(HttpStatusCode Status, string Body)> Post(string body, string? key, string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/mail/send") { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.ExpectContinue = true; // An answer that needs no body comes before the body.
        if (key is not null)
        {
            request.Headers.Authorization = new("Bearer", key);
        }

        var response = await _browser.Http.SendAsync(request, _ct);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(_ct));
    }
}
