using SencoFlows.Cases;
using SencoFlows.Law;

namespace SencoFlows.Record.Plans;

/// <summary>How a draft begins: from provisions of the library, or from the plan that it changes.</summary>
public static class PlanStart
{
    /// <summary>The needs of the record, an outcome and a provision for each template, and a review at the end of term.</summary>
    /// <param name="id">Of the draft; the ids of its lines follow from it, so that a second click begins the same draft.</param>
    /// <param name="basedOn">The version in force, 0 when there is none.</param>
    /// <param name="pupil">Whose plan it is.</param>
    /// <param name="templates">Of the library, in the order in which they were chosen.</param>
    /// <param name="calendar">Of the school.</param>
    /// <param name="by">The opaque id of a member of staff.</param>
    /// <param name="at">When.</param>
    public static PlanDraft From(string id, int basedOn, Pupil pupil, IReadOnlyList<ProvisionTemplate> templates, SchoolCalendar calendar, string by, DateTimeOffset at)
    {
        var today = at.EnglishDate;
        var review = ReviewDates.Default(calendar, today);
        var start = FirstDay(calendar, today);
        var draft = new PlanDraft(id, basedOn);
        foreach (var (i, need) in pupil.Needs.Take(DraftFields.Needs.Most).Index())
        {
            draft = Line(draft, by, at, $"needs.{Stem(id)}{i + 1}", ("type", need.Type.ToString()), ("note", need.Note));
        }

        foreach (var (i, t) in templates.Take(DraftFields.Outcomes.Most).Index())
        {
            if (t.Outcome is not null)
            {
                draft = Line(draft, by, at, $"outcomes.{Stem(id)}{i + 1}", ("what", t.Outcome), ("measure", t.Measure), ("target", t.Target), ("by", DraftFields.Write(review)));
            }

            draft = Line(draft, by, at, $"provisions.{Stem(id)}{i + 1}", ("name", t.Name), ("by", t.By.ToString()), ("group", DraftFields.Write(t.GroupSize)), ("times", DraftFields.Write(t.TimesAWeek)),
                ("minutes", DraftFields.Write(t.Minutes)), ("weeks", DraftFields.Write(t.Weeks)), ("start", DraftFields.Write(start)),
                ("other", t.OtherCost > 0 ? DraftFields.Write(t.OtherCost) : null));
        }

        return draft.With("review", DraftFields.Write(review), by, at)
            .With("adjustments", Together(templates.Select(t => t.Adjustments)), by, at)
            .With("home", Together(templates.Select(t => t.AtHome)), by, at);
    }

    /// <summary>Everything as it stands in an issued version, under the same ids. A review date that has passed, and the date of an outcome that has, become the next review date.</summary>
    public static PlanDraft From(string id, IssuedPlan issued, SchoolCalendar calendar, string by, DateTimeOffset at)
    {
        var plan = issued.Plan;
        var today = at.EnglishDate;
        var review = plan.Review > today ? plan.Review : ReviewDates.Default(calendar, today);
        var draft = new PlanDraft(id, issued.Version);
        foreach (var (i, need) in plan.Needs.Index())
        {
            draft = Line(draft, by, at, $"needs.{Stem(id)}{i + 1}", ("type", need.Type.ToString()), ("note", need.Note));
        }

        foreach (var b in plan.Baselines)
        {
            draft = Line(draft, by, at, $"baselines.{b.Id}", ("what", b.What), ("result", b.Result), ("on", b.On is { } on ? DraftFields.Write(on) : null));
        }

        foreach (var o in plan.Outcomes)
        {
            draft = Line(draft, by, at, $"outcomes.{o.Id}", ("what", o.What), ("measure", o.Measure), ("target", o.Target), ("by", DraftFields.Write(o.By >= today ? o.By : review)));
        }

        foreach (var p in plan.Provisions)
        {
            draft = Line(draft, by, at, $"provisions.{p.Id}", ("name", p.Name), ("by", p.By.ToString()), ("who", p.Who), ("group", DraftFields.Write(p.GroupSize)), ("times", DraftFields.Write(p.TimesAWeek)),
                ("minutes", DraftFields.Write(p.Minutes)), ("weeks", DraftFields.Write(p.Weeks)), ("start", DraftFields.Write(p.Start)), ("end", DraftFields.Write(p.End)),
                ("other", p.OtherCost > 0 ? DraftFields.Write(p.OtherCost) : null));
        }

        return draft.With("review", DraftFields.Write(review), by, at)
            .With("adjustments", plan.Adjustments ?? "", by, at).With("home", plan.AtHome ?? "", by, at)
            .With("likes", plan.AboutMe.Likes ?? "", by, at).With("important", plan.AboutMe.Important ?? "", by, at).With("helps", plan.AboutMe.Helps ?? "", by, at);
    }

    /// <summary>The next Monday, today if it is one, or the first day of school after it.</summary>
    internal static DateOnly FirstDay(SchoolCalendar calendar, DateOnly today) => calendar.OnOrAfter(today.AddDays(((int)DayOfWeek.Monday - (int)today.DayOfWeek + 7) % 7));

    private static string Stem(string id) => id[..Math.Min(8, id.Length)];

    private static PlanDraft Line(PlanDraft draft, string by, DateTimeOffset at, string line, params ReadOnlySpan<(string Name, string? Text)> fields)
    {
        draft = draft.WithLine(line);
        foreach (var (name, text) in fields)
        {
            draft = draft.With($"{line}.{name}", text ?? "", by, at);
        }

        return draft;
    }

    private static string Together(IEnumerable<string?> texts) => string.Join('\n', texts.OfType<string>().Distinct(StringComparer.Ordinal));
}
