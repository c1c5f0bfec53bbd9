using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using SencoFlows.Adapters.Azure;

namespace SencoFlows.Tests.Storage;

/// <summary>The line to Azure: counts the requests that go over it, every retry too, and can lose answers to them.</summary>
internal sealed class Line : HttpPipelinePolicy
{
    private int _requests;
    private int _lose;

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Runs after the next answer was lost and before the request is sent again.</summary>
    public Func<Task>? Meanwhile { get; set; }

    /// <summary>The answers to the next requests are lost: what was asked for has happened.</summary>
    public void LoseAnswers(int count) => _lose = count;

    public async Task<int> During(Func<Task> work)
    {
        var before = Requests;
        await work();
        return Requests - before;
    }

    public TableStore Store(string connectionString)
    {
        var (tables, blobs) = (TableStore.TableOptions(), TableStore.BlobOptions());
        foreach (var options in (ClientOptions[])[tables, blobs])
        {
            options.Retry.Delay = TimeSpan.FromMilliseconds(1);
            options.AddPolicy(this, HttpPipelinePosition.PerRetry);
        }

        return new(new TableServiceClient(connectionString, tables), new BlobServiceClient(connectionString, blobs));
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Interlocked.Increment(ref _requests);
        await ProcessNextAsync(message, pipeline);
        if (_lose > 0)
        {
            _lose--;
            if (Meanwhile is { } meanwhile)
            {
                Meanwhile = null;
                await meanwhile();
            }

            throw new IOException("The answer was lost.");
        }
    }
}
