using SencoFlows.Tests.GovUk;

namespace SencoFlows.Tests;

/// <summary>Which project may know which. A new arrow is a decision, not an accident.</summary>
public sealed class ArrowsTests
{
    [Theory]
    [InlineData("SencoFlows")]
    [InlineData("SencoFlows.Adapters", "SencoFlows")]
    [InlineData("SencoFlows.Web", "SencoFlows")]
    [InlineData("SencoFlows.Local", "SencoFlows.Adapters", "SencoFlows.Web")]
    [InlineData("SencoFlows.Functions", "SencoFlows.Adapters", "SencoFlows.Web")]
    public void A_project_knows_only_these(string project, params string[] known)
    {
        var file = System.Xml.Linq.XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));
        Assert.Equal(known, file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_core_stands_on_no_package() =>
        Assert.Empty(System.Xml.Linq.XDocument.Load(Path.Combine(Repository.Root, "src", "SencoFlows", "SencoFlows.csproj")).Descendants("PackageReference"));
}
