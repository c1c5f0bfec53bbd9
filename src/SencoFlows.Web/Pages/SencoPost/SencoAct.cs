using SencoFlows.Law;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.RecordTransfer;
using Post = SencoFlows.Processes.SencoPost.SencoPostProcess.Event;

namespace SencoFlows.Web.Pages.SencoPost;

/// <summary>Something that people do with a case about a SENCO: one page, one button. Its questions stand in <see cref="SencoFields"/>.</summary>
/// <param name="Name">The last part of its address.</param>
/// <param name="Sample">An event of its kind, to ask the process whether it would be taken now.</param>
/// <param name="Read">What was typed, as an event, or what is wrong with it. The process checks the rest.</param>
public sealed record SencoAct(string Process, string Name, string Link, string Button, Func<SencoAsked, object> Sample, Func<SencoAsked, (object? Event, FormErrors Errors)> Read)
{
    /// <summary>The heading, when it is not the same as the link.</summary>
    public string Title { get => field ?? Link; init; }

    /// <summary>The field of the page for a field that the process names, where they differ.</summary>
    public Func<Answers, string, string> FieldOf { get; init; } = (_, name) => name;

    /// <summary>Takes a file.</summary>
    public bool Upload { get; init; }

    public static IReadOnlyList<SencoAct> All { get; } = [.. OfPost, .. SencoRoleActs.All];

    public static SencoAct? Find(string process, string name) => All.FirstOrDefault(a => a.Process == process && a.Name == name);

    private static SencoAct[] OfPost =>
    [
        new("senco-post", "course", "Record a course or an award", "Save", a => new Post.Held(SencoCourseKind.Nasenco, "x", null, null, a.Tenure.From), Course) { Title = "Which qualification, and where does it stand?", FieldOf = (a, name) => name == "provider" && a.Text("kind") == "Npq" ? "npqProvider" : name },
        new("senco-post", "result", "Say how the course went", "Save", a => new Post.PutOff(Underway(a), null, null), Result) { Title = "How did the course go?", FieldOf = ResultField },
        new("senco-post", "certificate", "Upload the certificate", "Upload", a => new Post.CertificateAdded(Unproven(a), "", "", "application/pdf", 0), a => Told(new Post.CertificateAdded(Unproven(a), "", "", "", 0))) { Upload = true },
        new("senco-post", "check", "Check the certificate", "Save", a => new Post.CertificateChecked(Unproven(a), true, null), Check) { Title = "Is the certificate right?" },
        new("senco-post", "correct", "Correct the dates of a course", "Save", a => new Post.CourseCorrected(Unproven(a), a.Tenure.Courses.FirstOrDefault(c => c.Number == Unproven(a))?.Provider ?? "", a.Tenure.Courses.FirstOrDefault(c => c.Number == Unproven(a))?.Begins, null), Correct) { FieldOf = (_, name) => name == "kind" ? "begins" : name },
        new("senco-post", "plan", "Decide about the time limit", "Save", a => new Post.PlanMade(PlanKind.Advice, a.Today.AddDays(1), "x"), Plan) { Title = "What has the school decided about the time limit?" },
        new("senco-post", "earlier", "Record earlier posts as SENCO", "Save", a => new Post.EarlierRecorded(a.Tenure.Earlier), Earlier) { Title = "Earlier posts as SENCO", FieldOf = (_, name) => name == "earlier" ? "from" : name },
        new("senco-post", "promise", "Write down a promise", "Save", a => new Post.PromiseMade("x", "x", a.Today), a => Day(a, "by", "day by which it is to be done", by => new Post.PromiseMade(a.Answers.Words("what"), a.Answers.Words("to"), by))) { Title = "What was promised?" },
        new("senco-post", "kept", "Tick off a promise", "It is done", a => new Post.PromiseKept(a.Tenure.Promises is [var first, ..] ? first.Number : 0), a => int.TryParse(a.Answers.Words("number"), out var n) ? Told(new Post.PromiseKept(n)) : Wrong("number", "Select which promise was kept")) { Title = "Which promise was kept?" },
        new("senco-post", "leave", "Record leave", "Save", a => new Post.WentOnLeave(a.Today, null), Leave) { Title = "Leave" },
        new("senco-post", "back", "Say whether the SENCO is back", "Save", a => new Post.BackPutOff(a.Today.AddDays(1)), Back) { Title = "Is the SENCO back from leave?" },
        new("senco-post", "leaving", "Record the last day of the post", "Save", a => new Post.Leaving(a.Today, LeavingReason.Other), Leaving) { Title = "The last day as SENCO" },
        new("senco-post", "handover", "Read and accept the work", "I accept the work", a => new Post.HandoverAccepted([], a.School.Holder?.Post), a => Told(new Post.HandoverAccepted([], a.School.Holder?.Post))) { Title = "The work that was left" },
    ];

