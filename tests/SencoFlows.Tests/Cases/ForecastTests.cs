using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Cases;

public class ForecastTests
{
    private static readonly DateOnly _start = new(2026, 11, 20);
    private static readonly School _school = new Tale().School;
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Processes => [.. All.ByName.Keys];

    [Theory]
    [MemberData(nameof(Processes))]
    public async Task Foretells_what_then_happens_when_nobody_acts(string name)
    {
        var process = All.ByName[name];
        if (process.IfStarted(_school, _start, _start.AddMonths(5)) is not { } forecast)
        {
            return;
        }

        Assert.Equal(Told(forecast.Steps.Skip(1)), Told(await Happened(process, forecast.Until)));
        Assert.Equal(forecast.Steps.Count, forecast.Runs.Sum(r => r.Times));
    }

    [Theory]
    [MemberData(nameof(Processes))]
    public void Every_date_it_lists_can_be_explained(string name)
    {
        var process = All.ByName[name];
        for (var day = _start; day < _start.AddDays(400); day = day.AddDays(37))
        {
            var forecast = process.IfStarted(_school, day, day.AddYears(3));
            Assert.All(forecast?.Steps ?? [], (step, at) =>
            {
                Assert.Equal(at == 0, step.Date is null);
                if (step.Date is { } date)
                {
                    Assert.True(SencoFlows.Processes.All.Rule(date.Rule.Id, date.From, _school) is not null, $"{name} has a rule {date.Rule.Id} that its RulesFor leaves out");
                    Assert.NotEmpty(date.Explain(_school.Calendar));
                    Assert.True(date.Lapses <= step.On);
                }
            });
            Assert.True(forecast is null || forecast.Steps.Zip(forecast.Steps.Skip(1)).All(p => p.First.On <= p.Second.On));
        }
    }

    [Fact]
    public void Of_a_transfer_that_nobody_opens_names_each_date_mail_and_escalation_with_its_law()
    {
        var state = JsonSerializer.SerializeToElement(new Tale().Sent().State, Wire.Json);
        var forecast = All.RecordTransfer.Foresee(state, _school, _start, new(2026, 12, 31));
        Assert.Equal(["transfer-open", "transfer-reminder", "transfer-print", "ctf"], forecast.Running.Select(d => d.Rule.Id));
        Assert.Equal(
            """
            2026-11-24 transfer-open: NextSchool record-waiting-again, NextSchoolOffice record-waiting-again, Senco transfer-not-opened
            2026-11-26 transfer-open: NextSchoolHead record-waiting-head, Senco transfer-not-opened (escalates)
            2026-12-01 transfer-open: Head transfer-not-opened, Senco transfer-not-opened (escalates)
            2026-12-07 transfer-reminder: Senco transfer-limit-near, Head transfer-limit-near (escalates)
            2026-12-08 transfer-print: Admin transfer-print, Senco transfer-print
            2026-12-09 transfer-open: NextSchool record-waiting-again, NextSchoolOffice record-waiting-again, Senco transfer-not-opened
            2026-12-15 ctf: Head transfer-late, Senco transfer-late (escalates)
            2026-12-17 transfer-open: NextSchool record-waiting-again, NextSchoolOffice record-waiting-again, Senco transfer-not-opened
            """.ReplaceLineEndings("\n"),
            string.Join('\n', forecast.Steps.Select(Line)));
        Assert.Equal(Ends.GoesOn, forecast.How);
    }

    [Fact]
    public void Tells_a_chase_that_repeats_once()
    {
        var state = JsonSerializer.SerializeToElement(new Tale().Sent().State, Wire.Json);
        var forecast = All.RecordTransfer.Foresee(state, _school, _start, new(2027, 7, 1));
        Assert.True(forecast.Runs.Count < 12);
        Assert.Equal(forecast.Steps.Count, forecast.Runs.Sum(r => r.Times));
        Assert.Equal(forecast.Steps[^1].On, forecast.Runs[^1].Last);
    }

    [Fact]
    public void Of_a_case_that_is_over_is_empty()
    {
        var state = JsonSerializer.SerializeToElement(new Tale().Sent().Tell(new SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event.CameBack(_start)).State, Wire.Json);
        var forecast = All.RecordTransfer.Foresee(state, _school, _start, new(2027, 7, 1));
        Assert.Equal((0, Ends.Over), (forecast.Steps.Count, forecast.How));
    }

    private static async Task<IReadOnlyList<Foreseen>> Happened(Process process, DateOnly until)
    {
        var clock = new FakeTimeProvider(_start.Dawn);
        var store = new MemoryStore();
        var schools = new Schools(store, clock);
        await schools.Save(_school.Urn, _ => _school, Stop);
        var runner = new CaseRunner(All.ByName, store, schools, new Deaf(), clock);
        var id = new CaseId(_school.Urn, "c1");
        await Begin(runner, process, id);
        while (clock.Today < until)
        {
            clock.SetUtcNow(clock.Today.AddDays(1).Dawn);
            await runner.Wake(id, Stop);
        }

        var history = await new Caseload(_school.Urn, store.Rows(_school.Urn)).History(id.Id, Stop);
        var none = new Standing("", Role.Nobody);
        return [.. history.Where(e => e.Kind == "lapsed").Select(e =>
        {
            var date = e.Event.Deserialize<CaseRunner.Lapsed>(Wire.Json)!.Date;
            return new Foreseen(e.At.EnglishDate, new Deadline(date.On, All.Rule(date.Rule, date.From, _school)!, date.From), e.Effects, none, none);
        })];
    }

    /// <summary>With the first of the process's examples that starts a case, as the forecast does.</summary>
    private static async Task Begin(CaseRunner runner, Process process, CaseId id)
    {
        foreach (var (e, role) in Examples(process))
        {
            if (await runner.Tell(id, process, e, new Actor(role, "forecast"), "r1", new Subject("pupil", "p1", "Pupil"), null, Stop) is Answer.Accepted)
            {
                return;
            }
        }

        Assert.Fail("No example starts a case");
    }

    private static IEnumerable<(JsonElement Event, Role Role)> Examples(Process process) =>
        process.ExamplesAsStored(_start).SelectMany(e => Enum.GetValues<Role>().Select(role => (e, role)));

    private static IEnumerable<string> Told(IEnumerable<Foreseen> steps) => steps.Select(s => Line(s).Replace(" (escalates)", "", StringComparison.Ordinal));

    private static string Line(Foreseen s) =>
        $"{IsoDay.Of(s.On)} {s.Date!.Rule.Id}: {string.Join(", ", s.Mails.Select(m => $"{m.To} {m.Template}"))}{(s.Escalates ? " (escalates)" : "")}";

    private sealed class Deaf : IAlarm
    {
        public Task Ring(CaseId id, CancellationToken ct) => Task.CompletedTask;
    }
}
