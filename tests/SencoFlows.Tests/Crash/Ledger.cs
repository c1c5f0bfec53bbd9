using SencoFlows.Mail;

namespace SencoFlows.Tests.Crash;

internal enum Cut
{
    /// <summary>The host dies before the mail service has the mail.</summary>
    DiesBefore,

    /// <summary>The host dies when the mail service has the mail, and never hears so.</summary>
    DiesAfter,

    /// <summary>The call times out; the mail service has nothing.</summary>
    NoAnswerNotTaken,

    /// <summary>The call times out; the mail service has the mail.</summary>
    NoAnswerTaken,

    /// <summary>The mail service answers 500.</summary>
    SaysLater,
}

internal sealed class KilledException() : Exception("The host was killed.");

/// <summary>A mail service that remembers what it took and breaks at the n-th call, as told.</summary>
internal sealed class Ledger : IMail
{
    private (int Call, Cut How)? _plan;
    private int _calls;

    /// <summary>Every letter that it really has, in order.</summary>
    public List<Letter> Taken { get; } = [];

    public int Calls => _calls;

    public bool HasBroken { get; private set; }

    public void BreakAt(int call, Cut how) => _plan = (call, how);

    public Task<Posted> Send(Letter letter, CancellationToken ct)
    {
        _calls++;
        if (_plan is { } plan && plan.Call == _calls)
        {
            HasBroken = true;
            if (plan.How is Cut.DiesAfter or Cut.NoAnswerTaken)
            {
                Taken.Add(letter);
            }

            return plan.How switch
            {
                Cut.DiesBefore or Cut.DiesAfter => throw new KilledException(),
                Cut.NoAnswerNotTaken or Cut.NoAnswerTaken => throw new MailUnknownException(),
                _ => Task.FromResult<Posted>(new Posted.Later("The mail service is down")),
            };
        }

        Taken.Add(letter);
        return Task.FromResult<Posted>(new Posted.Accepted($"m{_calls}"));
    }
}
