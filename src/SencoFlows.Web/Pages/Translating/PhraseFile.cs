using SencoFlows.Record;
using SencoFlows.Record.Csv;
using SencoFlows.Web.Pages.GraduatedApproach.Families;

namespace SencoFlows.Web.Pages.Translating;

/// <summary>All phrases as a file for a translator: out with what there is, and in again. A row is recognised by its English.</summary>
internal static class PhraseFile
{
    public const long MostBytes = 1 << 20;

    private const string _english = "English";
    private const string _words = "Translation";

    public static byte[] Write(Translation translation) => CsvText.Write(
    [
        ["Page", _english, _words, "State"],
        .. FamilyText.All.SelectMany(t => t.Phrases.Select(e => new[] { t.Title, e, translation.Of(e)?.Words, State(translation.Of(e)) })),
    ]);

    /// <summary>What a file says, and what of it cannot be used: nothing is taken from a file with a mistake in it.</summary>
    public static FileRead Read(ICsv csv, Stream content)
    {
        if (csv.Read(content, Guess.Careful) is not CsvTable.Readable table)
        {
            return new([], 0, ["The file cannot be read. Save it as CSV UTF-8 and choose it again"]);
        }

        var (english, words) = (Column(table, _english), Column(table, _words));
        if (english < 0 || words < 0)
        {
            return new([], 0, [$"The file must have the columns {_english} and {_words}. Download it from this page and fill it in"]);
        }

        var known = FamilyText.All.SelectMany(t => t.Phrases).ToHashSet(StringComparer.Ordinal);
        List<(string, string)> typed = [];
        List<string> problems = [];
        var unknown = 0;
        foreach (var row in table.Rows)
        {
            if (row.Problem is { } problem)
            {
                problems.Add($"Row {row.Number} {problem}");
                continue;
            }

            var (phrase, said) = (Plain(row.Cells[english]), PhraseForm.OneLine(Plain(row.Cells[words])));
            if (!known.Contains(phrase))
            {
                unknown++;
            }
            else if (PhraseForm.Problem(phrase, said) is { } wrong)
            {
                problems.Add($"Row {row.Number}: {wrong}");
            }
            else if (said.Length > 0)
            {
                typed.Add((phrase, said));
            }
        }

        return new(problems.Count == 0 ? typed : [], unknown, problems);
    }

    private static string State(Translated? there) => there switch { null => "Not translated", { Check: null } => "Not checked", _ => "Checked" };

    private static int Column(CsvTable.Readable table, string name) => table.Columns.ToList().FindIndex(c => c.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Without the sign that keeps a spreadsheet from running a cell, which it shows or hides as it likes.</summary>
    private static string Plain(string cell) => cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? cell[1..] : cell;
}

/// <param name="Unknown">Rows whose English is not, or no longer, in the pages.</param>
internal sealed record FileRead(IReadOnlyList<(string English, string Words)> Typed, int Unknown, IReadOnlyList<string> Problems);
