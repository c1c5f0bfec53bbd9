using System.Collections.Concurrent;
using CsCheck;
using SencoFlows.Law;

namespace SencoFlows.Tests.Law;

/// <summary>The rule against <see cref="PlainRegulation49"/> over careers that nobody thought of: posts, gaps, schools, courses put off, given up, failed and awarded.</summary>
public class SencoQualificationProperties
{
    /// <summary>Days on which the law turns are never hit by chance.</summary>
    private static Gen<DateOnly> Days(int from, int to) => Gen.Frequency(
        (9, Gen.Int[0, (to - from) * 365].Select(n => new DateOnly(from, 1, 1).AddDays(n))),
        (1, Gen.OneOf(Gen.Const(new DateOnly(2009, 9, 1)), Gen.Const(new DateOnly(2009, 9, 2)), Gen.Const(new DateOnly(2024, 8, 31)), Gen.Const(new DateOnly(2024, 9, 1)))));

    private static readonly Gen<SencoSpell> _spell = Gen.Select(Days(2005, 2027), Gen.OneOf(Gen.Int[20, 500], Gen.Int[300, 430], Gen.Int[364, 366], Gen.Int[500, 4000]), Gen.Int[1, 3], Gen.Int[0, 9],
        (from, days, school, kind) => new SencoSpell(from, from.AddDays(days), $"10000{school}", kind > 0));

    private static readonly Gen<SencoCourse> _course = Gen.Select(Gen.Bool, Days(2021, 2028), Gen.Int[200, 1500], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 9],
        (npq, begins, days, how, provider, known) =>
        {
            var over = begins.AddDays(days);
            var course = new SencoCourse(npq ? SencoCourseKind.Npq : SencoCourseKind.Nasenco, (npq, provider) switch { (true, 0) => "Unheard-of College", (true, 1) => "LLSE", _ => "Teach First" }, known == 0 ? null : begins, over);
            return how switch
            {
                < 3 => course, // Under way.
                3 => course with { Ends = null }, // Put off.
                4 => course with { Ends = over.AddDays(400), Completed = over }, // Finished, and the result takes its time.
                5 => course with { Stopped = begins.AddDays(days / 2) }, // Given up, or failed for good.
                6 => course with { Awarded = over },
                7 => course with { Awarded = over.AddDays(90), Completed = known == 1 ? null : over, Proven = true },
                _ => course with { Awarded = over, Completed = over, Proven = how > 8 },
            };
        });

    private static readonly Gen<(SencoCareer Career, SencoSpell Post, DateOnly Today)> _life =
        Gen.Select(_spell.Array[0, 3], _course.Array[0, 2], Days(2006, 2027), Gen.OneOf(Gen.Int[0, 2500], Gen.Int[1090, 1100], Gen.Int[420, 430]), Gen.Int[0, 12], Gen.Int[-3, 40],
        (earlier, courses, from, days, kind, left) =>
        {
            // Some posts begin where the last one ended: nobody would hit that day by chance.
            var start = kind > 9 && earlier.Length > 0 ? earlier[^1].To!.Value.AddDays(1) : from;
            var today = start.AddDays(days);
            var post = new SencoSpell(start, left > 1 || today.AddDays(left) < start ? null : today.AddDays(left), "100009", kind > 0);
            return (new SencoCareer([.. earlier, post], [.. courses.Select(c => c.Completed > today ? c with { Completed = null } : c)]), post, today);
        });

    [Fact]
    public void The_rule_agrees_with_the_plain_statement_and_every_way_it_can_stand_is_reached()
    {
        ConcurrentDictionary<SencoStatus, int> reached = [];
        _life.Sample((career, post, today) =>
        {
            var verdict = SencoQualification.Judge(career, post, today);
            reached.AddOrUpdate(verdict.Status, 1, (_, n) => n + 1);
            Assert.Equal((PlainRegulation49.LightOf(career, post, today), verdict.Status), (verdict.Light, verdict.Status));
            if (verdict.Limit is { } limit)
            {
                Assert.Equal(PlainRegulation49.Starts(career, post).OfType<DateOnly>().Min().AddYears(3), limit.On);
            }
        }, iter: 6_000);
        Assert.Equal(Enum.GetValues<SencoStatus>(), reached.Keys.Order());
    }

    [Fact]
    public void Nothing_but_an_award_or_leaving_ends_the_duty_and_time_only_makes_it_worse() => _life.Sample((career, post, today) =>
    {
        var bare = career with { Courses = [] };
        var stays = post with { To = null };
        var now = SencoQualification.Judge(bare, stays, today);
        var later = SencoQualification.Judge(bare, stays, today.AddDays(200));
        Assert.True(later.Light >= now.Light, $"{now.Words}, then {later.Words}");
        Assert.Equal(SencoStatus.NotInPost, post.Relevant ? SencoQualification.Judge(career, post with { To = today.AddDays(-1) }, today).Status : SencoStatus.NotInPost);
    }, iter: 2_000);
}
