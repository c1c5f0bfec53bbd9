using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using SencoFlows.Storage;

namespace SencoFlows.Adapters.Azure;

/// <summary>
/// How a row looks in Azure Tables. These names are the storage format: Body, then Body1, Body2 ... for what does not fit in one
/// property of 64 KiB, and Save, the id of the save that wrote it.
/// </summary>
internal static class Entities
{
    public const string Partition = "rows";
    public const string Save = "Save";

    /// <summary>A version that no row has: for a row that somebody changed before we could learn its version.</summary>
    public const string Overtaken = "W/\"overtaken\"";

    private const int _charactersOfAProperty = 32_000;

    public static Row Row(TableEntity entity)
    {
        var body = entity.GetString("Body");
        if (entity.ContainsKey(Part(1)))
        {
            List<string> parts = [body];
            while (entity.GetString(Part(parts.Count)) is { } part)
            {
                parts.Add(part);
            }

            body = string.Concat(parts);
        }

        return new(entity.RowKey, body, entity.ETag.ToString());
    }

    public static TableTransactionAction Action(Change change, string save) => change switch
    {
        Change.Add add => new(TableTransactionActionType.Add, Entity(add.Key, add.Body, save)),
        Change.Replace replace => new(TableTransactionActionType.UpdateReplace, Entity(replace.Key, replace.Body, save), new ETag(replace.Version)),
        Change.Put put => new(TableTransactionActionType.UpsertReplace, Entity(put.Key, put.Body, save)),
        Change.Delete delete => new(TableTransactionActionType.Delete, new TableEntity(Partition, delete.Key), delete.Version is { } version ? new ETag(version) : ETag.All),
        _ => throw new UnreachableException(),
    };

    /// <summary>False when the version cannot be one of ours. "*" above all: to Azure it means whatever is there.</summary>
    public static bool CanFit(Change change) => change switch
    {
        Change.Replace replace => IsVersion(replace.Version),
        Change.Delete { Version: { } version } => IsVersion(version),
        _ => true,
    };

    private static bool IsVersion(string version) =>
        version.StartsWith("W/\"", StringComparison.Ordinal) && version.EndsWith('"') && version.All(c => c is > ' ' and < '\x7f');

    private static TableEntity Entity(string key, string body, string save)
    {
        var entity = new TableEntity(Partition, key) { [Save] = save };
        for (var (start, part) = (0, 0); part == 0 || start < body.Length; part++)
        {
            var length = Math.Min(_charactersOfAProperty, body.Length - start);
            if (start + length < body.Length && char.IsHighSurrogate(body[start + length - 1]))
            {
                length--; // Both halves of a pair stay together.
            }

            entity[Part(part)] = body.Substring(start, length);
            start += length;
        }

        return entity;
    }

    private static string Part(int number) => number == 0 ? "Body" : $"Body{number}";
}
