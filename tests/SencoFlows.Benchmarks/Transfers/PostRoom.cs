using System.Text.RegularExpressions;
using SencoFlows.Cases;
using SencoFlows.Mail;

namespace SencoFlows.Benchmarks.Transfers;

/// <summary>
/// A mail service with everything that mail services do: down for days, no answer, mails that bounce, reports that never come or come
/// three times, and schools whose own server is down for a week.
/// </summary>
internal sealed partial class PostRoom(Plan plan, Clock clock, Chance chance) : IMail
{
    private readonly Dictionary<string, Move> _moves = plan.Moves.ToDictionary(m => m.Id, StringComparer.Ordinal);
    private readonly HashSet<string> _mailboxes = [.. plan.Schools.Values.SelectMany(s => s.Staff.Select(p => p.Email))];

    /// <summary>The last mail of the day to each member of staff, whether it came or not.</summary>
    private readonly Dictionary<string, string> _daily = new(StringComparer.Ordinal);

    /// <summary>What the service will say about the mails it has taken, and when.</summary>
    public List<(DateTimeOffset On, MailKey Key, MailReport Report)> Reports { get; } = [];

    /// <summary>Calls made by heads who were written to about a record that is stuck.</summary>
    public HashSet<Move> HeadsTold { get; } = [];

    public int Taken { get; private set; }

    public int Twice { get; private set; }

    private readonly HashSet<(string, string)> _had = [];

    public Task<Posted> Send(Letter letter, CancellationToken ct)
    {
        if (plan.MailServiceDown.Any(d => d.Has(clock.Today)) || chance.Of(0.01))
        {
            return Task.FromResult<Posted>(new Posted.Later("The mail service is down"));
        }

        if (chance.Of(0.002))
        {
            throw new MailUnknownException(); // It has nothing.
        }

        Take(letter);
        return chance.Of(0.002) ? throw new MailUnknownException() : Task.FromResult<Posted>(new Posted.Accepted(null));
    }

    private void Take(Letter letter)
    {
        Taken++;
        var key = MailKey.Parse(letter.Key)!;
        Twice += _had.Add((key.Errand, letter.To.Id)) ? 0 : 1;
        var exists = _mailboxes.Contains(letter.To.Email);
        var nobody = letter.To.Email.EndsWith(".nobody.example", StringComparison.Ordinal);
        var school = exists ? letter.To.Email[(letter.To.Email.IndexOf('@', StringComparison.Ordinal) + 2)..][..6] : null;
        var down = school is not null && plan.MailDown.GetValueOrDefault(school) is { } week && week.Has(clock.Today);
        if (DailyMails.Is(new(key.School, key.Case)) && !letter.Wording.Text.Contains("/failed", StringComparison.Ordinal))
        {
            _daily[key.Case] = letter.Wording.Text;
        }

        if (exists && !down)
        {
            Arrive(letter, key, school!);
        }

        // One report in ten is never made; of the others some come three times.
        if (!chance.Of(0.1))
        {
            var bounced = !nobody && (down || !exists) && !letter.To.Id.StartsWith('c');
            var report = new MailReport($"r{Taken}", bounced ? MailNews.Bounced : MailNews.Delivered, clock.Now, key.Attempt, bounced ? NotArrived.NoSuchAddress : null);
            Reports.AddRange(Enumerable.Repeat((clock.Now.AddHours(down ? 20 : 1), key, report), chance.Of(0.3) ? 3 : 1));
        }
    }

    private void Arrive(Letter letter, MailKey key, string school)
    {
        if (DailyMails.Is(new(key.School, key.Case)))
        {
            // That one came back is told to the next person, and the page which that leads to lists what it said.
            foreach (var id in Told().Matches(letter.Wording.Text.Contains("/failed", StringComparison.Ordinal) ? _daily.GetValueOrDefault(key.Case, "") : letter.Wording.Text).Select(m => m.Groups["move"].Value).Distinct(StringComparer.Ordinal))
            {
                Tell(_moves[id], letter);
            }

            return;
        }

        if (!_moves.TryGetValue(key.Case, out var move))
        {
            return;
        }

        if (Invitation().Match(letter.Wording.Text) is { Success: true } link)
        {
            move.Invitations.Add(link.Groups["token"].Value);
        }
        else if (school == move.From)
        {
            Tell(move, letter);
        }
    }

    private void Tell(Move move, Letter letter)
    {
        move.StaffTold.Add(clock.Today);
        if (letter.To.Email.StartsWith("head@", StringComparison.Ordinal))
        {
            HeadsTold.Add(move);
        }
    }

    /// <summary>The links of a mail of the day that lead to transfers; those that lead to leavers lead elsewhere.</summary>
    [GeneratedRegex("/(?:cases|record-transfer)/[0-9]{6}-(?<move>m[0-9]+)\\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Told();

    [GeneratedRegex("/receive/(?<token>[0-9]{6}-[0-9a-f]{64})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Invitation();
}
