using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;

namespace SencoFlows.Local.Seed;

/// <summary>A library of provisions, and plans that were written with it: begun, filled in and issued as a SENCO does it.</summary>
internal sealed class SeedPlans(IStore store, Schools schools, PlanDesk desk, LocalLoop loop, TimeProvider clock)
{
    private static readonly Actor _senco = new(Role.Senco, "senco");

    private static readonly AboutMe[] _about =
    [
        new("Kind to younger children and funny in a quiet way", "Knowing what comes next. My dog Biscuit", "Tell me before things change. Let me show it when I cannot say it"),
        new("Never gives up on a puzzle", "Football at break, and sitting with Sam", "Short instructions, one at a time. A minute to think"),
        new("Draws wonderful comics", "Not being asked to read aloud in front of everybody", "Bigger print, and the words of the lesson the day before"),
        new("Knows everything about trains", "A quiet place when it is loud", "Say my name first, then the question"),
    ];

    /// <summary>The first plans of a dozen pupils, and one draft that is still being written.</summary>
    public async Task Begin(CancellationToken ct)
    {
        var school = await schools.Get(SeedSchools.Larkfield, ct);
        var library = new ProvisionLibrary(store.Rows(school.Urn));
        await library.Add(FirstLibrary.All, ct);
        if ((await library.Rates(ct)).Revision == 0)
        {
            var rates = FirstLibrary.Rates(clock.Today.AddYears(-1));
            await library.Save(rates.With(rates.All[0] with { HoursAWeek = 30 }).With(rates.Of(Deliverer.Mentor, clock.Today)! with { HoursAWeek = 6 }), 0, ct);
        }

        foreach (var n in (int[])[2, 4, 5, 9, 10, 12, 13, 15, 16, 17, 18, 20])
        {
            await Issue(school, $"pupil{n:D2}", n, ct);
        }

        await Write(school, "pupil21", 3, ct);
        await loop.Settle(ct);
    }

    /// <summary>One of them changes after some weeks, and says why.</summary>
    public async Task Change(CancellationToken ct)
    {
        var school = await schools.Get(SeedSchools.Larkfield, ct);
        var rows = store.Rows(school.Urn);
        if (await new PlanBook(rows).Current("pupil05", ct) is { Version: 1 } first)
        {
            await new PlanDrafts(rows).Save("pupil05", now => now ?? PlanStart.From("seedchange", first, school.Calendar, _senco.Id, clock.GetUtcNow()), ct);
            var draft = await new PlanDrafts(rows).Save("pupil05", d => d!
                .With($"{d.Of("provisions")[0]}.minutes", "25", _senco.Id, clock.GetUtcNow())
                .With("why", "Three weeks show that the sessions are too short to settle and then work.", _senco.Id, clock.GetUtcNow()), ct);
            await Issue(school, "pupil05", draft!, "seed-plan-2-pupil05", ct);
            await loop.Settle(ct);
        }
    }

    private async Task Issue(School school, string pupil, int n, CancellationToken ct)
    {
        if (await new PlanBook(store.Rows(school.Urn)).Head(pupil, ct) is null)
        {
            await Issue(school, pupil, await Write(school, pupil, n, ct), $"seed-plan-1-{pupil}", ct);
        }
    }

    private async Task Issue(School school, string pupil, PlanDraft draft, string request, CancellationToken ct)
    {
        if (await desk.Issue(school, pupil, draft.Mark, _senco, request, ct) is var issued and not Issuing.Done)
        {
            throw new InvalidOperationException($"The seed issues the plan of {pupil}, and it is {issued}.");
        }
    }

    private async Task<PlanDraft> Write(School school, string pupil, int n, CancellationToken ct)
    {
        var rows = store.Rows(school.Urn);
        var record = (await new Pupils(rows).Find(pupil, ct))!.Value;
        ProvisionTemplate[] templates = [.. FirstLibrary.All.Where(t => t.Fits(record.Needs.Select(x => x.Type))).Skip(n % 2).Take(1 + (n % 3))];
        var (at, about) = (clock.GetUtcNow(), _about[n % _about.Length]);
        return (await new PlanDrafts(rows).Save(pupil, now => now ?? PlanStart.From($"seed{pupil}", 0, record, templates, school.Calendar, _senco.Id, at)
            .WithLine("baselines.seed").With("baselines.seed.what", "Teacher assessment in reading", _senco.Id, at).With("baselines.seed.result", "Working one year below the class", _senco.Id, at)
            .With("likes", about.Likes!, _senco.Id, at).With("important", about.Important!, _senco.Id, at).With("helps", about.Helps!, _senco.Id, at), ct))!;
    }
}
