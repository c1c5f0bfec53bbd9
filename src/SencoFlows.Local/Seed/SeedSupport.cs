using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Storage;
using Told = SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event;

namespace SencoFlows.Local.Seed;

/// <summary>SEN support of pupils of one school, at every point of the cycle, with the people who teach them.</summary>
internal sealed class SeedSupport(CaseRunner runner, IStore store, LocalLoop loop, TimeProvider clock)
{
    private static readonly Actor _senco = new(Role.Senco, "senco");

    /// <summary>Before the first plans are issued, so that each plan finds the support that it is for.</summary>
    public async Task Begin(CancellationToken ct)
    {
        foreach (var n in (int[])[2, 4, 5, 9, 10, 12, 15, 16, 17, 18, 20, 21, 22])
        {
            if (await new Pupils(store.Rows(SeedSchools.Larkfield)).Find($"pupil{n:D2}", ct) is { Value: var child } && child.Provision(clock.Today) == SenProvision.SenSupport)
            {
                // The parents of one pupil are not told in time.
                await Tell(n, new Told.Started(clock.Today, (Concern)(n % 6), YearGroups.IsEarlyYears(child.YearGroup), n == 22 ? null : new(clock.Today, Way.Meeting)), ct, child);
                await new Teaching(store.Rows(SeedSchools.Larkfield)).Set(child.Id, new HashSet<string>(StringComparer.Ordinal) { "teacher6" }, ct);
                if (n != 22)
                {
                    await Tell(n, new Told.Assessed([Evidence.TeacherAssessment, Evidence.EarlierProgress, Evidence.ParentsView, Evidence.PupilsView]), ct);
                }
            }
        }

        await loop.Settle(ct);
    }

    /// <summary>What was said and promised since.</summary>
    public async Task Go(CancellationToken ct)
    {
        foreach (var n in (int[])[2, 4, 9, 12])
        {
            await Say(n, SaidKind.Meeting, null, [new("notes", "We looked at what helps. Short tasks and a finish line work. More of that, and less copying from the board."), new($"act{n:D2}", "Put the words of the week on cream cards")],
                id => new Told.MeetingHeld(id, clock.Today.AddDays(-20), [new($"act{n:D2}", Owner.Teacher, clock.Today.AddDays(n == 4 ? -6 : 12))]), ct);
        }

        await Say(5, SaidKind.View, "pupil", [new("words", "I like it when I can show it. I do not like reading aloud.")], id => new Told.ViewGiven("pupil", ViewOf.Pupil, id), ct);
        await Tell(5, new Told.MeetingArranged("seedmeeting5", clock.Today.AddDays(6), new(15, 30), 30, Place.AtSchool), ct);
        await Tell(10, new Told.SpecialistAsked("seedasked10", Service.SpeechAndLanguage, clock.Today.AddDays(-16)), ct);
        await loop.Settle(ct);
    }

    private async Task Say(int n, SaidKind kind, string? of, IReadOnlyList<SaidLine> lines, Func<string, Told> told, CancellationToken ct)
    {
        var id = $"seedsaid{n:D2}{(int)kind}";
        await Tell(n, told(id), ct, also: SaidBook.Add($"pupil{n:D2}", new(id, kind, $"seedsupport{n:D2}", clock.GetUtcNow(), _senco, of, lines)));
    }

    /// <summary>A case that was not begun, because the pupil has an EHC plan, is left out.</summary>
    private async Task Tell(int n, Told e, CancellationToken ct, Pupil? begins = null, params IReadOnlyList<Storage.Change> also)
    {
        var id = new CaseId(SeedSchools.Larkfield, $"seedsupport{n:D2}");
        if (begins is not null || await new Caseload(id.School, store.Rows(id.School)).Find(id.Id, ct) is not null)
        {
            var answer = await runner.Tell(id, All.GraduatedApproach, e, _senco, $"seed-{n}-{e.GetType().Name}", ct, begins is null ? null : new Subject("pupil", begins.Id, begins.ListName), also: also);
            if (answer is Answer.Refused { Refusal: var no })
            {
                throw new InvalidOperationException($"The seed tells {e.GetType().Name} of pupil {n}: {no.Reason}.");
            }
        }
    }
}
