using SencoFlows.Tests.GovUk;

namespace SencoFlows.Tests.Processes;

/// <summary>A file of the repository that a person has read and approved. Generated text that differs is put beside it.</summary>
internal static class Approved
{
    /// <param name="path">From the root of the repository.</param>
    /// <param name="text">What the code says today.</param>
    /// <param name="why">What it means when the two differ, as one sentence.</param>
    public static void Is(string path, string text, string why = "The code says something else than the approved file.")
    {
        var file = Path.Combine(Repository.Root, path);
        var received = Path.ChangeExtension(file, $".received{Path.GetExtension(file)}");
        var approved = File.Exists(file) ? File.ReadAllText(file) : "";
        if (approved == text)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(received, text);
        var was = approved.Split('\n');
        var now = text.Split('\n');
        Assert.Fail($"{why} To approve it: mv {Path.GetRelativePath(Repository.Root, received)} {path}\n"
            + string.Concat(was.Except(now, StringComparer.Ordinal).Select(l => $"- {l}\n").Concat(now.Except(was, StringComparer.Ordinal).Select(l => $"+ {l}\n"))));
    }
}
