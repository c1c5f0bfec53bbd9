using SencoFlows.Record.Plans;

namespace SencoFlows.Tests.Record.Plans;

public class PastedTextTests
{
    [Theory]
    [InlineData("<p class=MsoNormal style='mso-line-height:1'><b>Reads</b> a page<o:p></o:p></p><p class=MsoNormal>Writes&nbsp;too &amp; more</p>", "Reads a page\nWrites too & more")]
    [InlineData("<!--[if gte mso 9]><xml><w:WordDocument>secret</w:WordDocument></xml><![endif]-->Reads", "Reads")]
    [InlineData("<style>/* mso-style */ p { color: red }</style><ul><li class=MsoListParagraph>One</li><li class=MsoListParagraph>Two</li></ul>", "• One\n\n• Two")]
    [InlineData("<p class=MsoNormal>1 &lt; 2<script>alert(1)</script></p>", "1 < 2")]
    public void Words_own_markup_goes_and_its_words_stay(string pasted, string kept) => Assert.Equal(kept, PastedText.Clean(pasted));

    [Theory]
    [InlineData("Scores 3 < 5 and > 2")]
    [InlineData("<b>is what she typed</b>")]
    [InlineData("&amp; is what he typed")]
    [InlineData("نقرأ معًا كل مساء")]
    [InlineData("👩‍👩‍👧 🐶 ñ é")]
    public void What_a_person_typed_is_left_alone(string typed) => Assert.Equal(typed, PastedText.Clean(typed));

    [Fact]
    public void Marks_that_nobody_typed_go()
    {
        Assert.Equal("a b\nc\nd", PastedText.Clean("\uFEFFa\u00A0b\r\nc\vd\u0000\u0007\u00AD \u202E"));
        Assert.Equal("ab", PastedText.Clean("a\uD83Db"));
        Assert.Equal("", PastedText.Clean(null));
        Assert.Equal("a\n\nb", PastedText.Clean("a\n\n\n\n\nb"));
    }

    [Fact]
    public void Cleaning_twice_is_cleaning_once_and_hostile_text_takes_no_time()
    {
        foreach (var text in (string[])["<p class=MsoNormal>a&amp;lt;b</p>", string.Concat(Enumerable.Repeat("<!--[if ", 6000)), string.Concat(Enumerable.Repeat("<o:p <li ", 5000))])
        {
            var once = PastedText.Clean(text);
            Assert.True(once.Length <= text.Length);
        }

        var plain = PastedText.Clean("a\u00A0 b\r\n\r\n\r\n c ");
        Assert.Equal(plain, PastedText.Clean(plain));
    }
}
