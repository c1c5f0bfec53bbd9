using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Tests.Mail;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.GraduatedApproach;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Tests.Simulation;

/// <summary>Pupils of one SENCO through a school year over the real machine, with people who act when they like and a host that is down now and then. One number chooses everything.</summary>
public sealed class DailyMailLives
{
    private const int _pupils = 12;
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private static readonly DateOnly _end = new(2027, 7, 31);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Nobody_gets_two_daily_mails_on_a_day_and_each_reminder_is_in_one_mail(int seed)
    {
        var office = new ReminderOffice(new MemoryStore());
        await office.Settle();
        for (var i = 1; i <= _pupils; i++)
        {
            await new Pupils(office.Rows).Save(new Pupil($"p{i}", "Zebedee", "Quillfeather", new(2016, 3, 4), "5"), 0, _ct);
            await new Teaching(office.Rows).Set($"p{i}", new HashSet<string>(["t1"]), _ct);
        }

        var sent = await Year(office, new Random(seed));
        Assert.InRange(sent.Count(s => ReminderOffice.IsDaily(s.Letter)), 50, 1000);
        Assert.All(sent.Where(s => ReminderOffice.IsDaily(s.Letter)).GroupBy(s => (s.On, s.Letter.To.Id)), day => Assert.Single(day));
        Assert.Equal(sent.Count, sent.Select(s => s.Letter.Key).Distinct(StringComparer.Ordinal).Count());
        await EachReminderOnce(office, sent);
        await EachDutyAnnounced(office, sent);
    }

    private static async Task<List<(DateOnly On, Letter Letter)>> Year(ReminderOffice office, Random people)
    {
        List<(DateOnly, Letter)> sent = [];
        var down = 0;
        for (var day = new DateOnly(2026, 9, 8); day <= _end; day = day.AddDays(1))
        {
            down = down > 0 ? down - 1 : people.Next(30) == 0 ? people.Next(1, 4) : 0;
            if (down == 0)
            {
                await office.Morning(day);
                Note(day);
            }

            office.To(day, new TimeOnly(9, 0).AddMinutes(people.Next(400)));
            for (var acts = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : people.Next(3); acts > 0; acts--)
            {
                var pupil = 1 + people.Next(_pupils);
                if (await Act(office, pupil, people) && down == 0)
                {
                    await office.Work(pupil); // The ring is heard at once unless the host is down.
                }
            }

            await (down == 0 ? office.Run() : Task.CompletedTask);
            Note(day);
        }

        return sent;

        void Note(DateOnly day) => sent.AddRange(office.Post.Taken.Skip(sent.Count).Select(l => (day, l)).ToList());
    }

    /// <summary>What is asked, or something else.</summary>
    private static async Task<bool> Act(ReminderOffice office, int pupil, Random people)
    {
        var today = office.Clock.Today;
        if (await office.Caseload.Find($"g{pupil}", _ct) is not { } @case)
        {
            return await office.Tell(pupil, new Told.Started(today, Concern.GapStays, false, people.Next(2) == 0 ? new(today, Way.Meeting) : null));
        }

        var support = All.GraduatedApproach.Read(@case.State) is GraduatedApproachProcess.State.Running r ? r.Support : null;
        return support is not null && await office.Tell(pupil, @case.Agenda.Action switch
        {
            "told" => new Told.ParentsTold(today, Way.Telephone),
            "assess" => new Told.Assessed([Evidence.TeacherAssessment]),
            "plan" => new Told.PlanIssued((support.Past is [.., var done] ? done.Plan : 0) + 1, GraduatedRules.DefaultReview(today, SupportTale.FiveYears)),
            "review" => new Told.Reviewed(support.Cycle.Plan ?? 1, today, [new("o1", people.Next(2) == 0 ? Result.Met : Result.NotMet)], [new("p1", Impact.Some)], Decision.Change, null),
            "next-step" => new Told.NextStepChosen(NextStep.CarryOn, Why: "New teacher"),
            "report" => new Told.ReportSent(today),
            "meeting-held" => new Told.MeetingHeld(support.Meetings.First(m => m.Open).Id, today, [new($"a{today:yyMMdd}", Owner.Senco, today.AddDays(9))]),
            _ => people.Next(4) switch
            {
                0 => new Told.MeetingArranged($"m{today:yyMMdd}{people.Next(99)}", today.AddDays(1 + people.Next(9)), new(15, 30), 30, Place.AtSchool),
                1 => new Told.SpecialistAsked($"s{today:yyMMdd}{people.Next(99)}", Service.MentalHealth, today),
                2 => new Told.EhcPlanMade(people.Next(8) == 0 ? today : today.AddDays(400)),
                _ => new Told.ViewGiven("t1", ViewOf.Teacher, RecordId.New()),
            },
        });
    }

    /// <summary>Whatever was handed to the daily mail of a day stands in the next one that went out, unless its case was over by then.</summary>
    private static async Task EachReminderOnce(ReminderOffice office, List<(DateOnly On, Letter Letter)> sent)
    {
        for (var i = 1; i <= _pupils; i++)
        {
            if (await office.Caseload.Find($"g{i}", _ct) is not { } @case)
            {
                continue;
            }

            foreach (var errand in (await office.Caseload.Errands($"g{i}", _ct)).Where(e => e is { Daily: not null, Recipient: "s1" }))
            {
                var template = ((Effect.Email)errand.Effect).Template;
                var next = sent.FirstOrDefault(s => s.On >= errand.Daily && s.Letter.To.Id == "s1" && ReminderOffice.IsDaily(s.Letter) && ReminderOffice.Lines(s.Letter).Contains($"g{i} {template}"));
                Assert.True(next.Letter is not null || @case.IsOver || errand.Daily > _end, $"g{i} {template} of {errand.Daily} was never said");
                Assert.True(next.Letter is null || next.On <= errand.Daily!.Value.AddDays(5), $"g{i} {template} of {errand.Daily} was said on {next.On}");
            }
        }

        foreach (var (_, letter) in sent.Where(s => ReminderOffice.IsDaily(s.Letter)))
        {
            Assert.Equal(ReminderOffice.Lines(letter).Length, ReminderOffice.Lines(letter).Distinct(StringComparer.Ordinal).Count());
        }
    }

    /// <summary>No duty of the law passes without the SENCO having read of it before, on its own or in a daily mail: also where the host was down for three days.</summary>
    private static async Task EachDutyAnnounced(ReminderOffice office, List<(DateOnly On, Letter Letter)> sent)
    {
        for (var i = 1; i <= _pupils; i++)
        {
            foreach (var entry in (await office.Caseload.History($"g{i}", _ct)).Where(e => e.Kind == "lapsed"))
            {
                var date = System.Text.Json.JsonSerializer.Deserialize<CaseRunner.Lapsed>(entry.Event, Wire.Json)!.Date;
                if (date.Rule == "sen-notify")
                {
                    Assert.True(sent.Any(s => s.On <= date.On && s.On >= date.From && ReminderOffice.Lines(s.Letter).Any(l => l.StartsWith($"g{i} support-tell-parents", StringComparison.Ordinal))), $"g{i}: the limit of {date.On} was not announced");
                }
            }
        }
    }
}
