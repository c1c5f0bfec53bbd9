using System.Globalization;
using SencoFlows.Law;
using SencoFlows.Processes.SencoPost;
using SencoFlows.Record;
using SencoFlows.Web.GovUk;
using static SencoFlows.Web.Pages.SencoPost.SencoAct;
using Roles = SencoFlows.Processes.SencoPost.SencoRoleProcess.Event;
using Shared = SencoFlows.Processes.SencoPost.SharedSencoProcess;

namespace SencoFlows.Web.Pages.SencoPost;

/// <summary>What is done about a school's arrangement, and about a SENCO whom schools share.</summary>
internal static class SencoRoleActs
{
    /// <summary>As many schools as the form for a shared SENCO has room for, this one among them.</summary>
    public const int MostSchools = 4;

    private static readonly SencoPerson _head = new(false, Induction.NotYet, false, IsHead: true);

    public static IReadOnlyList<SencoAct> All { get; } =
    [
        new("senco-role", "name", "Name the SENCO", "Save", a => new Roles.Named("x", "x", "x", a.Today, _head, false, []), Name) { Title = "Who is the SENCO?" },
        new("senco-role", "plan", "Record how the school is finding a SENCO", "Save", a => new Roles.PlanRecorded(a.Today.AddDays(1), "x"), a => Day(a, "by", "day by which there is news", by => new Roles.PlanRecorded(by, a.Answers.Words("note")))) { Title = "What is the school doing to find a SENCO?" },
        new("senco-role", "role", "Settle the SENCO’s role and time", "Save", a => new Roles.RoleDetermined(a.Today, SencoDuties.All, 1, 0, false, null), Role) { Title = "What has the governing body settled about the SENCO’s role?" },
        new("senco-role", "review", "Record the yearly review", "Save", a => new Roles.EffectivenessReviewed(a.Today, "x"), a => Day(a, "on", "date of the review", on => new Roles.EffectivenessReviewed(on, a.Answers.Words("findings")))) { Title = "How is the SENCO’s work going?" },
        new("shared-senco", "start", "Record a shared SENCO", "Save", a => new Shared.Event.Agreed(new("x", a.Today, [new("1", "1", true, 1), new("2", "2", true, 1)], 1, 1, false, false, true, null)), Share) { Title = "Sharing a SENCO with other schools", FieldOf = (_, name) => name == "schools" ? "name1" : name },
        new("shared-senco", "review", "Review how the sharing works", "Save", a => new Shared.Event.Reviewed(a.Today, Shared.Impact.None, Shared.Verdict.Stop, "x", null), Review) { Title = "How does the sharing work?" },
        new("shared-senco", "end", "End the sharing", "End it", a => new Shared.Event.Ended(a.Today), a => Day(a, "on", "last day", on => new Shared.Event.Ended(on))) { Title = "The last day of the shared SENCO" },
    ];

    /// <summary>Who is head, as the staff list has it, meets the test of the law by that alone.</summary>
    private static (object?, FormErrors) Name(SencoAsked a)
    {
        var staff = a.Me.School.Staff.FirstOrDefault(s => s.Id == a.Answers.Text("staff") && !s.Left);
        var (from, wrong) = a.Answers.Date("from").Read("first day as SENCO");
        var errors = FormErrors.None.And("staff", staff is null ? "Select who the SENCO is" : null).And("from", wrong);
        var person = _head;
        var isHead = staff?.Roles.Contains(Record.Role.Head) is true || a.Answers.Text("basis") == "head";
        if (!isHead && a.Answers.Text("basis") != "teacher")
        {
            errors = errors.And("basis", "Select whether they are the head, or a teacher at the school");
        }
        else if (!isHead)
        {
            errors = errors.And("qualified", a.Answers.Text("qualified") is "yes" or "8a" or "no" ? null : "Select whether they are a qualified teacher")
                .And("induction", a.Answers.Chosen<Induction>("induction") is null ? "Select whether the induction period is finished" : null)
                .And("teaches", a.Answers.Text("teaches") is "yes" or "no" ? null : "Select whether they teach at this school");
            person = new(a.Answers.Text("qualified") is "yes" or "8a", a.Answers.Chosen<Induction>("induction") ?? default, a.Answers.Text("teaches") == "yes", ByParagraph8A: a.Answers.Text("qualified") == "8a");
        }

        errors = errors.And("before", a.Answers.Text("before") is "yes" or "no" or "unknown" ? null : "Select whether they were a SENCO before");

        // The post gets its id from that of the form, so that a form sent twice names one; no other case can have it.
        return errors.Any ? (null, errors) : Told(new Roles.Named(staff!.Id, PostId(Once.From(a.Answers.Form!).Request), staff.Name, from, person,
            a.Answers.Ticked("acting", []).Count > 0, [], EarlierOpen: a.Answers.Text("before") != "no"));
    }

