using System.Globalization;
using SencoFlows.Law;
using SencoFlows.Record;

namespace SencoFlows.Benchmarks.Transfers;

/// <summary>The schools of the year and who moves between them. Everything follows from the seed.</summary>
internal sealed class Plan
{
    public static readonly DateOnly First = new(2026, 9, 1);

    /// <summary>The leavers of July have until late September.</summary>
    public static readonly DateOnly Last = new(2027, 11, 19);

    private static readonly DateOnly _endOfSummer = new(2027, 7, 20);

    private Plan(IReadOnlyList<School> schools, IReadOnlyList<Move> moves, IReadOnlyDictionary<string, DayRange> mailDown)
    {
        (Schools, Moves, MailDown) = (schools.ToDictionary(s => s.Urn, StringComparer.Ordinal), moves, mailDown);
    }

    public IReadOnlyDictionary<string, School> Schools { get; }

    public IReadOnlyList<Move> Moves { get; }

    /// <summary>The week in which a school takes no mail and its people cannot work.</summary>
    public IReadOnlyDictionary<string, DayRange> MailDown { get; }

    /// <summary>Days on which our host is down: nobody can use the site, and nothing wakes.</summary>
    public IReadOnlyList<DayRange> HostDown { get; } = [new(new(2026, 11, 10), new(2026, 11, 11)), new(new(2027, 3, 2), new(2027, 3, 3)), new(new(2027, 7, 7), new(2027, 7, 8)), new(new(2027, 9, 14), new(2027, 9, 14))];

    /// <summary>Days on which the mail service takes nothing.</summary>
    public IReadOnlyList<DayRange> MailServiceDown { get; } = [new(new(2027, 1, 19), new(2027, 1, 20)), new(new(2027, 9, 8), new(2027, 9, 9))];

    public static Plan Of(int transfers, int schools, Chance chance, Chance roll)
    {
        School[] all = [.. Enumerable.Range(0, schools).Select(Make)];
        var down = all.Where(_ => chance.Of(0.4)).ToDictionary(s => s.Urn, _ => new DateOnly(2026, 9, 7).AddDays(7 * chance.Between(0, 55)) is var monday ? new DayRange(monday, monday.AddDays(6)) : null!, StringComparer.Ordinal);
        return new(all, [.. Enumerable.Range(0, transfers).Select(i => Draw(i, all, chance, roll))], down);
    }

    private static Move Draw(int i, School[] schools, Chance chance, Chance roll)
    {
        var from = chance.One(schools);
        var to = chance.One([.. schools.Where(s => s != from)]);
        var temper = chance.Between(1, 100) switch { <= 62 => Temper.Prompt, <= 84 => Temper.Slow, <= 96 => Temper.Away, _ => Temper.Deaf };
        var slip = chance.Between(1, 1000) switch
        {
            <= 20 => Slip.NoSuchAddress,
            <= 35 => Slip.NobodyReadsIt,
            <= 50 => Slip.OtherSchool,
            <= 75 => Slip.DocumentMissing,
            <= 85 => Slip.StartsTooLate,
            <= 115 => Slip.LeavingDateChangedTwice,
            <= 130 => Slip.PupilComesBack,
            <= 140 => Slip.TakesItBack,
            _ => Slip.None,
        };

        // Six in ten leave at the end of the year, the others on any day of it.
        var leaving = chance.Of(0.6) ? _endOfSummer : from.Calendar.OnOrAfter(First.AddDays(chance.Between(10, 320)));
        leaving = leaving > _endOfSummer ? _endOfSummer : leaving;
        var starts = slip == Slip.StartsTooLate ? from.Calendar.After(leaving, chance.Between(16, 25)) : from.Calendar.Before(leaving.AddDays(1), chance.Between(-5, 15) is var n && n > 0 ? n : 1);
        return new(string.Create(CultureInfo.InvariantCulture, $"m{i}"), from.Urn, to.Urn, starts < First ? First : starts, leaving, temper, slip)
        {
            Objects = chance.Of(0.04),
            AwayUntil = starts.AddDays(chance.Between(5, 40)),
            RollSays = RollSays(from.Calendar, leaving, starts, slip, roll),
            OtherSchool = chance.One([.. schools.Where(s => s != from && s != to)]).Urn,
        };
    }

    /// <summary>
    /// The roll knows from three weeks before the last day until two weeks after it. Of those whose transfer would start too late, for
    /// four in ten nobody knew that the pupil had gone: the roll says it only when the SENCO hears of it, and dates it back.
    /// </summary>
    private static DateOnly RollSays(SchoolCalendar calendar, DateOnly leaving, DateOnly starts, Slip slip, Chance roll)
    {
        var days = roll.Between(-15, 10);
        var nobodyKnew = roll.Of(0.4);
        return slip == Slip.StartsTooLate && nobodyKnew ? starts : days < 0 ? calendar.Before(leaving, -days) : calendar.After(leaving, days + 1);
    }

    private static School Make(int i)
    {
        var urn = string.Create(CultureInfo.InvariantCulture, $"{200001 + i}");
        return new(urn, string.Create(CultureInfo.InvariantCulture, $"820{1000 + i}"), string.Create(CultureInfo.InvariantCulture, $"School {i + 1}"), Phase.Primary, i % 3 == 0, Terms(i % 3), new Policies(),
            [new($"s{urn}", "Sofia", Address("senco", urn), [Role.Senco]), new($"h{urn}", "Hugh", Address("head", urn), [Role.Head]), new($"a{urn}", "Amir", Address("office", urn), [Role.Admin])]);
    }

    public static string Address(string who, string urn) => $"{who}@s{urn}.sch.example";

    /// <summary>Three sets of term dates: what one authority calls half term is a school day in the next.</summary>
    private static SchoolCalendar Terms(int i) => new(
        [
            new(new(2026, 9, 2), new DateOnly(2026, 10, 23).AddDays(-7 * (i % 2))), new(new DateOnly(2026, 11, 2).AddDays(-7 * (i % 2)), new(2026, 12, 18)), new(new(2027, 1, 5), new DateOnly(2027, 2, 12).AddDays(7 * (i / 2))),
            new(new DateOnly(2027, 2, 22).AddDays(7 * (i / 2)), new(2027, 3, 25)), new(new(2027, 4, 13), new(2027, 5, 28)), new(new(2027, 6, 7), new(2027, 7, 20)), new(new(2027, 9, 2), new(2027, 10, 22)), new(new(2027, 11, 1), new(2027, 12, 17)),
        ],
        [], []);
}
