using Microsoft.AspNetCore.Http;
using SencoFlows.Law;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Law;

/// <summary>A question put to the calculator page: what was typed, and what came out.</summary>
/// <param name="Typed">What stands in the boxes, by the name of the rule's input.</param>
/// <param name="IfTyped">Likewise for "what if".</param>
public sealed record Asked(Rule Rule, IReadOnlyDictionary<string, DateAnswer> Typed, IReadOnlyDictionary<string, DateAnswer> IfTyped, Reckoned.Dates? Answer, Reckoned.Dates? WhatIf, FormErrors Errors)
{
    private const string _if = "if.";

    /// <summary>The same question for a link: days as machines write them.</summary>
    public string Query => Answer is null ? $"rule={Rule.Id}" : $"rule={Rule.Id}{string.Concat(Answer.Days.Select(d => $"&{d.Key}={IsoDay.Of(d.Value)}"))}";

    public static Asked Read(Rule rule, IQueryCollection query, SchoolCalendar? calendar)
    {
        var typed = Boxes(rule, query, "");
        var isAsked = query.ContainsKey("go") || typed.Values.Any(IsTyped);
        var ifTyped = Boxes(rule, query, _if);
        var isIf = ifTyped.Values.Any(IsTyped);
        if (!isAsked)
        {
            return new(rule, typed, ifTyped, null, null, FormErrors.None);
        }

        var (answer, errors) = Work(rule, typed, "", calendar);
        if (answer is null || !isIf)
        {
            return new(rule, typed, ifTyped, answer, null, errors);
        }

        // What is not asked otherwise stays as it is.
        var both = rule.Inputs.ToDictionary(i => i.Name, i => IsTyped(ifTyped[i.Name]) ? ifTyped[i.Name] : typed[i.Name], StringComparer.Ordinal);
        var (whatIf, ifErrors) = Work(rule, both, _if, calendar);
        return new(rule, typed, ifTyped, answer, whatIf, ifErrors);
    }

    private static (Reckoned.Dates? Answer, FormErrors Errors) Work(Rule rule, IReadOnlyDictionary<string, DateAnswer> typed, string prefix, SchoolCalendar? calendar)
    {
        var errors = FormErrors.None;
        Dictionary<string, string> days = new(StringComparer.Ordinal);
        foreach (var input in rule.Inputs)
        {
            if (!IsTyped(typed[input.Name]) && input.Optional)
            {
                continue;
            }

            var (day, error) = typed[input.Name].Read($"day {input.Words}");
            errors = errors.And(prefix + input.Name, error);
            days[input.Name] = IsoDay.Of(day);
        }

        if (errors.Any)
        {
            return (null, errors);
        }

        return Calculator.Ask(rule.Id, days.GetValueOrDefault, calendar) switch
        {
            Reckoned.Dates dates => (dates, errors),
            Reckoned.Wrong wrong => (null, FormErrors.Of(prefix + wrong.Parameter, wrong.Why)),
            var other => throw new InvalidOperationException($"No words for {other}"),
        };
    }

    /// <summary>From the three boxes of the form, or from a day as a link has it.</summary>
    private static Dictionary<string, DateAnswer> Boxes(Rule rule, IQueryCollection query, string prefix) => rule.Inputs.ToDictionary(i => i.Name, i =>
    {
        var name = prefix + i.Name;
        DateAnswer boxes = new(query[$"{name}.Day"], query[$"{name}.Month"], query[$"{name}.Year"]);
        var written = query[name].ToString() is { Length: > 0 } own ? own : i.Alias is { } alias ? query[prefix + alias].ToString() : "";
        return IsTyped(boxes) || written.Length == 0 ? boxes
            : IsoDay.Read(written) is { Why: null, Day: var day } ? DateAnswer.Of(day)
            : written.Split('-') is [var y, var m, var d] ? new(d, m, y)
            : new(written, null, null);
    }, StringComparer.Ordinal);

    private static bool IsTyped(DateAnswer a) => !string.IsNullOrWhiteSpace(a.Day) || !string.IsNullOrWhiteSpace(a.Month) || !string.IsNullOrWhiteSpace(a.Year);
}
