using SencoFlows.Record;
using SencoFlows.Web.Emails;

namespace SencoFlows.Web.Pages.GraduatedApproach.Families;

/// <summary>A page or some mails of parents as a school translates them: shown in a language when every phrase is checked.</summary>
/// <param name="Id">Stands in addresses.</param>
/// <param name="Around">What stands around or inside it and has to be checked with it.</param>
/// <param name="Files">Where its own phrases are written.</param>
public sealed record FamilyText(string Id, string Title, string When, IReadOnlyList<FamilyText> Around, params IReadOnlyList<string> Files)
{
    private static readonly ILookup<string, string> _phrases = Read();

    /// <summary>What stands around all pages.</summary>
    public static FamilyText Pages { get; } = new("around", "Around every page", "The parts that all pages for parents have", [], "Layout.razor", "ErrorSummary.razor", "HintAndError.razor", "Textarea.razor", "WhoToCall.razor", "LanguageChoice.razor");

    /// <summary>What stands around all mails and letters.</summary>
    public static FamilyText Mails { get; } = new("around-mail", "Around every email", "The parts that all emails and letters for parents have", [], "ForParents.razor", "Letterhead.razor", "WhoToAsk.razor");

    public static FamilyText Days { get; } = new("days", "Days of the week", "Beside every date", [], "TongueDates.cs");

    public static FamilyText Door { get; } = new("link", "The page that the link opens", "Before a parent presses “Show me”", [Pages], "FamilyDoorPage.razor");

    public static FamilyText Home { get; } = new("home", "Where things stand", "The stage, the dates, and whom to ask", [Pages, Days], "FamilyPage.razor", "StageLine.razor", "ProgressLine.razor");

    public static FamilyText View { get; } = new("views", "Tell us what you think", "The questions before a review, and what is said when something is missing", [Pages], "FamilyViewPage.razor", "FamilyView.cs");

    public static FamilyText Thanks { get; } = new("thanks", "The school has what you wrote", "After a parent has sent their views", [Pages], "FamilyThanksPage.razor");

    public static FamilyText Code { get; } = new("code", "The code before the plan", "The page that asks for it, and the email that brings it", [Pages, Mails], "FamilyCodePage.razor", "FamilyCodes.cs", "FamilyCode.razor");

    public static FamilyText Plan { get; } = new("plan", "The plan, and what was agreed", "What stands around the school’s own words, and the parent’s answer", [Pages, Days], "FamilyPlanPage.razor", "FamilyPlanView.razor", "FamilyPlanWords.cs", "Enclosed.cs");

    public static FamilyText Mail { get; } = new("mail", "The emails that ask for their views", "The first one and the reminder", [Mails], "ParentsViews.razor", "ParentsViewsAgain.razor");

    public static FamilyText PlanMails { get; } = new("mail-plan", "The emails about the plan and its review", "A new plan, a day that moves, what the review found, and advice from others", [Mails, Days], "ParentsPlan.razor", "ParentsReviewMoved.razor", "ParentsReviewed.razor", "ParentsNextStep.razor");

    public static FamilyText MeetingMails { get; } = new("mail-meeting", "The emails about a meeting", "A day to meet, when it moves or is off, and what was agreed", [Mails, Days], "ParentsMeeting.razor", "ParentsMeetingMoved.razor", "ParentsMeetingOff.razor", "ParentsMeetingNotes.razor", "MeetingTime.razor");

    public static FamilyText SupportMails { get; } = new("mail-support", "The emails when support begins or ends", "Its beginning, its end, and when the council’s plan takes over", [Mails], "ParentsSupportStarts.razor", "ParentsSupportAgain.razor", "ParentsSupportEnds.razor", "ParentsSupportMoves.razor", "ParentsNoNeed.razor");

    public static FamilyText Slip { get; } = new("slip", "The answer on paper", "Goes with a letter to a parent who is written to by post", [Mails], "ReplySlip.razor");

    public static IReadOnlyList<FamilyText> All { get; } = [Pages, Days, Door, Home, View, Thanks, Code, Plan, Mails, Mail, PlanMails, MeetingMails, SupportMails, Slip];

    /// <summary>Its own phrases, each once, as they follow one another.</summary>
    public IReadOnlyList<string> Phrases => [.. Files.SelectMany(f => _phrases[f]).Distinct(StringComparer.Ordinal)];

    /// <summary>What has to be checked before it is shown.</summary>
    public IEnumerable<string> Needed => [.. Around.SelectMany(a => a.Phrases), .. Phrases];

    public bool IsIn(Tongue tongue) => tongue.Has(Needed);

    /// <summary>This language, or English where not all of it is checked.</summary>
    public Tongue In(Tongue tongue) => IsIn(tongue) ? tongue : Tongue.English;

    /// <summary>Its mails: the name of the template, and the subject in English.</summary>
    public IReadOnlyList<(string Name, string Subject)> Templates =>
        [.. Files.Select(f => (Name: RazorTemplates.NameOf(Path.GetFileNameWithoutExtension(f)), File: f)).Where(f => RazorTemplates.Names.Contains(f.Name, StringComparer.Ordinal)).Select(f => (f.Name, _phrases[f.File].First()))];

    /// <summary>Of the template with this name; null for one that is English only.</summary>
    public static FamilyText? OfMail(string component) => All.FirstOrDefault(t => t.Around.Contains(Mails) && t.Files.Contains($"{component}.razor"));

    /// <summary>phrases.txt is read off the pages, as gettext reads its template: which file, which phrase.</summary>
    private static ILookup<string, string> Read()
    {
        using var text = new StreamReader(typeof(FamilyText).Assembly.GetManifestResourceStream("phrases.txt")!);
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')).ToLookup(l => l[0], l => l[1], StringComparer.Ordinal);
    }
}
