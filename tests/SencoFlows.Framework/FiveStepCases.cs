using Microsoft.Extensions.DependencyInjection;
using SencoFlows.Adapters.Packs;
using SencoFlows.Adapters.Webhooks;
using SencoFlows.Benchmarks;
using SencoFlows.Cases;
using SencoFlows.Functions.Tests;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web;
using static SencoFlows.Functions.Tests.Beacon.Event;

namespace SencoFlows.Framework;

/// <summary>Cases of five steps at one school: lit, fed three times, put out.</summary>
internal sealed class FiveStepCases : IAsyncDisposable
{
    private const string _urn = "100001";
    private static readonly Actor _senco = new(Role.Senco, "s1");
    private static readonly Subject _school = new("school", _urn, "Oak Lane Primary");
    private readonly Beacon _beacon = new();
    private readonly ServiceProvider _host;

    private FiveStepCases(IStore store)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSite(new SiteAddress(new("https://senco.test"))).AddWebhooks()
            .AddSingleton(store).AddSingleton<IMail, Post>().AddSingleton<ITemplates, Words>().AddSingleton<IAlarm, NoAlarm>().AddSingleton<IPacks, RecordPackBuilder>()
            .AddSingleton<IReadOnlyDictionary<string, Process>>(new Dictionary<string, Process>(StringComparer.Ordinal) { [_beacon.Name] = _beacon });
        _host = services.BuildServiceProvider();
    }

    public static async Task<FiveStepCases> Open(IStore store)
    {
        var cases = new FiveStepCases(store);
        await cases._host.GetRequiredService<Schools>().Save(_urn, _ => new(_urn, "8201001", "Oak Lane Primary", Phase.Primary, false, new SchoolCalendar([], [], []), new Policies(), [new("s1", "Sofia Reyes", "s@school.example", [Role.Senco])]), CancellationToken.None);
        return cases;
    }

    /// <param name="perform">Wake the case after each step and perform what it asks for, a mail, as the loop does.</param>
    public async Task Run(bool perform)
    {
        var (runner, worker) = (_host.GetRequiredService<CaseRunner>(), _host.GetRequiredService<CaseWorker>());
        var id = new CaseId(_urn, RecordId.New());
        Beacon.Event[] steps = [new Lit(), new Fed(), new Fed(), new Fed(), new PutOut()];
        foreach (var (i, step) in steps.Index())
        {
            if (await runner.Tell(id, _beacon, step, _senco, $"{i}", CancellationToken.None, _school) is not Answer.Accepted)
            {
                throw new InvalidOperationException("A step was not taken.");
            }

            if (perform && await worker.Work(id, TimeProvider.System.GetUtcNow(), CancellationToken.None) is not null)
            {
                throw new InvalidOperationException("An errand was not performed.");
            }
        }
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private sealed class Words : ITemplates
    {
        public Task<Wording> Write(string template, MailModel model) => Task.FromResult(new Wording(template, "", ""));
    }

    private sealed class Post : IMail
    {
        public Task<Posted> Send(Letter letter, CancellationToken ct) => Task.FromResult<Posted>(new Posted.Accepted(null));
    }
}
