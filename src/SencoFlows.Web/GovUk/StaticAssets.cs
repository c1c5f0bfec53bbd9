using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace SencoFlows.Web.GovUk;

/// <summary>Stylesheets, scripts and pictures, which travel inside the assembly because a Functions host has no web root.</summary>
public static class StaticAssets
{
    internal static readonly FrozenDictionary<string, Asset> All = Load();

    /// <summary>Changes with any byte of any file, so that browsers may keep what they have for ever.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData([.. All.OrderBy(a => a.Key, StringComparer.Ordinal).SelectMany(a => SHA256.HashData(a.Value.Bytes))]))[..16];

    public static string Url(string name) => All.ContainsKey(name)
        ? $"/assets/{Version}/{name}"
        : throw new ArgumentException($"There is no file '{name}' in Assets/", nameof(name));

    public static IEndpointConventionBuilder MapAssets(this IEndpointRouteBuilder app) =>
        app.MapMethods("/assets/{version}/{name}", ["GET", "HEAD"], Serve);

    /// <summary>A page from before a deployment may ask for another version: it gets today's file, and may not keep it.</summary>
    private static async Task Serve(HttpContext http, string version, string name)
    {
        if (!All.TryGetValue(name, out var asset))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var packed = http.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);
        var tag = new EntityTagHeaderValue(packed ? $"\"{asset.Hash}-br\"" : $"\"{asset.Hash}\"");
        var headers = http.Response.Headers;
        headers.ETag = tag.ToString();
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = version == Version ? "public, max-age=31536000, immutable" : "no-cache";
        headers.XContentTypeOptions = "nosniff";
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var body = packed ? asset.Brotli : asset.Bytes;
        headers.ContentType = asset.ContentType;
        headers.ContentLength = body.Length;
        if (packed)
        {
            headers.ContentEncoding = "br";
        }

        if (HttpMethods.IsGet(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }

    private static FrozenDictionary<string, Asset> Load()
    {
        const string Folder = "SencoFlows.Web.Assets.";
        var assembly = typeof(StaticAssets).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
            .ToFrozenDictionary(n => n[Folder.Length..], n => new Asset(Read(assembly.GetManifestResourceStream(n)!), TypeOf(n)), StringComparer.Ordinal);
    }

    private static byte[] Read(Stream file)
    {
        using var to = new MemoryStream();
        using (file)
        {
            file.CopyTo(to);
        }

        return to.ToArray();
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".ico" => "image/x-icon",
        ".png" => "image/png",
        _ => throw new InvalidOperationException($"No content type is known for {name}"),
    };
}

/// <summary>One file, and how it is packed for the wire: once, when first asked for.</summary>
internal sealed class Asset(byte[] bytes, string contentType)
{
    private readonly Lazy<byte[]> _brotli = new(() =>
    {
        using var to = new MemoryStream();
        using (var packer = new BrotliStream(to, CompressionLevel.Optimal))
        {
            packer.Write(bytes);
        }

        return to.ToArray();
    });

    public byte[] Bytes => bytes;

    public byte[] Brotli => _brotli.Value;

    public string ContentType => contentType;

    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
}
