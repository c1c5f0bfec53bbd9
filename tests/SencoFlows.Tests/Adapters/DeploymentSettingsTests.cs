using System.Text.RegularExpressions;
using SencoFlows.Tests.GovUk;

namespace SencoFlows.Tests.Adapters;

/// <summary>A setting that one of the files forgets goes back to its default at the next deployment: a private network would open again.</summary>
public sealed partial class DeploymentSettingsTests
{
    private static readonly string[] _knownToAzd = ["AZURE_ENV_NAME", "AZURE_LOCATION"];

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    private static string[] Settings() => [.. Asked().Matches(Text("infra/main.bicepparam")).Select(m => m.Groups["it"].Value)];

    [Fact]
    public void The_workflow_hands_on_every_setting_that_the_templates_ask_for()
    {
        var workflow = Text(".github/workflows/main.yml");
        Assert.NotEmpty(Settings());
        Assert.All(Settings(), name => Assert.Matches($@"(?m)^      {name}: \$\{{\{{ vars\.{name}\b", workflow));
    }

    [Fact]
    public void Every_setting_is_explained() =>
        Assert.All(Settings().Except(_knownToAzd, StringComparer.Ordinal), name => Assert.Contains($"`{name}`", Text("docs/azure-host.md"), StringComparison.Ordinal));

    [Fact]
    public void What_the_templates_set_is_what_the_host_reads()
    {
        var host = Text("src/SencoFlows.Functions/AzureOptions.cs");
        string[] set = [.. Ours().Matches(Text("infra/main.bicep") + Text("infra/modules/app.bicep")).Select(m => m.Groups["it"].Value).Distinct(StringComparer.Ordinal)];
        Assert.Contains("Insights", set);
        Assert.All(set, name => Assert.Contains($"\"{name.Replace("__", ":", StringComparison.Ordinal)}\"", host, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"readEnvironmentVariable\('(?<it>\w+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asked();

    [GeneratedRegex(@"\bSencoFlows__(?<it>\w+):", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ours();
}
