using SencoFlows.Cases;
using SencoFlows.Law;

namespace SencoFlows.Benchmarks.Transfers;

/// <summary>Lets a year pass, day by day: the morning's clock and mail, then people on the days on which their school is open.</summary>
internal static class Year
{
    public static async Task<Findings> Of(int transfers, int schools, ulong seed, bool heeds, CancellationToken ct)
    {
        var chance = new Chance(seed);
        var plan = Plan.Of(transfers, schools, chance, new Chance(seed + 1_000_000));
        var clock = new Clock(Plan.First.Dawn);
        var post = new PostRoom(plan, clock, chance);
        await using var office = await Office.Open(plan, clock, post, ct);
        var sending = new SendingSchool(office, chance);
        var receiving = new NextSchool(office, chance, heeds);
        var watch = new Watch(office);
        var bySender = plan.Moves.GroupBy(m => m.From, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (IReadOnlyList<Move>)[.. g], StringComparer.Ordinal);

        for (var today = Plan.First; today <= Plan.Last; today = today.AddDays(1))
        {
            if (plan.HostDown.Any(d => d.Has(today)))
            {
                continue;
            }

            foreach (var hour in (int[])[6, 10, 16])
            {
                clock.Now = today.Dawn.AddHours(hour);
                await Report(office, ct);
                if (hour == 6)
                {
                    await office.Morning(ct);
                }

                await office.Wake(ct);
                if (hour == 10)
                {
                    await People(today);
                }
            }

            await watch.Evening(ct);
        }

        return await Findings.Of(office, watch, ct);

        async Task People(DateOnly today)
        {
            foreach (var (urn, moves) in bySender.Where(s => CanWork(s.Key, today)))
            {
                await sending.Day(urn, moves, ct);
            }

            foreach (var move in plan.Moves.Where(m => m.Started && CanWork(m.To, today)))
            {
                await receiving.Day(move, ct);
            }
        }

        bool CanWork(string urn, DateOnly today) => plan.Schools[urn].Calendar.Has(today) && plan.MailDown.GetValueOrDefault(urn)?.Has(today) is not true;
    }

    private static async Task Report(Office office, CancellationToken ct)
    {
        var due = office.Post.Reports.Where(r => r.On <= office.Clock.Now).ToList();
        office.Post.Reports.RemoveAll(r => r.On <= office.Clock.Now);
        foreach (var (_, key, report) in due)
        {
            await office.Reports.Take(key, report, ct);
        }

        foreach (var id in due.Select(d => new CaseId(d.Key.School, d.Key.Case)).Distinct())
        {
            await office.Work(id, ct);
        }
    }
}
