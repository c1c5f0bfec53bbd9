using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Record;
using SencoFlows.Tests.Mail;
using Post = SencoFlows.Processes.SencoPost.SencoPostProcess;
using Roles = SencoFlows.Processes.SencoPost.SencoRoleProcess;

namespace SencoFlows.Tests.Processes.SencoPost;

/// <summary>The cases tell each other through the store, and the staff list follows.</summary>
public class SuccessionOnTheMachineTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly CaseId _arrangement = new(MailDesk.Urn, Roles.CaseId);
    private static readonly CaseId _post = new(MailDesk.Urn, "p1");

    [Fact]
    public async Task The_clock_of_who_is_named_starts_by_itself_and_mail_to_the_senco_follows_the_post()
    {
        await using var desk = await MailDesk.Open();
        await desk.Schools.Save(MailDesk.Urn, s => s! with { Staff = [.. s.Staff.Select(x => x.Id == "s1" ? x with { Roles = [Role.Teacher] } : x)] }, _ct);
        await Tell(desk, new Roles.Event.Kept());
        await Work(desk, _arrangement);
        Assert.Equal("h.marlow@oaklane.example", Assert.Single(desk.Post.Taken).To.Email);

        var named = new Roles.Event.Named("s1", "p1", "Reyes, Sofia", new(2026, 11, 20), SchoolTale.Teacher, false, []);
        await Tell(desk, named, "same");
        await Tell(desk, named, "same");
        await Work(desk, _arrangement, _post);
        var post = await desk.Caseload.Find("p1", _ct);
        Assert.Equal(new Subject("staff", "s1", "Reyes, Sofia"), post!.About);
        Assert.Equal((1, new DateOnly(2029, 11, 20)), (post.Length, post.Agenda.Dates.Max(d => d.On)));
        Assert.Equal("s1", (await desk.Schools.Get(MailDesk.Urn, _ct)).In(Role.Senco)!.Id);
        Assert.Equal("s.reyes@oaklane.example", desk.Post.Taken[^1].To.Email);

        desk.Clock.Advance(TimeSpan.FromDays(7));
        Assert.IsType<Answer.Accepted>(await desk.Runner.Tell(_post, All.SencoPost, new Post.Event.Leaving(new(2026, 11, 26), LeavingReason.Other), SchoolTale.Head, "r4", _ct));
        await Work(desk, _post, _arrangement);
        Assert.Null((await desk.Schools.Get(MailDesk.Urn, _ct)).In(Role.Senco));
        Assert.Equal("No SENCO", (await desk.Caseload.Find(Roles.CaseId, _ct))!.Agenda.Stage);

        var transfer = await desk.Caseload.Find("p1", _ct);
        var whom = await new SencoFlows.Mail.AddressBook(desk.Store).For(Role.Senco, transfer!, All.SencoPost, await desk.Schools.Get(MailDesk.Urn, _ct), new(2026, 11, 27), _ct);
        Assert.Equal(["h1"], whom.May.Select(m => m.Id));
    }

    private static async Task Tell(MailDesk desk, Roles.Event e, string? request = null) =>
        Assert.IsType<Answer.Accepted>(await desk.Runner.Tell(_arrangement, All.SencoRole, e, SchoolTale.Head, request ?? RecordId.New(), _ct, new("school", MailDesk.Urn, "Oak Lane Primary")));

    private static async Task Work(MailDesk desk, params CaseId[] cases)
    {
        foreach (var id in cases)
        {
            Assert.Null(await desk.Worker.Work(id, desk.Clock.GetUtcNow(), _ct));
        }
    }
}
