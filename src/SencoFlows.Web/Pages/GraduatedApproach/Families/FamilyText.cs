using SencoFlows.Record;

namespace SencoFlows.Web.Pages.GraduatedApproach.Families;

/// <summary>A page or mail of parents as a school translates it: shown in a language when every phrase of it is checked.</summary>
/// <param name="Id">Stands in addresses.</param>
/// <param name="Files">Where its own phrases are written.</param>
public sealed record FamilyText(string Id, string Title, string When, params IReadOnlyList<string> Files)
{
    private static readonly ILookup<string, string> _phrases = Read();

    /// <summary>What stands around all of them.</summary>
    public static FamilyText Around { get; } = new("around", "Around every page", "The parts that all pages for parents have", "Layout.razor", "ErrorSummary.razor", "HintAndError.razor", "Textarea.razor", "WhoToCall.razor", "LanguageChoice.razor");

    public static FamilyText Door { get; } = new("link", "The page that the link opens", "Before a parent presses “Show me”", "FamilyDoorPage.razor");

    public static FamilyText Home { get; } = new("home", "Where things stand", "The stage, the dates, and whom to ask", "FamilyPage.razor", "StageLine.razor", "ProgressLine.razor", "TongueDates.cs");

    public static FamilyText View { get; } = new("views", "Tell us what you think", "The questions before a review, and what is said when something is missing", "FamilyViewPage.razor", "FamilyView.cs");

    public static FamilyText Thanks { get; } = new("thanks", "The school has what you wrote", "After a parent has sent their views", "FamilyThanksPage.razor");

    public static FamilyText Mail { get; } = new("mail", "The emails that ask for their views", "The first one and the reminder", "ParentsViews.razor", "ParentsViewsAgain.razor", "ForParents.razor", "Letterhead.razor", "WhoToAsk.razor");

    public static IReadOnlyList<FamilyText> All { get; } = [Around, Door, Home, View, Thanks, Mail];

    /// <summary>Its own phrases, each once, as they follow one another.</summary>
    public IReadOnlyList<string> Phrases => [.. Files.SelectMany(f => _phrases[f]).Distinct(StringComparer.Ordinal)];

    /// <summary>What has to be checked before it is shown.</summary>
    private IReadOnlyList<string> Needed => this == Around || this == Mail ? Phrases : [.. Around.Phrases, .. Phrases];

    public bool IsIn(Tongue tongue) => tongue.Has(Needed);

    /// <summary>This language, or English where not all of it is checked.</summary>
    public Tongue In(Tongue tongue) => IsIn(tongue) ? tongue : Tongue.English;

    /// <summary>Of the template with this name; null for one that is English only.</summary>
    public static FamilyText? OfMail(string component) => Mail.Files.Contains($"{component}.razor") ? Mail : null;

    /// <summary>phrases.txt is read off the pages, as gettext reads its template: which file, which phrase.</summary>
    private static ILookup<string, string> Read()
    {
        using var text = new StreamReader(typeof(FamilyText).Assembly.GetManifestResourceStream("phrases.txt")!);
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')).ToLookup(l => l[0], l => l[1], StringComparer.Ordinal);
    }
}
