using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>Whether a parent agrees with the plan, as they or the school typed it.</summary>
/// <param name="Words">What they want to say besides; null for nothing.</param>
public sealed record PlanAnswerForm(bool Agrees, string? Words, FormErrors Errors)
{
    public static PlanAnswerForm Read(string? agrees, string? typed)
    {
        var (words, wrong) = TypedWords.Read(typed, "what they want to say");
        return new(agrees == "yes", words, FormErrors.None.And("agrees", agrees is "yes" or "talk" ? null : "Select an answer").And("words", wrong));
    }
}
