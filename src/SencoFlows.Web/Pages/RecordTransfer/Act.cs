using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Web.GovUk;
using static SencoFlows.Processes.RecordTransfer.RecordTransferProcess;

namespace SencoFlows.Web.Pages.RecordTransfer;

/// <summary>Something that staff do with a running transfer: one page, one button. Its questions stand in <see cref="ActFields"/>.</summary>
/// <param name="Name">The last part of its address.</param>
/// <param name="Link">What the page of the case calls it.</param>
/// <param name="Sample">An event of its kind, to ask the process whether it would be taken now.</param>
/// <param name="Read">What was typed, as an event, or what is wrong with it. The process checks the rest.</param>
public sealed record Act(string Name, string Link, string Button, Func<Asked, Event> Sample, Func<Asked, (Event? Event, FormErrors Errors)> Read)
{
    public Button.Look Look { get; init; }

    /// <summary>The heading, when it is not the same as the link.</summary>
    public string Title { get => field ?? Link; init; }

    public static IReadOnlyList<Act> All { get; } =
    [
        new("address", "Check the address", "The address is right", _ => new Event.AddressChecked("checked"), a => Told(new Event.AddressChecked(a.Answers.Words("how")))),
        new("breach", "Decide about the data breach", "Save the decision", _ => new Event.BreachAssessed(false, "assessed"), Breach) { Title = "Was this a data breach that must be reported?" },
        new("answer", "Answer the parent", "Save", _ => new Event.ParentAnswered("answered"), a => Told(new Event.ParentAnswered(a.Answers.Words("note")))),
        new("late", "Say why it is late", "Save", _ => new Event.LateExplained(LateReason.Other), Late) { Title = "Why is it late?" },
        new("correct", "Correct the address or the documents", "Send again", a => new Event.Corrected(a.Transfer.To), Correct) { Title = "Put it right and send it again" },
        new("leaving-date", "Change the leaving date", "Save the new date", a => new Event.LeavingDateChanged(a.Today), a => Day(a, "leaving date", on => new Event.LeavingDateChanged(on))),
        new("paper", "Record that it went on paper", "Save", a => new Event.SentOnPaper(a.Today), a => Day(a, "date it was sent", on => new Event.SentOnPaper(on))) { Title = "Print it and send it on paper" },
        new("paper-arrived", "Confirm that the paper arrived", "It arrived", _ => new Event.PaperConfirmed("confirmed"), a => Told(new Event.PaperConfirmed(a.Answers.Words("how")))),
        new("read", "Record that the teacher has read it", "Save", a => new Event.ReadByTeacher(a.Transfer.Parcels.Count), a => Told(new Event.ReadByTeacher(a.Transfer.Parcels.Count, a.Answers.WordsOrNone("by")))),
        new("parent", "Record what a parent says is wrong", "Save", _ => new Event.ParentSaysWrong("said"), a => Told(new Event.ParentSaysWrong(a.Answers.Words("words")))),
        new("recall", "Take the record back", "Take it back", _ => new Event.Recalled(RecallReason.WrongSchool), Recall) { Look = GovUk.Button.Look.Warning },
        new("came-back", "The pupil came back", "End the transfer", a => new Event.CameBack(a.Today), a => Day(a, "day the pupil came back", on => new Event.CameBack(on))) { Look = GovUk.Button.Look.Warning },
        new("custody", "Destroy or keep our copy", "Save", a => new Event.CopyDestroyed(a.Today), Custody) { Title = "Destroy or keep our copy?" },
    ];

    public static Act? Find(string name) => All.FirstOrDefault(a => a.Name == name);

    private static (Event?, FormErrors) Told(Event e) => (e, FormErrors.None);

    private static (Event?, FormErrors) Day(Asked asked, string what, Func<DateOnly, Event> told)
    {
        var (on, error) = asked.Answers.Date("on").Read(what);
        return error is null ? Told(told(on)) : (null, FormErrors.Of("on", error));
    }

    private static (Event?, FormErrors) Late(Asked asked) =>
        asked.Answers.Chosen<LateReason>("reason") is { } reason
            ? Told(new Event.LateExplained(reason, asked.Answers.WordsOrNone("note")))
            : (null, FormErrors.Of("reason", "Select why it is late"));

    private static (Event?, FormErrors) Recall(Asked asked) =>
        asked.Answers.Chosen<RecallReason>("reason") is { } reason ? Told(new Event.Recalled(reason)) : (null, FormErrors.Of("reason", "Select why you take it back"));

    private static (Event?, FormErrors) Breach(Asked asked)
    {
        var errors = FormErrors.None.And("reported", asked.Answers.Text("reported") is "yes" or "no" ? null : "Select whether it was reported")
            .And("why", asked.Answers.Words("why").Length > 0 ? null : "Enter why you decided this");
        return errors.Any ? (null, errors) : Told(new Event.BreachAssessed(asked.Answers.Text("reported") == "yes", asked.Answers.Words("why")));
    }

    private static (Event?, FormErrors) Custody(Asked asked) => asked.Answers.Text("what") switch
    {
        "destroy" => Told(new Event.CopyDestroyed(asked.Today) { Here = true, AlsoUnsent = asked.Answers.Text("unsent") == "yes" }),
        "kept" => Told(new Event.CopyKept(asked.Answers.Words("why"))),
        _ => (null, FormErrors.Of("what", "Select whether to destroy or keep the copy")),
    };

    private static (Event?, FormErrors) Correct(Asked asked)
    {
        var to = asked.Transfer.To with { Office = asked.Answers.Words("office"), Senco = asked.Answers.WordsOrNone("senco") };
        to = to == asked.Transfer.To ? to : to with { FromRegister = asked.Transfer.To is { FromRegister: true } before && Destinations.AreOf(to, MailAddress.Domain(before.Office)) };
        var errors = FormErrors.None.And("office", Destinations.WhyNot(to.Office, "office")).And("senco", to.Senco is null ? null : Destinations.WhyNot(to.Senco, "senco"));
        return errors.Any ? (null, errors) : Told(new Event.Corrected(to) { LeftOut = asked.LeftOut, Chosen = asked.Chosen });
    }
}
