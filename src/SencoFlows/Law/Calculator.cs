namespace SencoFlows.Law;

/// <summary>What came out of asking for a date.</summary>
public abstract record Reckoned
{
    /// <param name="Rule">The version that counts for the day given.</param>
    /// <param name="Days">What was given, "from" among it.</param>
    /// <param name="All">The main one first. A date whose own day was not given is left out.</param>
    public sealed record Dates(Rule Rule, IReadOnlyDictionary<string, DateOnly> Days, IReadOnlyList<Worked> All) : Reckoned
    {
        public DateOnly From => Days["from"];

        public Worked Main => All[0];
    }

    /// <param name="Parameter">The name of what is wrong or missing.</param>
    /// <param name="Why">A sentence that says what to give instead, no full stop.</param>
    public sealed record Wrong(string Parameter, string Why) : Reckoned;

    private Reckoned() { }
}

/// <summary>Works out dates from what somebody typed: the same for the page, for machines, and for "explain this date".</summary>
public static class Calculator
{
    /// <param name="id">A rule's id.</param>
    /// <param name="given">What was typed, by the name of the rule's input or its other name; null or empty when nothing was.</param>
    /// <param name="calendar">The school days to count, or null when they are not known: then the answer is provisional.</param>
    public static Reckoned Ask(string? id, Func<string, string?> given, SchoolCalendar? calendar)
    {
        if (RuleBook.Versions(id?.Trim() ?? "") is not [_, ..] versions)
        {
            return new Reckoned.Wrong("rule", string.IsNullOrWhiteSpace(id) ? "Choose a rule, such as ehcna-6" : $"There is no rule with the id {Clip(id)}. Choose one from the catalogue of rules, such as ehcna-6");
        }

        var newest = versions[^1];
        if (Read(newest.Inputs[0], given, out var from) is { } noFrom)
        {
            return noFrom;
        }

        if (RuleBook.On(newest.Id, from) is not { } rule)
        {
            return new Reckoned.Wrong("from", NotInForce(versions, from));
        }

        Dictionary<string, DateOnly> days = new(StringComparer.Ordinal) { ["from"] = from };
        foreach (var input in rule.Inputs.Skip(1))
        {
            if (Read(input, given, out var day) is { } wrong)
            {
                if (input.Optional && !Typed(input, given))
                {
                    continue;
                }

                return wrong;
            }

            days[input.Name] = day;
        }

        return Unfit(rule, days) is { } unfit ? unfit : new Reckoned.Dates(rule, days, rule.Work(from, calendar, days));
    }

    private static bool Typed(Input input, Func<string, string?> given) =>
        !string.IsNullOrWhiteSpace(given(input.Name)) || (input.Alias is { } alias && !string.IsNullOrWhiteSpace(given(alias)));

    private static Reckoned.Wrong? Read(Input input, Func<string, string?> given, out DateOnly day)
    {
        var byAlias = input.Alias is { } alias && !string.IsNullOrWhiteSpace(given(alias));
        day = default;
        if (byAlias && !string.IsNullOrWhiteSpace(given(input.Name)))
        {
            return new(input.Alias!, $"Give either {input.Name} or {input.Alias}: both are the day {input.Words}");
        }

        var named = byAlias ? input.Alias! : input.Name;
        if (string.IsNullOrWhiteSpace(given(named)))
        {
            return new(named, $"Give the day {input.Words}, such as 2026-11-23");
        }

        (day, var why) = IsoDay.Read(given(named));
        return why is null ? null : new(named, why);
    }

    private static Reckoned.Wrong? Unfit(Rule rule, Dictionary<string, DateOnly> days)
    {
        foreach (var input in rule.Inputs.Where(i => days.ContainsKey(i.Name)))
        {
            if (input.Together is { } pair && !days.ContainsKey(pair))
            {
                var missing = rule.Inputs.First(i => i.Name == pair);
                return new(pair, $"Give the day {missing.Words} as well as the day {input.Words}");
            }

            if (input.Order is { } order && days.TryGetValue(order.After, out var other) && !order.Keeps(days[input.Name], other))
            {
                return new(input.Name, order.Otherwise);
            }
        }

        return null;
    }

    private static string NotInForce(IReadOnlyList<Rule> versions, DateOnly from)
    {
        var (first, last) = (versions[0].InForceFrom, versions[^1].InForceTo);
        return from < first
            ? $"This rule was not in force on {Ledger.Short(from)}. Give a day from {Ledger.Short(first)} on"
            : $"This rule was no longer in force on {Ledger.Short(from)}. Give a day until {Ledger.Short(last ?? versions[^1].InForceFrom)}";
    }

    private static string Clip(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
