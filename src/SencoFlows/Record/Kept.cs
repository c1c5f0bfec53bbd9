using SencoFlows.Cases;

namespace SencoFlows.Record;

/// <summary>A value, and the revision that a later change of it must name.</summary>
public sealed record Versioned<T>(T Value, int Revision);

/// <summary>How saving ended. Nobody's work is ever written over: who comes second is shown both.</summary>
public abstract record Saved<T>
{
    public sealed record Done(Versioned<T> Now) : Saved<T>;

    /// <summary>Somebody else changed it first; nothing was saved. <paramref name="Theirs"/> is null when it is gone.</summary>
    public sealed record Overtaken(Versioned<T>? Theirs, T Mine) : Saved<T>;

    /// <summary>Another pupil has this unique pupil number; nothing was saved.</summary>
    public sealed record UpnTaken(string PupilId) : Saved<T>;

    private Saved() { }
}

/// <summary>
/// A row of the record as it is stored. An import first writes every value it brings as <paramref name="Next"/>, seen by nobody, and
/// then makes all of them count at once by changing its own single row.
/// </summary>
/// <param name="Revision">Counts changes of the value. The row's own version also moves when an import begins or is given up.</param>
/// <param name="Import">The import that wrote <paramref name="Next"/>.</param>
internal sealed record Kept<T>(int Revision, T? Now, string? Import = null, T? Next = null)
    where T : class
{
    public Versioned<T>? Value(bool importCounts) =>
        importCounts && Next is not null ? new(Next, Revision + 1)
        : Now is not null ? new(Now, Revision)
        : null;

    public Kept<T> Settled(bool importCounts) =>
        Value(importCounts) is { } v ? new(v.Revision, v.Value) : new(Revision, null);

    public string Write() => Wire.Write(this);
}

/// <summary>An opaque id: lower-case letters and digits. Anything else never becomes part of a key.</summary>
public static class RecordId
{
    public static bool Is(string? text) => text is { Length: > 0 and <= 40 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    /// <summary>
    /// What <see cref="New"/> makes. The id of something new that a form or an address chooses has to be one, so that nobody takes the
    /// place of a word that the program knows, and a random one is nobody else's.
    /// </summary>
    public static bool IsRandom(string? text) => text is { Length: 32 } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>128 random bits.</summary>
    public static string New() => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));

    internal static string Checked(string id) => Is(id) ? id : throw new ArgumentException("Not an id of ours.", nameof(id));
}
