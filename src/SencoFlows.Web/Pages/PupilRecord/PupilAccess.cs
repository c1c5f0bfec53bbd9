using SencoFlows.Record;
using SencoFlows.Web.Access;

namespace SencoFlows.Web.Pages.PupilRecord;

/// <summary>Who sees and changes what of a record. Whoever is not named may not: nothing says yet which pupils a teacher teaches.</summary>
internal static class PupilAccess
{
    /// <summary>See pupils, contacts, and documents that are not restricted; add documents.</summary>
    public static readonly Role[] Readers = [Role.Senco, Role.Head, Role.Admin, Role.SafeguardingLead];

    /// <summary>Keep names, numbers, addresses and contacts right, and import them.</summary>
    public static readonly Role[] Editors = [Role.Senco, Role.Head, Role.Admin];

    /// <summary>Decide about needs and status, and what becomes of documents.</summary>
    public static readonly Role[] Deciders = [Role.Senco, Role.Head];

    /// <summary>See restricted documents, and who looked at what.</summary>
    public static readonly Role[] Trusted = [Role.Senco, Role.Head, Role.SafeguardingLead];

    public static bool MayEdit(this Me me) => me.Has(Editors);

    public static bool MayDecide(this Me me) => me.Has(Deciders);

    public static bool MaySeeRestricted(this Me me) => me.Has(Trusted);

    public static bool MaySee(this Me me, Document document) => document.Confidentiality != Confidentiality.Restricted || me.MaySeeRestricted();
}
