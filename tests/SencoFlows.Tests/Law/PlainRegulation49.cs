using SencoFlows.Law;

namespace SencoFlows.Tests.Law;

/// <summary>
/// Regulation 49(4) and (7) once more, as simply as they can be said. It lives through a career day by day and knows no spans; what
/// nobody has recorded it tries in every way that it may have been. It shares nothing with the rule but the words for a career.
/// </summary>
internal static class PlainRegulation49
{
    private static readonly DateOnly _first = new(2009, 9, 1);
    private static readonly DateOnly _change = new(2024, 9, 1);
    private static readonly DateOnly _end = new(2027, 9, 1);

    public static Light LightOf(SencoCareer career, SencoSpell post, DateOnly today)
    {
        if (!post.Relevant || post.To < today)
        {
            return Light.Green;
        }

        var starts = Starts(career, post).Distinct().ToList();
        if (starts is [null])
        {
            return Light.Green;
        }

        var awards = career.Courses.Where(c => c.Awarded <= today).ToList();
        if (awards.Exists(c => c.Proven && Counts(c) is true))
        {
            return Light.Green;
        }

        if (awards.Exists(c => Counts(c) is not false))
        {
            return Light.Amber;
        }

        var lights = starts.ConvertAll(start => start is { } day ? ByClock(career, day.AddYears(3), today) : Light.Green);
        return lights.TrueForAll(l => l == Light.Red) ? Light.Red : lights is [var only] ? only : Light.Amber;
    }

    /// <summary>The day from which each reading counts: by the words of the regulation (null when they do not bind), and carefully.</summary>
    public static DateOnly?[] Starts(SencoCareer career, SencoSpell post)
    {
        if (post.From <= _first)
        {
            return [null];
        }

        var served = Served(career, post).ToList();
        var neverAway = served.Count > 0 && served[0] <= _first && served.Count == post.From.DayNumber - served[0].DayNumber;
        var becameSenco = career.Spells.Where(s => s.Relevant && s.From > _first).Select(s => s.From).Append(post.From).Min();
        var longService = served.Count > 0 && served[0].AddDays(served.Count) > served[0].AddMonths(12);
        return neverAway ? [null] : [longService ? null : post.From, becameSenco];
    }

    private static Light ByClock(SencoCareer career, DateOnly limit, DateOnly today)
    {
        if (today > limit)
        {
            return Light.Red;
        }

        var live = career.Courses.Where(c => CouldStillCount(c, today)).ToList();
        return live.Count == 0 ? today <= limit.AddMonths(-22) ? Light.Green : Light.Amber
            : live.Exists(c => c.Ends >= today && c.Ends <= limit && c.Provider != "LLSE" && (c.Kind is SencoCourseKind.Npq || (c.Completed ?? c.Ends) < _end)) ? Light.Green : Light.Amber;
    }

    private static bool CouldStillCount(SencoCourse c, DateOnly today) => !(c.Stopped <= today) && !(c.Awarded <= today)
        && (c.Kind is SencoCourseKind.Npq ? c.Provider != "Unheard-of College" && !(c.Begins < _change) : c.Begins < _change && (c.Completed ?? today) < _end);

    /// <summary>Whether an award is the qualification: yes or no where it is so whatever the days that nobody recorded were, otherwise null.</summary>
    private static bool? Counts(SencoCourse c)
    {
        DateOnly[] begins = c.Begins is { } b ? [b] : [new(2000, 1, 1), c.Completed ?? c.Awarded!.Value];
        DateOnly[] completed = c.Completed is { } d ? [d] : [begins[0], c.Awarded!.Value];
        bool[] ways = c switch
        {
            { Kind: SencoCourseKind.Nasenco } => [.. from begun in begins from done in completed where begun <= done select begun < _change && done < _end],
            _ when c.Provider == "Unheard-of College" || c.Begins < _change => [false], // Nobody could begin one before.
            _ => c.Provider == "LLSE" ? [true, false] : [true],
        };
        return ways.All(w => w) ? true : ways.Any(w => w) ? null : false;
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
}
