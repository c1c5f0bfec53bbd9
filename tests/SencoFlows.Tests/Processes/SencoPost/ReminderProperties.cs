using CsCheck;
using SencoFlows.Law;
using SencoFlows.Processes.SencoPost;
using Told = SencoFlows.Processes.SencoPost.SencoPostProcess.Event;

namespace SencoFlows.Tests.Processes.SencoPost;

/// <summary>Random careers told to the process, against the plain statement of who must hear when.</summary>
public class ReminderProperties
{
    private static readonly int[] _months = [24, 22, 18, 12, 6, 3, 1];

    private static readonly Gen<(DateOnly From, int[] Wakes)> _lives = Gen.Select(Gen.Int[0, 900], Gen.Int[1, 200].Array[20, 60], (day, gaps) => (new DateOnly(2025, 1, 6).AddDays(day), gaps));

    /// <summary>However seldom the clock comes by: each step is told once, on the first wake from its day on, and of several steps passed together the last.</summary>
    [Fact]
    public void The_senco_hears_of_every_step_once_on_the_first_wake_after_it() => _lives.Sample(life =>
    {
        var tale = new SchoolTale(life.From).Named();
        var limit = life.From.AddYears(3);
        List<DateOnly> wakes = [life.From];
        foreach (var gap in life.Wakes)
        {
            var next = wakes[^1].AddDays(gap);
            tale.AsleepUntil(next.Year, next.Month, next.Day);
            wakes.Add(next);
        }

        var expected = _months.Select(m => limit.AddMonths(-m)).Select(day => wakes.Find(w => w >= day)).Where(w => w != default && w <= limit).Distinct();
        Assert.Equal(expected, tale.DaysOf("Self: senco-limit-near"));
        Assert.Equal(wakes.Where(w => w > limit).Take(1), tale.DaysOf("Self: senco-overdue"));
        Assert.All(tale.Mails.Where(m => m.Mail.EndsWith("senco-overdue", StringComparison.Ordinal)), m => Assert.True(m.On > limit));
    }, iter: 60);

    private static readonly Gen<Told> _acts = Gen.OneOf(
        Gen.Select(Gen.Int[0, 1200], Gen.Int[100, 900], Gen.Bool, (begins, days, npq) => (Told)new Told.Enrolled(npq ? SencoCourseKind.Npq : SencoCourseKind.Nasenco, "Teach First", new DateOnly(2023, 9, 1).AddDays(begins), new DateOnly(2023, 9, 1).AddDays(begins + days))),
        Gen.Int[-700, 400].Select(d => (Told)new Told.Held(SencoCourseKind.Nasenco, "A university", new(2023, 9, 4), null, new DateOnly(2026, 11, 2).AddDays(d))),
        Gen.Int[0, 900].Select(d => (Told)new Told.PutOff(1, new DateOnly(2026, 11, 2).AddDays(d), null)),
        Gen.Int[-300, 100].Select(d => (Told)new Told.Awarded(1, new DateOnly(2026, 11, 2).AddDays(d), null)),
        Gen.Int[-300, 100].Select(d => (Told)new Told.AttemptFailed(1, new DateOnly(2026, 11, 2).AddDays(d), null)),
        Gen.Const((Told)new Told.CertificateAdded(1, new('a', 64), "a.pdf", "application/pdf", 9)),
        Gen.Const((Told)new Told.CertificateChecked(1, true, null)),
        Gen.Int[0, 2500].Select(d => (Told)new Told.EarlierRecorded([new(new DateOnly(2017, 9, 1).AddDays(d), new DateOnly(2018, 9, 1).AddDays(d), "100009")])),
        Gen.Int[0, 400].Select(d => (Told)new Told.PlanMade(PlanKind.Advice, new DateOnly(2026, 11, 3).AddDays(d), "x")));

    /// <summary>Whatever people record in whatever order, the post says what the law says of the career, and something is always awaited.</summary>
    [Fact]
    public void The_post_stands_as_the_law_judges_the_career_that_was_recorded() => Gen.Select(Gen.Int[0, 1400], _acts.Array[0, 8]).Sample((days, acts) =>
    {
        var from = new DateOnly(2023, 1, 9).AddDays(days);
        var tale = new SchoolTale(new(2026, 11, 2)).Named(from: from > new DateOnly(2026, 11, 2) ? new(2026, 11, 2) : from);
        List<Told> taken = [];
        foreach (var act in acts)
        {
            if (All(tale, act))
            {
                taken.Add(act);
            }
        }

        var post = tale.Tenure("p1");
        var spell = new SencoSpell(post.From, null, "", true);
        IReadOnlyList<SencoSpell> earlier = taken.OfType<Told.EarlierRecorded>().LastOrDefault()?.Earlier ?? [];
        var byHand = SencoQualification.Judge(new([.. earlier, spell], post.Courses.Select(c => c.AsLaw).ToList()), spell, tale.Today);
        Assert.Equal((byHand.Status, byHand.Light), (tale.Verdict("p1").Status, tale.Verdict("p1").Light));
        Assert.True(byHand.IsSettled || tale.Due("p1").Any(), $"{byHand.Words}: nothing is awaited");
    }, iter: 400);

    private static bool All(SchoolTale tale, Told act) => tale.Try("p1", act, act is Told.CertificateChecked or Told.PlanMade ? SchoolTale.Head : new(SencoFlows.Record.Role.Senco, "s1"));
}
