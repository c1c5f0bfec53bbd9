using SencoFlows.Record;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Guests;

namespace SencoFlows.Web.Pages.GraduatedApproach.Families;

/// <summary>What is wrong with a code that a parent typed, in the language of the page.</summary>
internal static class FamilyCodes
{
    public static FormErrors Errors(CodeCheck? check, Tongue In) => check switch
    {
        null or CodeCheck.Right => FormErrors.None,
        CodeCheck.Wrong => FormErrors.Of("code", In["Enter the code as it is in the newest email: this one is not right"]),
        CodeCheck.NotACode => FormErrors.Of("code", In["Enter the code from the email. It has 6 digits"]),
        CodeCheck.TooOld => FormErrors.Of("code", In["Ask for a new code: the last one is too old"]),
        _ => FormErrors.Of("code", In["Ask for a new code: this one was tried too often"]),
    };
}
