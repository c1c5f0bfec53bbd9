using System.Text.Json;
using System.Text.RegularExpressions;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;

namespace SencoFlows.Tests.Processes;

/// <summary>What every process owes its users. A new process gets all of it by one line in <see cref="EveryProcessTests"/>.</summary>
public abstract partial class EveryProcess<TState, TEvent>(Process<TState, TEvent> process, EveryProcess<TState, TEvent>.Walked walked) : IClassFixture<EveryProcess<TState, TEvent>.Walked>
    where TState : class
    where TEvent : class
{
    private readonly ProcessWalk<TState, TEvent> _walk = walked.By(process);

    [Fact]
    public void Its_names_in_storage_are_approved() => Approved.Is($"tests/SencoFlows.Tests/Processes/Stored/{process.Name}.txt",
        StoredNames.Of(typeof(TState), typeof(TEvent)),
        "Names in storage have changed: new ones are free, but a line that went away means that stored cases can no longer be read.");

    [Fact]
    public void Its_diagram_is_approved() => Approved.Is($"docs/processes/{process.Name}.mmd", _walk.Diagram(), "The diagram of the process has changed.");

    [Fact]
    public void There_is_an_example_of_every_event_and_a_sentence_for_it()
    {
        Assert.Equal(typeof(TEvent).GetNestedTypes().Where(t => !t.IsAbstract && typeof(TEvent).IsAssignableFrom(t)).Select(t => t.Name).Order(StringComparer.Ordinal),
            _walk.Events.Select(e => e.GetType().Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(_walk.Events, e => Assert.Matches("^[A-Z].{8,120}[^.]$", process.Tell(e)));
    }

    [Fact]
    public void An_event_told_at_any_time_goes_or_is_refused_in_words_for_the_user() => Each(_walk.Answers, told =>
    {
        if (told.Answer is Step<TState>.Refuse no)
        {
            Assert.Matches("^[A-Z].{5,170}[^.!]$", no.Reason);
            Assert.DoesNotMatch(Clumsy(), no.Reason);
        }
        else
        {
            Assert.IsType<Step<TState>.Go>(told.Answer);
        }
    });

    [Fact]
    public void Nobody_in_particular_may_do_anything_and_everything_can_be_done_by_somebody() => Assert.All(_walk.Events, e =>
    {
        Assert.False(process.May(Role.Nobody, e));
        Assert.False(process.May((Role)999, e));
        Assert.Contains(Enum.GetValues<Role>(), role => process.May(role, e));
    });

    [Fact]
    public void Every_state_and_event_survives_storage()
    {
        Each(_walk.Places, p => Same(p.State, Stored(p.State)));
        Assert.All(_walk.Events, e => Same(e, Stored(e)));
    }

    [Fact]
    public void Every_date_that_passes_is_over_and_done_with() => Each(_walk.Places.Where(p => !process.IsOver(p.State)).DistinctBy(Running), place =>
    {
        var (state, today) = (place.State, place.Today);
        for (var i = 0; i < 60 && !process.IsOver(state) && Next(state) is { } due; i++)
        {
            today = due.Lapses > today ? due.Lapses : today;
            state = Stored(process.Lapse(state, due, ProcessWalk<TState, TEvent>.AtOf(today, Actor.Clock)).State);
            Assert.DoesNotContain(due, process.IsOver(state) ? [] : process.Due(state, ProcessWalk<TState, TEvent>.School));
        }
    });

    [Fact]
    public void After_a_long_outage_it_catches_up_and_comes_to_rest() => Each(_walk.Places.Where(p => !process.IsOver(p.State)), place =>
    {
        var (state, today) = (place.State, place.Today.AddYears(4));
        for (var i = 0; !process.IsOver(state) && Next(state) is { } due && due.Lapses <= today; i++)
        {
            Assert.True(i < 100, $"{due.Rule.Id} lapses without end");
            state = process.Lapse(state, due, ProcessWalk<TState, TEvent>.AtOf(today, Actor.Clock)).State;
        }
    });

    [Fact]
    public void An_open_case_has_a_next_date_or_says_whom_it_waits_for() => Each(_walk.Places.Where(p => !process.IsOver(p.State)), place =>
    {
        var standing = process.Standing(place.State);
        Assert.Matches("^[A-Z].*[^.]$", standing.Stage);
        Assert.Equal(standing.Ask is null, standing.Action is null);
        Assert.True(process.Due(place.State, ProcessWalk<TState, TEvent>.School).Any() || standing.WaitsFor is not (Role.Nobody or Role.System), standing.Stage);
    });

    [Fact]
    public void No_date_without_its_law() => Each(_walk.Places.SelectMany(p => process.Due(p.State, ProcessWalk<TState, TEvent>.School)).Select(d => d.Rule).Distinct(), rule =>
    {
        Assert.Equal("https", rule.Url.Scheme);
        Assert.Matches("^[a-z0-9-]+$", rule.Id);
        Assert.Matches("^[A-Z].*\\.$", rule.InPlainWords);
        Assert.NotEmpty(rule.Source);
        Assert.InRange(rule.Title.Length, 5, 60); // It stands in lists, beside many others.
    });

    [Fact]
    public void A_case_that_is_over_asks_nobody_for_anything() => Each(_walk.Places.Where(p => process.IsOver(p.State)), place =>
    {
        Assert.Null(process.Standing(place.State).Ask);
        Each(_walk.Answers.Where(a => ReferenceEquals(a.At, place)), a => Assert.IsType<Step<TState>.Refuse>(a.Answer));
    });

    /// <summary>How it stands and which rules are running: places that have both alike let the same dates pass.</summary>
    private string Running(ProcessWalk<TState, TEvent>.Place place) =>
        $"{process.Standing(place.State)}|{string.Join(',', process.Due(place.State, ProcessWalk<TState, TEvent>.School).Select(d => d.Rule.Id).Distinct().Order(StringComparer.Ordinal))}";

    private Deadline? Next(TState state) => process.Due(state, ProcessWalk<TState, TEvent>.School).OrderBy(d => d.Lapses).FirstOrDefault();

    private static T Stored<T>(T value) => JsonSerializer.SerializeToElement(value, Wire.Json).Deserialize<T>(Wire.Json)!;

    private static void Same<T>(T one, T other) => Assert.Equal(JsonSerializer.Serialize(one, Wire.Json), JsonSerializer.Serialize(other, Wire.Json));

    /// <summary>As Assert.All, which puts every failing state into its message.</summary>
    private static void Each<T>(IEnumerable<T> all, Action<T> check)
    {
        foreach (var one in all)
        {
            try
            {
                check(one);
            }
            catch (Exception e)
            {
                Assert.Fail($"{e.Message} in {JsonSerializer.Serialize(one, Wire.Json)}");
            }
        }
    }

    /// <summary>One walk serves all tests of a process.</summary>
    public sealed class Walked
    {
        private ProcessWalk<TState, TEvent>? _walk;

        internal ProcessWalk<TState, TEvent> By(Process<TState, TEvent> process) => _walk ??= new(process);
    }

    [GeneratedRegex("[Pp]lease|[Ii]nvalid|[Ee]rror|Oops|illegal", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Clumsy();
}
