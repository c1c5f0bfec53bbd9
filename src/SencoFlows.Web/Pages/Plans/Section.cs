using SencoFlows.Record.Plans;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>A page of the draft.</summary>
/// <param name="Id">The last part of its address.</param>
public sealed record Section(string Id, string Title, string Lead, IReadOnlyList<LineKind> Lines, IReadOnlyList<DraftField> Fields)
{
    private static readonly Section[] _all =
    [
        new("needs", "Needs", "The first is the most important.", [DraftFields.Needs], []),
        new("baselines", "Starting points", "Where the pupil is now, so that the review can say what has changed.", [DraftFields.Baselines], []),
        new("outcomes", "Outcomes", "What the pupil will be able to do that they cannot do now.", [DraftFields.Outcomes], []),
        new("provisions", "Provision", "What is given besides good teaching in class.", [DraftFields.Provisions], []),
        new("everyday", "Every day, in school and at home", "", [], DraftFields.Everyday),
        new("about", "About the pupil", "In their own words where you can. This is the heart of the one-page profile.", [], DraftFields.About),
        new("review", "Review date", "A day on which the school is open. We suggest the end of term.", [], [DraftFields.Review, DraftFields.Why]),
    ];

    public static Section? Find(string id) => Array.Find(_all, s => s.Id == id);
}

/// <summary>What a page of the draft shows besides the draft.</summary>
public sealed record SectionView
{
    public FormErrors Errors { get; init; } = FormErrors.None;

    /// <summary>Shown in place of what is kept.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<Clash> Clashes { get; init; } = [];

    /// <summary>The draft that was being written is gone; what was typed will begin a new one.</summary>
    public bool Anew { get; init; }

    /// <summary>With an empty line to fill in.</summary>
    public bool Blank { get; init; }

    /// <summary>The line that was removed a moment ago.</summary>
    public string? Removed { get; init; }

    /// <summary>What was typed is kept, although something is wrong with it.</summary>
    public bool Saved { get; init; }
}
