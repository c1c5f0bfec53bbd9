namespace SencoFlows.Web.Access;

public static class OurPath
{
    /// <summary>
    /// A path of this site as it may stand in a header, or the way home. Browsers leave out tabs and line ends, so that "/", a tab and
    /// "/evil.example" lead elsewhere.
    /// </summary>
    public static string Or(string? to) => to is ['/'] or ['/', not ('/' or '\\'), ..] && to.All(c => c is > ' ' and < '\x7f') ? to : "/";
}
