using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SencoFlows.Adapters.Sqlite;

/// <summary>What .NET has no call for: folders that only we can read, and names that survive a power cut.</summary>
internal static class Disk
{
    /// <summary>Creates the folder, readable by our own account alone: it holds children's records.</summary>
    public static void CreateFolder(string folder)
    {
        if (MakeFolder(folder))
        {
            FlushNames(Path.GetDirectoryName(folder)!);
        }
    }

    /// <summary>The same without its name being on disk yet.</summary>
    /// <returns>False when it was there.</returns>
    public static bool MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return false;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return true;
    }

    /// <summary>Writes the names in a folder to disk. A file that was created or renamed can vanish in a power cut until then.</summary>
    public static void FlushNames(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // NTFS keeps names in its own journal, and cannot be asked.
        }

        using var handle = Open([.. Encoding.UTF8.GetBytes(folder), 0], 0);
        if (handle.IsInvalid)
        {
            throw new IOException($"A data folder cannot be opened: error {Marshal.GetLastPInvokeError()}.");
        }

        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open(byte[] path, int flags);
}
