using SencoFlows.Record.Pack;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.TrueType;
using UglyToad.PdfPig.Fonts.TrueType.Parser;
using UglyToad.PdfPig.Writer;

namespace SencoFlows.Adapters.Packs;

/// <summary>A sheet as PDF/A, with its typeface inside: servers have none. The same sheet gives the same bytes.</summary>
internal sealed class SheetPdf : IDisposable
{
    private const double _margin = 51; // 18 mm
    private const double _width = 595 - (2 * _margin);
    private const double _top = 842 - _margin;
    private const double _bottom = _margin + 16;
    private const double _names = 160;
    private const int _mostSigns = 250;

    private static readonly byte[] _regular = Font("DejaVuSans.ttf");
    private static readonly byte[] _bold = Font("DejaVuSans-Bold.ttf");

    private readonly PdfDocumentBuilder _pdf;
    private readonly PdfDocumentBuilder.AddedFont _plain;
    private readonly PdfDocumentBuilder.AddedFont _strong;
    private readonly double _size;
    private readonly string _foot;
    private PdfPageBuilder _page;
    private double _y = _top;
    private readonly HashSet<char> _drawn = [.. "□ ,0123456789page"];
    private int _pages = 1;

    private SheetPdf(Sheet sheet, double size)
    {
        _pdf = new PdfDocumentBuilder { ArchiveStandard = PdfAStandard.A2A };
        _pdf.DocumentInformation.Title = sheet.Title;
        _pdf.DocumentInformation.Producer = "SencoFlows";
        _pdf.DocumentInformation.CreationDate = "D:19800101000000Z";
        _plain = _pdf.AddTrueTypeFont(_regular);
        _strong = _pdf.AddTrueTypeFont(_bold);
        _size = size;
        _foot = sheet.Foot;
        _page = _pdf.AddPage(PageSize.A4);
    }

    public static byte[] Print(Sheet sheet, bool onOnePage) => onOnePage ? WriteOnOnePage(sheet) : Write(sheet);

    /// <summary>As many pages as it takes.</summary>
    public static byte[] Write(Sheet sheet)
    {
        using var drawn = Draw(sheet, 10);
        return drawn.Finish();
    }

    /// <summary>On one page: with smaller letters, down to what can still be read, then with the longest parts cut short.</summary>
    public static byte[] WriteOnOnePage(Sheet sheet)
    {
        for (var size = 11.0; size >= 8; size--)
        {
            using var drawn = Draw(sheet, size);
            if (drawn._pages == 1)
            {
                return drawn.Finish();
            }
        }

        for (var most = 400; ; most /= 2)
        {
            var shorter = sheet with { Parts = [.. sheet.Parts.Select(p => p with { Lines = [.. p.Lines.Take(8).Select(l => l with { Text = Cut(l.Text, most), Name = l.Name is { } n ? Cut(n, 60) : null })] })] };
            using var drawn = Draw(shorter, 8);
            if (drawn._pages == 1)
            {
                return drawn.Finish();
            }
        }
    }

