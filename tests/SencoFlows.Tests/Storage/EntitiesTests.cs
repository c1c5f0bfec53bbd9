using System.Text.Json;
using Azure.Data.Tables;
using SencoFlows.Adapters.Azure;
using SencoFlows.Storage;

namespace SencoFlows.Tests.Storage;

/// <summary>The largest rows against the limits that Azure publishes: 64 KiB a property, 1 MiB an entity, two bytes a character.</summary>
public class EntitiesTests
{
    [Theory]
    [InlineData("a", 0)]
    [InlineData("a", 31_999)]
    [InlineData("a", 32_000)]
    [InlineData("a", 32_001)]
    [InlineData("👧", 32_000)]
    [InlineData("👧", 460_800)]
    [InlineData("x👧", 460_800)]
    [InlineData("ż\"", 460_800)]
    public void A_body_is_split_within_the_limits_and_never_inside_a_character(string text, int length)
    {
        var body = string.Concat(Enumerable.Repeat(text, length / text.Length));

        var entity = (TableEntity)Entities.Action(new Change.Add(new string('k', 512), body), "0123456789abcdef").Entity;

        var parts = entity.Select(p => p.Value).OfType<string>().ToList();
        Assert.All(parts, part => Assert.InRange(part.Length * 2, 0, 64 * 1024));
        Assert.All(parts.Where(p => p.Length > 0), part => Assert.False(char.IsHighSurrogate(part[^1])));
        Assert.InRange(entity.Sum(p => 8 + (p.Key.Length * 2) + (p.Value is string s ? (s.Length * 2) + 4 : 8)) + 4, 0, 1024 * 1024);
        entity.ETag = new("W/\"1\"");
        Assert.Equal(new Row(entity.RowKey, body, "W/\"1\""), Entities.Row(entity));
    }

    [Fact]
    public void The_size_on_the_wire_is_never_taken_for_less_than_it_is()
    {
        foreach (var text in Enumerable.Range(1, 0x2fff).Select(c => $"{(char)c}").Append("👧"))
        {
            Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(text).Length - 2, 1, Limits.OnTheWire(text));
        }
    }
}
