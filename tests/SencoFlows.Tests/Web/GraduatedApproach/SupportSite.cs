using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Tests.Mail;
using SencoFlows.Tests.Record.Plans;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Web.GraduatedApproach;

/// <summary>The site with pupils on SEN support, brought to where a test wants them.</summary>
internal sealed class SupportSite : IAsyncDisposable
{
    public static readonly Actor Senco = new(Role.Senco, "s1");
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    private SupportSite(TestSite site, Postbox post) => (Site, Post) = (site, post);

    public TestSite Site { get; }

    public Postbox Post { get; }

    public static async Task<SupportSite> Start()
    {
        var post = new Postbox();
        var site = await TestSite.Start(services => services.AddSingleton<IMail>(post));
        await site.Get<Schools>().Save(TestSite.Urn, s => s! with { Phone = "01632 960960", Email = "office@oaklane.example" }, _ct);
        return new(site, post);
    }

    public SaidBook Words => new(Site.Rows);

    public async Task Pupil(string id, string forename = "Ada", string surname = "Okafor", string year = "5", params Contact[] contacts)
    {
        var pupils = new Pupils(Site.Rows);
        await pupils.Save(new Pupil(id, forename, surname, new(2016, 3, 4), year), 0, _ct);
        foreach (var contact in contacts)
        {
            await pupils.Save(id, contact, 0, _ct);
        }
    }

    public static Contact Mother { get; } = new("c1", "Ngozi Okafor", "Mother") { ParentalResponsibility = true, LivesWith = true, MayBeContacted = MayBeContacted.Yes, Email = "ngozi@example.org", Language = "pl" };

    public static Contact Father { get; } = new("c2", "Emeka Okafor", "Father") { ParentalResponsibility = true, MayBeContacted = MayBeContacted.Yes, Email = "emeka@example.org", Order = 2 };

    public async Task<Case> Tell(string id, Told e, string pupil = "ada", Actor? by = null) =>
        Assert.IsType<Answer.Accepted>(await Site.Runner.Tell(Site.Id(id), All.GraduatedApproach, e, by ?? Senco, RecordId.New(), _ct, new Subject("pupil", pupil, $"Okafor, {pupil}"))).Case;

    /// <summary>Support decided and told, and a first plan at work.</summary>
    public async Task AtWork(string id = "g1", string pupil = "ada")
    {
        await Tell(id, new Told.Started(new(2026, 11, 20), Concern.GapStays, false, new(new(2026, 11, 20), Way.Meeting)), pupil);
        await Tell(id, new Told.Assessed([Evidence.TeacherAssessment]), pupil);
        await new PlanBook(Site.Rows).Issue(pupil, SamplePlan.Whole, Senco, SamplePlan.Morning, RecordId.New(), null, async (_, changes) =>
        {
            await Site.Rows.Save(changes, _ct);
            return true;
        }, _ct);
        await Tell(id, new Told.PlanIssued(1, new(2026, 12, 18)), pupil);
    }

    /// <summary>The review is near: mails have gone out and time has come.</summary>
    public async Task NearReview(string id = "g1")
    {
        await Site.Get<CaseWorker>().Work(Site.Id(id), Site.Clock.GetUtcNow(), _ct);
        var day = Site.Clock.Today.AddDays(20);
        Site.Clock.SetUtcNow(day.Dawn);
        await Site.Get<CaseWorker>().Work(Site.Id(id), Site.Clock.GetUtcNow(), _ct);
        await Daily();
        Site.Clock.SetUtcNow(day.At(new(9, 0)));
    }

    /// <summary>It is the time of the next daily emails, and they go out.</summary>
    public async Task Daily()
    {
        var today = Site.Clock.Today;
        Site.Clock.SetUtcNow((Site.Clock.GetUtcNow() < today.At(DailyMails.Time) ? today : today.AddDays(1)).At(DailyMails.Time));
        await Site.Get<DailyMails>().Look(_ct);
        foreach (var staff in TestSite.Staff)
        {
            await Site.Get<CaseWorker>().Work(Site.Id(DailyMails.CaseOf(staff.Id)), Site.Clock.GetUtcNow(), _ct);
        }
    }

    public async Task<GraduatedApproachProcess.State> State(string id = "g1") => All.GraduatedApproach.Read((await Site.Case(id)).State);

    public async Task<Support> Support(string id = "g1") => ((GraduatedApproachProcess.State.Running)await State(id)).Support;

    /// <summary>The address in the newest mail to somebody with that kind of link.</summary>
    public string Link(string purpose, string email) =>
        Post.Taken.Last(m => m.To.Email == email && m.Wording.Text.Contains($"/{purpose}/", StringComparison.Ordinal)).Wording.Text.Split('\n').First(l => l.Contains($"/{purpose}/", StringComparison.Ordinal)).Trim();

    /// <summary>Opens a link and presses its button.</summary>
    public async Task<(Browser Browser, Shown Page)> Enter(string link)
    {
        var browser = Site.Anybody();
        var door = await browser.Get(link);
        var entered = await browser.Send(door, link);
        return (browser, entered.Location is { } to ? await browser.Get(to.OriginalString) : entered);
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
