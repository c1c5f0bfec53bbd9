using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Processes;

/// <summary>Opens the cases that every school has from its first day. Safe to run at any time: what is there stays as it is.</summary>
public sealed class FirstCases(IReadOnlyList<FirstCase> all, CaseRunner runner, IStore store, Schools schools)
{
    public async Task Open(CancellationToken ct)
    {
        foreach (var urn in await schools.Urns(ct))
        {
            var caseload = new Caseload(urn, store.Rows(urn));
            foreach (var first in all)
            {
                if (await caseload.Find(first.Id, ct) is null && await schools.Find(urn, ct) is { } school)
                {
                    await runner.Tell(new(urn, first.Id), first.Process, first.Event, Actor.Clock, "first", new Subject("school", urn, school.Name), null, ct);
                }
            }
        }
    }
}

/// <param name="Id">The same in every school, so that two who open it at once open one.</param>
public sealed record FirstCase(Process Process, string Id, System.Text.Json.JsonElement Event);