    public void Dispose() => _pdf.Dispose();

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most] + " … (more in the summary)";

    private static SheetPdf Draw(Sheet sheet, double size)
    {
        var pdf = new SheetPdf(sheet, size);
        pdf.Paragraph(sheet.Title, size * 1.7, pdf._strong, _margin, _width);
        pdf.Paragraph(sheet.Subtitle, size, pdf._plain, _margin, _width);
        foreach (var part in sheet.Parts)
        {
            pdf.Gap(size);
            pdf.Room(size * 4);
            pdf.Paragraph(part.Heading, size * 1.25, pdf._strong, _margin, _width);
            pdf._page.DrawLine(new PdfPoint(_margin, pdf._y - (size * 0.1)), new PdfPoint(_margin + _width, pdf._y - (size * 0.1)), 0.5);
            pdf.Gap(size * 0.45);
            foreach (var line in part.Lines)
            {
                pdf.Write(line);
            }
        }

        return pdf;
    }

    private byte[] Finish()
    {
        Footer();
        return WithFixedId(_pdf.Build());
    }

    /// <summary>The writer gives every file a random id; ours is made from the content.</summary>
    private static byte[] WithFixedId(byte[] pdf)
    {
        const int hex = 32;
        var at = pdf.AsSpan().LastIndexOf("/ID [ <"u8);
        var (first, second) = (at + 7, at + 7 + hex + 2);
        if (at < 0 || pdf[second - 1] != '<' || pdf[second + hex] != '>')
        {
            throw new InvalidOperationException("The PDF writer no longer writes its id as it did.");
        }

        var id = System.Text.Encoding.ASCII.GetBytes(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(pdf.AsSpan(0, at)))[..hex]);
        id.CopyTo(pdf, first);
        id.CopyTo(pdf, second);
        return pdf;
    }

    private void Write(Line line)
    {
        if (line.Name is null)
        {
            Paragraph(line.Text, _size, _plain, _margin, _width);
            return;
        }

        Room(_size * 1.5);
        var (top, page) = (_y, _page);
        Paragraph(line.Name, _size, _strong, _margin, _names - 8);
        var below = (_page, _y);
        if (_page == page)
        {
            _y = top;
        }

        Paragraph(line.Text, _size, _plain, _margin + _names, _width - _names);
        _y = _page == below._page ? Math.Min(_y, below._y) : _y;
        Gap(_size * 0.25);
    }

    private void Paragraph(string text, double size, PdfDocumentBuilder.AddedFont font, double x, double width)
    {
        foreach (var line in Wrap(Printable(text), size, font, width))
        {
            Room(size * 1.35);
            _y -= size * 1.35;
            if (line.Length > 0)
            {
                _page.AddText(line, size, new PdfPoint(x, _y + (size * 0.3)), font);
            }
        }
    }

    private IEnumerable<string> Wrap(string text, double size, PdfDocumentBuilder.AddedFont font, double width)
    {
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Pieces(w, size, font, width)))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length > 0 && Wide(longer, size, font) > width)
                {
                    yield return line;
                    line = word;
                }
                else
                {
                    line = longer;
                }
            }

            yield return line;
        }
    }

    /// <summary>A word too long for the line, in pieces that fit.</summary>
    private IEnumerable<string> Pieces(string word, double size, PdfDocumentBuilder.AddedFont font, double width)
    {
        while (word.Length > 1 && Wide(word, size, font) > width)
        {
            var fits = word.Length - 1;
            while (fits > 1 && Wide(word[..fits], size, font) > width)
            {
                fits--;
            }

            yield return word[..fits];
            word = word[fits..];
        }

        yield return word;
    }

    private double Wide(string text, double size, PdfDocumentBuilder.AddedFont font) =>
        _page.MeasureText(text, size, PdfPoint.Origin, font) is { Count: > 0 } letters ? letters[^1].EndBaseLine.X - letters[0].StartBaseLine.X : 0;

    /// <summary>Signs that the typeface lacks, or beyond the 255 that one PDF font can hold, become a square: the HTML beside it shows them.</summary>
    private string Printable(string text) => string.Concat(text.ReplaceLineEndings("\n").Replace('\t', ' ').EnumerateRunes().Select(r =>
        r.Value == '\n' ? "\n" : System.Text.Rune.IsControl(r) ? "" : r.IsBmp && CanDraw((char)r.Value) ? r.ToString() : "□"));

    private bool CanDraw(char c) => Glyphs.Has(c) && (_drawn.Contains(c) || (_drawn.Count < _mostSigns && _drawn.Add(c)));

    private void Gap(double points) => _y -= points;

    private void Room(double points)
    {
        if (_y - points >= _bottom)
        {
            return;
        }

        Footer();
        _page = _pdf.AddPage(PageSize.A4);
        _pages++;
        _y = _top;
    }

    private void Footer() => _page.AddText($"{Printable(_foot)}, page {_pages}", 7.5, new PdfPoint(_margin, _margin - 8), _plain);

    internal static byte[] Font(string name)
    {
        using var stream = typeof(SheetPdf).Assembly.GetManifestResourceStream($"SencoFlows.Adapters.Packs.Fonts.{name}")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Which signs the typeface can draw, read from its character map.</summary>
    private static class Glyphs
    {
        private static readonly TrueTypeFont _font = TrueTypeFontParser.Parse(new TrueTypeDataBytes(_regular));

        public static bool Has(char c) => _font.WindowsUnicodeCMap?.CharacterCodeToGlyphIndex(c) is > 0;
    }
}
