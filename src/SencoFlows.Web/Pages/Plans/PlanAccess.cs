using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>Who sees and who writes plans.</summary>
internal static class PlanAccess
{
    /// <summary>Write plans, keep the library, see what provision costs.</summary>
    public static readonly Role[] Writers = [Role.Senco, Role.Head];

    /// <summary>See the plan of every pupil.</summary>
    public static readonly Role[] Readers = [Role.Senco, Role.Head, Role.SafeguardingLead];

    /// <summary>These, and teachers who see the pupils whom they teach: all staff who work with a pupil are to know the plan (Code of Practice, 6.49).</summary>
    public static readonly Role[] WithTeachers = [.. Readers, Role.Teacher];

    public static bool MaySeePlans(this Me me) => me.Has(Readers);

    public static bool MayWritePlans(this Me me) => me.Has(Writers);

    /// <summary>A teacher only while the pupil is on the roll.</summary>
    public static async Task<bool> MaySeePlan(this Me me, IRows rows, Pupil pupil, DateOnly today, CancellationToken ct) =>
        me.MaySeePlans() || (me.Has(Role.Teacher) && pupil.OnRoll(today) && (await new Teaching(rows).Of(pupil.Id, ct)).Contains(me.Staff.Id));

    /// <summary>Where somebody came from.</summary>
    public static string PageOf(this Me me, string pupil) => me.MaySeePlans() ? $"/pupils/{pupil}" : "/my-pupils";
}
