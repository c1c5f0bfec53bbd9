namespace SencoFlows.Web.GovUk;

public sealed record NavItem(string Text, string Href)
{
    /// <summary>This very page.</summary>
    public bool Current { get; init; }

    /// <summary>A page below it.</summary>
    public bool Active { get; init; }

    /// <summary>How many things wait there; nothing is shown for 0.</summary>
    public int Waiting { get; init; }
}

/// <summary>Who is signed in where, around every page. A page need not know: <see cref="Layout"/> takes it as a cascading value.</summary>
public sealed record Shell(string? Person = null, string? School = null)
{
    public IReadOnlyList<NavItem> Nav { get; init; } = [];

    public string? SignOutHref { get; init; }

    /// <summary>Where "SencoFlows" in the header leads.</summary>
    public string Home { get; init; } = "/";

    /// <summary>For a person of more than one school.</summary>
    public string? ChangeSchoolHref { get; init; }

    public IReadOnlyList<NavItem> Footer { get; init; } = [];

    /// <summary>A short word beside the name, such as "Demonstration", and what it means.</summary>
    public (string Tag, string Text)? Phase { get; init; }

    public bool LargePrint { get; init; }

    /// <summary>Marks the entry whose address the page's address begins with.</summary>
    public Shell At(string path) => this with
    {
        Nav = [.. Nav.Select(n => n with
        {
            Current = n.Href == path,
            Active = n.Href != path && n.Href != "/" && path.StartsWith(n.Href + "/", StringComparison.Ordinal),
        })],
    };
}
