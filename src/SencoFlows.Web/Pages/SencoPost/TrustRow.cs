using SencoFlows.Law;
using SencoFlows.Processes.SencoPost;

namespace SencoFlows.Web.Pages.SencoPost;

/// <summary>One school in the trust's table of SENCOs.</summary>
public sealed record TrustRow(string School, string Urn, string? Senco, DateOnly? Since, Light Light, string Words, string Because)
{
    public Deadline? Limit { get; init; }

    public Deadline? StartBy { get; init; }

    public Deadline? FinishBy { get; init; }

    /// <summary>The one that is being taken, or else the last.</summary>
    public Study? Course { get; init; }

    public string? Certificate { get; init; }

    public Deadline? Leaves { get; init; }

    /// <summary>Beside whoever is SENCO now, somebody whose post goes on.</summary>
    public bool OnLeave { get; init; }

    /// <summary>The school's own row, and one for each SENCO on leave.</summary>
    public static IEnumerable<TrustRow> Of(SchoolSenco s, DateOnly today)
    {
        var (light, words, because) = s.Says(today);
        var row = new TrustRow(s.School.Name, s.School.Urn, s.Name, s.Holder?.From, light, words, because);
        yield return s.Tenure is { } t ? row.With(t, today) : row;
        foreach (var (holder, tenure) in s.Away)
        {
            var verdict = tenure.On(today);
            yield return new TrustRow(s.School.Name, s.School.Urn, $"{s.NameOf(holder)} (on leave)", holder.From, verdict.Light, verdict.Words, verdict.Because) { OnLeave = true }.With(tenure, today);
        }
    }

    private TrustRow With(Tenure t, DateOnly today)
    {
        var verdict = t.On(today);
        var course = t.Underway ?? (t.Courses is [.., var newest] ? newest : null);
        return this with
        {
            Limit = verdict.Limit,
            StartBy = verdict.StartBy,
            FinishBy = verdict.FinishBy,
            Course = course,
            Certificate = course?.Awarded is null ? null : course.Certificate.Stands(),
            Leaves = t.Leaves is { } last ? new(last, SencoPostRules.LastDay, t.From) : null,
        };
    }

    /// <summary>What runs out, and when: for a look ahead.</summary>
    public IEnumerable<(Deadline On, string What)> Ahead()
    {
        if (Limit is { } limit && Course?.Awarded is null)
        {
            yield return (limit, "The qualification must be held");
        }

        if (StartBy is { } start)
        {
            yield return (start, "Latest safe start of the NPQ");
        }

        if (FinishBy is { } finish && finish.On != Limit?.On)
        {
            yield return (finish, "The National Award must be completed");
        }

        if (Course is { Awarded: null, Stopped: null, Ends: { } ends } course)
        {
            yield return (new(ends, SencoPostRules.Result, course.Begins ?? course.Recorded), "The result of the course is expected");
        }

        if (Leaves is { } last)
        {
            yield return (last, "The SENCO’s last day");
        }
    }
}
