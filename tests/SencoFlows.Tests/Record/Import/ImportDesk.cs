using System.Text;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Adapters.Csv;
using SencoFlows.Record;
using SencoFlows.Record.Import;
using SencoFlows.Tests.Packs;

namespace SencoFlows.Tests.Record.Import;

/// <summary>A school that imports files, and what the tests about it share.</summary>
public abstract class ImportDesk
{
    private protected const string _head = "UPN,Surname,Forename,Date of birth,Year group,SEN status,SEN need 1,SEN need 2,Contact 1 name,Contact 1 relationship,Contact 1 parental responsibility,Contact 1 may be contacted,Contact 1 email\n";
    private protected const string _ada = "A391200026001,Okafor,Ada,15/03/2016,Year 5,K,SLCN,HI,Ngozi Okafor,Mother,Y,Y,ngozi@family.example\n";
    private protected const string _bea = "B801200005001,Lin,Bea,2017-01-02,4,N,,,,,,,\n";
    private protected static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private protected static readonly Dictionary<int, string> _none = [];
    private protected readonly MemoryStore _store = new();
    private protected readonly FakeTimeProvider _clock = new(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));

    private protected MemoryRows Rows => (MemoryRows)_store.Rows("100001");

    private protected Pupils Pupils => new(Rows);

    private protected PupilImports Imports => new(Rows, _store.Documents("100001"), new CsvFiles(), _clock);

    private protected async Task<Upload> Take(string text) => Assert.IsType<Offered.Taken>(await Imports.Take(new MemoryStream(Encoding.UTF8.GetBytes(text)), "export.csv", "s1", _ct)).Upload;

    private protected async Task<ImportPlan> Plan(string text, Dictionary<int, string>? answers = null) => await Imports.Plan(await Take(text), answers ?? _none, _ct);

    private protected async Task<(Upload Upload, ImportAnswer Answer)> Import(string text, Dictionary<int, string>? answers = null)
    {
        var upload = await Take(text);
        var plan = await Imports.Plan(upload, _none, _ct);
        return (upload, await Imports.Import(upload, plan.Mark, answers ?? _none, _ct));
    }

    private protected async Task<List<string>> Problems(string text) =>
        [.. (await Plan(text)).Rows.Where(r => r.Outcome == RowOutcome.Problem).SelectMany(r => r.Notes.Select(n => $"{r.Row} {n.Column}: {n.Text}"))];

    private protected async Task<Pupil> One(string forename) => (await Pupils.All(_ct)).Single(p => p.Value.Forename == forename).Value;
}
