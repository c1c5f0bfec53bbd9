using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using SencoFlows.Mail;

namespace SencoFlows.Functions;

/// <summary>
/// Brings the reminders of the day together in one mail for each member of staff. Every ten minutes, so that a host which was down at
/// that time sends it soon after; once a day for each of them, however often it runs.
/// </summary>
public sealed class DailyMailFunction(DailyMails daily, DurableAlarm alarm, ILogger<DailyMailFunction> log)
{
    [Function("DailyMail")]
    public async Task Run([TimerTrigger("0 */10 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken ct)
    {
        alarm.Use(client);
        try
        {
            await daily.Look(ct);
            log.Looked();
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.Fell(e, "DailyMail", "all");
            throw;
        }
    }
}
