namespace SencoFlows.Tests.Storage;

/// <summary>A folder that goes with its test. It does not exist yet.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "sencoflows-" + System.IO.Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
