using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Record.Systems;

namespace SencoFlows.Tests.Webhooks;

/// <summary>Who says where events go, and with which secret they are signed.</summary>
public sealed class HookSettingsTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_secret_is_shown_once_and_the_old_one_goes_on_for_three_days()
    {
        await using var telling = await TellingSite.Start();
        var head = await telling.Head();
        var form = telling.Form(await head.Get(telling.Events), "secret");
        var shown = await head.Send(form, telling.Events);
        var next = TellingSite.Values(shown)[1];
        Assert.Contains("Until 23 November 2026", shown.Text, StringComparison.Ordinal);
        Assert.Equal(telling.Events, (await head.Send(form, telling.Events)).Location!.OriginalString);
        Assert.DoesNotContain(next, (await head.Get(telling.Events)).Text, StringComparison.Ordinal);
        Assert.Contains("Signed with the old secret too until 23 November", (await head.Get(telling.Events)).Text, StringComparison.Ordinal);

        await telling.Press("test");
        Assert.Equal((null, null), (telling.Receiver.Check(telling.Secret, telling.Now), telling.Receiver.Check(next, telling.Now)));
        telling.Site.Clock.Advance(TimeSpan.FromDays(3));
        await telling.Press("test");
        Assert.Equal(("bad-signature", null), (telling.Receiver.Check(telling.Secret, telling.Now), telling.Receiver.Check(next, telling.Now)));
        Assert.DoesNotContain("old secret", (await telling.Page()).Text, StringComparison.Ordinal);
        foreach (var secret in (string[])[telling.Secret, next])
        {
            Assert.DoesNotContain(secret, (await telling.Site.Store.Rows(TellingSite.Urn).Read($"system|{telling.System}", _ct))!.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_secret_that_nobody_can_read_any_more_tells_a_person_at_once()
    {
        await using var telling = await TellingSite.Start();
        await new SystemClients(telling.Site.Store.Rows(TellingSite.Urn)).Change(telling.System, w => w! with { Secret = "sealed-elsewhere" }, _ct);
        var id = await telling.Came();
        Assert.Null(await telling.Work(id));
        var senco = await telling.Site.SignedIn("n2", TellingSite.Urn);
        Assert.Contains("Make a new one under Other systems and hand it over", (await senco.Get("/failed")).Text, StringComparison.Ordinal);
        var next = TellingSite.Values(await telling.Press("secret"))[1];
        await senco.Send(await senco.Get("/failed"), "/failed", ("do", "again"));
        await telling.Work(id);
        Assert.Equal((1, null), (telling.Receiver.Got.Count, telling.Receiver.Check(next, telling.Now)));
    }

    [Fact]
    public async Task Only_who_lets_systems_in_says_what_they_are_told()
    {
        await using var telling = await TellingSite.Start(on: false);
        var teacher = await telling.Site.SignedIn("t2", TellingSite.Urn);
        Assert.Equal(HttpStatusCode.Forbidden, (await teacher.Get(telling.Events)).Status);

        // The office looks after it, and does not say where events go.
        var office = await telling.Site.SignedIn("a2", TellingSite.Urn);
        var page = await office.Get(telling.Events);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("The headteacher or SENCO turns events on here", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector($"form[action='{telling.Events}']"));
        var senco = await telling.Site.SignedIn("n2", TellingSite.Urn);
        Assert.Equal(HttpStatusCode.OK, (await senco.Send(telling.Form(await senco.Get(telling.Events), ""), telling.Events, ("address", telling.Receiver.Address.AbsoluteUri))).Status);
        page = await office.Get(telling.Events);
        var form = telling.Form(page, "test");
        Assert.Null(page.Document.QuerySelector($"form[action='{telling.Events}/secret']"));
        foreach (var what in (string[])["", "/address", "/secret"])
        {
            form.SetAttribute("action", telling.Events + what);
            Assert.Equal(HttpStatusCode.Forbidden, (await office.Send(form, "", ("address", "https://events.example.org/"))).Status);
        }

        await telling.Press("test", "a2");
        Assert.Single(telling.Receiver.Got);
    }

    [Fact]
    public async Task A_system_that_nobody_has_approved_cannot_be_told_anything()
    {
        await using var telling = await TellingSite.Start(on: false);
        var waiting = await TellingSite.LetIn(telling.Site, TellingSite.Urn, "a2");
        var head = await telling.Head();
        Assert.Equal(HttpStatusCode.NotFound, (await head.Get($"/systems/{waiting}/events")).Status);
        var form = telling.Form(await head.Get(telling.Events), "");
        form.SetAttribute("action", $"/systems/{waiting}/events");
        Assert.Equal(HttpStatusCode.NotFound, (await head.Send(form, "", ("address", telling.Receiver.Address.AbsoluteUri))).Status);
        Assert.All(await new SystemClients(telling.Site.Store.Rows(TellingSite.Urn)).All(_ct), c => Assert.Null(c.Webhook));
    }

    [Fact]
    public async Task A_wrong_address_is_refused_in_words_and_stays_in_its_box()
    {
        await using var telling = await TellingSite.Start(on: false);
        var head = await telling.Head();
        var shown = await head.Send(telling.Form(await head.Get(telling.Events), ""), telling.Events, ("address", "http://events.example.org/a"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shown.Status);
        Assert.Equal(["The address must begin with https://"], shown.Errors);
        Assert.Equal("http://events.example.org/a", ((AngleSharp.Html.Dom.IHtmlInputElement)shown.Document.QuerySelector("#address")!).Value);
        Assert.Null((await new SystemClients(telling.Site.Store.Rows(TellingSite.Urn)).Find(telling.System, _ct))!.Webhook);

        await telling.TurnOn();
        shown = await head.Send(telling.Form(await head.Get(telling.Events), "address"), telling.Events, ("address", "https://10.0.0.1/"));
        Assert.Equal(["The address must name a server, and not be a number such as 192.0.2.1"], shown.Errors);
        Assert.Equal("https://10.0.0.1/", ((AngleSharp.Html.Dom.IHtmlInputElement)shown.Document.QuerySelector("#address")!).Value);
        Assert.NotNull(shown.Document.QuerySelector("details[open]"));
        shown = await head.Send(telling.Form(await head.Get(telling.Events), "address"), telling.Events, ("address", "https://events.example.org/b"));
        Assert.Contains("https://events.example.org/b", (await head.Get(telling.Events)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_refuses_the_machine_itself_which_only_the_one_machine_host_takes()
    {
        await using var telling = await TellingSite.Start(on: false, more: s => s.AddWebhooks());
        var head = await telling.Head();
        var shown = await head.Send(telling.Form(await head.Get(telling.Events), ""), telling.Events, ("address", telling.Receiver.Address.AbsoluteUri));
        Assert.Equal(["The address must begin with https://"], shown.Errors);
    }

    [Theory]
    [InlineData(204, "The test event was taken. Answer: accepted (204)", "Taken")]
    [InlineData(404, "The test event was not taken. Answer: there is nothing at this address (404)", "Not taken")]
    public async Task A_test_event_shows_what_was_answered(int status, string words, string state)
    {
        await using var telling = await TellingSite.Start();
        telling.Receiver.Status = status;
        var after = await telling.Press("test");
        Assert.Equal(("ping", null), (telling.Receiver.Types.Single(), telling.Receiver.Check(telling.Secret, telling.Now)));
        var page = await (await telling.Head()).Get(after.Location!.OriginalString);
        Assert.Contains(words, page.Document.QuerySelector(".govuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(state, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turned_off_nothing_is_sent_and_turned_on_again_it_has_another_secret()
    {
        await using var telling = await TellingSite.Start();
        await telling.Press("off");
        var id = await telling.Came();
        Assert.Null(await telling.Work(id));
        Assert.Empty(telling.Receiver.Got);
        var page = await telling.Page();
        Assert.Equal(telling.Receiver.Address.AbsoluteUri, ((AngleSharp.Html.Dom.IHtmlInputElement)page.Document.QuerySelector("#address")!).Value);
        Assert.NotEqual(telling.Secret, await telling.TurnOn());
        await telling.Press("test");
        Assert.Equal("bad-signature", telling.Receiver.Check(telling.Secret, telling.Now));

        // What it is not told does not stand in every case.
        var senco = await telling.Site.SignedIn("n2", TellingSite.Urn);
        Assert.DoesNotContain("Tell the other system", (await senco.Get($"/cases/{TellingSite.Urn}-{id}")).Text, StringComparison.Ordinal);
    }
}
