using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Processes;
using SencoFlows.Record.TermDates;
using SencoFlows.Tests.Law;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Record.TermDates;

public class ImportedTermsTests
{
    private static readonly AcademicYear _year = new(2026);

    private const string _wholeYear = """
        2026-09-02 to 2026-10-23, 2026-11-02 to 2026-12-18, 2027-01-05 to 2027-02-12, 2027-02-22 to 2027-03-25, 2027-04-13 to 2027-05-28, 2027-06-07 to 2027-07-20
        """;

    [Fact]
    public void Terms_with_the_half_terms_taken_out() => Is(_wholeYear, Ics(
        ("Autumn term", "20260902", "20261219"), ("Half term holiday", "20261026", "20261031"),
        ("Spring term", "20270105", "20270326"), ("February half-term", "20270215", "20270220"),
        ("Summer term", "20270413", "20270721"), ("May half term", "20270531", "20270605")));

    [Fact]
    public void First_and_last_days() => Is("2026-09-02 to 2026-10-23, 2026-11-02 to 2026-12-18", Ics(
        ("Autumn term starts", "20260902", null), ("End of half of term", "20261023", null), ("School opens", "20261102", null), ("Last day of term", "20261218", null)));

    [Fact]
    public void Holidays_alone() => Is("2026-09-02 to 2026-10-23, 2026-11-02 to 2026-12-18", Ics(
        ("Summer holiday", "20260722", "20260902"), ("October half term", "20261024", "20261102"), ("Christmas holiday", "20261219", "20270104")));

    [Fact]
    public void INSET_days_closures_and_what_was_passed_over()
    {
        var read = IcsTerms.Read(Ics(("Autumn term", "20260902", "20261024"), ("INSET", "20260901", null), ("Staff training day", "20261127", null), ("School closed (polling station)", "20261001", null), ("Year 4 trip", "20261008", null)));
        Assert.Equal([(EntryKind.Inset, new(2026, 9, 1)), (EntryKind.Inset, new(2026, 11, 27)), (EntryKind.Closure, new DateOnly(2026, 10, 1))], read.Entries.Skip(1).Select(e => (e.Kind, e.From)));
        Assert.Equal(["Year 4 trip (8 October 2026)"], read.PassedOver);
    }

    [Theory]
    [InlineData("DTSTART:20260902T080000\r\nDTEND:20261023T153000", "2026-09-02", "2026-10-23")]
    [InlineData("DTSTART;TZID=Europe/London:20260902T000000\r\nDTEND;TZID=Europe/London:20261024T000000", "2026-09-02", "2026-10-23")]
    [InlineData("DTSTART:20260901T230000Z\r\nDTEND:20261023T230000Z", "2026-09-02", "2026-10-23")]
    [InlineData("DTSTART;VALUE=DATE:20260902\r\nDURATION:P52D", "2026-09-02", "2026-10-23")]
    [InlineData("DTSTART;X-NOTE=\"a:b;c\";VALUE=DATE:20260902\r\nDTEND;VALUE=DA\r\n TE:20261024", "2026-09-02", "2026-10-23")]
    public void Ends_and_time_zones_as_calendar_programs_write_them(string days, string from, string to) =>
        Is($"{from} to {to}", $"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Autumn\r\n  term\\, part 1\r\n{days}\r\nBEGIN:VALARM\r\nDESCRIPTION:x\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");

    [Fact]
    public void What_repeats_is_cancelled_or_has_no_day_is_not_guessed()
    {
        var read = IcsTerms.Read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Autumn term\nDTSTART:20260902\nDTEND:20261024\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Assembly\nDTSTART:20260902\nRRULE:FREQ=WEEKLY\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:INSET\nSTATUS:CANCELLED\nDTSTART:20260901\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Concert\nDTSTART:soon\nEND:VEVENT\nEND:VCALENDAR");
        Assert.Single(read.Entries);
        Assert.Equal(["Assembly, because it repeats", "Concert, because it has no day that can be read"], read.PassedOver);
    }

    [Theory]
    [InlineData("hello", "This is not a calendar file: an .ics file begins with BEGIN:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR", "No terms were found in this file. It needs events such as \"Autumn term\" with a first and a last day, \"Term starts\" and \"Term ends\", or the holidays between terms")]
    public void A_file_that_cannot_be_read_says_why(string file, string why) => Assert.Equal(why, IcsTerms.Read(file).Why);

    [Theory]
    [InlineData("What,First day,Last day\nAutumn term 1,02/09/2026,23/10/2026\nAutumn term 2,02/11/2026,18/12/2026\nINSET,27/11/2026,27/11/2026")]
    [InlineData("Autumn 1;2 September 2026;23 October 2026\nAutumn 2;2 November 2026;18 December 2026\nINSET day;27 November 2026;")]
    [InlineData("2026-09-02\t2026-10-23\tautumn\n2026-11-02\t2026-12-18\tautumn\n2026-11-27\t\tinset")]
    [InlineData("\"Autumn, first half\",\"Wednesday, 2 September 2026\",23 October 2026\nAutumn second half,2 Nov,18 Dec\nStaff training,27 Nov,")]
    public void Sheets_in_the_shapes_people_make(string file)
    {
        var read = CsvTerms.Read(file, _year);
        Assert.Null(read.Why);
        Assert.Equal("2026-09-02 to 2026-10-23, 2026-11-02 to 2026-12-18", Terms(read));
        Assert.Equal(new(2026, 11, 27), read.Entries.Single(e => e.Kind == EntryKind.Inset).From);
    }

    [Fact]
    public void A_row_that_cannot_be_is_named()
    {
        var read = CsvTerms.Read("Autumn term,02/09/2026,23/10/2026\nSpring term,30/02/2027,25/03/2027\nSummer term,20/07/2027,13/04/2027\nnothing,,", _year);
        Assert.Equal(["Row 2: there is no 30 February 2027", "Row 3: 13 April 2027 is before 20 July 2027", "Row 4: no day was found in it"], read.PassedOver);
    }

    [Fact]
    public void Our_own_feed_is_read_back_as_it_was()
    {
        var feed = new DatesFeed(All.ByName, new Tale().School with { Calendar = SchoolOne.Calendar }, 0, _ => new("https://x.test")).Write([], null, default);
        Assert.True(CalendarEntries.Of([.. IcsTerms.Read(feed).Entries]).SaysTheSameAs(SchoolOne.Calendar));
    }

    private static void Is(string expected, string file) => Assert.Equal(expected.Trim(), Terms(IcsTerms.Read(file)));

    private static string Terms(ImportedTerms read) =>
        string.Join(", ", read.Entries.Where(e => e.Kind == EntryKind.Term).OrderBy(e => e.From).Select(e => $"{IsoDay.Of(e.From)} to {IsoDay.Of(e.To)}"));

    /// <param name="events">Title, first day, and the day after the last, as the format has it.</param>
    private static string Ics(params (string Title, string From, string? To)[] events) =>
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + string.Concat(events.Select(e => $"BEGIN:VEVENT\r\nSUMMARY:{e.Title}\r\nDTSTART;VALUE=DATE:{e.From}\r\n{(e.To is null ? "" : $"DTEND;VALUE=DATE:{e.To}\r\n")}END:VEVENT\r\n")) + "END:VCALENDAR\r\n";
}