    internal static int Underway(SencoAsked a) => a.Tenure.Underway?.Number ?? 0;

    /// <summary>The award whose certificate is not settled.</summary>
    internal static int Unproven(SencoAsked a) => a.Tenure.Courses.FirstOrDefault(c => c.Awarded is not null && c.Certificate?.Checked is null)?.Number ?? Underway(a);

    internal static (object?, FormErrors) Told(object e) => (e, FormErrors.None);

    internal static (object?, FormErrors) Wrong(string field, string why) => (null, FormErrors.Of(field, why));

    internal static (object?, FormErrors) Day(SencoAsked a, string field, string what, Func<DateOnly, object> told)
    {
        var (on, error) = a.Answers.Date(field).Read(what);
        return error is null ? Told(told(on)) : Wrong(field, error);
    }

    /// <summary>A day that may be left out: empty boxes are no day.</summary>
    internal static (DateOnly? On, string? Error) Maybe(SencoAsked a, string field, string what)
    {
        var typed = a.Answers.Date(field);
        if (string.IsNullOrWhiteSpace(typed.Day + typed.Month + typed.Year))
        {
            return (null, null);
        }

        var (on, error) = typed.Read(what);
        return (error is null ? on : null, error);
    }

    private static (object?, FormErrors) Course(SencoAsked a)
    {
        if (a.Answers.Chosen<SencoCourseKind>("kind") is not { } kind)
        {
            return Wrong("kind", "Select which qualification it is");
        }

        var provider = kind is SencoCourseKind.Npq ? a.Answers.Words("npqProvider") : a.Answers.Words("provider");
        var field = kind is SencoCourseKind.Npq ? "npqProvider" : "provider";
        if (provider.Length == 0)
        {
            return Wrong(field, kind is SencoCourseKind.Npq ? "Select the provider" : "Enter the university or college");
        }

        var begins = Maybe(a, "begins", "day the course began");
        if (a.Answers.Text("stands") is not ("taking" or "awarded"))
        {
            return (null, FormErrors.None.And("begins", begins.Error).And("stands", "Select where it stands"));
        }

        if (a.Answers.Text("stands") == "taking")
        {
            var ends = Maybe(a, "ends", "day on which the result is expected");
            var errors = FormErrors.None.And("begins", begins.Error ?? (begins.On is null ? "Enter the day the course began or begins" : null)).And("ends", ends.Error);
            return errors.Any ? (null, errors) : Told(new Post.Enrolled(kind, provider, begins.On!.Value, ends.On));
        }

        var (on, wrong) = a.Answers.Date("on").Read("date on the certificate");
        var completed = Maybe(a, "completed", "day the course was finished");
        var all = FormErrors.None.And("begins", begins.Error).And("on", wrong).And("completed", completed.Error);
        return all.Any ? (null, all) : Told(new Post.Held(kind, provider, begins.On, completed.On, on));
    }

