using SencoFlows.Local;

namespace SencoFlows.Tests.Local;

public sealed class LocalOptionsTests
{
    [Fact]
    public void Without_a_word_it_is_port_5080_with_sqlite_and_the_fictional_trust() =>
        Assert.Equal(new LocalOptions(5080, ".data", Seed: true, "sqlite"), LocalOptions.Read([]).Options);

    [Fact]
    public void Every_option_is_heard() =>
        Assert.Equal(new LocalOptions(9000, "/tmp/x", Seed: false, "azurite"), LocalOptions.Read(["--port", "9000", "--data", "/tmp/x", "--no-seed", "--storage", "azurite"]).Options);

    [Theory]
    [InlineData("--port", "70000", "--port must be a number from 1 to 65535")]
    [InlineData("--port", "web", "--port must be a number from 1 to 65535")]
    [InlineData("--storage", "floppy", "--storage must be sqlite, azurite, or a connection string")]
    [InlineData("--urls", "http://0.0.0.0:80", "This host has no passwords and listens on this machine only. Use --port to choose the port")]
    [InlineData("--colour", "red", "--colour is not an option")]
    public void What_cannot_be_is_said_in_a_sentence(string option, string value, string problem) =>
        Assert.Equal((null, problem), LocalOptions.Read([option, value]));
}
