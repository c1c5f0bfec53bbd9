using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace SencoFlows.Law;

/// <summary>The working of one date. Costs nothing unless somebody asks why: then it keeps a sentence for each step.</summary>
internal sealed class Ledger(SchoolCalendar calendar, DateOnly from, IReadOnlyDictionary<string, DateOnly>? also, List<string>? sentences)
{
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-GB");

    public SchoolCalendar Calendar => calendar;

    public bool Provisional { get; private set; }

    [MemberNotNullWhen(true, nameof(Sentences))]
    public bool Explains => sentences is not null;

    public List<string>? Sentences => sentences;

    public DateOnly? Input(string name) =>
        name == "from" ? from == default ? null : from : also is not null && also.TryGetValue(name, out var day) ? day : null;

    /// <summary>Keeps a sentence. It is not even put together when nobody asked.</summary>
    public void Say([InterpolatedStringHandlerArgument("")] Sentence sentence)
    {
        if (Explains)
        {
            Sentences.Add(sentence.Text);
        }
    }

    public string Day(DateOnly day) => Explains ? Words(day) : "";

    public static string Words(DateOnly day) => day.ToString("dddd d MMMM yyyy", _english);

    public static string Short(DateOnly day) => day.ToString("d MMMM yyyy", _english);

    public static string Span(int months) => months % 12 == 0 && months > 12 ? $"{months / 12} years" : months == 1 ? "1 month" : $"{months} months";

    public static string Ordinal(int n) => n switch { 1 => "The first", 2 => "The second", 3 => "The third", 4 => "The fourth", _ => $"Number {n}" };

    public static string WhyNoWork(DateOnly day) => BankHolidays.Name(day) is { } name ? $"a bank holiday ({name})" : $"a {day.DayOfWeek}";

    public void Clamped(DateOnly from, DateOnly on)
    {
        if (from.Day != on.Day)
        {
            Say($"That month has no day {from.Day}, so its last day is taken, which is the careful reading.");
        }
    }

    public void LeftOutOfWorkingDays(DateOnly first, DateOnly last)
    {
        if (!Explains)
        {
            return;
        }

        var weekend = 0;
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                weekend++;
            }
            else if (BankHolidays.Name(day) is { } name)
            {
                Sentences.Add($"Left out: {Words(day)}, a bank holiday ({name}).");
            }
        }

        LeftOutWeekends(weekend);
    }

    public void LeftOutOfSchoolDays(DateOnly first, DateOnly last)
    {
        Provisional |= calendar.IsProvisional(first, last);
        if (!Explains)
        {
            return;
        }

        var weekend = 0;
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var kind = calendar.Kind(day);
            var to = day;
            while (kind is DayKind.Holiday or DayKind.Closure or DayKind.NotGiven && to < last && calendar.Kind(to.AddDays(1)) == kind)
            {
                to = to.AddDays(1);
            }

            var days = to == day ? Words(day) : $"{Words(day)} to {Words(to)}";
            switch (kind)
            {
                case DayKind.Weekend: weekend++; break;
                case DayKind.Inset: Sentences.Add($"Left out: {days}, an INSET day when pupils do not attend."); break;
                case DayKind.Closure: Sentences.Add($"Left out: {days}, when the school was closed."); break;
                case DayKind.Holiday: Sentences.Add($"Left out: {days}, school holiday."); break;
                case DayKind.BankHoliday: Sentences.Add($"Left out: {days}, a bank holiday ({BankHolidays.Name(day)})."); break;
                case DayKind.NotGiven:
                    LeftOutOfWorkingDays(day, to);
                    Sentences.Add($"The school has not given its term dates for {days}. Those days were counted as working days, so this date is provisional: it is worked out again when the term dates arrive.");
                    break;
                case DayKind.School: break;
            }

            day = to;
        }

        LeftOutWeekends(weekend);
    }

    /// <summary>How far a day lies from where it was counted, for a date that was set and not worked out by steps.</summary>
    public IReadOnlyList<string> Distance(DateOnly on)
    {
        if (on <= from)
        {
            Say($"{Day(on)} was agreed or set.");
            return Sentences ?? [];
        }

        var n = 0;
        for (var day = from.AddDays(1); day <= on; day = day.AddDays(1))
        {
            n += calendar.Has(day) ? 1 : 0;
        }

        if (calendar.After(from, n) == on)
        {
            Say($"{Day(on)} is {n} school {Plural(n)} after {Day(from)}. Only days on which this school has a session count.");
            LeftOutOfSchoolDays(from.AddDays(1), on);
        }
        else
        {
            Say($"{Day(on)} is {on.DayNumber - from.DayNumber} calendar {Plural(on.DayNumber - from.DayNumber)} after {Day(from)}.");
        }

        return Sentences ?? [];
    }

    private static string Plural(int n) => n == 1 ? "day" : "days";

    /// <summary>Without term dates: a cautious guess, earlier than most schools' last day.</summary>
    public DateOnly GuessTerm(DateOnly day)
    {
        var end = day.Month switch
        {
            >= 9 => new DateOnly(day.Year, 12, 15),
            <= 3 => new DateOnly(day.Year, 3, 25),
            _ => new DateOnly(day.Year, 7, 15),
        };
        end = WorkingDays.Before((end < day ? day : end).AddDays(1), 1);
        Provisional = true;
        Say($"The school has not given the term dates for {Day(day)}. {Day(end)} is a cautious guess, so this date is provisional: it is worked out again when the term dates arrive.");
        return end;
    }

    private void LeftOutWeekends(int days)
    {
        if (days > 0)
        {
            Sentences!.Add(days == 1 ? "Left out: 1 day at a weekend." : $"Left out: {days} days at weekends.");
        }
    }

    [InterpolatedStringHandler]
    public readonly ref struct Sentence
    {
        private readonly System.Text.StringBuilder? _text;

        public Sentence(int literal, int holes, Ledger ledger, out bool wanted)
        {
            wanted = ledger.Explains;
            _text = wanted ? new(literal + (holes * 24)) : null;
        }

        public string Text => _text?.ToString() ?? "";

        public void AppendLiteral(string text) => _text!.Append(text);

        public void AppendFormatted(string? text) => _text!.Append(text);

        public void AppendFormatted<T>(T value, string? format = null) => _text!.Append(value is IFormattable f ? f.ToString(format, _english) : value?.ToString());
    }
}
