using System.Globalization;
using SencoFlows.Law;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Law;

/// <summary>The force of a rule and how sure we are of it, as pages say it.</summary>
internal static class RuleWords
{
    extension(Duty duty)
    {
        /// <summary>"the law says must".</summary>
        public string Binding => duty switch
        {
            Duty.Must => "the law says must",
            Duty.Should => "statutory guidance says should",
            Duty.SchoolPolicy => "school policy",
            _ => throw new ArgumentOutOfRangeException(nameof(duty)),
        };

        public string Word => duty switch
        {
            Duty.Must => "Must",
            Duty.Should => "Should",
            Duty.SchoolPolicy => "School policy",
            _ => throw new ArgumentOutOfRangeException(nameof(duty)),
        };

        public TagColour Colour => duty switch
        {
            Duty.Must => TagColour.Blue,
            Duty.Should => TagColour.Teal,
            Duty.SchoolPolicy => TagColour.Grey,
            _ => throw new ArgumentOutOfRangeException(nameof(duty)),
        };

        /// <summary>What follows for a reader.</summary>
        public string Meaning => duty switch
        {
            Duty.Must => "The law says must. Missing it breaks the law.",
            Duty.Should => "Guidance or good practice says should. Do it unless there is a good reason not to, and note the reason.",
            Duty.SchoolPolicy => "No law sets this date. It is what a school decides for itself; ours is the default.",
            _ => throw new ArgumentOutOfRangeException(nameof(duty)),
        };
    }

    extension(Confidence confidence)
    {
        public string Words => confidence switch
        {
            Confidence.High => "Checked against the text of the law, or against sources that agree",
            Confidence.Medium => "Some of it rests on a reading, or on a source that was not read again",
            Confidence.Low => "Unverified: check it with somebody who knows before you rely on it",
            _ => throw new ArgumentOutOfRangeException(nameof(confidence)),
        };
    }

    extension(Rule rule)
    {
        /// <summary>"Since 1 September 2014", "1 March 2000 to 24 May 2018".</summary>
        public string InForce => rule.InForceTo is { } to ? $"{EnglishWords.Of(rule.InForceFrom)} to {EnglishWords.Of(to)}" : $"Since {EnglishWords.Of(rule.InForceFrom)}";

        public string Page => $"/law/{rule.Id}";
    }

    extension(Deadline deadline)
    {
        /// <summary>The page that answers "why this date?". Null where a day it was counted from is about one child alone, such as a date of birth: that goes into no address.</summary>
        public string? WhyPage(string? school) => deadline.Rule.Inputs.Any(i => i.Personal) ? null
            : string.Create(CultureInfo.InvariantCulture, $"/law/why?rule={deadline.Rule.Id}&from={IsoDay.Of(deadline.From)}&on={IsoDay.Of(deadline.On)}")
                + (deadline.Part is { } part ? $"&part={part}" : "")
                + (deadline.IsReminder ? "&reminder=1" : "")
                + string.Concat((deadline.Also ?? new Dictionary<string, DateOnly>()).Where(a => a.Key != "from").Select(a => $"&{a.Key}={IsoDay.Of(a.Value)}"))
                + (school is null ? "" : $"&school={school}");
    }
}
