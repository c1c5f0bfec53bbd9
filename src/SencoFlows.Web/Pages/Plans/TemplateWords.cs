using SencoFlows.Record.Plans;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.Plans;

internal static class TemplateWords
{
    /// <summary>"Group of 4, 3 times a week, 20 minutes each, 12 weeks. Teaching assistant".</summary>
    public static string Of(ProvisionTemplate t) => $"{How(t)}. {t.By.Words}";

    public static string How(ProvisionTemplate t)
    {
        var often = PlanWords.Often(AsProvision(t, 0));
        return $"{PlanWords.Group(t.GroupSize)}, {char.ToLowerInvariant(often[0])}{often[1..]}, {EnglishWords.Count(t.Weeks, "week")}";
    }

    public static PlanProvision AsProvision(ProvisionTemplate t, decimal perHour) =>
        new(t.Id, t.Name, t.By, t.GroupSize, t.TimesAWeek, t.Minutes, t.Weeks, default, default) { PerHour = perHour, OtherCost = t.OtherCost };
}
