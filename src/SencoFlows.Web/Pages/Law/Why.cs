using Microsoft.AspNetCore.Http;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Record;

namespace SencoFlows.Web.Pages.Law;

/// <summary>One date to be explained, read from an address that holds a rule and days and nobody's data.</summary>
/// <param name="Steps">The working, with what is shown beside what is worked out when they differ.</param>
public sealed record Why(Deadline Date, School School, IReadOnlyList<string> Steps, IReadOnlyList<CountedDay> Days)
{
    /// <summary>Stands for "no school in particular": its days are not known.</summary>
    private static readonly School _any = new("000000", "", "", Phase.Other, false, SchoolCalendar.Unknown, new(), []);

    public bool IsOfSchool => School != _any;

    public static (Why? Why, Reckoned.Wrong? Wrong) Read(IQueryCollection query, School? school)
    {
        var at = school ?? _any;
        var (from, noFrom) = IsoDay.Read(query["from"]);
        if (noFrom is not null)
        {
            return (null, new("from", noFrom));
        }

        if (All.Rule(query["rule"].ToString(), from, at) is not { } rule)
        {
            return (null, new("rule", "There is no rule of this name"));
        }

        Dictionary<string, DateOnly> also = new(StringComparer.Ordinal);
        foreach (var input in rule.Inputs.Skip(1).Where(i => query.ContainsKey(i.Name)))
        {
            var (day, why) = IsoDay.Read(query[input.Name]);
            if (why is not null)
            {
                return (null, new(input.Name, why));
            }

            also[input.Name] = day;
        }

        var part = query["part"].ToString() is { Length: > 0 } named ? named : null;
        if (part is not null && rule.Parts.All(p => p.Name != part))
        {
            return (null, new("part", "This rule gives no date of this name"));
        }

        // Without it the date would be worked out from the others alone, and be wrong.
        var lines = rule.Parts.Where(p => part is null || p.Name == part).Take(1).SelectMany(p => p.Lines).Select(l => l.From).ToList();
        if (rule.Inputs.Skip(1).FirstOrDefault(i => !i.Optional && lines.Contains(i.Name) && !also.ContainsKey(i.Name)) is { } missing)
        {
            return (null, new(missing.Name, $"Give the day {missing.Words} too"));
        }

        return Explain(rule, from, also, part, query, at);
    }

    private static (Why? Why, Reckoned.Wrong? Wrong) Explain(Rule rule, DateOnly from, Dictionary<string, DateOnly> also, string? part, IQueryCollection query, School school)
    {
        var worked = rule.Work(from, school.Calendar, also).FirstOrDefault(w => part is null || w.Name == part);
        var on = worked?.On;
        if (query["on"].ToString() is { Length: > 0 } shown)
        {
            var (day, why) = IsoDay.Read(shown);
            if (why is not null)
            {
                return (null, new("on", why));
            }

            on = day;
        }

        if (on is not { } date)
        {
            return (null, new("on", "Give the day to be explained"));
        }

        var deadline = new Deadline(date, rule, from) { Also = also, Part = part, IsReminder = query["reminder"] == "1", Provisional = worked?.Provisional ?? false };
        var counted = worked?.On == date ? CountedDays.Of(rule.PartNamed(part), from, school.Calendar) : [];
        return (new(deadline, school, deadline.Explain(school.Calendar), counted), null);
    }
}
