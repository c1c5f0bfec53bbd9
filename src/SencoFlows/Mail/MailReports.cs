using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Mail;

/// <summary>
/// Takes what the mail service reports about a mail: any number of times, in any order. A report is also the answer to a call that
/// had none, so that nothing is sent twice that has arrived.
/// </summary>
public sealed class MailReports(IReadOnlyDictionary<string, Process> processes, IStore store, Schools schools, CaseRunner runner, IAlarm alarm, TimeProvider clock)
{
    private const int _mostKept = 20;
    private const string _seen = "mail-reports";
    private DateTimeOffset _noted;
    private static readonly Actor _mail = new(Role.System, "mail");

    /// <summary>When the mail service last called, to the hour; null before it ever did.</summary>
    public async Task<DateTimeOffset?> LastSeen(CancellationToken ct) => await store.Directory.Read(_seen, ct) is { } row ? Wire.Read<DateTimeOffset>(row.Body) : null;

    /// <summary>The mail service has called. It calls often: that is written down once an hour.</summary>
    public async Task Seen(CancellationToken ct)
    {
        if (clock.GetUtcNow() is var now && now - _noted >= TimeSpan.FromHours(1))
        {
            await store.Directory.Save([new Change.Put(_seen, Wire.Write(now))], ct);
            _noted = now;
        }
    }

    /// <returns>False when no errand of ours belongs to it.</returns>
    public async Task<bool> Take(MailKey key, MailReport report, CancellationToken ct)
    {
        if (await store.Directory.Read($"trust|{key.School}", ct) is null)
        {
            return false;
        }

        var rows = store.Rows(key.School);
        while (await Find(rows, key.Errand, ct) is { } errand)
        {
            if (errand.Reports.Any(r => r.Id == report.Id))
            {
                return true;
            }

            // The case is told first: if we stop in between, the report comes again and the case knows its id.
            var id = new CaseId(key.School, key.Case);
            var @case = await CaseRunner.Find(rows, id, ct);
            var handled = await TellCase(@case, errand, report, ct);
            try
            {
                var whose = @case ?? (DailyMails.Is(id) ? DailyMails.Of(id) : null);
                var changes = Changes(whose, errand, report with { Attempt = key.Attempt }, handled);
                var failed = changes.Any(c => c is Change.Put { Key: var to } && to == Keys.Failed(key.Errand));
                var told = failed && whose is not null ? NextPerson.Told(await schools.Get(key.School, ct), errand, clock.GetUtcNow()) : [];
                await rows.Save([.. changes, .. told], ct);
                if (told.Count > 0)
                {
                    await alarm.Ring(id, ct);
                }

                return true;
            }
            catch (ConflictException)
            {
                // The errand moved on meanwhile: look again.
            }
        }

        return false;
    }

    /// <summary>An errand moves from what is to be done to what is done or failed, and back when somebody tries again.</summary>
    private static async Task<Errand?> Find(IRows rows, string todo, CancellationToken ct)
    {
        foreach (var key in (string[])[todo, Keys.Done(todo), Keys.Failed(todo), todo])
        {
            if (await rows.Read(key, ct) is { } row)
            {
                return Errand.Of(row);
            }
        }

        return null;
    }

    private async Task<bool> TellCase(Case? @case, Errand errand, MailReport report, CancellationToken ct)
    {
        if (report.News is not (MailNews.Delivered or MailNews.Bounced or MailNews.Dropped)
            || errand is not { Effect: Effect.Email email, Recipient: { } recipient }
            || @case is null
            || processes[@case.Process] is not { } process
            || process.HeardAsJson(email, recipient, arrived: !report.CameBack) is not { } e)
        {
            return false;
        }

        await runner.Tell(@case.Id, process, e, _mail, $"mail:{report.Id}", about: null, seen: null, ct);
        return true;
    }

    private Change[] Changes(Case? @case, Errand errand, MailReport report, bool caseKnows)
    {
        var todo = Keys.Todo(errand.Key);
        var known = errand with { Reports = [.. errand.Reports.TakeLast(_mostKept - 1), report] };
        var ended = known with { Ended = errand.Ended ?? clock.GetUtcNow() };

        // A mail of an earlier attempt that came back says nothing about the one sent since.
        var old = report.Attempt < errand.Attempts;
        var back = report.CameBack && !old && !caseKnows;
        return (errand.Outcome, back) switch
        {
            (null or Outcome.Done, true) => [.. Move(errand, Keys.Failed(todo), ended with { Outcome = new Outcome.Failed(report.Advice(To(errand))) }), .. @case is null ? (Change[])[] : [Failures.Note(todo, @case, errand)]],
            (null, false) when !(report.CameBack && old) => Move(errand, Keys.Done(todo), ended with { Outcome = new Outcome.Done() }),
            _ => [new Change.Replace(errand.Key, Wire.Write(known), errand.Version!)],
        };
    }

    private static Role To(Errand errand) => errand.Effect is Effect.Email { To: var to } ? to : Role.Nobody;

    private static Change[] Move(Errand errand, string to, Errand now) => [new Change.Delete(errand.Key, errand.Version), new Change.Put(to, Wire.Write(now))];
}
