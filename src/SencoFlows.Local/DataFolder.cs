namespace SencoFlows.Local;

/// <summary>The folder that keeps everything, held by one program at a time.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <returns>Null when another program is using the folder.</returns>
    public static DataFolder? Take(string path)
    {
        var folder = Directory.CreateDirectory(path).FullName;
        try
        {
            return new(folder, new FileStream(System.IO.Path.Combine(folder, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The system lets go of the lock also when the program is killed.</summary>
    public void Dispose() => _lock.Dispose();
}
