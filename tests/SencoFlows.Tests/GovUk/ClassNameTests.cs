using System.Text.RegularExpressions;

namespace SencoFlows.Tests.GovUk;

/// <summary>A class that no stylesheet knows is a typing mistake, and shows only to the eye.</summary>
public partial class ClassNameTests
{
    private static readonly DirectoryInfo _web = new(Path.Combine(Repository.Root, "src", "SencoFlows.Web"));

    private static readonly string _css = File.ReadAllText(Path.Combine(_web.FullName, "Assets", "app.css"));

    /// <summary>Names in the design system's markup that it gives no style.</summary>
    private static readonly string[] _unstyled =
        ["govuk-table__head", "govuk-table__body", "govuk-table__row", "govuk-radios", "govuk-checkboxes", "govuk-file-upload--error", "govuk-template__footer"];

    public static TheoryData<string> Components() =>
        [.. _web.EnumerateFiles("*.razor", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_web.FullName, f.FullName).Replace('\\', '/')).Where(f => !f.StartsWith("obj/", StringComparison.Ordinal) && !f.StartsWith("bin/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Components))]
    public void Every_class_is_known_to_the_stylesheet(string component)
    {
        var unknown = ClassName().Matches(File.ReadAllText(Path.Combine(_web.FullName, component)))
            .Select(m => m.Value)
            .Where(c => !c.StartsWith("govuk-js-", StringComparison.Ordinal))
            .Except(_unstyled, StringComparer.Ordinal)
            .Where(c => !Known(c));
        Assert.Empty(unknown);
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void Nothing_is_styled_or_scripted_inline(string component) =>
        Assert.DoesNotMatch(Inline(), File.ReadAllText(Path.Combine(_web.FullName, component)));

    /// <summary>What ends in a dash is completed by code: some class has to begin like it.</summary>
    private static bool Known(string name) => name.EndsWith('-')
        ? _css.Contains('.' + Escaped(name), StringComparison.Ordinal)
        : Regex.IsMatch(_css, Regex.Escape('.' + Escaped(name)) + "(?![a-zA-Z0-9_-])", RegexOptions.None, TimeSpan.FromSeconds(5));

    private static string Escaped(string name) => name.Replace("!", "\\!", StringComparison.Ordinal);

    [GeneratedRegex("(?<=[\\s\"])(govuk-[a-zA-Z!][a-zA-Z0-9_!-]*|app-[a-z][a-zA-Z0-9_-]*)(?=[\\s\"{@])(?<!data-module=\"[a-z-]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ClassName();

    [GeneratedRegex("<[^>]*\\s(style|onclick|onload|onchange|onsubmit)=\"|<style|<script(?![^>]*src=)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Inline();
}
