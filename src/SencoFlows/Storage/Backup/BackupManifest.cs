namespace SencoFlows.Storage.Backup;

/// <summary>What stands first in a backup: enough to refuse a wrong or damaged file before anything is written.</summary>
/// <param name="RowsHash">SHA-256 over the file of rows, lower-case hex.</param>
public sealed record BackupManifest(string Format, string Urn, DateTimeOffset At, int Rows, string RowsHash, IReadOnlyList<string> Documents)
{
    public const string Format1 = "sencoflows-school-1";
}

/// <summary>Somebody was working in the school while it was being read. Nothing is wrong: try again.</summary>
public sealed class SchoolBusyException() : Exception("The school was changed while it was being read. Try again.");

/// <summary>Why a backup was not restored, for whoever runs the command. Nothing has been changed.</summary>
public sealed class BackupRefusedException(string why) : Exception(why);
