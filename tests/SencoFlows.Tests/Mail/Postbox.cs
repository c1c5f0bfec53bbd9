using SencoFlows.Mail;

namespace SencoFlows.Tests.Mail;

/// <summary>A mail service inside the test: keeps what it takes, and answers as it is told to.</summary>
internal sealed class Postbox : IMail
{
    public List<Letter> Taken { get; } = [];

    /// <summary>Answers for the next calls, in turn; then it accepts everything.</summary>
    public Queue<Func<Letter, Posted>> Answers { get; } = [];

    public Task<Posted> Send(Letter letter, CancellationToken ct)
    {
        var answer = Answers.TryDequeue(out var next) ? next(letter) : new Posted.Accepted($"m{Taken.Count}");
        if (answer is Posted.Accepted)
        {
            Taken.Add(letter);
        }

        return Task.FromResult(answer);
    }

    /// <summary>The service takes the mail and its answer is lost.</summary>
    public void LoseTheAnswer() => Answers.Enqueue(letter =>
    {
        Taken.Add(letter);
        throw new MailUnknownException();
    });

    /// <summary>The connection breaks before the service has the mail.</summary>
    public void LoseTheCall() => Answers.Enqueue(_ => throw new MailUnknownException());
}
