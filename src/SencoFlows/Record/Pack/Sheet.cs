using System.Globalization;

namespace SencoFlows.Record.Pack;

/// <summary>A page to read or print, before it becomes HTML or PDF.</summary>
public sealed record Sheet(string Title, string Subtitle, IReadOnlyList<SheetPart> Parts, string Foot);

/// <param name="Lines">Each a paragraph, or "Name: value" when <see cref="Line.Name"/> is set.</param>
public sealed record SheetPart(string Heading, IReadOnlyList<Line> Lines);

public sealed record Line(string? Name, string Text)
{
    public static implicit operator Line(string text) => new(null, text);

    public static Line FromString(string text) => new(null, text);
}

/// <summary>What the two sheets of a pack say.</summary>
public static class Sheets
{
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>One page for the teacher who meets the child on the first morning.</summary>
    public static Sheet Profile(PackRecord record, PackManifest manifest) => new(
        $"{Name(record.Pupil)}: first-day sheet", $"From {manifest.Sender.Name}, {Day(manifest.Built)}",
        [
            new("At a glance",
            [
                new("Year group", YearGroups.Words(record.Pupil.YearGroup)),
                new("SEN status", Status(record)),
                .. record.Pupil.FirstLanguage is { } language ? [new Line("First language", language)] : Array.Empty<Line>(),
                .. record.Pupil.LookedAfter ? [new Line("In care", record.Pupil.CareAuthority is { } authority ? $"Yes ({authority})" : "Yes")] : Array.Empty<Line>(),
            ]),
            new("Needs, the most important first", record.Needs.Count == 0 ? ["No needs are recorded."] : [.. record.Needs.Select(n => new Line($"{n.Rank}. {Words(n.Code)}", n.Note ?? ""))]),
            .. record.Plan is { } plan && OfPlan(plan) is { Count: > 0 } help ? [new SheetPart("What helps", help)] : Array.Empty<SheetPart>(),
            new("People", record.Contacts.Count == 0 ? ["No contacts are recorded."] : [.. record.Contacts.Take(4).Select(c => new Line(c.Name, About(c)))]),
            new("Read next", record.Documents.Count == 0 ? ["No documents come with this record."] : [.. record.Documents.Take(6).Select(d => new Line(null, d.Name)), .. record.Documents.Count > 6 ? [new Line(null, $"and {record.Documents.Count - 6} more documents, listed in the summary")] : Array.Empty<Line>()]),
            new("Safeguarding", [Safeguarding(record)]),
        ],
        Foot(manifest));

    /// <summary>Everything in the record, in words.</summary>
    public static Sheet Summary(PackRecord record, PackManifest manifest) => new(
        $"{Name(record.Pupil)}: SEN record", $"From {manifest.Sender.Name} to {manifest.Receiver.Name}, {Day(manifest.Built)}",
        [
            new("Pupil",
            [
                new("Legal name", $"{record.Pupil.Forename} {record.Pupil.Surname}"),
                new("Date of birth", Day(record.Pupil.DateOfBirth)),
                new("Year group", YearGroups.Words(record.Pupil.YearGroup)),
                .. record.Pupil.Upn is { } upn ? [new Line("Unique pupil number", upn)] : Array.Empty<Line>(),
                .. record.Pupil.FirstLanguage is { } language ? [new Line("First language", language)] : Array.Empty<Line>(),
                new("In care", record.Pupil.LookedAfter ? record.Pupil.CareAuthority is { } a ? $"Yes ({a})" : "Yes" : record.Pupil.PreviouslyLookedAfter ? "Was in care before" : "No"),
            ]),
            new("SEN status over time", record.SenHistory.Count == 0 ? ["No status is recorded."] : [.. record.SenHistory.Select(s => new Line($"From {Day(s.From)}", SenCodes.Provision(s.Code)?.Words ?? s.Code))]),
            new("Needs, the most important first", record.Needs.Count == 0 ? ["No needs are recorded."]
                : [.. record.Needs.Select(n => new Line($"{n.Rank}. {Words(n.Code)}{(n.Since is { } since ? $", since {Day(since)}" : "")}", n.Note ?? ""))]),
            .. record.Plan is { } plan ? Whole(plan) : [],
            new("People", [.. record.Contacts.SelectMany(Everything)]),
            new("Documents", record.Documents.Count == 0 ? ["No documents come with this record."] : [.. record.Documents.Select(d => new Line(d.Name, $"{d.Path}, added {Day(d.Added)}"))]),
            new("The move",
            [
                new("Last day", Day(record.Move.Leaving)),
                .. record.Move.Starts is { } starts ? [new Line("First day at the next school", Day(starts))] : Array.Empty<Line>(),
                new("Parents", record.Move.Sharing switch { "agreed" => "Agreed to what is shared", "informed-not-agreed" => "Were told what is shared and did not agree", _ => "Refused; the law requires the record to be passed on" }),
                .. record.Move.DocumentsLeftOut ? [new Line("Left out", "Some documents stayed at the sending school")] : Array.Empty<Line>(),
                new("Child protection", Safeguarding(record)),
            ]),
        ],
        Foot(manifest));

