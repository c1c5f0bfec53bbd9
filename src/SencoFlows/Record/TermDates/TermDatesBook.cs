using System.Security.Cryptography;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Storage;

namespace SencoFlows.Record.TermDates;

/// <summary>One change of a school's term dates: old and new are both kept, because dates were told by the old ones.</summary>
public sealed record TermDatesChange(DateTimeOffset At, Actor By, SchoolCalendar Was, SchoolCalendar Is);

/// <summary>How saving term dates ended.</summary>
public abstract record TermDatesSaved
{
    /// <param name="Woken">How many open cases were told to work out their dates again.</param>
    public sealed record Done(int Woken) : TermDatesSaved;

    /// <summary>Somebody else changed them since the form was opened. Nothing was saved.</summary>
    public sealed record Overtaken(SchoolCalendar Now) : TermDatesSaved;

    private TermDatesSaved() { }
}

/// <summary>The term dates of the schools: saved with their history, and every open case works out its dates again.</summary>
public sealed class TermDatesBook(IStore store, Schools schools, IAlarm alarm, TimeProvider clock)
{
    private const string _prefix = "terms|";

    /// <summary>Says whether a calendar is still the one that a form was filled in against.</summary>
    public static string Mark(SchoolCalendar calendar) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', calendar.Entries.Select(e => $"{e.Kind} {TypedTerms.Line(e)}")))))[..16];

    /// <param name="urn">The school.</param>
    /// <param name="seen">The mark of the calendar that the change was made against.</param>
    /// <param name="calendar">The whole calendar as it shall be. The same as it is already changes nothing.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="ct">Cancelling after the save leaves cases to be woken on their own next morning.</param>
    public async Task<TermDatesSaved> Save(string urn, string seen, SchoolCalendar calendar, Actor by, CancellationToken ct)
    {
        SchoolCalendar? overtaken = null;
        var changed = false;
        await schools.Amend(urn, school =>
        {
            (overtaken, changed) = (null, false);
            if (school.Calendar.SaysTheSameAs(calendar))
            {
                return null;
            }

            if (Mark(school.Calendar) != seen)
            {
                overtaken = school.Calendar;
                return null;
            }

            changed = true;
            var now = clock.GetUtcNow();
            var change = new TermDatesChange(now, by, school.Calendar, calendar);
            return (school with { Calendar = calendar }, [new Change.Add(FormattableString.Invariant($"{_prefix}{now.UtcTicks:D19}-{RecordId.New()}"), Wire.Write(change))]);
        }, ct);
        return overtaken is not null ? new TermDatesSaved.Overtaken(overtaken) : new TermDatesSaved.Done(changed ? await Wake(urn, ct) : 0);
    }

    /// <summary>Every change, the newest first.</summary>
    public async Task<IReadOnlyList<TermDatesChange>> History(string urn, CancellationToken ct)
    {
        List<TermDatesChange> changes = [];
        await foreach (var row in store.Rows(urn).List(_prefix, ct))
        {
            changes.Add(Wire.Read<TermDatesChange>(row.Body));
        }

        changes.Reverse();
        return changes;
    }

    /// <summary>Dates are worked out from the state when a case wakes: so waking is all it takes to move them, and the case keeps old and new in its history.</summary>
    private async Task<int> Wake(string urn, CancellationToken ct)
    {
        var open = await new Caseload(urn, store.Rows(urn)).Open(ct);
        foreach (var c in open)
        {
            await alarm.Ring(c.Id, ct);
        }

        return open.Count;
    }
}
