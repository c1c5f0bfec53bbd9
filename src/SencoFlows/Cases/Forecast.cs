using SencoFlows.Law;
using SencoFlows.Record;

namespace SencoFlows.Cases;

/// <summary>Where nobody acting leads.</summary>
public enum Ends
{
    /// <summary>The case is over by itself.</summary>
    Over,

    /// <summary>No date is running any more: it waits until a person acts.</summary>
    Waits,

    /// <summary>It is still being chased on the last day that was looked at.</summary>
    GoesOn,
}

/// <summary>Something that happens because a date passed and nobody acted.</summary>
/// <param name="On">The English day on which it happens: a reminder's own day, or the day after a limit.</param>
/// <param name="Date">The date that passed, with its law; null for what starting a case brings at once.</param>
/// <param name="Effects">Mails and whatever else is sent or done.</param>
/// <param name="Was">How the case stood before.</param>
public sealed record Foreseen(DateOnly On, Deadline? Date, IReadOnlyList<Effect> Effects, Standing Was, Standing Then)
{
    public IEnumerable<Effect.Email> Mails => Effects.OfType<Effect.Email>();

    /// <summary>It reaches somebody besides the person whose move it was, who can see that it gets done.</summary>
    public bool Escalates => Mails.Any(m => m.To is Role.Head or Role.Governor or Role.TrustLead or Role.NextSchoolHead && m.To != Was.WaitsFor);

    /// <summary>The same chase once more: same rule, same mails, same standing.</summary>
    internal bool Repeats(Foreseen before) => Date?.Rule.Id == before.Date?.Rule.Id && Then == before.Then && Was == before.Was && Effects.SequenceEqual(before.Effects);
}

/// <summary>
/// Everything that will happen to a case if nobody acts. The process itself is run forward, date by date, as the clock would run it:
/// there is no second description of it that could go stale.
/// </summary>
/// <param name="Running">The dates that run at the beginning.</param>
/// <param name="Steps">In order.</param>
/// <param name="Until">The last day looked at.</param>
public sealed record Forecast(IReadOnlyList<Deadline> Running, IReadOnlyList<Foreseen> Steps, Ends How, DateOnly Until)
{
    /// <summary>More steps than a case that is chased every day for ten years; a process that goes on past it never moves on.</summary>
    private const int _most = 5000;

    /// <summary>The same steps, with repeats in a row told as one.</summary>
    public IReadOnlyList<Run> Runs
    {
        get
        {
            List<Run> runs = [];
            foreach (var step in Steps)
            {
                if (runs is [.., var last] && step.Repeats(last.First))
                {
                    runs[^1] = last with { Times = last.Times + 1, Last = step.On };
                }
                else
                {
                    runs.Add(new(step, 1, step.On));
                }
            }

            return runs;
        }
    }

    internal static Forecast Of<TState, TEvent>(Process<TState, TEvent> process, TState state, School school, DateOnly today, DateOnly until)
        where TState : class
        where TEvent : class
    {
        List<Foreseen> steps = [];
        Deadline[] running = [.. process.Due(state, school).OrderBy(d => d.Lapses)];
        for (var due = running; !process.IsOver(state); due = [.. process.Due(state, school).OrderBy(d => d.Lapses)])
        {
            if (due is not [var next, ..])
            {
                return new(running, steps, Ends.Waits, until);
            }

            if (next.Lapses > until)
            {
                return new(running, steps, Ends.GoesOn, until);
            }

            if (steps.Count == _most)
            {
                throw new InvalidOperationException($"{process.Name} lets {next.Rule.Id} lapse without end.");
            }

            today = next.Lapses > today ? next.Lapses : today;
            var was = process.Standing(state);
            var step = process.Lapse(state, next, new At(today, school, Actor.Clock));
            state = step.State;
            steps.Add(new(today, next, step.Effects, was, process.Standing(state)));
        }

        return new(running, steps, Ends.Over, until);
    }

    /// <summary>What starting a case on a day brings, or null when none of the process's own examples starts one.</summary>
    internal static Forecast? IfStarted<TState, TEvent>(Process<TState, TEvent> process, School school, DateOnly day, DateOnly until)
        where TState : class
        where TEvent : class
    {
        foreach (var e in process.Examples(day))
        {
            var role = Enum.GetValues<Role>().FirstOrDefault(r => process.May(r, e));
            if (process.Decide(process.Start, e, new At(day, school, new(role, "forecast"))) is Step<TState>.Go go)
            {
                var then = Of(process, go.State, school, day, until);
                return then with { Steps = [new(day, null, go.Effects, process.Standing(process.Start), process.Standing(go.State)), .. then.Steps] };
            }
        }

        return null;
    }

    /// <param name="Times">How often, the first time included.</param>
    public sealed record Run(Foreseen First, int Times, DateOnly Last);
}
