using Microsoft.Extensions.Configuration;

namespace SencoFlows.Functions.Tests;

public sealed class AzureOptionsTests
{
    private static readonly Dictionary<string, string?> _good = new(StringComparer.Ordinal)
    {
        ["SencoFlows:Site"] = "https://senco.example", ["SencoFlows:Tables"] = "https://a.table.core.windows.net", ["SencoFlows:Blobs"] = "https://a.blob.core.windows.net",
        ["SencoFlows:CookieKey"] = "https://kv.vault.azure.net/keys/cookies", ["SencoFlows:SignIn:Authority"] = "https://login.example/v2.0", ["SencoFlows:SignIn:ClientId"] = "client",
    };

    [Fact]
    public void The_settings_of_the_template_are_enough() => Assert.Equal("https://senco.example/", Read().Site.ToString());

    [Theory]
    [InlineData("Site", "http://senco.example", "SencoFlows__Site must be an address that begins with https")]
    [InlineData("Site", "http://localhost:7071", "SencoFlows__Site must be an address that begins with https")]
    [InlineData("Site", "senco.example", "SencoFlows__Site must be an address that begins with https")]
    [InlineData("Tables", "http://a.table.core.windows.net", "SencoFlows__Tables must be")]
    [InlineData("CookieKey", "http://kv.vault.azure.net/keys/cookies", "SencoFlows__CookieKey must be")]
    [InlineData("SignIn:Authority", "http://login.example/v2.0", "SencoFlows__SignIn__Authority must be")]
    [InlineData("SignIn:Authority", "", "SencoFlows__SignIn__Authority is missing")]
    public void Nothing_starts_with_an_address_that_somebody_in_between_could_answer_for(string name, string value, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidOperationException>(() => Read(($"SencoFlows:{name}", value))).Message, StringComparison.Ordinal);

    [Fact]
    public void With_an_emulator_this_machine_may_be_asked_by_http_and_no_other()
    {
        Assert.Equal("http://localhost:7071/", Read(("SencoFlows:Emulator", "UseDevelopmentStorage=true"), ("SencoFlows:Site", "http://localhost:7071"), ("SencoFlows:SignIn:Authority", "http://127.0.0.1:5000")).Site.ToString());
        Assert.Throws<InvalidOperationException>(() => Read(("SencoFlows:Emulator", "UseDevelopmentStorage=true"), ("SencoFlows:Site", "http://senco.example")));
    }

    private static AzureOptions Read(params (string Name, string Value)[] other)
    {
        var all = new Dictionary<string, string?>(_good, StringComparer.Ordinal);
        foreach (var (name, value) in other)
        {
            all[name] = value;
        }

        return AzureOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
    }
}
