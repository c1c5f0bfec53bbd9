using System.Globalization;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.RecordTransfer;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>Reads what was typed on the page of each act.</summary>
internal static class Acts
{
    /// <summary>How many things can be agreed at one meeting.</summary>
    public const int MostPromises = 20;

    private const int _promises = 4;

    /// <summary>How many there is room for on the page: a few more each time somebody asks for them.</summary>
    public static int Promises(Answers answers)
    {
        var before = int.TryParse(answers.Text("actions"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Math.Clamp(n, _promises, MostPromises) : _promises;
        return answers.Text("more") is { Length: > 0 } ? Math.Min(before + _promises, MostPromises) : before;
    }

    public static Reading Day(Asked a, string what, Func<DateOnly, Event> told)
    {
        var (on, error) = a.Answers.Date("on").Read(what);
        return error is null ? Reading.Of(told(on)) : Reading.Wrong("on", error);
    }

    public static Reading Told(Asked a)
    {
        var (on, error) = a.Answers.Date("on").Read("day the parents were told");
        var way = a.Answers.Chosen<Way>("way");
        var errors = FormErrors.None.And("on", error).And("way", way is null ? "Select how they were told" : null);
        return errors.Any ? new(null, errors) : Reading.Of(new Event.ParentsTold(on, way!.Value));
    }

    public static Reading Assessed(Asked a) =>
        Reading.Of(new Event.Assessed([.. a.Answers.Ticked("from", []).Select(t => Enum.TryParse<Evidence>(t, out var e) && Enum.IsDefined(e) ? e : (Evidence?)null).OfType<Evidence>()]));

    public static Reading View(Asked a)
    {
        var (words, wrong) = TypedWords.Read(a.Answers.Text("words"), "what they said", needed: true);
        var of = a.Answers.Text("of") ?? "";
        var kind = of == "pupil" ? ViewOf.Pupil
            : a.Pupil?.Contacts.Any(c => c.Value.Id == of) is true ? ViewOf.Parents
            : a.Me.School.Staff.Any(s => s.Id == of && !s.Left) ? ViewOf.Teacher : (ViewOf?)null;
        var errors = FormErrors.None.And("of", kind is null ? "Select whose view it is" : null).And("words", wrong);
        return errors.Any ? new(null, errors) : new(new Event.ViewGiven(of, kind!.Value, a.Request), FormErrors.None, Words(a, SaidKind.View, of, [new("words", words!)]));
    }

    public static Reading Answer(Asked a)
    {
        var by = a.Pupil?.Contacts.FirstOrDefault(c => c.Value.Id == a.Answers.Text("by"))?.Value.Id;
        var answer = PlanAnswerForm.Read(a.Answers.Text("agrees"), a.Answers.Text("words"));
        var errors = answer.Errors.And("by", by is null ? "Select who answered" : null);
        return errors.Any ? new(null, errors)
            : new(new Event.PlanAnswered(by!, a.Support.Cycle.Plan ?? 0, answer.Agrees, answer.Words is null ? null : a.Request), FormErrors.None, answer.Words is null ? null : Words(a, SaidKind.View, by, [new("plan", answer.Words)]));
    }

    public static Reading Arrange(Asked a)
    {
        var (on, at, minutes, place, errors) = When(a);
        return errors.Any ? new(null, errors) : Reading.Of(new Event.MeetingArranged(a.Request, on, at, minutes, place));
    }

    public static Reading Move(Asked a)
    {
        var (on, at, minutes, place, errors) = When(a);
        return Which(a) is not { } m ? Reading.Wrong("meeting", "Select the meeting") : errors.Any ? new(null, errors) : Reading.Of(new Event.MeetingMoved(m.Id, on, at, minutes, place));
    }

    public static Reading Off(Asked a)
    {
        if (Which(a) is not { } m)
        {
            return Reading.Wrong("meeting", "Select the meeting");
        }

        return m.On > a.Today
            ? a.Answers.Chosen<CancelReason>("reason") is { } why ? Reading.Of(new Event.MeetingCancelled(m.Id, why)) : Reading.Wrong("reason", "Select why")
            : a.Answers.Chosen<MissedReason>("missed") is { } missed ? Reading.Of(new Event.MeetingMissed(m.Id, missed)) : Reading.Wrong("missed", "Select why it did not take place");
    }

    public static Reading Held(Asked a)
    {
        var (on, error) = a.Answers.Date("on").Read("day of the meeting");
        var (notes, wrong) = TypedWords.Read(a.Answers.Text("notes"), "what was agreed", needed: true);
        var errors = FormErrors.None.And("on", error).And("notes", wrong);
        List<SaidLine> lines = notes is null ? [] : [new("notes", notes)];
        List<Promised> promised = [];
        for (var i = 1; i <= Promises(a.Answers); i++)
        {
            var (what, tooLong) = TypedWords.Read(a.Answers.Text($"what{i}"), "what was promised");
            if (what is null)
            {
                continue;
            }

            var (by, noDay) = a.Answers.Date($"by{i}").Read("day by which it is done");
            var owner = a.Answers.Chosen<Owner>($"owner{i}");
            errors = errors.And($"what{i}", tooLong).And($"by{i}", noDay ?? (by < on ? "The day must be on or after the meeting" : null)).And($"owner{i}", owner is null ? "Select who does it" : null);
            promised.Add(new($"{a.Request[..Math.Min(a.Request.Length, 30)]}{i}", owner ?? Owner.Senco, by));
            lines.Add(new(promised[^1].Id, what));
        }

        return errors.Any ? new(null, errors) : new(new Event.MeetingHeld(Which(a)?.Id ?? a.Request, on, promised) { Kept = [.. a.Answers.Ticked("kept", [])] }, FormErrors.None, Words(a, SaidKind.Meeting, null, lines));
    }

    public static Reading Promise(Asked a) => a.Support.Promises.FirstOrDefault(p => p.Open && p.Id == a.Answers.Text("promise")) is not { } p ? Reading.Wrong("promise", "Select what it is about")
        : a.Answers.Text("done") switch
        {
            "yes" => Reading.Of(new Event.PromiseKept(p.Id)),
            "no" => Reading.Of(new Event.PromiseDropped(p.Id)),
            _ => Reading.Wrong("done", "Select whether it is done or no longer needed"),
        };

    public static Reading Postpone(Asked a)
    {
        var (to, error) = a.Answers.Date("to").Read("new day of the review");
        var reason = a.Answers.Chosen<PostponeReason>("reason");
        var errors = FormErrors.None.And("to", error).And("reason", reason is null ? "Select why it moves" : null);
        return errors.Any ? new(null, errors) : Reading.Of(new Event.ReviewPostponed(to, reason!.Value));
    }

    public static Reading Next(Asked a)
    {
        var (why, wrong) = TypedWords.Read(a.Answers.Text(a.Answers.Text("step") == nameof(NextStep.ChangeProvision) ? "change" : "why"), "why");
        return a.Answers.Chosen<NextStep>("step") is not { } step ? Reading.Wrong("step", "Select what comes next")
            : wrong is not null ? Reading.Wrong("why", wrong)
            : Reading.Of(new Event.NextStepChosen(step, step == NextStep.Specialist ? a.Answers.Chosen<Service>("service") : null, step is NextStep.CarryOn or NextStep.ChangeProvision ? why : null));
    }

    public static Reading Specialist(Asked a)
    {
        var (on, error) = a.Answers.Date("on").Read("day they were asked");
        var service = a.Answers.Chosen<Service>("service");
        var errors = FormErrors.None.And("service", service is null ? "Select which specialist" : null).And("on", error);
        return errors.Any ? new(null, errors) : Reading.Of(new Event.SpecialistAsked(a.Request, service!.Value, on));
    }

    public static Reading Answered(Asked a)
    {
        var (on, error) = a.Answers.Date("on").Read("day of the answer");
        var which = a.Support.Referrals.FirstOrDefault(r => r.Open && r.Id == a.Answers.Text("which"));
        var errors = FormErrors.None.And("which", which is null ? "Select which specialist" : null).And("on", error);
        return errors.Any ? new(null, errors) : Reading.Of(new Event.SpecialistAnswered(which!.Id, on));
    }

    public static Reading Authority(Asked a) => a.Answers.Text("will") is "yes" or "no"
        ? Day(a, "day of the answer", on => new Event.AssessmentAnswered(a.Answers.Text("will") == "yes", on))
        : Reading.Wrong("will", "Select whether the authority will assess");

    public static Reading NoLonger(Asked a) => a.Answers.Chosen<Consent>("what") is { } what ? Reading.Of(new Event.ConsentWithdrawn(what)) : Reading.Wrong("what", "Select what they no longer agree to");

    public static Reading Away(Asked a)
    {
        var (from, wrong) = a.Answers.Date("from").Read("first day away");
        var (back, error) = a.Answers.Date("back").Read("day the pupil is expected back");
        var errors = FormErrors.None.And("from", wrong).And("back", error);
        return errors.Any ? new(null, errors) : Reading.Of(new Event.WentAway(from, back));
    }

    public static Reading Back(Asked a) => a.Answers.Text("is") switch
    {
        "yes" => Day(a, "day the pupil came back", on => new Event.CameBack(on)),
        "no" when a.Support.Away is { } away => a.Answers.Date("back").Read("day the pupil is expected back") is var (back, error) && error is null ? Reading.Of(new Event.WentAway(away.From, back)) : Reading.Wrong("back", error!),
        _ => Reading.Wrong("is", "Select whether the pupil is back"),
    };

    public static Reading Monitor(Asked a) => a.Answers.Text("well") is "yes" or "no"
        ? Reading.Of(new Event.MonitoringEnded(a.Answers.Text("well") == "yes"))
        : Reading.Wrong("well", "Select how it is");

    public static Said Words(Asked a, SaidKind kind, string? of, IReadOnlyList<SaidLine> lines) => new(a.Request, kind, a.Case.Id.Id, default, a.Me.Actor(Processes.All.GraduatedApproach, new Event.ViewGiven("", ViewOf.Pupil, "")), of, lines);

    private static Meeting? Which(Asked a) => a.Open.FirstOrDefault(m => m.Id == a.Answers.Text("meeting")) ?? (a.Answers.Text("meeting") is null && a.Open is [var only] ? only : null);

    private static (DateOnly On, TimeOnly At, int Minutes, Place Place, FormErrors Errors) When(Asked a)
    {
        var (on, error) = a.Answers.Date("on").Read("day of the meeting");
        var time = Time(a.Answers.Words("at"));
        var minutes = int.TryParse(a.Answers.Words("minutes"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : (int?)null;
        var place = a.Answers.Chosen<Place>("place");
        var errors = FormErrors.None.And("on", error).And("at", time is null ? "Enter the time, like 3:30pm or 15:30" : null)
            .And("minutes", minutes is null ? "Enter how many minutes it takes, like 30" : null).And("place", place is null ? "Select where you meet" : null);
        return (on, time ?? default, minutes ?? 0, place ?? default, errors);
    }

    /// <summary>"3:30pm", "3pm", "15:30", "15.30", "1530".</summary>
    internal static TimeOnly? Time(string typed)
    {
        var text = string.Concat(typed.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant().Replace('.', ':');
        return TimeOnly.TryParseExact(text, ["H:mm", "HHmm", "h:mmtt", "htt"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;
    }
}
