using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SencoFlows.Tests.Mail;

/// <summary>Everything that was logged, at every level, with what stands around it.</summary>
internal sealed class Lines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> All { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        All.Enqueue($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => All.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
