namespace SencoFlows.Record.Import;

/// <summary>Which column of a file says what, by the names that management systems give them.</summary>
public static class ColumnMatch
{
    private static readonly string[] _aboutContacts = ["primaryguardian", "parentalcontact", "parentcarer", "guardian", "contact", "parent", "carer", "priority"];

    private static readonly string[] _names = [ImportFields.Of(1, ImportFields.Name), ImportFields.Of(1, ImportFields.Title), ImportFields.Of(1, ImportFields.First), ImportFields.Of(1, ImportFields.Last)];

    /// <returns>The column of each field that was recognised.</returns>
    public static IReadOnlyDictionary<string, int> Guess(IReadOnlyList<string> columns)
    {
        var folded = columns.Select(Fold).ToList();
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var taken = new HashSet<int>();
        foreach (var field in ImportFields.All.Where(f => f.Contact == 0))
        {
            Take(field, field.Names.Select(n => folded.IndexOf(Fold(n))));
        }

        var contacts = folded.Select(ContactPart).ToList();
        foreach (var field in ImportFields.All.Where(f => f.Contact > 0))
        {
            Take(field, field.Names.Select(n => contacts.IndexOf((field.Contact, Fold(n)))));
        }

        // "Email" alone may be the pupil's own; beside the name of a contact it is the contact's.
        if (found.ContainsKey(ImportFields.Of(1, ImportFields.Name)) || found.ContainsKey(ImportFields.Of(1, ImportFields.Last)))
        {
            foreach (var field in ImportFields.All.Where(f => f.Contact == 1 && !_names.Contains(f.Id, StringComparer.Ordinal)))
            {
                Take(field, field.Names.Select(n => folded.IndexOf(Fold(n))));
            }
        }

        return found;

        void Take(ImportField field, IEnumerable<int> where)
        {
            if (!found.ContainsKey(field.Id) && where.FirstOrDefault(i => i >= 0 && !taken.Contains(i), -1) is >= 0 and var column)
            {
                found[field.Id] = column;
                taken.Add(column);
            }
        }
    }

    /// <summary>What is wrong with a choice of columns, or null.</summary>
    public static string? Problem(IReadOnlyDictionary<string, int> chosen)
    {
        var missing = ImportFields.All.Where(f => f.Needed && !chosen.ContainsKey(f.Id)).Select(f => f.Title.ToLowerInvariant()).ToList();
        return missing.Count == 0 ? null
            : $"Choose which column holds the {string.Join(" and which the ", missing)}. A file without {(missing.Count == 1 ? "it" : "them")} cannot be imported";
    }

    /// <summary>"Parent/Carer 2: Email" and "Contact email 2" are both the email of the second; without a number it is the first.</summary>
    private static (int Contact, string What) ContactPart(string column)
    {
        foreach (var start in _aboutContacts)
        {
            if (column.StartsWith(start, StringComparison.Ordinal) && column.Length > start.Length)
            {
                var rest = column[start.Length..];
                return char.IsAsciiDigit(rest[0]) ? (rest[0] - '0', rest[1..])
                    : char.IsAsciiDigit(rest[^1]) && !rest.StartsWith("address", StringComparison.Ordinal) ? (rest[^1] - '0', rest[..^1])
                    : (1, rest);
            }
        }

        return (0, column);
    }

    internal static string Fold(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
