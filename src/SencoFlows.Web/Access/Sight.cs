using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Web.Pages;

namespace SencoFlows.Web.Access;

/// <summary>Which cases of their own school somebody may look at. Default deny: a process names the roles that may.</summary>
public static class Sight
{
    /// <remarks>
    /// A case that waits for somebody shows itself to them, unless it is about a pupil: then only those see it who teach the pupil,
    /// and of the processes only one that is made for them.
    /// </remarks>
    public static bool MaySee(this Me me, Process process, Agenda agenda) =>
        me.MayRead(process, agenda) || (agenda.About.Kind == "pupil" && process.ForTeachers && me.Teaches.Contains(agenda.About.Id));

    /// <summary>The whole of it, with the contacts, the mails and the history.</summary>
    public static bool MayRead(this Me me, Process process, Agenda agenda) =>
        me.Has([.. process.Readers]) || (agenda.About.Kind switch
        {
            "pupil" => false,
            "staff" when agenda.About.Id == me.Staff.Id => true,
            _ => me.Has(agenda.WaitsFor),
        });

    /// <summary>Their move: in their role, or as head where nobody has the role.</summary>
    public static bool IsUpTo(this Agenda agenda, Me me) =>
        me.Has(agenda.WaitsFor) || (me.Has(Role.Head) && agenda.WaitsFor.IsOfTheSchool && me.School.In(agenda.WaitsFor) is null);
}
