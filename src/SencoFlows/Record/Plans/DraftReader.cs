using System.Globalization;
using SencoFlows.Cases;
using SencoFlows.Law;

namespace SencoFlows.Record.Plans;

/// <summary>A draft read as a plan, or everything that is still wrong with it: each with its field, in GOV.UK wording.</summary>
public sealed class DraftReader
{
    private readonly PlanDraft _draft;
    private readonly DateOnly _today;
    private readonly SchoolCalendar _calendar;
    private readonly List<Refusal> _problems = [];

    private DraftReader(PlanDraft draft, SchoolCalendar calendar, DateOnly today) => (_draft, _calendar, _today) = (draft, calendar, today);

    /// <param name="draft">As it was typed.</param>
    /// <param name="calendar">Of the school: reviews fall on its days.</param>
    /// <param name="rates">What an hour costs.</param>
    /// <param name="today">English date.</param>
    /// <returns>The plan when nothing is wrong.</returns>
    public static (Plan? Plan, IReadOnlyList<Refusal> Problems) Read(PlanDraft draft, SchoolCalendar calendar, StaffRates rates, DateOnly today)
    {
        var reader = new DraftReader(draft, calendar, today);
        var plan = reader.Read(rates);
        return (reader._problems.Count == 0 ? plan : null, reader._problems);
    }

    private Plan Read(StaffRates rates)
    {
        List<PlanNeed> needs = [.. Lines(DraftFields.Needs).Select(l => Need(l.Line, l.Number))];
        List<Baseline> baselines = [.. Lines(DraftFields.Baselines).Select(l => Start(l.Line, l.Number))];
        List<PlanOutcome> outcomes = [.. Lines(DraftFields.Outcomes).Select(l => Outcome(l.Line, l.Number))];
        List<PlanProvision> provisions = [.. Lines(DraftFields.Provisions).Select(l => Provision(l.Line, l.Number, rates))];
        AtLeastOne(DraftFields.Needs, "Add the need that this plan is about");
        AtLeastOne(DraftFields.Outcomes, "Add an outcome");
        AtLeastOne(DraftFields.Provisions, "Add a provision");
        foreach (var twice in _draft.Of("needs").GroupBy(l => _draft[$"{l}.type"], StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Count() > 1))
        {
            Wrong($"{twice.Last()}.type", $"{SenCodes.Type(twice.Key)?.Words ?? "This need"} is in the list twice. Choose another need or remove one");
        }

        var review = Day("review", "review date") ?? default;
        if (review != default && ReviewDates.Problem(_calendar, review, _today) is { } why)
        {
            Wrong("review", why);
        }

        Optional(DraftFields.Why, "What has changed");
        return new(review)
        {
            Needs = needs, Baselines = baselines, Outcomes = outcomes, Provisions = provisions,
            Adjustments = Optional(DraftFields.Everyday[0], "Adjustments"), AtHome = Optional(DraftFields.Everyday[1], "What parents do at home"),
            AboutMe = new(Optional(DraftFields.About[0], "What people like"), Optional(DraftFields.About[1], "What is important"), Optional(DraftFields.About[2], "What helps")),
        };
    }

    /// <summary>What changed, for the version that is issued.</summary>
    public static string? Why(PlanDraft draft) => draft[DraftFields.Why.Name] is { Length: > 0 } why ? why : null;

    private PlanNeed Need(string line, int n)
    {
        var type = SenCodes.Type(_draft[$"{line}.type"]);
        if (type is null)
        {
            Wrong($"{line}.type", $"Choose the type of need {n}");
        }

        return new(type ?? SenType.OTH, Short(line, "note", DraftFields.Needs, $"The note on need {n}"));
    }

    private Baseline Start(string line, int n) => new(IdOf(line),
        Asked(line, "what", DraftFields.Baselines, $"Enter what was measured for starting point {n}", $"What was measured for starting point {n}"),
        Asked(line, "result", DraftFields.Baselines, $"Enter the result of starting point {n}", $"The result of starting point {n}"),
        Day($"{line}.on", $"date of starting point {n}", optional: true) is { } on ? NotAfterToday($"{line}.on", on, $"The date of starting point {n}") : null);

    private PlanOutcome Outcome(string line, int n)
    {
        var by = Day($"{line}.by", $"date by which outcome {n} is to be met") ?? default;
        if (by != default && (by < _today || by > _today.AddYears(3)))
        {
            Wrong($"{line}.by", by < _today ? $"The date of outcome {n} must be today or in the future" : $"The date of outcome {n} must be within three years");
        }

        return new(IdOf(line),
            Asked(line, "what", DraftFields.Outcomes, $"Enter what the pupil will be able to do for outcome {n}", $"Outcome {n}"),
            Asked(line, "measure", DraftFields.Outcomes, $"Enter how you will know that outcome {n} is met", $"How you will know that outcome {n} is met"),
            Asked(line, "target", DraftFields.Outcomes, $"Enter the target of outcome {n}", $"The target of outcome {n}"), by);
    }

