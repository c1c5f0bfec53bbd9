using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SencoFlows.Cases;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Storage;

namespace SencoFlows.Web.Guests;

/// <summary>
/// Codes that prove a mailbox: six digits, for a quarter of an hour, in the browser that asked. What is kept of a code is a hash over it
/// and the browser's secret, so that whoever reads the store still knows no code.
/// </summary>
internal sealed class AccessCodes(IStore store, ITemplates templates, IMail mail, SiteAddress site, TimeProvider clock)
{
    public const int Minutes = 15;
    public const int Tries = 5;
    public const int AnHour = 5;
    public const int ADay = 10;

    private static readonly TimeSpan _doubleClick = TimeSpan.FromMinutes(1);

    public async Task<Asked> Ask(Guest who, CancellationToken ct)
    {
        var rows = store.Rows(who.School.Urn);
        var (now, code) = (clock.GetUtcNow(), RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture));
        while (true)
        {
            var (sent, version) = await Read(rows, who, ct);
            if (sent.LastOrDefault(c => c.Visit == who.Visit.Name) is { Tries: < Tries } last && now - last.At < _doubleClick)
            {
                return new Asked.Sent(last.At);
            }

            if (FreeAgain(sent, now) is { } later)
            {
                return new Asked.TooOften(later);
            }

            if (await Save(rows, who, [.. sent.Where(c => now - c.At < TimeSpan.FromDays(1)), new(who.Visit.Name, Hash(who, code), now)], version, ct))
            {
                return await Send(who, code, ct) ? new Asked.Sent(now) : await Unsent(rows, who, now, ct);
            }
        }
    }

    /// <summary>A try is counted before its answer is known to anybody, also when many come at once.</summary>
    public async Task<CodeCheck> Check(Guest who, string? typed, CancellationToken ct)
    {
        var code = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c != '-'));
        if (code.Length != 6 || !code.All(char.IsAsciiDigit))
        {
            return CodeCheck.NotACode;
        }

        var rows = store.Rows(who.School.Urn);
        while (true)
        {
            var (sent, version) = await Read(rows, who, ct);
            if (sent.LastOrDefault(c => c.Visit == who.Visit.Name) is not { } last || clock.GetUtcNow() - last.At > TimeSpan.FromMinutes(Minutes))
            {
                return CodeCheck.TooOld;
            }

            if (last.Tries >= Tries)
            {
                return CodeCheck.UsedUp;
            }

            var right = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(last.Hash), Encoding.ASCII.GetBytes(Hash(who, code)));
            var tried = last with { Tries = right ? Tries : last.Tries + 1 };
            if (await Save(rows, who, [.. sent.Select(c => c == last ? tried : c)], version, ct))
            {
                return right ? CodeCheck.Right : tried.Tries < Tries ? CodeCheck.Wrong : CodeCheck.UsedUp;
            }
        }
    }

    /// <summary>What the page about the code says before anything is typed.</summary>
    public async Task<CodeStanding> Standing(Guest who, CancellationToken ct)
    {
        var (sent, _) = await Read(store.Rows(who.School.Urn), who, ct);
        var (now, last) = (clock.GetUtcNow(), sent.LastOrDefault(c => c.Visit == who.Visit.Name));
        return new(last?.At, last is { Unsent: true }, last is { Tries: < Tries } && now - last.At <= TimeSpan.FromMinutes(Minutes), FreeAgain(sent, now));
    }

    private static async Task<Asked> Unsent(IRows rows, Guest who, DateTimeOffset at, CancellationToken ct)
    {
        var (sent, version) = await Read(rows, who, ct);
        await Save(rows, who, [.. sent.Select(c => c.Visit == who.Visit.Name && c.At == at ? c with { Tries = Tries, Unsent = true } : c)], version, ct);
        return new Asked.NotNow();
    }

    private static DateTimeOffset? FreeAgain(IReadOnlyList<SentCode> sent, DateTimeOffset now)
    {
        DateTimeOffset? Limit(TimeSpan span, int most) => sent.Where(c => now - c.At < span).ToList() is var few && few.Count >= most ? few[^most].At + span : null;
        return new[] { Limit(TimeSpan.FromHours(1), AnHour), Limit(TimeSpan.FromDays(1), ADay) }.Max();
    }

    private async Task<bool> Send(Guest who, string code, CancellationToken ct)
    {
        var model = new MailModel(who.School.Name, who.School.Phone, who.School.Email, who.Mailbox.Name, new Mentions(), site.Base, clock.Today)
        {
            Code = code,
            In = who is Family family && !family.Visit.InEnglish ? family.Own : Tongue.English,
        };
        var letter = new Letter($"{who.School.Urn}|code|{RandomNumberGenerator.GetHexString(16, lowercase: true)}", who.Mailbox, who.School.Name, who.School.Email, await templates.Write(who.Role is Role.Parents ? "family-code" : "access-code", model));
        try
        {
            return await mail.Send(letter, ct) is Posted.Accepted;
        }
        catch (MailUnknownException)
        {
            return true; // It may well have gone: they will ask for another if it does not come.
        }
    }

    private static string Key(Guest who) => $"code|{who.Case.Id.Id}|{who.Mailbox.Id}";

    private static string Hash(Guest who, string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{who.Visit.Secret}|{code}")));

    private static async Task<(IReadOnlyList<SentCode> Sent, string? Version)> Read(IRows rows, Guest who, CancellationToken ct) =>
        await rows.Read(Key(who), ct) is { } row ? (Wire.Read<List<SentCode>>(row.Body), row.Version) : ([], null);

    private static async Task<bool> Save(IRows rows, Guest who, IReadOnlyList<SentCode> sent, string? version, CancellationToken ct)
    {
        try
        {
            await rows.Save([version is null ? new Change.Add(Key(who), Wire.Write(sent)) : new Change.Replace(Key(who), Wire.Write(sent), version)], ct);
            return true;
        }
        catch (ConflictException)
        {
            return false;
        }
    }

    private sealed record SentCode(string Visit, string Hash, DateTimeOffset At, int Tries = 0, bool Unsent = false);
}

internal enum CodeCheck { Right, Wrong, NotACode, TooOld, UsedUp }

/// <param name="Sent">When the last code for this visit went out.</param>
/// <param name="Failed">It did not: the mail service did not take it.</param>
/// <param name="Works">It can still be typed.</param>
/// <param name="FreeAgain">When the next one may be asked for, if not now.</param>
public sealed record CodeStanding(DateTimeOffset? Sent, bool Failed, bool Works, DateTimeOffset? FreeAgain);

/// <summary>What came of asking for a code.</summary>
internal abstract record Asked
{
    public sealed record Sent(DateTimeOffset At) : Asked;

    public sealed record TooOften(DateTimeOffset Until) : Asked;

    /// <summary>The mail service did not take it.</summary>
    public sealed record NotNow : Asked;

    private Asked() { }
}
