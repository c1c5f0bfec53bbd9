using System.Globalization;
using System.Text;
using SencoFlows.Law;

namespace SencoFlows.Tests.Law;

/// <summary>docs/law.md: every rule as the code has it, for people to read and to compare when the law changes.</summary>
internal static class LawDocument
{
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-GB");

    public static string Write()
    {
        var text = new StringBuilder();
        text.Append(_english, $"""
            # The law that SencoFlows counts by

            Written from the rules in `src/SencoFlows/Law` by a test. To change it, change a rule, run the tests, read the new file beside this one and approve it.

            {RuleBook.All.Count} rules. *Must* is law, *should* is guidance to follow unless there is a good reason not to, *school policy* is what a school sets for itself, with our default. A rule with more than one version follows the version in force on the day it counts from.


            """);
        text.Append("| | rule | force | source | how sure |\n|---|---|---|---|---|\n");
        foreach (var rule in RuleBook.All)
        {
            text.Append(_english, $"| [`{rule.Id}`](#{rule.Id}) | {rule.Title} | {Force(rule)} | {rule.Source} | {rule.Confidence.ToString().ToLowerInvariant()} |\n");
        }

        foreach (var topic in Rules.Topics)
        {
            text.Append(_english, $"\n## {topic.Title}\n");
            foreach (var id in topic.Rules.Select(r => r.Id).Distinct())
            {
                text.Append(_english, $"\n### {id}\n\n**{RuleBook.Find(id)!.Title}.** {RuleBook.Find(id)!.InPlainWords}\n");
                foreach (var version in RuleBook.Versions(id).Reverse())
                {
                    Version(text, version, RuleBook.Versions(id).Count > 1);
                }
            }
        }

        return text.ToString();
    }

    private static void Version(StringBuilder text, Rule rule, bool several)
    {
        if (several)
        {
            text.Append(_english, $"\n*In force from {Day(rule.InForceFrom)}{(rule.InForceTo is { } to ? $" to {Day(to)}" : "")}:*{(rule.InForceTo is null ? "" : $" {rule.InPlainWords}")}\n");
        }

        text.Append(_english, $"\n- {Force(rule)}: [{rule.Source}]({rule.Url})\n");
        foreach (var part in rule.Parts)
        {
            text.Append(_english, $"- `{part.Name}` {part.Words}: {part.InWords(rule)}\n");
        }

        foreach (var input in rule.Inputs)
        {
            text.Append(_english, $"- takes `{input.Name}`{(input.Alias is { } alias ? $" (or `{alias}`)" : "")}: the day {input.Words}{(input.Optional ? ", if it applies" : "")}\n");
        }

        if (rule.Setting is not null)
        {
            text.Append(_english, $"- Setting: {rule.Setting}\n");
        }

        if (rule.Caveat is not null)
        {
            text.Append(_english, $"- Note: {rule.Caveat}\n");
        }

        text.Append(_english, $"- In force from {Day(rule.InForceFrom)}{(rule.InForceTo is { } end ? $" to {Day(end)}" : "")}; last checked {Day(rule.LastChecked)}; confidence {rule.Confidence.ToString().ToLowerInvariant()}\n");
    }

    private static string Force(Rule rule) => rule.Duty switch { Duty.Must => "must", Duty.Should => "should", _ => "school policy" };

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", _english);
}