    private PlanProvision Provision(string line, int n, StaffRates rates)
    {
        var name = Asked(line, "name", DraftFields.Provisions, $"Enter what provision {n} is", $"What provision {n} is");
        var by = Deliverers.Read(_draft[$"{line}.by"]);
        if (by is null)
        {
            Wrong($"{line}.by", $"Choose who gives provision {n}");
        }

        var group = (int)Number(line, "group", $"how many pupils are in the group of provision {n}", $"Pupils in the group of provision {n}", 1, 60);
        var times = Number(line, "times", $"how many times a week provision {n} is given", $"Times a week of provision {n}", 0.1m, 50, whole: false);
        var minutes = (int)Number(line, "minutes", $"how many minutes provision {n} takes each time", $"Minutes of provision {n}", 1, 480);
        var weeks = (int)Number(line, "weeks", $"how many weeks provision {n} is given", $"Weeks of provision {n}", 1, 60);
        var start = Day($"{line}.start", $"first day of provision {n}") ?? default;
        var end = Day($"{line}.end", $"last day of provision {n}", optional: true) ?? (start == default ? start : SchoolWeeks.LastDay(_calendar, start, weeks));
        if (start != default && (start < _today.AddYears(-1) || start > _today.AddYears(1)))
        {
            Wrong($"{line}.start", $"The first day of provision {n} must be within a year of today");
        }
        else if (start != default && (end < start || end > start.AddYears(2)))
        {
            Wrong($"{line}.end", end < start ? $"The last day of provision {n} must be the same as or after its first day" : $"The last day of provision {n} must be within two years of its first day");
        }

        return new(IdOf(line), name, by ?? default, group, times, minutes, weeks, start, end)
        {
            Who = Short(line, "who", DraftFields.Provisions, $"The name of the person for provision {n}"), PerHour = by is { } who ? rates.PerHour(who, start) : 0, OtherCost = Money(line, n),
        };
    }

    private decimal Money(string line, int n)
    {
        var text = _draft[$"{line}.other"].Replace("£", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).Trim();
        if (text.Length == 0)
        {
            return 0;
        }

        var read = decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var pounds);
        if (!read || pounds is < 0 or > 100_000)
        {
            Wrong($"{line}.other", !read ? $"Other costs of provision {n} must be an amount in pounds, like 12.50" : pounds < 0 ? $"Other costs of provision {n} must be 0 or more" : $"Other costs of provision {n} must be £100,000 or less");
            return 0;
        }

        return decimal.Round(pounds, 2);
    }

    private decimal Number(string line, string name, string enter, string what, decimal least, decimal most, bool whole = true)
    {
        var (field, text) = ($"{line}.{name}", _draft[$"{line}.{name}"].Trim());
        var number = 0m;
        var wrong = text.Length == 0 ? $"Enter {enter}"
            : !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) ? $"{what} must be a number, like {(whole ? "20" : "3")}"
            : number < least ? $"{what} must be {(whole ? "1 or more" : "more than 0")}"
            : number > most ? $"{what} must be {DraftFields.Write(most)} or fewer"
            : whole && number != decimal.Truncate(number) ? $"{what} must be a whole number" : null;
        if (wrong is not null)
        {
            Wrong(field, wrong);
            return 1;
        }

        return number;
    }

    private DateOnly? Day(string field, string what, bool optional = false)
    {
        var text = _draft[field].Replace(" ", "", StringComparison.Ordinal);
        if (text.Trim('/').Length == 0)
        {
            if (!optional)
            {
                Wrong(field, $"Enter the {what}");
            }

            return null;
        }

        if (DateOnly.TryParseExact(text, "d/M/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        string[] missing = text.Split('/') is [var d, var m, var y] ? [.. new[] { (d, "day"), (m, "month"), (y, "year") }.Where(p => p.Item1.Length == 0).Select(p => p.Item2)] : [];
        Wrong(field, missing.Length > 0 ? $"The {what} must include a {string.Join(" and ", missing)}" : $"The {what} must be a real date");
        return null;
    }

    private DateOnly? NotAfterToday(string field, DateOnly on, string what)
    {
        if (on > _today)
        {
            Wrong(field, $"{what} must be today or in the past");
        }

        return on;
    }

    private string Asked(string line, string name, LineKind kind, string enter, string what)
    {
        if (_draft[$"{line}.{name}"].Length == 0)
        {
            Wrong($"{line}.{name}", enter);
        }

        return Short(line, name, kind, what) ?? "";
    }

    private string? Short(string line, string name, LineKind kind, string what) => NotTooLong($"{line}.{name}", kind.Fields.First(f => f.Name == name).Most, what);

    private string? Optional(DraftField field, string what) => NotTooLong(field.Name, field.Most, what);

    private string? NotTooLong(string field, int most, string what)
    {
        if (_draft[field].Length > most)
        {
            Wrong(field, string.Create(CultureInfo.InvariantCulture, $"{what} must be {most:N0} characters or fewer. You have {_draft[field].Length:N0}"));
        }

        return _draft[field] is { Length: > 0 } text ? text : null;
    }

    private IEnumerable<(string Line, int Number)> Lines(LineKind kind) => _draft.Of(kind.Kind).Select((line, i) => (line, i + 1));

    private void AtLeastOne(LineKind kind, string message)
    {
        if (_draft.Of(kind.Kind).Count == 0)
        {
            Wrong(kind.Kind, message);
        }
    }

    private static string IdOf(string line) => line[(line.IndexOf('.', StringComparison.Ordinal) + 1)..];

    private void Wrong(string field, string reason) => _problems.Add(new(field, reason));
}
