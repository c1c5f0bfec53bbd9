using SencoFlows.Record;
using SencoFlows.Record.Pack;
using SencoFlows.Record.Register;

namespace SencoFlows.Tests.Record;

/// <summary>What is no character comes from forms, names of files and records of other systems, and breaks nothing.</summary>
public sealed class StrangeTextTests
{
    [Theory]
    [InlineData("\uFFFE\uFFFF")]
    [InlineData("Zo\u00EB\uD800")]
    [InlineData("\uDC00\uD800Anne")]
    [InlineData("\uFDD0x\uDBFF\uDFFF")]
    [InlineData("\0\u202E")]
    public void It_can_be_searched_for_matched_and_called_by(string text)
    {
        Assert.All(Words.Of(text), w => Assert.True(w.All(char.IsLetterOrDigit)));
        Assert.NotEmpty(FileNames.Clean($"{text}.pdf"));
        Assert.True(PackFormat.IsSafe(PackFormat.DocumentPath(1, $"{text}.pdf")));
        var pupil = new Pupil("p1", text, text, new(2016, 3, 4), "5");
        Assert.Single(PupilMatch.Find(new PackPupil(text, text, new(2016, 3, 4), "5"), [pupil]));
    }
}
