using System.Security.Cryptography;
using System.Text;
using SencoFlows.Cases;
using SencoFlows.Record;

namespace SencoFlows.Web.Guests;

/// <summary>
/// What the cookie of somebody without an account holds: which link let them in, and what they have proved since. It grants nothing by
/// itself: the link, the case and the person are looked up anew for each page.
/// </summary>
/// <param name="Purpose">Of the link.</param>
/// <param name="Link">The hash of the link's token.</param>
/// <param name="Secret">Known to this browser alone, so that a code works only where it was asked for.</param>
public sealed record Visit(string Purpose, CaseId Case, string Link, string Secret, DateTimeOffset Began, DateTimeOffset Seen)
{
    /// <summary>Minutes without a page after which the link has to be opened again.</summary>
    public const int IdleMinutes = 60;

    /// <summary>Hours after which it has to be opened again however busy somebody is.</summary>
    public const int MostHours = 12;

    /// <summary>The mailbox was proved to be theirs.</summary>
    public bool Proved { get; init; }

    /// <summary>Large print, chosen or refused on the page; null for what the record says.</summary>
    public bool? Large { get; init; }

    /// <summary>Chosen at the door, by BCP 47 code; null for what the record says.</summary>
    public string? Language { get; init; }

    /// <summary>The reader has asked for English, whatever their language is.</summary>
    public bool InEnglish { get; init; }

    public static Visit Begin(string purpose, CaseId id, string link, DateTimeOffset now) => new(purpose, id, link, RecordId.New(), now, now);

    /// <summary>Names the visit where its codes are kept.</summary>
    public string Name => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Secret)))[..16];

    public bool IsOver(DateTimeOffset now) => now - Seen > TimeSpan.FromMinutes(IdleMinutes) || now - Began > TimeSpan.FromHours(MostHours);
}
