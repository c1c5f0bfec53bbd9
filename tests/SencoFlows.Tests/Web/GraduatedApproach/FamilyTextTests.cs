using System.Text.RegularExpressions;
using SencoFlows.Tests.GovUk;
using SencoFlows.Tests.Processes;
using SencoFlows.Web.Pages.GraduatedApproach.Families;

namespace SencoFlows.Tests.Web.GraduatedApproach;

/// <summary>The phrases of the parents' pages are written in the pages and nowhere else; the list of them is read off.</summary>
public sealed partial class FamilyTextTests
{
    private static readonly string _web = Path.Combine(Repository.Root, "src", "SencoFlows.Web");

    [Fact]
    public void The_list_of_phrases_is_what_the_pages_say() => Approved.Is("src/SencoFlows.Web/Pages/GraduatedApproach/Families/phrases.txt",
        string.Concat(Written().Select(p => $"{p.File}\t{p.English}\n")), "A phrase of the parents' pages has changed: translations of it count as not checked from the next release on.");

    [Fact]
    public void Every_phrase_belongs_to_a_page_that_a_school_can_translate()
    {
        var files = FamilyText.All.SelectMany(t => t.Files).ToList();
        Assert.Equal(files.Order(StringComparer.Ordinal), Written().Select(p => p.File).Distinct().Order(StringComparer.Ordinal));
        Assert.All(FamilyText.All, t => Assert.NotEmpty(t.Phrases));
    }

    [Fact]
    public void A_phrase_is_written_out_where_it_is_asked_for() =>
        Assert.All(Sources(), s => Assert.DoesNotMatch(Asked(), Said().Replace(File.ReadAllText(s), "")));

    private static IEnumerable<(string File, string English)> Written() =>
        Sources().Select(s => (Name: Path.GetFileName(s), Text: File.ReadAllText(s))).OrderBy(s => s.Name, StringComparer.Ordinal)
            .SelectMany(s => Said().Matches(s.Text).Select(m => (s.Name, m.Groups["english"].Value)));

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(_web, "*.*", SearchOption.AllDirectories).Where(f => (f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal)) && !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    /// <summary>Of a variable called In, as every tongue that a page speaks is.</summary>
    [GeneratedRegex("\\bIn\\??\\[\"(?<english>[^\"\\\\]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Said();

    [GeneratedRegex("\\bIn\\??\\[(?!\\s*\")", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asked();
}
