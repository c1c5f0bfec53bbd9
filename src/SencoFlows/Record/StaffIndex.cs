using System.Security.Cryptography;
using System.Text;
using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record;

/// <summary>One post of a person who signs in: where, and under which id.</summary>
public sealed record Post(string Urn, string StaffId);

/// <summary>
/// Where the person with this email address works: for signing in. 256 rows of the directory, chosen by a hash, so that no address
/// stands in a key and no row grows with the deployment. It only points: the school's own row says who works there.
/// </summary>
internal static class StaffIndex
{
    private sealed record Bucket(Dictionary<string, List<Post>> Posts);

    public static async Task<IReadOnlyList<Post>> Find(IRows directory, string email, CancellationToken ct) =>
        await directory.Read(Key(email), ct) is { } row ? Wire.Read<Bucket>(row.Body).Posts.GetValueOrDefault(Plain(email), []) : [];

    public static async Task Add(IRows directory, string email, Post post, CancellationToken ct)
    {
        while (true)
        {
            var row = await directory.Read(Key(email), ct);
            var bucket = row is null ? new Bucket([]) : Wire.Read<Bucket>(row.Body);
            var posts = bucket.Posts.GetValueOrDefault(Plain(email), []);
            if (posts.Contains(post))
            {
                return;
            }

            bucket.Posts[Plain(email)] = [.. posts, post];
            try
            {
                await directory.Save([row is null ? new Change.Add(Key(email), Wire.Write(bucket)) : new Change.Replace(row.Key, Wire.Write(bucket), row.Version)], ct);
                return;
            }
            catch (ConflictException)
            {
                // Another address of the same row was added: look again.
            }
        }
    }

    private static string Plain(string email) => email.Trim().ToLowerInvariant();

    private static string Key(string email) => $"staff|{SHA256.HashData(Encoding.UTF8.GetBytes(Plain(email)))[0]:x2}";
}
