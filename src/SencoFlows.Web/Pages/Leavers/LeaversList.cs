using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.Leavers;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Web.Access;
using SencoFlows.Web.Pages.RecordTransfer;

namespace SencoFlows.Web.Pages.Leavers;

/// <summary>A list of leavers that is being prepared, and the person who prepares it.</summary>
/// <param name="Id">Of the draft, and later of the case, so that sending twice sends once.</param>
/// <param name="Pupils">Everybody of the year group who is on the roll, by name.</param>
/// <param name="Running">Pupils who are being transferred already.</param>
public sealed record LeaversList(string Id, LeaversDraft Draft, Me Me, DateOnly Today, IReadOnlyList<Pupil> Pupils, IReadOnlySet<string> Running)
{
    public Answers Answers { get; init; } = new();

    public string Address(string page) => $"/leavers/{Id}/{page}";

    public Pupil? Pupil(string id) => Pupils.FirstOrDefault(p => p.Id == id);

    public IReadOnlyList<LeaverLine> Lines => [.. Pupils.Select(Line)];

    public IReadOnlyList<LeaverLine> Ready => [.. Lines.Where(l => l.Stands == LeaverStands.Ready)];

    /// <summary>What the process would say to one transfer of the list.</summary>
    public Refusal? WhyNot(RecordTransferProcess.Event.Started started) => LeaversProcess.WhyNot(started, new At(Today, Me.School, Me.Actor(All.RecordTransfer, started)));

    public LeaverLine Line(Pupil pupil)
    {
        var row = Draft.Row(pupil.Id);
        var to = Draft.School(row?.School)?.To;
        if (Running.Contains(pupil.Id))
        {
            return new(pupil, row, to, LeaverStands.Running);
        }

        if (row is null or { Stays: false, School: null } || (to is null && row is { Stays: false }))
        {
            return new(pupil, row, to, LeaverStands.Waits);
        }

        if (row.Stays)
        {
            return new(pupil, row, null, LeaverStands.Stays);
        }

        var started = Draft.Started(pupil.Id);
        var problem = started is null ? $"Enter the email address of {to!.Name}" : WhyNot(started)?.Reason;
        return new(pupil, row, to, problem is null ? LeaverStands.Ready : LeaverStands.Wrong) { Problem = problem, Remarks = Remarks(pupil, row) };
    }

    private static List<string> Remarks(Pupil pupil, LeaverRow row)
    {
        var restricted = pupil.Documents.Count(d => d.Confidentiality == Confidentiality.Restricted && !row.Chosen.Contains(d.Id));
        List<string> remarks = [];
        if (restricted > 0)
        {
            remarks.Add(restricted == 1 ? "1 restricted document stays here" : $"{restricted} restricted documents stay here");
        }

        if (row.LeftOut.Count > 0)
        {
            remarks.Add(row.LeftOut.Count == 1 ? "1 document is left out" : $"{row.LeftOut.Count} documents are left out");
        }

        if (row.ChildProtectionFile)
        {
            remarks.Add("The child protection file goes separately");
        }

        if (row.Agreement is { Sharing: not Sharing.Agreed } other)
        {
            remarks.Add(other.Sharing.Words);
        }

        return remarks;
    }
}

public enum LeaverStands
{
    /// <summary>No next school has been chosen.</summary>
    Waits,
    Stays,

    /// <summary>Is being transferred already.</summary>
    Running,
    Wrong,
    Ready,
}

/// <summary>One pupil of the list, as the dry check sees it.</summary>
public sealed record LeaverLine(Pupil Pupil, LeaverRow? Row, Destination? To, LeaverStands Stands)
{
    public string? Problem { get; init; }

    /// <summary>What is right and still worth a look.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
