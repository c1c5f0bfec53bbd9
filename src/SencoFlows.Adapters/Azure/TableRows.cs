using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using SencoFlows.Storage;

namespace SencoFlows.Adapters.Azure;

/// <summary>One school's table, which is one partition. A version is an ETag.</summary>
internal sealed class TableRows(TableClient table, BlobDocuments documents) : IRows
{
    public async Task<Row?> Read(string key, CancellationToken ct)
    {
        Limits.CheckKey(key);
        return await Find(key, ct) is { } entity ? Entities.Row(entity) : null;
    }

    public async IAsyncEnumerable<Row> Range(string from, string to, [EnumeratorCancellation] CancellationToken ct)
    {
        var within = TableClient.CreateQueryFilter($"PartitionKey eq {Entities.Partition} and RowKey ge {from} and RowKey lt {to}");
        await using var found = table.QueryAsync<TableEntity>(within, Limits.RowsOfAPage, cancellationToken: ct).GetAsyncEnumerator(ct);
        while (await Next(found))
        {
            ct.ThrowIfCancellationRequested();
            yield return Entities.Row(found.Current);
        }
    }

    public async Task<IReadOnlyList<string>> Save(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        Limits.Check(changes);
        if (changes.FirstOrDefault(c => !Entities.CanFit(c)) is { } stranger)
        {
            throw new ConflictException(stranger.Key);
        }

        var save = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var versions = changes.Select(_ => "").ToArray();

        // Deleting what is not there fails a whole batch in Azure: such a change is done already, and left out.
        List<int> left = [.. Enumerable.Range(0, changes.Count)];
        while (left.Count > 0)
        {
            try
            {
                var actions = left.Select(i => Entities.Action(changes[i], save));
                var responses = (await table.SubmitTransactionAsync(actions, ct)).Value;
                foreach (var (i, response) in left.Zip(responses))
                {
                    versions[i] = changes[i] is Change.Delete ? "" : response.Headers.ETag!.Value.ToString();
                }

                break;
            }
            catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.TableNotFound)
            {
                await table.CreateIfNotExistsAsync(ct);
            }
            catch (TableTransactionFailedException e) when (e.ErrorCode == "EntityTooLarge" && e.FailedTransactionActionIndex is { } large)
            {
                // Azure takes what Limits allows. Azurite measures the text as it was sent, with every escape in it.
                throw new TooLargeException(changes[left[large]].Key, Limits.BodyOf(changes[left[large]])!.Length * 2L);
            }
            catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412 && e.FailedTransactionActionIndex is { } failed)
            {
                if (e.Status == 404 && changes[left[failed]] is Change.Delete { Version: null })
                {
                    left.RemoveAt(failed);
                    continue;
                }

                return await OurOwn(changes, save, ct) ?? throw new ConflictException(changes[left[failed]].Key);
            }
        }

        return versions;
    }

    public async Task RemoveAll(CancellationToken ct)
    {
        await documents.RemoveAll(ct);
        await table.DeleteAsync(ct); // Says nothing when there is none.
    }

    /// <summary>
    /// When the answer to a save is lost, the client sends it again and meets its own rows. One row that carries the id of this save
    /// shows that all of it was done. Looks at a row that is written once where there is one, for others may have moved on.
    /// </summary>
    /// <returns>The versions, or null when somebody else was first.</returns>
    private async Task<IReadOnlyList<string>?> OurOwn(IReadOnlyList<Change> changes, string save, CancellationToken ct)
    {
        var witness = changes.Where(c => c is not Change.Delete).MinBy(c => c switch { Change.Add => 0, Change.Replace => 1, _ => 2 });
        if (witness is null || await Find(witness.Key, ct, Entities.Save) is not { } seen || seen.GetString(Entities.Save) != save)
        {
            return null;
        }

        var versions = new string[changes.Count];
        foreach (var (i, change) in changes.Index())
        {
            var now = change is Change.Delete ? null : await Find(change.Key, ct, Entities.Save);
            versions[i] = change is Change.Delete ? "" : now?.GetString(Entities.Save) == save ? now.ETag.ToString() : Entities.Overtaken;
        }

        return versions;
    }

    private async Task<TableEntity?> Find(string key, CancellationToken ct, params string[] only)
    {
        try
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(Entities.Partition, key, only.Length == 0 ? null : only, ct);
            return found.HasValue ? found.Value : null;
        }
        catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.TableNotFound)
        {
            return null;
        }
    }

    private static async Task<bool> Next(IAsyncEnumerator<TableEntity> found)
    {
        try
        {
            return await found.MoveNextAsync();
        }
        catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.TableNotFound)
        {
            return false;
        }
    }
}
