namespace SencoFlows.Web.GovUk;

/// <summary>Attributes that want the words "true" and "false", and stay away when nothing is said.</summary>
internal static class Flag
{
    public static string? Of(bool? value) => value switch { true => "true", false => "false", null => null };
}
