using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Cases;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Tests.Processes.RecordTransfer;
using SencoFlows.Tests.Storage;
using SencoFlows.Tests.Web.Guests;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web.Attacks;

/// <summary>A link that does not open takes the same reads whatever is wrong with it, so that its time tells nobody whether it ever was one.</summary>
public sealed class LinkTimingTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("receive", "senco-1", 3)]
    [InlineData("parcel", "c1", 5)]
    [InlineData("family", "c1", 5)]
    [InlineData("contribute", "t1", 5)]
    [InlineData("asked", "senco-1", 3)]
    [InlineData("safeguarding", "dsl-1", 3)]
    public async Task Expired_used_forged_revoked_and_nonsense_cost_the_same(string purpose, string person, int reads)
    {
        CountingStore? store = null;
        await using var guests = await GuestSite.Start(s => s.AddSingleton<IStore>(store = new CountingStore((IStore)s.Last(d => d.ServiceType == typeof(IStore)).ImplementationInstance!)));
        var site = guests.Site;
        await new Teaching(site.Rows).Set("p1", new HashSet<string>(["t1"], StringComparer.Ordinal), _ct);
        await site.Get<CaseRunner>().Tell(new(TestSite.Urn, "g1"), SencoFlows.Processes.All.GraduatedApproach,
            new GraduatedApproachProcess.Event.Started(new(2026, 11, 20), Concern.GapStays, false, null), new(Role.Senco, "s1"), RecordId.New(), _ct, new Subject("pupil", "p1", "Q"));
        var @case = purpose is "family" or "contribute" ? "g1" : "t1";
        async Task<string> Link(string case1, string who, DateOnly until, string? other = null) => await guests.Links.Create(new(other ?? purpose, case1, who, until), _ct);

        var late = await Link(@case, person, new(2026, 11, 19));
        var revoked = await Link(@case, person, new(2027, 2, 18));
        await guests.Links.Revoke(@case, l => l.Expires == new DateOnly(2027, 2, 18), _ct);
        List<(string Kind, string Token)> bad =
        [
            ("expired", late), ("revoked", revoked), ("forged", $"{TestSite.Urn}-{new string('0', 64)}"), ("nonsense", "rubbish"), ("another school", $"999999-{late[7..]}"), ("cut off", late[..^1]),
            ("for something else", await Link(@case, person, new(2027, 3, 1), "another-purpose")), ("nobody", await Link(@case, "nobody", new(2027, 3, 1))),
            ("of a case that is gone", await Link("gone", person, new(2027, 3, 1))), ("of a case of another kind", await Link(@case == "t1" ? "g1" : "t1", person, new(2027, 3, 1))),
        ];
        if (purpose == "receive")
        {
            var used = await Link("t1", person, new(2027, 3, 1));
            await guests.Tell(new Told.Recalled(RecallReason.PupilStays), Tale.Senco);
            bad.Add(("used up: the case is over", used));
        }

        var browser = site.Anybody();
        var form = (IHtmlFormElement)(await browser.Get($"/{purpose}/x")).Document.QuerySelector("main form[method=post]")!;
        form.RemoveAttribute("action");
        List<string> costs = [];
        foreach (var (kind, token) in bad)
        {
            await browser.Send(form, $"/{purpose}/{token}"); // What is known of schools is remembered for a minute.
            Shown? shown = null;
            var cost = await store!.During(async () => shown = await browser.Send(form, $"/{purpose}/{token}"));
            GuestSite.IsClosed(shown!);
            costs.Add($"{kind}: {cost.Reads + cost.Pages} of {cost}");
        }

        Assert.All(costs, c => Assert.Contains($": {reads} of ", c, StringComparison.Ordinal));
        Assert.Single(costs.Select(c => c[c.IndexOf(" of Req", StringComparison.Ordinal)..]).Distinct());
    }
}
