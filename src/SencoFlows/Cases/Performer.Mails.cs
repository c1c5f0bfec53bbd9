using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Cases;

// Mails: begun in the store before they are posted, or handed to the daily email of their reader.
public sealed partial class Performer
{
    private const int _mostAttempts = 10;

    private async Task<DateTimeOffset?> Mail(IRows rows, Case @case, Errand errand, Effect.Email email, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (errand.Begun is { } begun && now < begun + Patience)
        {
            return begun + Patience;
        }

        var process = DailyMails.Is(@case.Id) ? null : processes[@case.Process]; // That a daily email came back is told by a mail of its own.
        var school = await schools.Get(@case.Id.School, ct);
        var recipients = (await book.For(email.To, @case, process, school, clock.Today, ct)).Without(email.Except);
        if (errand.Recipient is null && recipients.May.Count + recipients.Others.Count > 1)
        {
            DateTimeOffset? again = null;
            foreach (var (part, to) in await Split(rows, @case, errand, recipients, ct))
            {
                again = Sooner(again, await Post(rows, @case, process, school, part, email, to, recipients.Child, ct));
            }

            return again;
        }

        if (recipients.May.FirstOrDefault(to => errand.Recipient is null || to.Id == errand.Recipient) is not { } addressee)
        {
            var why = recipients.Others.FirstOrDefault(o => errand.Recipient is null || o.Id == errand.Recipient) ?? new(null, "The person it was for no longer has this role");
            return await End(rows, @case, errand, why.Outcome, ct);
        }

        return await Post(rows, @case, process, school, errand, email, addressee, recipients.Child, ct);
    }

    private async Task<DateTimeOffset?> Post(IRows rows, Case @case, Process? process, School school, Errand errand, Effect.Email email, Addressee to, string? child, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (DailyMails.Takes(email, to, process?.Mentions(@case.State, school) ?? new(), school, errand, now))
        {
            await rows.Save(DailyMails.Collect(@case, errand, email, to.Id, await DailyMails.DayOf(rows, errand, to.Id, now, ct), now), ct);
            return null;
        }

        var lead = Postman.LeadOf(@case, email, to, clock.Today);
        return await Post(rows, @case, school, errand, to, lead.Rows, begun => postman.Post(@case, process, school, begun, to, lead, child, clock.Today, ct), ct);
    }

    /// <summary>The reminders of a day to one member of staff: those whose cases are over meanwhile are left out.</summary>
    private async Task<DateTimeOffset?> Daily(IRows rows, Case daily, Errand errand, IReadOnlyList<Reminder> reminders, CancellationToken ct)
    {
        if (errand.Begun is { } begun && clock.GetUtcNow() < begun + Patience)
        {
            return begun + Patience;
        }

        var school = await schools.Get(daily.Id.School, ct);
        if (DailyMails.Reader(school, errand.Recipient) is not { } to)
        {
            return await End(rows, daily, errand, new Outcome.Dropped("This member of staff has left the school, or has no email address"), ct);
        }

        var open = await DailyMails.StillOpen(school.Urn, rows, reminders, to, clock.Today, ct);
        if (open.Count == 0)
        {
            return await End(rows, daily, errand, new Outcome.Dropped("Everything it would have said has been dealt with"), ct);
        }

        // Links go along with the mark that the mail is begun; more of them than one save takes go before it.
        var links = open.SelectMany(o => o.Lead.Rows).Chunk(Limits.ChangesOfASave - 1).ToList();
        foreach (var some in links.SkipLast(1))
        {
            await rows.Save(some, ct);
        }

        return await Post(rows, daily, school, errand, to, links is [.., var last] ? last : [], again => postman.PostDaily(school, again, to, open, processes, clock.Today, ct), ct);
    }

    private async Task<DateTimeOffset?> Post(IRows rows, Case @case, School school, Errand errand, Addressee to, IReadOnlyList<Change> along, Func<Errand, Task<Posted>> post, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        errand = errand with { Recipient = to.Id, Attempts = errand.Attempts + 1, Begun = now, PerhapsTwice = errand.PerhapsTwice || errand.Begun is not null };
        errand = errand with { Version = (await rows.Save([new Change.Replace(errand.Key, Wire.Write(errand), errand.Version!), .. along], ct))[0] };
        try
        {
            return await post(errand) switch
            {
                Posted.Accepted { MessageId: var message } => await End(rows, @case, errand, new Outcome.Done(message), ct),
                Posted.Refused { Why: var why } => await Fail(rows, @case, school, errand, why, ct),
                Posted.Later { Why: var why } when errand.Attempts - errand.EarlierAttempts >= _mostAttempts => await Fail(rows, @case, school, errand, why, ct),
                Posted.Later => await NotNow(rows, errand, ct),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (MailUnknownException)
        {
            return now + Patience;
        }
    }

    /// <summary>One errand for each person: those who get no mail end at once, with the reason.</summary>
    private async Task<IReadOnlyList<(Errand Part, Addressee To)>> Split(IRows rows, Case @case, Errand errand, Recipients recipients, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<(Errand Part, Addressee To)> parts = [.. recipients.May.Select((to, i) => (errand with { Key = $"{errand.Key}-{i:D2}", Recipient = to.Id }, to))];
        var versions = await rows.Save(
            [
                .. parts.Select(p => new Change.Add(p.Part.Key, Wire.Write(p.Part))),
                new Change.Delete(errand.Key, errand.Version),
                .. recipients.Others.SelectMany((other, i) => Ended(@case, $"{errand.Key}-{recipients.May.Count + i:D2}", errand with { Recipient = other.Id, Outcome = other.Outcome, Ended = now })),
            ],
            ct);
        return [.. parts.Select((p, i) => (p.Part with { Version = versions[i] }, p.To))];
    }

    internal static DateTimeOffset? Sooner(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;

    private async Task<DateTimeOffset?> NotNow(IRows rows, Errand errand, CancellationToken ct)
    {
        await rows.Save([new Change.Replace(errand.Key, Wire.Write(errand with { Begun = null }), errand.Version!)], ct);
        return clock.GetUtcNow() + TimeSpan.FromMinutes(Math.Min(24 * 60, Math.Pow(3, errand.Attempts - errand.EarlierAttempts)));
    }

    /// <summary>A mail that will never go. When it was for staff, the next person has a mail to be written at once.</summary>
    private async Task<DateTimeOffset?> Fail(IRows rows, Case @case, School school, Errand errand, string why, CancellationToken ct)
    {
        var told = NextPerson.Told(school, errand, clock.GetUtcNow());
        await End(rows, @case, errand, new Outcome.Failed(why), ct, told);
        return told.Count > 0 ? clock.GetUtcNow() : null;
    }
}