    /// <summary>What a teacher can do from the first hour on.</summary>
    private static List<Line> OfPlan(PackPlan plan) => [.. Said(plan.Helps, "The child says"), .. Said(plan.Important, "Matters to the child"), .. Said(plan.Adjustments, "In every lesson")];

    private static IEnumerable<SheetPart> Whole(PackPlan plan)
    {
        yield return new($"Support plan, version {plan.Version}",
        [
            new("Agreed", Day(plan.Issued)), new("To be reviewed", Day(plan.Review)),
            .. (plan.Needs ?? []).Where(n => n.Note is { Length: > 0 }).Select(n => new Line(Words(n.Code), n.Note!)),
            .. (plan.Baselines ?? []).Select(b => new Line($"Starts from: {b.What}", $"{b.Result}{(b.On is { } on ? $", {Day(on)}" : "")}")),
            .. Said(plan.Likes, "The child likes"), .. OfPlan(plan), .. Said(plan.AtHome, "At home"),
        ]);
        yield return new("What the plan hopes for", [.. plan.Outcomes.Select(o => new Line(o.What, $"{o.Target}, measured by {o.Measure}, by {Day(o.By)}"))]);
        yield return new("What is given", [.. plan.Provisions.Select(p => new Line(p.Name,
            $"{p.By.Replace('-', ' ')}, {(p.GroupSize == 1 ? "one to one" : $"group of {p.GroupSize}")}, {p.TimesAWeek.ToString("0.##", _english)} times a week, {p.Minutes} minutes, from {Day(p.Start)} to {Day(p.End)}"))]);
    }

    private static IEnumerable<Line> Said(string? words, string name) => string.IsNullOrWhiteSpace(words) ? [] : [new Line(name, words)];

    private static string Safeguarding(PackRecord record) => record.Move.ChildProtectionFile == "separately"
        ? "A child protection file exists. The safeguarding leads pass it on separately; it is not in this pack."
        : "The sending school knows of no child protection file.";

    private static string Name(PackPupil p) => $"{p.PreferredForename ?? p.Forename} {p.PreferredSurname ?? p.Surname}";

    private static string Status(PackRecord record) => record.SenHistory.Count == 0 ? "Not recorded"
        : $"{SenCodes.Provision(record.SenHistory[^1].Code)?.Words} since {Day(record.SenHistory[^1].From)}";

    private static string Words(string code) => SenCodes.Type(code)?.Words ?? code;

    private static string About(PackContact c) => string.Join(", ", new[]
    {
        c.Relationship, c.LivesWith ? "lives with the child" : null, c.MayBeContacted ? c.Phone ?? c.Email : "may not be contacted", c.Restriction,
        c.NeedsInterpreter ? $"needs an interpreter ({(c.Language is { } code ? Languages.Words(code) : "language not recorded")})" : null,
    }.Where(t => !string.IsNullOrEmpty(t)));

    private static IEnumerable<Line> Everything(PackContact c)
    {
        yield return new(c.Name, About(c));
        yield return new("  Parental responsibility", c.ParentalResponsibility ? "Yes" : "No");
        if (c.AddressWithheld)
        {
            yield return new("  Address", "Withheld: ask the sending school");
        }

        if (c.Address is { Count: > 0 } address)
        {
            yield return new("  Address", string.Join(", ", address));
        }

        if (c.Email is { } email)
        {
            yield return new("  Email", email);
        }
    }

    private static string Foot(PackManifest manifest) => $"Confidential. Record pack {manifest.Transfer}, delivery {manifest.Attempt}";

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", _english);
}
