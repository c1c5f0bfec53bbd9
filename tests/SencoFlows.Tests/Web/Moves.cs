using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Processes.RecordTransfer;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web;

/// <summary>Transfers of the test school, brought to where a test wants them.</summary>
internal static class Moves
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public static readonly Actor Packs = new(Role.System, "packs");

    extension(TestSite site)
    {
        public CaseId Id(string id) => new(TestSite.Urn, id);

        public CaseRunner Runner => site.Get<CaseRunner>();

        /// <summary>Ada Okafor with her mother, who may be told, and her father, who may not.</summary>
        public async Task<Pupil> Ada(params Document[] documents)
        {
            var pupil = TransferDesk.Pupil with { Documents = documents };
            await new Pupils(site.Rows).Save(pupil, 0, _ct);
            foreach (var contact in TransferDesk.Contacts)
            {
                await new Pupils(site.Rows).Save("p1", contact, 0, _ct);
            }

            return pupil;
        }

        /// <summary>A transfer started by the SENCO: hers, or with another label or while one of hers is open that of some other child.</summary>
        public async Task<CaseId> Move(string id, Destination? to = null, DateOnly? leaving = null, string label = "Okafor, Ada")
        {
            var pupil = label != "Okafor, Ada" || (await new Caseload(TestSite.Urn, site.Rows).About("p1", _ct)).Any(c => !c.IsOver) ? $"p{id}" : "p1";
            await site.Told(id, new Told.Started(to ?? Tale.Registered, leaving ?? new(2026, 12, 18), new(Sharing.Agreed)), Tale.Senco, new Subject("pupil", pupil, label));
            return site.Id(id);
        }

        public async Task<Case> Told(string id, Told e, Actor by, Subject? about = null)
        {
            var answer = await site.Runner.Tell(site.Id(id), All.RecordTransfer, e, by, RecordId.New(), _ct, about);
            return Assert.IsType<Answer.Accepted>(answer).Case;
        }

        /// <summary>Put together and sent.</summary>
        public Task<Case> Sent(string id, int number = 1) => site.Told(id, new Told.Packed(number, new string('a', 64), new string('b', 64), 1000, 4), Packs);

        public async Task<Case> Case(string id) => (await new Caseload(TestSite.Urn, site.Rows).Find(id, _ct))!;

        public async Task<RecordTransferProcess.State> State(string id) => All.RecordTransfer.Read((await site.Case(id)).State);

        /// <summary>Time passes, and the clock does its work each morning.</summary>
        public async Task Until(int year, int month, int day, params string[] cases)
        {
            while (site.Clock.Today < new DateOnly(year, month, day))
            {
                site.Clock.Advance(TimeSpan.FromDays(1));
                foreach (var id in cases)
                {
                    await site.Runner.Wake(site.Id(id), _ct);
                }
            }
        }
    }
}
