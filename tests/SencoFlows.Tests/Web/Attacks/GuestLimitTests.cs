using System.Net;
using AngleSharp;
using SencoFlows.Record;
using SencoFlows.Tests.Web.GraduatedApproach;
using SencoFlows.Tests.Web.Guests;
using SencoFlows.Web;
using SencoFlows.Web.Guests;

namespace SencoFlows.Tests.Web.Attacks;

/// <summary>Whoever holds a link may write, and not without end. What they typed is never lost.</summary>
public sealed class GuestLimitTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_parent_s_link_fills_no_history()
    {
        await using var guests = await GuestSite.Start();
        var before = (await guests.Case()).Length;
        var parent = await guests.Parent();
        var first = await SayWrong(parent, "wrong 0", "a".PadRight(32, 'a'));
        for (var i = 1; i < GuestWrites.AVisit; i++)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await SayWrong(parent, $"wrong {i}")).Status);
        }

        var no = await SayWrong(parent, "The one that was too many");
        Assert.Equal((HttpStatusCode.TooManyRequests, "This was not sent"), (no.Status, no.H1));
        Assert.Contains("The one that was too many", no.Document.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("01632 960960", no.Text, StringComparison.Ordinal);
        Assert.Equal(before + GuestWrites.AVisit, (await guests.Case()).Length);

        // A click that came twice is answered like the first time, also now.
        Assert.Equal(first.Location, (await SayWrong(parent, "wrong 0", "a".PadRight(32, 'a'))).Location);

        // The link opened anew goes on until the day is full, whoever opens it how often.
        for (var i = GuestWrites.AVisit; i < GuestWrites.ADay; i += GuestWrites.AVisit)
        {
            parent = await guests.Parent();
            for (var j = i; j < Math.Min(i + GuestWrites.AVisit, GuestWrites.ADay); j++)
            {
                Assert.Equal(HttpStatusCode.Redirect, (await SayWrong(parent, $"more {j}")).Status);
            }
        }

        parent = await guests.Parent();
        no = await SayWrong(parent, "Too many for one day");
        Assert.Equal(HttpStatusCode.TooManyRequests, no.Status);
        Assert.True(no.Response.Headers.RetryAfter!.Delta > TimeSpan.FromHours(23));
        Assert.Equal(before + GuestWrites.ADay, (await guests.Case()).Length);

        guests.Site.Clock.Advance(TimeSpan.FromHours(25));
        parent = await guests.Parent();
        Assert.Equal(HttpStatusCode.Redirect, (await SayWrong(parent, "On the next day")).Status);

        // What was not sent can be sent from the page itself.
        Assert.Equal($"{GuestSite.Where}/wrong", no.Document.QuerySelector("main form")!.GetAttribute("action"));
    }

    [Fact]
    public async Task The_same_forms_sent_round_and_round_with_other_words_are_counted_too()
    {
        await using var guests = await GuestSite.Start();
        var before = (await guests.Case()).Length;
        List<string> requests = [.. Enumerable.Range(0, GuestWrites.ADay).Select(_ => RecordId.New())];
        for (var round = 0; round < 3; round++)
        {
            foreach (var part in requests.Chunk(GuestWrites.AVisit))
            {
                var parent = await guests.Parent();
                foreach (var request in part)
                {
                    await SayWrong(parent, $"round {round}", request);
                }
            }
        }

        Assert.Equal(before + GuestWrites.ADay, (await guests.Case()).Length);
    }

    [Fact]
    public async Task A_hundred_at_once_are_no_more_than_one_after_another()
    {
        await using var guests = await GuestSite.Start();
        var before = (await guests.Case()).Length;
        var parent = await guests.Parent();
        var page = await parent.Get($"{GuestSite.Where}/wrong");
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => parent.Send(page, $"{GuestSite.Where}/wrong", ("words", $"at once {i}"), (Once.RequestField, RecordId.New()))));
        Assert.Equal(GuestWrites.AVisit, answers.Count(a => a.Status == HttpStatusCode.Redirect));
        Assert.Equal(before + GuestWrites.AVisit, (await guests.Case()).Length);
    }

    [Fact]
    public async Task Nor_do_the_links_of_a_teacher_and_of_a_family()
    {
        await using var site = await SupportSite.Start();
        await site.Pupil("ada", contacts: SupportSite.Mother);
        await new Teaching(site.Site.Rows).Set("ada", new HashSet<string>(["t1"], StringComparer.Ordinal), _ct);
        await site.AtWork();
        await site.NearReview();
        foreach (var (link, at) in new[] { (site.Link("contribute", "t.lin@oaklane.example"), "/say/100001-g1"), (site.Link("family", "ngozi@example.org"), "/our-child/100001-g1/view") })
        {
            var (browser, _) = await site.Enter(link);
            var page = await browser.Get(at);
            for (var i = 0; i < GuestWrites.AVisit; i++)
            {
                Assert.Equal(HttpStatusCode.Redirect, (await browser.Send(page, at, ("well", $"well {i}"), (Once.RequestField, RecordId.New()))).Status);
            }

            var no = await browser.Send(page, at, ("well", "one more"), ("hard", "and this"), (Once.RequestField, RecordId.New()));
            Assert.Equal(HttpStatusCode.TooManyRequests, no.Status);
            Assert.Contains("one more", no.Document.ToHtml(), StringComparison.Ordinal);
            Assert.Contains("and this", no.Document.ToHtml(), StringComparison.Ordinal);
        }
    }

    private static async Task<Shown> SayWrong(Browser parent, string words, string? request = null) =>
        await parent.Send(await parent.Get($"{GuestSite.Where}/wrong"), $"{GuestSite.Where}/wrong", ("words", words), (Once.RequestField, request ?? RecordId.New()));
}
