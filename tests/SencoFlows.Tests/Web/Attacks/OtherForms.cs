using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.Leavers;
using SencoFlows.Processes.RecordArrival;
using SencoFlows.Processes.RecordRequest;
using SencoFlows.Processes.RecordToSend;
using SencoFlows.Processes.Safeguarding;
using SencoFlows.Record;
using SencoFlows.Record.Csv;
using SencoFlows.Record.Import;
using SencoFlows.Record.Systems;
using SencoFlows.Web.Pages.GraduatedApproach.Families;

namespace SencoFlows.Tests.Web.Attacks;

/// <summary>Forms to which only other forms, a pack or another school lead: what they are about is begun here, and what they ask is written down.</summary>
internal static class OtherForms
{
    private static readonly Actor _system = new(Role.System, "other");
    private static readonly SoughtPupil _who = new("Zebedee", "Quillfeather", new(2016, 3, 4), null);
    private static CancellationToken _ct => TestContext.Current.CancellationToken;

    /// <summary>Where each is sent, and what it asks beside what every form carries.</summary>
    public static async Task<IReadOnlyList<(string Action, bool Files, string[] Fields)>> Begin(TestSite site, string urn, Pupil pupil, string? family)
    {
        var (rows, now) = (site.Store.Rows(urn), site.Get<TimeProvider>().GetUtcNow());
        var waiting = await Arrival(removed: false);
        var toRemove = await Arrival(removed: true);
        var request = await OfSomebody(All.RecordRequest, id => new RecordRequestProcess.Event.Joined(new(2026, 11, 16), id));
        var asked = await Tell(All.RecordAsked, _ => new RecordAskedProcess.Event.Came("r1", 1, _who), new Subject("pupil", RecordId.New(), pupil.ListName));
        var file = await Tell(All.SafeguardingArrival, _ => new SafeguardingArrivalProcess.Event.Came("c1", 1, new(2026, 11, 19), SendingWay.ByHand, _who), new Subject("pupil", RecordId.New(), pupil.ListName));
        var leaver = await OfSomebody(All.RecordToSend, _ => new RecordToSendProcess.Event.Leaves(new(2026, 12, 18)));

        var clients = new SystemClients(rows);
        var client = RecordId.New();
        await clients.Create(client, "Hooked", "head", approved: true, now, _ct);
        await clients.Change(client, _ => new Webhook("https://hooks.example/in", "", "head", now, RecordId.New()), _ct);
        using var csv = new MemoryStream("Surname,Forename,DOB,NC year\nQuillfeather,Zebedee,04/03/2016,5\n"u8.ToArray());
        var upload = Assert.IsType<Offered.Taken>(await new PupilImports(rows, site.Store.Documents(urn), site.Get<ICsv>(), site.Get<TimeProvider>()).Take(csv, "a.csv", "all", _ct)).Upload.Id;
        await new Translations(rows).Save(new("pl", new Dictionary<string, Translated>()), 0, _ct);
        var leavers = RecordId.New();
        await new Drafts<LeaversDraft>(LeaversDraft.Kind, rows).Save(leavers, "all", now, _ => new() { YearGroup = pupil.YearGroup, Leaving = new(2026, 12, 18), Schools = [new(Tests.Processes.RecordTransfer.Tale.Registered, "hilltop.sch.uk")] }, _ct);

        return
        [
            ("/school/calendar/save", false, ["terms", "inset", "closures", "years", "seen", "sure"]),
            ($"/leavers/{leavers}/check", false, ["do", "office.100002", "senco.100002", "second"]),
            .. ((string[])["address", "secret", "test", "off", "again"]).Select(a => ($"/systems/{client}/events/{a}", false, (string[])["address", "errand"])),
            ($"/pupils/import/{upload}/columns", false, ["Column0", "Column1", "Column2", "Column3"]),
            ($"/pupils/import/{upload}", false, ["mark", "Same2", "Same99999999999"]),
            ($"/pupils/{pupil.Id}/plan/received", false, []),
            ($"/record-asked/{asked}/answer", false, ["answer", "note"]),
            ($"/school/languages/pl/upload", true, ["revision"]),
            ("/school/languages/pl/take-over", false, ["school"]),
            ("/school/languages/pl/preview/view", false, []),
            ($"/school/languages/pl/check", false, ["revision", "name", "how", "on.Day", "on.Month", "on.Year", "whole", "seen"]),
            ($"/school/languages/pl/{FamilyText.All[0].Id}", false, ["revision", "seen", .. FamilyText.All[0].Phrases.Take(3).Select(p => $"p-{Translation.KeyOf(p)}")]),
            ($"/record-to-send/{leaver}/not-needed", false, ["why"]),
            ($"/record-arrival/{waiting}/open", false, []),
            ($"/record-arrival/{waiting}/file", false, ["pupil", "back"]),
            ($"/record-arrival/{waiting}/refuse", false, ["reason", "note"]),
            ($"/record-arrival/{toRemove}/removed", false, ["how"]),
            ($"/record-request/{request}/ask", false, ["school", "school.Query", "office", "do"]),
            ($"/record-request/{request}/address", false, ["how"]),
            ($"/record-request/{request}/not-needed", false, ["what", "why"]),
            ($"/safeguarding-arrival/{file}/confirm", false, ["there", "note"]),
            .. family is null ? Array.Empty<(string, bool, string[])>() : [($"{family}/language", false, ["language", "back"]), ($"{family}/plan", false, ["version", "agrees", "words"])],
            ($"/pupils/import/{upload}/give-up", false, []),
        ];

        async Task<CaseId> Arrival(bool removed)
        {
            var id = await Tell(All.RecordArrival, _ => new RecordArrivalProcess.Event.Came(RecordId.New(), 1, "", "Another system", new string('a', 64), 1000, 3, null) { System = "x" }, new Subject("pupil", RecordId.New(), pupil.ListName));
            foreach (var e in removed ? [new RecordArrivalProcess.Event.Opened(), new RecordArrivalProcess.Event.Matched(pupil.Id, false, new string('a', 64)), new RecordArrivalProcess.Event.TakenIn(0), new RecordArrivalProcess.Event.Withdrawn()] : Array.Empty<RecordArrivalProcess.Event>())
            {
                await site.Get<CaseRunner>().Tell(id, All.RecordArrival, e, All.RecordArrival.May(Role.System, e) ? _system : new(Role.Senco, "all"), RecordId.New(), _ct);
            }

            return id;
        }

        // A pupil has one case of a kind at a time.
        async Task<CaseId> OfSomebody<TState, TEvent>(Process<TState, TEvent> process, Func<string, TEvent> e)
            where TState : class
            where TEvent : class
        {
            foreach (var one in await new Pupils(rows).All(_ct))
            {
                var id = new CaseId(urn, RecordId.New());
                if (await site.Get<CaseRunner>().Tell(id, process, e(id.Id), _system, RecordId.New(), _ct, new Subject("pupil", one.Value.Id, one.Value.ListName)) is Answer.Accepted)
                {
                    return id;
                }
            }

            throw new InvalidOperationException($"Every pupil has a {process.Name}");
        }

        async Task<CaseId> Tell<TState, TEvent>(Process<TState, TEvent> process, Func<string, TEvent> e, Subject subject)
            where TState : class
            where TEvent : class
        {
            var id = new CaseId(urn, RecordId.New());
            Assert.IsType<Answer.Accepted>(await site.Get<CaseRunner>().Tell(id, process, e(id.Id), _system, RecordId.New(), _ct, subject));
            return id;
        }
    }
}
