using SencoFlows.Record.Systems;

namespace SencoFlows.Tests.Webhooks;

public sealed class HookAddressTests
{
    [Theory]
    [InlineData("https://events.example.org/sencoflows")]
    [InlineData("https://events.example.org")]
    [InlineData(" https://events.example.org:443/a?key=b ")]
    [InlineData("HTTPS://EVENTS.EXAMPLE.ORG/A")]
    [InlineData("https://bücher.example/events")]
    public void An_https_address_of_the_internet_is_taken(string typed)
    {
        Assert.Null(HookAddress.Read(typed, thisMachine: false).Problem);
        Assert.Null(HookAddress.Read(HookAddress.Read(typed, thisMachine: false).Address!.AbsoluteUri, thisMachine: false).Problem);
    }

    [Theory]
    [InlineData("", "Enter the address for events")]
    [InlineData("events.example.org", "whole address")]
    [InlineData("/events", "https")]
    [InlineData("http://events.example.org/", "https://")]
    [InlineData("ftp://events.example.org/", "https://")]
    [InlineData("file:///etc/passwd", "whole address")]
    [InlineData("gopher://events.example.org/", "https://")]
    [InlineData("https://user:secret@events.example.org/", "user name")]
    [InlineData("https://user@events.example.org/", "user name")]
    [InlineData("https://events.example.org/#a", "#")]
    [InlineData("https://events.example.org:8443/", "443")]
    [InlineData("https://events.example.org:22/", "443")]
    [InlineData("https://192.0.2.1/", "number")]
    [InlineData("https://127.0.0.1/", "number")]
    [InlineData("https://127.1/", "number")]
    [InlineData("https://2130706433/", "number")]
    [InlineData("https://0x7f000001/", "number")]
    [InlineData("https://0177.0.0.1/", "number")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "number")]
    [InlineData("https://１２７.0.0.1/", "number")]
    [InlineData("https://[::1]/", "number")]
    [InlineData("https://[::ffff:127.0.0.1]/", "number")]
    [InlineData("https://[fd00:ec2::254]/", "number")]
    [InlineData("https://localhost/", "internet")]
    [InlineData("https://metadata/", "internet")]
    [InlineData("https://metadata.google.internal/", "internet")]
    [InlineData("https://printer.local/", "internet")]
    [InlineData("https://a.localhost/", "internet")]
    [InlineData("https://router.home.arpa/", "internet")]
    [InlineData("https://events.example.org./", "internet")]
    public void Anything_else_is_refused_in_words(string typed, string words)
    {
        var read = HookAddress.Read(typed, thisMachine: false);
        Assert.Null(read.Address);
        Assert.Contains(words, read.Problem, StringComparison.Ordinal);
        Assert.Matches("^[A-Z].*[^.!]$", read.Problem);
    }

    [Fact]
    public void An_address_is_500_characters_at_most()
    {
        Assert.Null(HookAddress.Read("https://events.example.org/".PadRight(500, 'a'), thisMachine: false).Problem);
        Assert.NotNull(HookAddress.Read("https://events.example.org/".PadRight(501, 'a'), thisMachine: false).Problem);
    }

    [Theory]
    [InlineData("http://localhost:9000/events", true)]
    [InlineData("http://127.0.0.1:9000/events", true)]
    [InlineData("https://localhost:9000/", true)]
    [InlineData("http://events.example.org/", false)]
    [InlineData("http://localhost.example.org/", false)]
    [InlineData("http://127.0.0.2/", false)]
    [InlineData("http://10.0.0.1/", false)]
    [InlineData("http://[::1]/", false)]
    [InlineData("http://user@localhost/", false)]
    [InlineData("ftp://localhost/", false)]
    public void The_machine_itself_is_an_address_only_where_things_are_tried_out_on_one_machine(string typed, bool taken)
    {
        Assert.Equal(taken, HookAddress.Read(typed, thisMachine: true).Problem is null);
        Assert.NotNull(HookAddress.Read(typed, thisMachine: false).Problem);
    }
}