    private static string PostId(string request) => string.Concat("post", request.AsSpan(0, Math.Min(36, request.Length)));

    private static (object?, FormErrors) Role(SencoAsked a)
    {
        var (on, wrong) = a.Answers.Date("on").Read("date of the decision");
        var hours = Hours(a.Answers.Words("hours"));
        var admin = Hours(a.Answers.Words("adminHours"));
        var errors = FormErrors.None.And("on", wrong)
            .And("hours", hours is null ? "Enter the hours a week as a number, like 12.5" : null)
            .And("adminHours", admin is null ? "Enter the hours of support a week as a number, like 4" : null)
            .And("leads", a.Answers.Text("leads") is "yes" or "no" ? null : "Select whether the SENCO is in the leadership team");
        return errors.Any ? (null, errors) : Told(new Roles.RoleDetermined(on,
            [.. a.Answers.Ticked("duties", []).Select(d => Enum.TryParse<SencoDuty>(d, out var duty) && Enum.IsDefined(duty) ? duty : (SencoDuty?)null).OfType<SencoDuty>()],
            hours!.Value, admin!.Value, a.Answers.Text("leads") == "yes", a.Answers.WordsOrNone("note")));
    }

    private static (object?, FormErrors) Share(SencoAsked a)
    {
        var staff = a.Me.School.Staff.FirstOrDefault(s => s.Id == a.Answers.Text("staff") && !s.Left);
        var (from, wrong) = a.Answers.Date("from").Read("day on which it began");
        var hours = Hours(a.Answers.Words("hours"));
        var admin = Hours(a.Answers.Words("adminHours"));
        var errors = FormErrors.None.And("staff", staff is null ? "Select the SENCO" : null).And("from", wrong)
            .And("hours", hours is null ? "Enter the hours a week as a number, like 20" : null)
            .And("adminHours", admin is null ? "Enter the hours of support a week as a number, like 6" : null);
        foreach (var (field, why) in (ReadOnlySpan<(string, string)>)[("headOfOne", "Select whether the SENCO is the head of one of the schools"), ("classTeaching", "Select whether the SENCO has a significant class teaching commitment"), ("teaches", "Select whether the SENCO works as a teacher at each school")])
        {
            errors = errors.And(field, a.Answers.Text(field) is "yes" or "no" ? null : why);
        }

        List<Shared.SharingSchool> schools = [];
        for (var i = 0; i < MostSchools; i++)
        {
            var name = i == 0 ? a.Me.School.Name : a.Answers.Words($"name{i}");
            if (name.Length == 0)
            {
                continue;
            }

            var isRoll = int.TryParse(a.Answers.Words($"roll{i}"), NumberStyles.None, CultureInfo.InvariantCulture, out var roll) && roll is > 0 and < 10_000;
            errors = errors.And($"roll{i}", isRoll ? null : $"Enter the number of pupils of {name}");
            schools.Add(new(i == 0 ? a.Me.School.Urn : name, name, i == 0 ? a.Me.School.Phase is Phase.Primary or Phase.Nursery : a.Answers.Ticked($"primary{i}", []).Count > 0, roll));
        }

        return errors.Any ? (null, errors) : Told(new Shared.Event.Agreed(new(staff!.Id, from, schools, hours!.Value, admin!.Value,
            a.Answers.Text("headOfOne") == "yes", a.Answers.Text("classTeaching") == "yes", a.Answers.Text("teaches") == "yes", a.Answers.WordsOrNone("why"))));
    }

    private static (object?, FormErrors) Review(SencoAsked a)
    {
        var (on, wrong) = a.Answers.Date("on").Read("date of the review");
        var impact = a.Answers.Chosen<Shared.Impact>("impact");
        var decision = a.Answers.Chosen<Shared.Verdict>("decision");
        var errors = FormErrors.None.And("on", wrong).And("impact", impact is null ? "Select how it works for pupils" : null).And("decision", decision is null ? "Select what the schools have decided" : null);
        return errors.Any ? (null, errors) : Told(new Shared.Event.Reviewed(on, impact!.Value, decision!.Value, a.Answers.Words("evidence"), a.Answers.WordsOrNone("why")));
    }

    private static decimal? Hours(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours < 200 ? hours : null;
}
