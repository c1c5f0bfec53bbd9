using SencoFlows.Local;

namespace SencoFlows.Tests.Local;

/// <summary>
/// A port for a host that has to know it before it listens. It is below those that the system hands out by itself, so that no
/// connection and no server elsewhere on the machine is given it in the meantime.
/// </summary>
internal static class FreePort
{
    private static int _last = 15_000 + (Environment.ProcessId % 10_000);

    public static int Next()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref _last);
            if (LocalApp.IsFree(port))
            {
                return port;
            }
        }
    }
}
