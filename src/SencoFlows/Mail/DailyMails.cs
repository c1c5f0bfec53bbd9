using System.Globalization;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Mail;

/// <summary>Something that a case asks a member of staff for, until their daily email says it.</summary>
/// <param name="Case">Of the same school.</param>
/// <param name="To">In what role they are asked.</param>
/// <param name="Template">Of the mail that it would have been.</param>
/// <param name="Link">The purpose of a one-time link, or null for the page where people sign in.</param>
/// <param name="Action">The page that does it, when the mail names one.</param>
public sealed record Reminder(string Case, Role To, string Template, string? Link = null, string? Action = null);

/// <summary>One line of a daily email.</summary>
/// <param name="Says">The subject of the mail that it would have been: nothing about a child.</param>
/// <param name="Act">What its link is for, as a button says it.</param>
public sealed record ReminderLine(string Says, string? Act, DateOnly? By, Rule? Rule, Uri Link)
{
    /// <summary>What tells it from a line that says the same: another school, and the reference that the page of its case shows. Nothing about a child.</summary>
    public required string About { get; init; }

    /// <summary>The last English date on which a one-time link works; null for an address where people sign in.</summary>
    public DateOnly? LinkUntil { get; init; }
}

/// <summary>
/// One mail a day for each member of staff, in place of one for each reminder. A reminder becomes a row in the save that ends its
/// errand; one save turns the rows of a person into the errand of one mail; from there on it is a mail like any other. So a kill
/// anywhere loses nothing and says nothing twice, and days on which no host ran are made up for by one mail.
/// </summary>
public sealed class DailyMails(IStore store, Schools schools, IAlarm alarm, TimeProvider clock)
{
    public const string Template = "daily-reminders";

    /// <summary>In the place of the name of a process.</summary>
    public const string Name = "daily-mail";

    /// <summary>With what the keys of reminders begin: remind|{day}|{staff}|{the rest of the errand's key, first the case}.</summary>
    public const string Waiting = "remind|";

    /// <summary>English time. Cases wake at 07:00, and what they ask for then goes out together.</summary>
    public static readonly TimeOnly Time = new(7, 30);

    // As many as one save can take away, with room for the mail, the day and a mail that has not gone out yet.
    private const int _most = 90;
    private const string _case = "daily";
    private static readonly Subject _about = new("staff", "", "");

    /// <summary>Whether an id stands for the daily email of somebody. The loops perform it as they perform what a case asks for.</summary>
    public static bool Is(CaseId id) => id.Id.Length == _case.Length + 32 && id.Id.StartsWith(_case, StringComparison.Ordinal);

    /// <summary>What stands for a case, so that the loops need not know: it is over, and what is left of it is performed.</summary>
    public static Case Of(CaseId id) => new(Name, _about, null, 0, "", [], new Agenda(Name, _about, "", Role.Nobody, null, null, []), IsOver: true) { Id = id };

    /// <summary>What the loops call the daily email of a member of staff.</summary>
    public static string CaseOf(string staff) => _case + Keys.Derived($"{Name}|{staff}");

    /// <summary>A member of staff who can be written to.</summary>
    internal static Addressee? Reader(School school, string? staff) =>
        school.Staff.FirstOrDefault(s => s.Id == staff && !s.Left && s.Email.Length > 0) is { } person ? new(person.Id, person.Name, person.Email) : null;

    /// <summary>Whether a reminder waits for the daily email: not when it has been sent once already, and not when the law's day is tomorrow or has passed.</summary>
    internal static bool Takes(Effect.Email email, Addressee to, Mentions mentions, School school, Errand errand, DateTimeOffset now) =>
        email is { CanWait: true, Invitation: null } && errand.Attempts == 0
        && !school.Policies.EachReminderAtOnce && Reader(school, to.Id) is not null
        && (email.OnlyUntil is not { } last || DayAfter(now) <= last)
        && !(mentions is { Rule.Duty: Duty.Must, By: { } by } && by <= now.EnglishDate.AddDays(1));

    /// <summary>
    /// Which daily email of theirs says it. What a date asks for is said on its day also where no host ran at the time of the mail, as on
    /// a machine that is switched on at eight: unless the mail of that day has gone.
    /// </summary>
    internal static async Task<DateOnly> DayOf(IRows rows, Errand errand, string reader, DateTimeOffset now, CancellationToken ct) =>
        errand.ByClock && DayAfter(now) > now.EnglishDate && (await rows.Read($"reminded|{reader}", ct) is not { } last || Wire.Read<LastDay>(last.Body).On < now.EnglishDate) ? now.EnglishDate : DayAfter(now);

    /// <summary>Ends an errand by handing it to the daily email of its reader.</summary>
    /// <param name="day">Of that email.</param>
    internal static IReadOnlyList<Change> Collect(Case @case, Errand errand, Effect.Email email, string reader, DateOnly day, DateTimeOffset now)
    {
        return
        [
            new Change.Delete(errand.Key, errand.Version),
            new Change.Put(Keys.Done(errand.Key), Wire.Write(errand with { Recipient = reader, Outcome = new Outcome.Done(), Ended = now, Daily = day })),
            new Change.Put($"{From(day)}{reader}|{errand.Key["todo|".Length..]}", Wire.Write(new Reminder(@case.Id.Id, email.To, email.Template, email.Link, email.Action))),
        ];
    }

