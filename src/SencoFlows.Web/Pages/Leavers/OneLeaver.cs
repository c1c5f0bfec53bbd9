using SencoFlows.Processes.Leavers;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.PupilRecord;
using SencoFlows.Web.Pages.RecordTransfer.Start;

namespace SencoFlows.Web.Pages.Leavers;

/// <summary>The page of one pupil for whom the list's answers do not hold.</summary>
internal static class OneLeaver
{
    /// <summary>What was typed, as a change of the row, or what is wrong with it. Never both.</summary>
    public static (Func<LeaverRow, LeaverRow>? Change, FormErrors Errors) Read(LeaversList list, Pupil pupil)
    {
        var (answers, draft) = (list.Answers, list.Draft);
        var to = answers.Words("to");
        var (leaving, wrong) = answers.Date("leaving").Read("leaving date");
        var (starts, wrongStart) = answers.Date("starts").Read("first day at the next school");
        var given = !answers.Date("starts").IsEmpty;
        var sharing = answers.Chosen<Sharing>("sharing");
        var errors = FormErrors.None.And("to", to.Length == 0 || to == "stays" || draft.School(to) is not null ? null : "Choose a school from the list")
            .And("leaving", wrong).And("starts", given ? wrongStart : null)
            .And("sharing", sharing is null ? "Select what the parents said" : null)
            .And("protection", answers.Text("protection") is "yes" or "no" ? null : "Select whether there is a child protection file");
        errors = answers.TooLong is { Any: true } tooLong ? tooLong : errors;
        if (errors.Any)
        {
            return (null, errors);
        }

        var box = Questions.ReasonBox(sharing!.Value);
        var agreement = new Agreement(sharing.Value, box is null ? null : answers.WordsOrNone(box));
        var (usual, restricted) = (Documents(pupil, Confidentiality.Record), list.Me.MaySeeRestricted() ? Documents(pupil, Confidentiality.Restricted) : []);
        LeaverRow Change(LeaverRow row) => row with
        {
            Stays = to == "stays",
            School = draft.School(to)?.To.Urn,
            Leaving = leaving == draft.Leaving ? null : leaving,
            Starts = !given || (starts == draft.Starts && leaving == draft.Leaving) ? null : starts,
            Agreement = agreement.Sharing == Sharing.Agreed ? null : agreement,
            ChildProtectionFile = answers.Text("protection") == "yes",
            LeftOut = [.. usual.Except(answers.Ticked("goes", []))],
            Chosen = [.. restricted.Intersect(answers.Ticked("restricted", []))],
        };

        // Whatever the school is: the process is asked about the dates and the parents.
        var asked = draft.Schools is [{ To: var first }, ..] ? first : new("School", "");
        var started = new RecordTransferProcess.Event.Started(asked with { Office = "office@school.example", Senco = null }, leaving, agreement) { Starts = given ? starts : null };
        return list.WhyNot(started) is { } no ? (null, FormErrors.Of(no.Field == "reason" ? box! : no.Field, no.Reason)) : (Change, errors);
    }

    private static IEnumerable<string> Documents(Pupil pupil, Confidentiality confidentiality) => pupil.Documents.Where(d => d.Confidentiality == confidentiality).Select(d => d.Id);
}
