using CsCheck;
using SencoFlows.Law;

namespace SencoFlows.Tests.Law;

/// <summary>
/// The rule against a plain statement of regulation 49(4) that goes day by day and knows neither spans nor courses under way:
/// is the school in breach today, by each way to read the law?
/// </summary>
public class SencoQualificationProperties
{
    private static Gen<DateOnly> Days(int from, int to) => Gen.Int[0, (to - from) * 365].Select(n => new DateOnly(from, 1, 1).AddDays(n));

    private static readonly Gen<SencoSpell> _spell = Gen.Select(Days(2005, 2027), Gen.OneOf(Gen.Int[20, 500], Gen.Int[300, 430], Gen.Int[500, 4000]), Gen.Int[1, 3], Gen.Int[0, 9],
        (from, days, school, kind) => new SencoSpell(from, from.AddDays(days), $"10000{school}", kind > 0));

    private static readonly Gen<SencoCourse> _course = Gen.Select(Gen.Bool, Gen.OneOf(Days(2015, 2028), Days(2024, 2025)), Gen.Int[200, 1500], Gen.Int[0, 3], Gen.Int[0, 7],
        (npq, begins, days, how, provider) => new SencoCourse(npq ? SencoCourseKind.Npq : SencoCourseKind.Nasenco, npq && provider == 0 ? "Unheard-of College" : "Teach First", begins, begins.AddDays(days))
        {
            Awarded = how > 0 ? begins.AddDays(days) : null,
            Completed = how > 0 ? begins.AddDays(days) : null,
            Proven = how > 1,
        });

    private static readonly Gen<(SencoCareer Career, SencoSpell Post, DateOnly Today)> _life = Gen.Select(_spell.Array[0, 3], _course.Array[0, 2], Days(2006, 2027), Gen.Int[1, 2500], Gen.Int[0, 12],
        (earlier, courses, from, days, kind) =>
        {
            // Some posts begin where the last one ended: nobody would hit that day by chance.
            var start = kind > 9 && earlier.Length > 0 ? earlier[^1].To!.Value.AddDays(1) : from;
            var post = new SencoSpell(start, null, "100009", kind > 0);
            return (new SencoCareer([.. earlier, post], courses), post, start.AddDays(days));
        });

    [Fact]
    public void The_rule_agrees_with_the_plain_statement() => _life.Sample((career, post, today) =>
    {
        var verdict = SencoQualification.Judge(career, post, today);
        var starts = Starts(career, post);
        var broken = starts.Select(start => post.Relevant && start is { } s && today > s.AddYears(3)).ToList();
        var (byWords, careful) = (broken[0], broken[^1]);
        var holds = career.Courses.Any(c => Counts(c) && c.Awarded <= today);
        var seen = career.Courses.Any(c => Counts(c) && c.Awarded <= today && c.Proven);

        Assert.Equal(byWords && careful && !holds, verdict.Light == Light.Red);
        if (verdict.Light == Light.Green)
        {
            Assert.True(seen || (!byWords && !careful), verdict.Because);
            Assert.True(seen || !post.Relevant || starts.Distinct().Count() == 1, "Two readings are never green");
        }

        if (seen)
        {
            Assert.Equal(Light.Green, verdict.Light);
        }

        if (verdict.Limit is { } limit)
        {
            Assert.Equal(starts.OfType<DateOnly>().Min().AddYears(3), limit.On);
        }
    }, iter: 4_000);

    [Fact]
    public void Nothing_but_an_award_or_leaving_ends_the_duty_and_time_only_makes_it_worse() => _life.Sample((career, post, today) =>
    {
        var bare = career with { Courses = [] };
        var now = SencoQualification.Judge(bare, post, today);
        var later = SencoQualification.Judge(bare, post, today.AddDays(200));
        Assert.True(later.Light >= now.Light, $"{now.Words}, then {later.Words}");
        Assert.Equal(SencoStatus.NotInPost, post.Relevant ? SencoQualification.Judge(career, post with { To = today.AddDays(-1) }, today).Status : SencoStatus.NotInPost);
    }, iter: 2_000);

    /// <summary>The day from which each reading counts: by the words of the regulation (null when they do not bind), and carefully.</summary>
    private static DateOnly?[] Starts(SencoCareer career, SencoSpell post)
    {
        if (post.From <= new DateOnly(2009, 9, 1))
        {
            return [null];
        }

        var served = Served(career, post).ToList();
        var sinceBefore2009 = served.Count > 0 && served[0] <= new DateOnly(2009, 9, 1) && served.Count == post.From.DayNumber - served[0].DayNumber;
        var becameSenco = career.Spells.Where(s => s.Relevant && s.From > new DateOnly(2009, 9, 1)).Select(s => s.From).Append(post.From).Min();
        var longService = served.Count > 0 && served[0].AddDays(served.Count) > served[0].AddMonths(12);
        return sinceBefore2009 ? [null] : [longService ? null : post.From, becameSenco];
    }

    private static IEnumerable<DateOnly> Served(SencoCareer career, SencoSpell post)
    {
        var theirs = career.Spells.Where(s => s.Relevant).ToList();
        for (var day = new DateOnly(2005, 1, 1); day < post.From; day = day.AddDays(1))
        {
            if (theirs.Exists(s => s.From <= day && day <= (s.To ?? DateOnly.MaxValue)))
            {
                yield return day;
            }
        }
    }

    private static bool Counts(SencoCourse c) => c.Awarded is not null && (c.Kind == SencoCourseKind.Nasenco
        ? c.Begins < new DateOnly(2024, 9, 1) && c.Awarded < new DateOnly(2027, 9, 1)
        : c.Begins >= new DateOnly(2024, 9, 1) && c.Provider == "Teach First");
}
