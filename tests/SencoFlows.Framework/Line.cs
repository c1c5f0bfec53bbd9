using System.Diagnostics;

namespace SencoFlows.Framework;

/// <summary>Counts the HTTP requests of this process, whoever makes them.</summary>
internal sealed class Line : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private int _requests;

    public Line() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public int Requests => Volatile.Read(ref _requests);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == "System.Net.Http.HttpRequestOut.Start")
        {
            Interlocked.Increment(ref _requests);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());
}
