using SencoFlows.Crash;

// What tests kill: a writer to SQLite, or a host with its cases.
if (args is ["host", var where, var ledger, .. var pending])
{
    await Host.Run(where, ledger, pending);
}
else
{
    await Writer.Run(args[0]);
}
