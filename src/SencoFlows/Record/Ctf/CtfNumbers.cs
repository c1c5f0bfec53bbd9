using SencoFlows.Cases;
using SencoFlows.Storage;

namespace SencoFlows.Record.Ctf;

/// <summary>How many common transfer files a school has written for each destination: the last part of their names.</summary>
public sealed class CtfNumbers(IRows rows)
{
    /// <summary>The next number for a destination. The same request gets the same number.</summary>
    public async Task<int> Next(string destination, string request, CancellationToken ct)
    {
        var key = $"ctf|{destination}";
        while (true)
        {
            var row = await rows.Read(key, ct);
            var last = row is null ? new(0, "") : Wire.Read<Last>(row.Body);
            if (last.Request == request)
            {
                return last.Number;
            }

            var next = new Last(last.Number + 1, request);
            try
            {
                await rows.Save([row is null ? new Change.Add(key, Wire.Write(next)) : new Change.Replace(key, Wire.Write(next), row.Version)], ct);
                return next.Number;
            }
            catch (ConflictException)
            {
                // Somebody else took that number: take the one after it.
            }
        }
    }

    private sealed record Last(int Number, string Request);
}