    private static (object?, FormErrors) Result(SencoAsked a)
    {
        var course = Underway(a);
        var ends = Maybe(a, "ends", "day on which the result is expected");
        var next = Maybe(a, "next", "day on which the next result is expected");
        var completed = Maybe(a, "completed", "day the course was finished");
        return a.Answers.Text("how") switch
        {
            "awarded" when completed.Error is { } wrong => Wrong("completed", wrong),
            "awarded" => Day(a, "on", "date on the certificate", on => new Post.Awarded(course, on, completed.On)),
            "put-off" => ends.Error is { } wrong ? Wrong("ends", wrong) : Told(new Post.PutOff(course, ends.On, a.Answers.WordsOrNone("why"))),
            "failed" => next.Error is { } wrong ? Wrong("next", wrong) : Day(a, "failedOn", "date of the result", on => new Post.AttemptFailed(course, on, next.On)),
            "given-up" => Day(a, "gaveUp", "day it was given up", on => new Post.GivenUp(course, on)),
            _ => Wrong("how", "Select how the course went"),
        };
    }

    private static string ResultField(Answers a, string field) => (a.Text("how"), field) switch
    {
        ("failed", "on") => "failedOn",
        ("failed", "ends") => "next",
        ("given-up", "on") => "gaveUp",
        _ => field,
    };

    private static (object?, FormErrors) Check(SencoAsked a) => a.Answers.Text("right") switch
    {
        "yes" => Told(new Post.CertificateChecked(Unproven(a), true, null)),
        "no" => Told(new Post.CertificateChecked(Unproven(a), false, a.Answers.WordsOrNone("why"))),
        _ => Wrong("right", "Select whether the certificate is right"),
    };

    private static (object?, FormErrors) Correct(SencoAsked a)
    {
        var begins = Maybe(a, "begins", "day the course began");
        var completed = Maybe(a, "completed", "day the course was finished");
        var errors = FormErrors.None.And("begins", begins.Error).And("completed", completed.Error);
        return errors.Any ? (null, errors) : Told(new Post.CourseCorrected(Unproven(a), a.Answers.Words("provider"), begins.On, completed.On));
    }

    private static (object?, FormErrors) Plan(SencoAsked a) => a.Answers.Chosen<PlanKind>("kind") is { } kind
        ? Day(a, "by", "day by which it is settled", by => new Post.PlanMade(kind, by, a.Answers.Words("note")))
        : Wrong("kind", "Select what the school has decided");

    /// <summary>All of them anew: those that stay ticked, and the one that was typed.</summary>
    private static (object?, FormErrors) Earlier(SencoAsked a)
    {
        var kept = a.Answers.Ticked("stays", []);
        List<SencoSpell> spells = [.. a.Tenure.Earlier.Where((_, i) => kept.Contains($"{i}"))];
        if (a.Answers.Words("school").Length == 0)
        {
            return Told(new Post.EarlierRecorded(spells));
        }

        var (from, wrongFrom) = a.Answers.Date("from").Read("first day as SENCO there");
        var to = Maybe(a, "to", "last day as SENCO there");
        var errors = FormErrors.None.And("from", wrongFrom)
            .And("to", to.Error ?? (wrongFrom is null && to.On < from ? "The last day must be after the first day" : null))
            .And("relevant", a.Answers.Text("relevant") is "yes" or "no" ? null : "Select what kind of school it was");
        return errors.Any ? (null, errors) : Told(new Post.EarlierRecorded([.. spells, new(from, to.On, a.Answers.Words("school"), a.Answers.Text("relevant") == "yes")]));
    }

    private static (object?, FormErrors) Leave(SencoAsked a)
    {
        var back = Maybe(a, "back", "day the SENCO is expected back");
        return back.Error is { } wrong ? Wrong("back", wrong) : Day(a, "from", "first day of leave", from => new Post.WentOnLeave(from, back.On));
    }

    private static (object?, FormErrors) Back(SencoAsked a) => a.Answers.Text("is") switch
    {
        "yes" => Day(a, "on", "first day back", on => new Post.CameBack(on)),
        "no" => Day(a, "back", "day the SENCO is expected back", back => new Post.BackPutOff(back)),
        _ => Wrong("is", "Select whether the SENCO is back"),
    };

    private static (object?, FormErrors) Leaving(SencoAsked a) => a.Answers.Chosen<LeavingReason>("why") is { } why
        ? Day(a, "on", "last day", on => new Post.Leaving(on, why))
        : Wrong("why", "Select why the post ends");
}
