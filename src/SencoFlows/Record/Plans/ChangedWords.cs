namespace SencoFlows.Record.Plans;

/// <summary>A run of words that stayed, went or came.</summary>
public sealed record WordRun(WordFate Fate, string Text);

public enum WordFate { Stayed, Went, Came }

/// <summary>Two texts laid over each other word by word.</summary>
public static class ChangedWords
{
    /// <summary>Beyond this the comparison would cost more than it helps: both texts are then shown whole.</summary>
    private const int _most = 400;

    public static IReadOnlyList<WordRun> Between(string before, string after)
    {
        var (was, now) = (Split(before), Split(after));
        if (was.Length > _most || now.Length > _most)
        {
            return [new(WordFate.Went, before), new(WordFate.Came, after)];
        }

        var longest = new int[was.Length + 1, now.Length + 1];
        for (var i = was.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                longest[i, j] = was[i] == now[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        List<WordRun> runs = [];
        var (a, b) = (0, 0);
        while (a < was.Length || b < now.Length)
        {
            if (a < was.Length && b < now.Length && was[a] == now[b])
            {
                Add(runs, WordFate.Stayed, was[a++]);
                b++;
            }
            else if (a < was.Length && (b == now.Length || longest[a + 1, b] >= longest[a, b + 1]))
            {
                Add(runs, WordFate.Went, was[a++]);
            }
            else
            {
                Add(runs, WordFate.Came, now[b++]);
            }
        }

        return runs;
    }

    private static void Add(List<WordRun> runs, WordFate fate, string word)
    {
        if (runs is [.., var last] && last.Fate == fate)
        {
            runs[^1] = last with { Text = $"{last.Text} {word}" };
        }
        else
        {
            runs.Add(new(fate, word));
        }
    }

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
