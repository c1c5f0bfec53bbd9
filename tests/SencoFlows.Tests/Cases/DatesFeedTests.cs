using System.Text;
using System.Text.RegularExpressions;
using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Record;
using SencoFlows.Tests.Law;
using SencoFlows.Tests.Processes.RecordTransfer;

namespace SencoFlows.Tests.Cases;

public class DatesFeedTests
{
    private static readonly School _school = new Tale().School with { Calendar = SchoolOne.Calendar };
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Says_what_is_due_and_why_and_never_about_whom()
    {
        var feed = Feed(Open(new(2026, 12, 14), 3));
        Assert.Contains("SUMMARY:Record transfer: send by\r\n", feed, StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20261214\r\nDTEND;VALUE=DATE:20261215\r\n", feed, StringComparison.Ordinal);
        Assert.Contains("Education (Pupil Information)", Unfolded(feed), StringComparison.Ordinal);
        Assert.Contains("URL:https://senco.test/cases/100001-c1", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("Zebedee", feed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_that_moves_keeps_its_id_and_counts_up()
    {
        var (before, after) = (Event(Feed(Open(new(2026, 12, 14), 3))), Event(Feed(Open(new(2026, 12, 15), 4))));
        Assert.Equal(before["UID"], after["UID"]);
        Assert.Equal(("3", "4"), (before["SEQUENCE"], after["SEQUENCE"]));
        Assert.Equal("20261215", after["DTSTART;VALUE=DATE"]);
    }

    [Fact]
    public void A_provisional_date_is_tentative()
    {
        var e = Event(Feed(Open(new(2026, 12, 14), 3, provisional: true)));
        Assert.Equal(("TENTATIVE", "Record transfer: send by (may move)"), (e["STATUS"], e["SUMMARY"]));
    }

    [Fact]
    public void A_person_sees_only_what_waits_for_them()
    {
        var open = Open(new(2026, 12, 14), 3);
        Assert.Contains("100001-c1-ctf", Feed(open, [Role.Senco]), StringComparison.Ordinal);
        Assert.DoesNotContain("100001-c1-ctf", Feed(open, [Role.Admin]), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_at_most_75_octets_in_whole_letters_and_end_in_CRLF()
    {
        var feed = Ics.Write(new string('é', 200), _now, []);
        Assert.Equal(feed.Count(c => c == '\n'), Regex.Count(feed, "\r\n", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.All(feed.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Contains(new string('é', 200), Unfolded(feed), StringComparison.Ordinal);
        Assert.DoesNotContain('�', feed);
    }

    [Fact]
    public void Stamps_are_UTC_and_no_time_zone_is_named()
    {
        var feed = Feed(Open(new(2026, 12, 14), 3));
        Assert.Contains("DTSTAMP:20261120T090000Z", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("TZID", feed, StringComparison.Ordinal);
    }

    private static OpenCase Open(DateOnly on, int length, bool provisional = false) => new(
        new("100001", "c1"), on,
        new Agenda(All.RecordTransfer.Name, new("pupil", "p1", "Zebedee Quill"), "", Role.Senco, null, null, [new(on, "ctf", new(2026, 11, 20), false, provisional)]) { Length = length });

    private static string Feed(OpenCase open, Role[]? whose = null) =>
        new DatesFeed(All.ByName, _school, 2, c => new($"https://senco.test/cases/{c.Id}")).Write([open], whose, _now);

    private static Dictionary<string, string> Event(string feed) =>
        Unfolded(feed).Split("BEGIN:VEVENT\r\n").Single(e => e.Contains("-ctf-", StringComparison.Ordinal)).Split("\r\n")
            .Select(l => l.Split(':', 2)).Where(p => p.Length == 2 && p[0] != "END").ToDictionary(p => p[0], p => p[1]);

    private static string Unfolded(string feed) => feed.Replace("\r\n ", "", StringComparison.Ordinal);
}