    /// <summary>Those whose case is still open, with the case as it stands, and where each leads.</summary>
    internal static async Task<IReadOnlyList<Open>> StillOpen(string urn, IRows rows, IReadOnlyList<Reminder> reminders, Addressee to, DateOnly today, CancellationToken ct)
    {
        List<Open> open = [];
        foreach (var some in reminders.Chunk(16))
        {
            var cases = await Task.WhenAll(some.Select(r => CaseRunner.Find(rows, new(urn, r.Case), ct)));
            open.AddRange(some.Zip(cases).Where(p => p.Second is { IsOver: false }).Select(p =>
                new Open(p.First, p.Second!, Postman.LeadOf(p.Second!, new Effect.Email(p.First.To, p.First.Template, p.First.Link) { Action = p.First.Action }, to, today))));
        }

        return open;
    }

    /// <summary>Sends what has come due, once a day for each person. Safe to run at any time, as often as one likes, and by two hosts at once.</summary>
    public async Task Look(CancellationToken ct)
    {
        if (clock.GetUtcNow() < clock.Today.At(Time))
        {
            return;
        }

        foreach (var urn in await schools.Urns(ct))
        {
            await Look(urn, ct);
        }
    }

    /// <summary>Whether something of today waits for the time of day.</summary>
    public async Task<bool> Waits(CancellationToken ct)
    {
        foreach (var urn in await schools.Urns(ct))
        {
            await foreach (var _ in store.Rows(urn).Range(Waiting, From(clock.Today.AddDays(1)), ct))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Two range reads a school; for each person to whom something is due, two reads and one save.</summary>
    private async Task Look(string urn, CancellationToken ct)
    {
        if (await schools.Find(urn, ct) is not { } school)
        {
            return;
        }

        var rows = store.Rows(urn);
        List<Row> waiting = [];
        await foreach (var row in rows.List(Waiting, ct))
        {
            waiting.Add(row);
        }

        // A mail that goes anyway takes along what would have waited for tomorrow: a host that was down has just caught up.
        foreach (var theirs in waiting.GroupBy(r => r.Key.Split('|')[2]).Where(g => string.CompareOrdinal(g.First().Key, From(clock.Today.AddDays(1))) < 0))
        {
            await Begin(school, rows, theirs.Key, [.. theirs.Take(_most)], ct);
        }

        // Of yesterday, too: its host may have been killed before it rang.
        await foreach (var row in rows.List($"todo|{_case}", ct))
        {
            if (Wire.Read<Errand>(row.Body).Attempts == 0 && new CaseId(urn, row.Key.Split('|')[1]) is var id && Is(id))
            {
                await alarm.Ring(id, ct);
            }
        }
    }

    private async Task Begin(School school, IRows rows, string staff, IReadOnlyList<Row> due, CancellationToken ct)
    {
        var today = clock.Today;
        var day = await rows.Read($"reminded|{staff}", ct);
        if (day is not null && Wire.Read<LastDay>(day.Body).On >= today)
        {
            return; // What has come since waits for tomorrow.
        }

        List<Row> unsent = [];
        await foreach (var row in rows.List($"todo|{CaseOf(staff)}|", ct))
        {
            unsent.AddRange(Wire.Read<Errand>(row.Body) is { Begun: null, Effect: Effect.Email { Reminders: not null } } ? [row] : []);
        }

        var mail = string.Create(CultureInfo.InvariantCulture, $"todo|{CaseOf(staff)}|{today:yyMMdd}-00");
        if (unsent.Exists(r => r.Key == mail))
        {
            return; // Another host has just done it.
        }

        // Who has left reads nothing. A case that goes on asking finds out anew whom.
        List<Change> changes = [.. due.Concat(unsent).Select(r => new Change.Delete(r.Key, r.Version))];
        if (Reader(school, staff) is not null)
        {
            Reminder[] all = [.. unsent.SelectMany(r => ((Effect.Email)Wire.Read<Errand>(r.Body).Effect).Reminders!), .. due.Select(r => Wire.Read<Reminder>(r.Body))];
            var last = Wire.Write(new LastDay(today));
            changes.Add(day is null ? new Change.Add($"reminded|{staff}", last) : new Change.Replace($"reminded|{staff}", last, day.Version));
            changes.Add(new Change.Put(mail, Wire.Write(new Errand(new Effect.Email(Role.Self, Template) { Reminders = [.. all.Distinct()] }, clock.GetUtcNow(), staff))));
        }

        try
        {
            await rows.Save(changes, ct);
        }
        catch (ConflictException)
        {
            // Another host has just done it.
        }
    }

    /// <summary>The day of the next daily email.</summary>
    private static DateOnly DayAfter(DateTimeOffset now) => now < now.EnglishDate.At(Time) ? now.EnglishDate : now.EnglishDate.AddDays(1);

    private static string From(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{Waiting}{day:yyyy-MM-dd}|");

    /// <param name="Lead">Saved with the mark that the mail is begun.</param>
    public sealed record Open(Reminder Reminder, Case Case, Lead Lead);

    /// <summary>The last English day on which somebody was sent their reminders.</summary>
    private sealed record LastDay(DateOnly On);
}
