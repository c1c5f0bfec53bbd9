using SencoFlows.Record;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.GraduatedApproach.Families;

/// <summary>What is wrong with what a parent typed, in the language of the page.</summary>
internal static class FamilyView
{
    public static FormErrors Errors(TypedView view, Tongue In)
    {
        var most = TypedWords.Most.ToString("N0", EnglishWords.Culture);
        return new([.. view.Errors.Errors.Select(e => e with
        {
            Message = (e.Field, view.IsEmpty) switch
            {
                (_, true) => In["Write something in at least one of the boxes"],
                ("well", _) => In["What goes well must be {0} characters or fewer", most],
                ("hard", _) => In["What is hard must be {0} characters or fewer", most],
                _ => In["What would help must be {0} characters or fewer", most],
            },
        })]);
    }

    /// <summary>Why the case does not take it is said in English by the process. In another language the page says what to do.</summary>
    public static FormErrors Refused(FormErrors errors, Tongue In) =>
        In.IsEnglish ? errors : new([.. errors.Errors.Select(e => e.Field.Length > 0 ? e : e with { Message = In["We cannot take this now. Call the school if there is more to say"] })]);
}
