using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Record;

namespace SencoFlows.Cases;

/// <summary>A case of one school. Written "123456-{id}" in addresses and as the id of its orchestration; holds nothing personal.</summary>
public readonly partial record struct CaseId(string School, string Id) : IParsable<CaseId>
{
    public override string ToString() => $"{School}-{Id}";

    /// <summary>Few enough letters and digits to read out on the telephone. It tells the open cases of a school apart, and nothing about anybody.</summary>
    public string Reference => (Id.Length > 6 ? Id[^6..] : Id).ToUpperInvariant();

    public static CaseId Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var id) ? id : throw new FormatException("Not a case id.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CaseId id)
    {
        var match = Shape().Match(s ?? "");
        id = match.Success ? new(match.Groups["school"].Value, match.Groups["id"].Value) : default;
        return match.Success;
    }

    [GeneratedRegex("^(?<school>[0-9]{6})-(?<id>[a-z0-9]{1,40})\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}

/// <summary>Whom a case is about: "pupil", "staff" or "school", its opaque id, and what lists call it.</summary>
public sealed record Subject(string Kind, string Id, string Label);

/// <summary>One run of a process. Its rows are the truth about it.</summary>
/// <param name="Length">The number of entries in its history.</param>
/// <param name="Hash">Of the last entry: the history is a chain.</param>
/// <param name="Recent">Request ids of the last entries, so that a repeated click is recognised from the one row that a step reads.</param>
/// <param name="Agenda">What lists show; kept in the index of dates too.</param>
public sealed record Case(string Process, Subject About, JsonElement? State, int Length, string Hash, IReadOnlyList<string> Recent, Agenda Agenda, bool IsOver)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public CaseId Id { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string? Version { get; init; }
}

/// <summary>What a list needs to know of an open case, readable without its state.</summary>
public sealed record Agenda(string Process, Subject About, string Stage, Record.Role WaitsFor, string? Ask, string? Action, IReadOnlyList<RunningDate> Dates)
{
    /// <summary>How long the history is: grows with every change of a date.</summary>
    public int Length { get; init; }

    /// <summary>The first day on which the clock has something to do.</summary>
    public DateOnly? Next => Dates.Count == 0 ? null : Dates.Min(d => d.Reminder ? d.On : d.On.AddDays(1));

    /// <summary>Who else is in it: the name of the next school.</summary>
    public string? With { get; init; }

    /// <summary>The English day on which the case came to this stage.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The first limit that passed at this stage, or whose passing brought the case here.</summary>
    public RunningDate? Overdue { get; init; }

    /// <summary>What a list of this process shows besides; null when older code has written this, or when there is nothing.</summary>
    public JsonElement? Facts { get; init; }

    /// <summary>The first limit that is still to come.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public RunningDate? Limit => Dates.Where(d => !d.Reminder).MinBy(d => d.On);

    /// <param name="missed">The date whose passing led here, when one did.</param>
    internal Agenda After(Agenda before, DateOnly today, Deadline? missed)
    {
        var stays = before.Stage == Stage && before.WaitsFor == WaitsFor;
        return this with
        {
            Since = stays ? before.Since ?? today : today,
            Overdue = (stays ? before.Overdue : null) ?? (missed is { IsReminder: false } m ? RunningDate.Of(m) : null),
        };
    }
}

/// <param name="Rule">The id of its rule.</param>
public sealed record RunningDate(DateOnly On, string Rule, DateOnly From, bool Reminder = false, bool Provisional = false)
{
    /// <summary>Which of the rule's dates, when it gives several.</summary>
    public string? Part { get; init; }

    /// <summary>Further days that it was worked out from: "meeting=2027-01-19 served=2027-02-01". Text, so that two equal dates are equal.</summary>
    public string? Also { get; init; }

    public static RunningDate Of(Deadline d) => new(d.On, d.Rule.Id, d.From, d.IsReminder, d.Provisional)
    {
        Part = d.Part,
        Also = d.Also is { Count: > 0 } also ? string.Join(' ', also.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={IsoDay.Of(a.Value)}")) : null,
    };

    internal static Dictionary<string, DateOnly>? Days(string? also) =>
        also?.Split(' ').Select(a => a.Split('=')).ToDictionary(a => a[0], a => IsoDay.Read(a[1]).Day, StringComparer.Ordinal);
}

/// <summary>One line of a case's history: written once, never changed, and chained to the one before by its hash.</summary>
/// <param name="Kind">"told" by a person, "lapsed" by the clock, or "moved" when a date changed under the case.</param>
/// <param name="Before">The hash of the entry before, "" for the first.</param>
public sealed record Entry(int Number, DateTimeOffset At, Actor By, string Kind, JsonElement Event, JsonElement State, IReadOnlyList<Effect> Effects, string RequestId, string Before, string Hash)
{
    /// <summary>The hash that this entry must have, from everything in it but the hash.</summary>
    public string ExpectedHash() => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(this with { Hash = "" }, Wire.Json)));
}

/// <summary>An effect that has not been performed yet, or how performing it ended.</summary>
/// <param name="Recipient">For a mail to several people: whom this one is for (a contact, a member of staff, or an address of the case).</param>
/// <param name="Attempts">How often the call outside was begun.</param>
/// <param name="Begun">When the last attempt was begun; with no outcome it may have happened.</param>
public sealed record Errand(Effect Effect, DateTimeOffset Asked, string? Recipient = null, int Attempts = 0, DateTimeOffset? Begun = null, Outcome? Outcome = null, DateTimeOffset? Ended = null)
{
    /// <summary>What newer code has written here and this code does not know: kept as it is.</summary>
    [System.Text.Json.Serialization.JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; init; }

    /// <summary>A date that had come asked for it, and nobody who acted.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public bool ByClock { get; init; }

    /// <summary>The English day whose daily email says it, in place of a mail of its own.</summary>
    public DateOnly? Daily { get; init; }

    /// <summary>What the mail service has told us since, in the order in which it came in.</summary>
    public IReadOnlyList<MailReport> Reports { get; init; } = [];

    /// <summary>How many of the attempts were made before a person asked for it once more.</summary>
    public int EarlierAttempts { get; init; }

    /// <summary>When another system was first called about it, since it was last asked for.</summary>
    public DateTimeOffset? FirstCalled { get; init; }

    /// <summary>When the other system is called again.</summary>
    public DateTimeOffset? NextCall { get; init; }

    /// <summary>A call had no answer and no report came in time, so the mail was sent again: the recipient may have it twice.</summary>
    public bool PerhapsTwice { get; init; }

    /// <summary>A parent who has no email from us and is written to by post or called, as their contact says: a person does it, and nothing has failed.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsByHand => this is { Effect: Effect.Email { To: Role.Parents }, Recipient: not null, Attempts: 0, Outcome: Outcome.Failed };

    /// <summary>How the last mail fared: the weightiest report about it counts, not the latest.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public MailReport? LastReport => Reports.Where(r => r.Attempt == Reports.Max(x => x.Attempt)).MaxBy(r => r.News);

    [System.Text.Json.Serialization.JsonIgnore]
    public string Key { get; init; } = "";

    internal static Errand Of(Storage.Row row) => Wire.Read<Errand>(row.Body) with { Key = row.Key, Version = row.Version };

    [System.Text.Json.Serialization.JsonIgnore]
    public string? Version { get; init; }
}

/// <summary>A case that was woken, and what is still to be performed for it: over or not, that is performed.</summary>
/// <param name="Waiting">Rows and not errands: only newer code may be able to read one of them, and the others must not wait for it.</param>
public sealed record Nap(Case Case, IReadOnlyList<Storage.Row> Waiting)
{
    public IEnumerable<string> Errands => Waiting.Select(row => row.Key);
}

/// <summary>What a form shows after telling a case something.</summary>
public abstract record Answer
{
    public sealed record Accepted(Case Case) : Answer;

    public sealed record Refused(Refusal Refusal) : Answer;

    /// <summary>Somebody acted since the form was opened. Nothing was changed: show what happened, keep what was typed, ask again.</summary>
    public sealed record Changed(Case Now) : Answer;

    /// <summary>Somebody else has just begun the only one there can be: nothing was opened. Show theirs.</summary>
    public sealed record Taken(Case By) : Answer;

    private Answer() { }
}

/// <summary>Names of rows. Opaque ids only: telemetry prints keys.</summary>
public static class Keys
{
    /// <summary>Where the index of dates keeps the open cases that wait for people only.</summary>
    public static readonly DateOnly NoDate = DateOnly.MaxValue;

    /// <summary>An opaque id that follows from a text, so that whoever makes it again makes the same.</summary>
    public static string Derived(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..32];

    public static string Case(string id) => $"case|{id}";

    public static string Due(DateOnly on, string caseId) => string.Create(CultureInfo.InvariantCulture, $"due|{on:yyyy-MM-dd}|{caseId}");

    public static string Entry(string caseId, int number) => string.Create(CultureInfo.InvariantCulture, $"entry|{caseId}|{number:D6}");

    public static string Todo(string caseId, int number, int i) => string.Create(CultureInfo.InvariantCulture, $"todo|{caseId}|{number:D6}-{i:D2}");

    /// <summary>Which cases there are about somebody, over or not.</summary>
    public static string About(string subject, string caseId) => $"about|{subject}|{caseId}";

    /// <summary>The open case of a process of which there is one at a time: written in the transaction that opens it.</summary>
    public static string One(string process, string subject) => $"one|{process}|{subject}";

    /// <summary>What could not be performed and waits for a person to look.</summary>
    public static string Failed(string todoKey) => "failed" + todoKey["todo".Length..];

    /// <summary>That there are notes of everything that failed: older code makes none.</summary>
    public const string Failing = "due-failed";

    /// <summary>A note of what failed that stands beside the open cases, so that the first page knows both from one range read.</summary>
    public static string FailingOf(string todoKey) => Failing + todoKey["todo".Length..];

    public static string Done(string todoKey) => "done" + todoKey["todo".Length..];

    /// <summary>The key of an errand while it was still to be performed, from the key it has now.</summary>
    public static string Todo(string key) => "todo" + key[key.IndexOf('|', StringComparison.Ordinal)..];
}
