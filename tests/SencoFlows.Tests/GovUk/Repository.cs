namespace SencoFlows.Tests.GovUk;

internal static class Repository
{
    public static string Root { get; } = Find(new(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "SencoFlows.sln")) ? folder.FullName : Find(folder.Parent!);
}
