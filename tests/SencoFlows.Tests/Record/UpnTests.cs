using CsCheck;
using SencoFlows.Record;

namespace SencoFlows.Tests.Record;

public class UpnTests
{
    [Theory]
    [InlineData("B801200005001", false)]
    [InlineData("P207000016049", false)]
    [InlineData("A391200026001", false)]
    [InlineData("Z39120002601A", true)]
    [InlineData(" a391200026001 ", false)]
    public void Accepts_a_number_with_the_right_check_letter(string text, bool temporary)
    {
        Assert.True(Upn.TryParse(text, out var problem, out var upn));
        Assert.Null(problem);
        Assert.Equal(temporary, upn.IsTemporary);
        Assert.Equal(text.Trim().ToUpperInvariant(), upn.ToString());
    }

    [Theory]
    [InlineData("", "Enter a unique pupil number")]
    [InlineData("A39120002600", "Unique pupil number must be 13 characters, like A391200026001")]
    [InlineData("B207000016049", "Unique pupil number has the wrong first letter for its digits. Check for a mistyped character")]
    [InlineData("Q207000016049", "Unique pupil number has the wrong first letter for its digits. Check for a mistyped character")]
    [InlineData("I391200026001", "Unique pupil number must start with a letter, and not with I, O or S")]
    [InlineData("S391200026001", "Unique pupil number must start with a letter, and not with I, O or S")]
    [InlineData("A39120002X001", "Unique pupil number must have only digits after its first letter")]
    [InlineData("A39120002600O", "Unique pupil number must end with a digit, or with a letter other than I, O or S")]
    public void Refuses_anything_else_and_says_what_is_wrong(string text, string problem)
    {
        Assert.False(Upn.TryParse(text, out var said, out _));
        Assert.Equal(problem, said);
    }

    [Fact]
    public void Any_single_mistyped_digit_is_noticed() =>
        Gen.Select(Gen.Int[0, 9].Array[12], Gen.Int[0, 11], Gen.Int[1, 9]).Sample((digits, at, by) =>
        {
            var right = string.Concat(digits);
            var wrong = right[..at] + ((digits[at] + by) % 10) + right[(at + 1)..];
            Assert.True(Upn.TryParse(Upn.CheckLetter(right) + right, out _, out _));
            Assert.False(Upn.TryParse(Upn.CheckLetter(right) + wrong, out _, out _));
        });
}
