using SencoFlows.Record;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages.Plans;

/// <summary>Who sees and who writes plans.</summary>
internal static class PlanAccess
{
    /// <summary>Write plans, keep the library, see what provision costs.</summary>
    public static readonly Role[] Writers = [Role.Senco, Role.Head];

    /// <summary>See the plan of every pupil.</summary>
    public static readonly Role[] Readers = [Role.Senco, Role.Head, Role.SafeguardingLead];

    public static bool MaySeePlans(this Me me) => me.Has(Readers);

    public static bool MayWritePlans(this Me me) => me.Has(Writers);
}
