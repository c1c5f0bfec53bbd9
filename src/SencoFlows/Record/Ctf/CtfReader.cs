using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using SencoFlows.Record.Import;

namespace SencoFlows.Record.Ctf;

/// <summary>What can be said about a common transfer file before its pupils are looked at.</summary>
/// <param name="Refusal">In words for the user with the line, or null when the file can be read.</param>
/// <param name="Destination">The DfE number of the school that it is meant for, seven digits; null when the header names none.</param>
public sealed record CtfHead(string? Refusal, string? Version = null, string? Destination = null, int Pupils = 0);

/// <summary>
/// Reads the pupil part of common transfer files of any version: elements in any order, with or without a namespace, Gender or Sex. XML
/// comes from anywhere: no document type, no entities, nothing fetched, depth and size bounded, and one pupil in memory at a time.
/// </summary>
internal static class CtfReader
{
    private const int _mostDeep = 24;

    /// <summary>Text elements of a pupil, so that one of them cannot fill the memory with a million empty ones.</summary>
    private const int _mostOfAPupil = 20_000;

    /// <summary>Whether these are the first bytes of an XML file rather than of a table.</summary>
    public static bool LooksLike(Stream content)
    {
        content.Position = 0;
        Span<byte> first = stackalloc byte[64];
        var n = content.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        content.Position = 0;
        var text = System.Text.Encoding.UTF8.GetString(first[..n]).Trim('\uFEFF', '\uFFFE', ' ', '\t', '\r', '\n', '\0', '\uFFFD');
        return text.StartsWith('<');
    }

    /// <summary>Reads the whole file once without keeping any of it: broken at its end, it is refused at its beginning.</summary>
    public static CtfHead Look(Stream content)
    {
        content.Position = 0;
        string? version = null, lea = null, estab = null;
        var (pupils, inPupil, atPupil) = (0, 0, 0);
        List<string> path = [];
        try
        {
            using var xml = Open(content);
            while (xml.Read())
            {
                if (xml.Depth > _mostDeep)
                {
                    return new($"Line {Line(xml)}: the elements are nested more deeply than in any common transfer file");
                }

                if (xml.NodeType == XmlNodeType.Element)
                {
                    path.RemoveRange(xml.Depth, path.Count - xml.Depth);
                    path.Add(xml.LocalName);
                    if (xml.Depth == 0 && xml.LocalName != "CTfile")
                    {
                        return new($"Line {Line(xml)}: this is not a common transfer file. Its first element is called {Short(xml.LocalName)}, not CTfile");
                    }

                    if (xml.Depth == 2 && path[1] == "CTFpupilData" && path[2] == "Pupil")
                    {
                        (pupils, inPupil, atPupil) = (pupils + 1, 0, Line(xml));
                    }

                    if (++inPupil > _mostOfAPupil && pupils > 0)
                    {
                        return new($"Line {atPupil}: this pupil has more elements than any common transfer file needs");
                    }
                }
                else if (xml.NodeType == XmlNodeType.Text && path is ["CTfile", "Header", ..])
                {
                    switch (path)
                    {
                        case [_, _, "CTFversion"]: version = Short(xml.Value); break;
                        case [_, _, "DestSchool", "LEA"]: lea = xml.Value.Trim(); break;
                        case [_, _, "DestSchool", "Estab"]: estab = xml.Value.Trim(); break;
                    }
                }
            }
        }
        catch (XmlException e)
        {
            return new(Words(e));
        }

        return pupils switch
        {
            0 => new("The file holds no pupil. They stand in the part CTFpupilData"),
            > PupilImports.MostRows => new($"The file has more than {PupilImports.MostRows:N0} pupils. Split it and import the parts"),
            _ => new(null, version, $"{lea}{estab}" is { Length: 7 } number && number.All(char.IsAsciiDigit) ? number : null, pupils),
        };
    }

    /// <summary>Each pupil as far as it can be understood, with the line on which it begins. Only for files that <see cref="Look"/> has found whole.</summary>
    public static IEnumerable<SheetRow> Read(Stream content, DateOnly today)
    {
        content.Position = 0;
        using var xml = Open(content);
        var inside = false;
        while (xml.Read())
        {
            inside = xml.Depth == 1 && xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement ? xml is { NodeType: XmlNodeType.Element, LocalName: "CTFpupilData" } : inside;
            if (inside && xml is { Depth: 2, NodeType: XmlNodeType.Element, LocalName: "Pupil" })
            {
                using var one = xml.ReadSubtree();
                yield return new CtfPupil(XElement.Load(one, LoadOptions.SetLineInfo), today).Row();
            }
        }
    }

    private static XmlReader Open(Stream content) => XmlReader.Create(content, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = PupilImports.MostBytes,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
        CloseInput = false,
    });

    private static int Line(XmlReader xml) => ((IXmlLineInfo)xml).LineNumber;

    /// <summary>The reader's own message repeats what stands in the file, so it is not shown.</summary>
    private static string Words(XmlException e) =>
        string.Create(CultureInfo.InvariantCulture, $"Line {Math.Max(1, e.LineNumber)}, place {Math.Max(1, e.LinePosition)}: the file is not XML that can be read here. It breaks off, an element is not closed, or it has a document type, which no common transfer file has");

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
