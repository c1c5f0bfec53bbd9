using Microsoft.Extensions.Time.Testing;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Tests.Record.Plans;

/// <summary>A plan is issued and the pupil's SEN support hears of it: both, or neither, whenever the host dies.</summary>
public class PlanDeskTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly MemoryStore _store = new();
    private readonly FakeTimeProvider _clock = new(SamplePlan.Morning);
    private readonly School _school = new Tale().School;
    private readonly CaseRunner _runner;

    public PlanDeskTests()
    {
        var schools = new Schools(_store, _clock);
        _runner = new(All.ByName, _store, schools, new NoAlarm(), _clock);
        schools.Save(_school.Urn, _ => _school, _ct).GetAwaiter().GetResult();
    }

    private MemoryRows Rows => (MemoryRows)_store.Rows(_school.Urn);

    private static CaseId Id { get; } = new("100001", "support1");

    private Task<Answer> Tell(Event e, string request) => _runner.Tell(Id, All.GraduatedApproach, e, SamplePlan.Senco, request, _ct, new Subject("pupil", "ada", "Okafor, Ada"));

    private async Task<State> Support() => All.GraduatedApproach.Read((await new Caseload(Id.School, Rows).Find(Id.Id, _ct))!.State);

    private async Task<string> Begin()
    {
        var draft = await new PlanDrafts(Rows).Save("ada", _ => PlanStart.From("abcdefgh", new IssuedPlan(0, SamplePlan.Morning, SamplePlan.Senco, SamplePlan.Whole), _school.Calendar, "s1", SamplePlan.Morning), _ct);
        return draft!.Mark;
    }

    private Task<Issuing> Issue(string mark, string request = "r1") => new PlanDesk(_store, _runner, _clock).Issue(_school, "ada", mark, SamplePlan.Senco, request, _ct);

    private async Task StartSupport() => Assert.IsType<Answer.Accepted>(await Tell(EveryStart(), "s"));

    private static Event EveryStart() => All.GraduatedApproach.Examples(SamplePlan.Morning.EnglishDate).First(e => e is Event.Started);

    [Fact]
    public async Task The_support_of_the_pupil_hears_of_the_version_and_its_review()
    {
        await StartSupport();
        Assert.Equal(new Issuing.Done(1), await Issue(await Begin()));
        var doing = Assert.IsType<State.Doing>(await Support());
        Assert.Equal((1, SamplePlan.Whole.Review), (doing.Support.Cycle.Plan, doing.Support.Cycle.Review));
        Assert.Null(await new PlanDrafts(Rows).Find("ada", _ct));
    }

    [Fact]
    public async Task A_pupil_without_support_here_has_a_plan_all_the_same() => Assert.Equal(new Issuing.Done(1), await Issue(await Begin()));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_host_that_dies_at_the_save_leaves_both_or_neither_and_a_second_click_ends_it(bool support)
    {
        if (support)
        {
            await StartSupport();
        }

        var mark = await Begin();
        Rows.Before = _ => throw new InvalidOperationException("The host dies before the save.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Issue(mark));
        Assert.Null(await new PlanBook(Rows).Current("ada", _ct));
        var keys = Rows.Keys;

        Rows.Before = null;
        var saves = Rows.Saves;
        Assert.Equal(new Issuing.Done(1), await Issue(mark)); // And the host dies before it can answer.
        Assert.Equal(1, Rows.Saves - saves);
        var after = Rows.Keys;
        Assert.Contains("plan|ada|0001", after.Except(keys, StringComparer.Ordinal));
        Assert.Equal(support, after.Except(keys, StringComparer.Ordinal).Any(k => k.StartsWith($"entry|{Id.Id}|", StringComparison.Ordinal)));

        Assert.Equal(new Issuing.Done(1), await Issue(mark)); // The same click again.
        Assert.Equal(after, Rows.Keys);
    }

    [Fact]
    public async Task The_answer_of_a_save_that_is_lost_is_recognised()
    {
        await StartSupport();
        var mark = await Begin();
        Rows.Before = async _ =>
        {
            Rows.Before = null;
            await Issue(mark); // The same request gets through first, as a retry of the network does.
        };
        Assert.Equal(new Issuing.Done(1), await Issue(mark));
        Assert.Single(await new PlanBook(Rows).Versions("ada", _ct));
        Assert.Equal(2, (await new Caseload(Id.School, Rows).Find(Id.Id, _ct))!.Length);
    }

    [Fact]
    public async Task Who_writes_in_the_draft_at_the_same_moment_stops_it()
    {
        await StartSupport();
        var mark = await Begin();
        Rows.Before = async _ =>
        {
            Rows.Before = null;
            await new PlanDrafts(Rows).Save("ada", d => d!.With("home", "Something else", "h1", SamplePlan.Morning), _ct);
        };
        Assert.IsType<Issuing.Changed>(await Issue(mark));
        Assert.Null(await new PlanBook(Rows).Current("ada", _ct));
        Assert.Equal("Something else", (await new PlanDrafts(Rows).Find("ada", _ct))!["home"]);
    }

    [Fact]
    public async Task Two_people_with_two_windows_issue_one_version()
    {
        var mark = await Begin();
        Assert.Equal(new Issuing.Done(1), await Issue(mark));
        Assert.IsType<Issuing.Gone>(await Issue(mark, "r2"));
    }

    private sealed class NoAlarm : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }
}
