using System.Diagnostics;
using System.Text.Json;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Record;

namespace SencoFlows.Cases;

/// <summary>What a process is told besides the event: the English date, the school with its calendar and policies, and who acts.</summary>
public sealed record At(DateOnly Today, School School, Actor By);

/// <summary>Who acts. The id is opaque (a member of staff, a contact, "clock", or a school's URN), never a name or an address.</summary>
public sealed record Actor(Role Role, string Id)
{
    public static Actor Clock { get; } = new(Role.System, "clock");
}

/// <summary>How a case stands, in words for a list.</summary>
/// <param name="Stage">A few words without a full stop: "Waiting for the next school to open it".</param>
/// <param name="WaitsFor">Whose move it is. <see cref="Role.System"/> when only a date is awaited.</param>
/// <param name="Ask">What that person is to do, as a button would say it, or null when nobody need act.</param>
/// <param name="Action">The last part of the page that does it: /{process}/{case}/{action}.</param>
public sealed record Standing(string Stage, Role WaitsFor, string? Ask = null, string? Action = null)
{
    /// <summary>Who else is in it, for lists: the name of the next school. Never a child's.</summary>
    public string? With { get; init; }
}

/// <summary>
/// A long-running process as a pure function: what is so, what happened, what day it is in; what is so now, and what to do about it, out.
/// No clock, no storage, no mail.
/// </summary>
public abstract class Process<TState, TEvent> : Process
    where TState : class
    where TEvent : class
{
    public abstract TState Start { get; }

    public abstract Step<TState> Decide(TState state, TEvent e, At at);

    /// <summary>Every date now running. Worked out from the state, never stored, so a corrected rule or a new term date reaches open cases.</summary>
    public abstract IEnumerable<Deadline> Due(TState state, School school);

    /// <summary>What happens when a date came and nobody acted. Must take that date out of what is due.</summary>
    public abstract Step<TState>.Go Lapse(TState state, Deadline deadline, At at);

    public abstract Standing Standing(TState state);

    /// <summary>What a list of all cases of this process shows besides how they stand, so that it reads no case. Stored: add to it, never rename.</summary>
    public virtual object? ForLists(TState state) => null;

    /// <summary>True when nothing more can happen: the case is put away and nothing wakes it again.</summary>
    public abstract bool IsOver(TState state);

    /// <summary>Default deny: who may tell this process that.</summary>
    public abstract bool May(Role role, TEvent e);

    /// <summary>What mails about this case may mention. Nothing else of the state reaches a template.</summary>
    public virtual Mentions Mentions(TState state, School school) => new();

    /// <summary>Where people outside the school are written to: the addresses this case holds for a role.</summary>
    public virtual IReadOnlyList<Addressee> Outside(TState state, Role role) => [];

    /// <summary>What it means for a case that one of its mails arrived or came back; null when the errand's own record of it is enough.</summary>
    /// <param name="recipient">The id under which <see cref="Outside(TState, Role)"/> or the record named the recipient.</param>
    public virtual TEvent? Heard(Effect.Email mail, string recipient, bool arrived) => null;

    /// <summary>One of every event, so that tests, diagrams and forecasts can walk the whole process.</summary>
    public abstract IEnumerable<TEvent> Examples(DateOnly today);

    /// <summary>One sentence for the history page, in the past tense and without names: "The record was sent to the next school".</summary>
    public abstract string Tell(TEvent e);

    /// <summary>What the person wrote when they told it, for the history page; null when there was nothing to write.</summary>
    public virtual string? Note(TEvent e) => null;

    public TState Read(JsonElement? state) => state?.Deserialize<TState>(Wire.Json) ?? Start;

    /// <summary>A state that says more than this code understands was written by newer code: writing it back would lose that.</summary>
    private TState ReadToChange(JsonElement? state)
    {
        var read = Read(state);
        return state is not { } stored || Wire.Holds(JsonSerializer.SerializeToElement(read, Wire.Json), stored) ? read : throw new NewerCodeException();
    }

    public TEvent ReadEvent(JsonElement e) => e.Deserialize<TEvent>(Wire.Json)!;

    internal sealed override Told Decide(JsonElement? state, JsonElement e, At at)
    {
        var read = ReadEvent(e);
        return May(at.By.Role, read)
            ? Write(Decide(ReadToChange(state), read, at))
            : new Told(null, [], new Refusal("", "You do not have permission to do this"));
    }

    internal sealed override Told Lapse(JsonElement? state, Deadline deadline, At at) => Write(Lapse(ReadToChange(state), deadline, at));

    internal sealed override IReadOnlyList<Deadline> Due(JsonElement? state, School school) => [.. Due(Read(state), school).OrderBy(d => d.Lapses)];

    internal sealed override Standing Standing(JsonElement? state) => Standing(Read(state));

    internal sealed override JsonElement? ForLists(JsonElement? state) =>
        ForLists(Read(state)) is { } facts ? JsonSerializer.SerializeToElement(facts, facts.GetType(), Wire.Json) : null;

    internal sealed override bool IsOver(JsonElement? state) => IsOver(Read(state));

    internal sealed override Mentions Mentions(JsonElement? state, School school) => Mentions(Read(state), school);

    internal sealed override IReadOnlyList<Addressee> Outside(JsonElement? state, Role role) => Outside(Read(state), role);

    internal sealed override JsonElement? HeardAsJson(Effect.Email mail, string recipient, bool arrived) =>
        Heard(mail, recipient, arrived) is { } e ? JsonSerializer.SerializeToElement(e, Wire.Json) : null;

    internal sealed override IEnumerable<JsonElement> ExamplesAsJson(DateOnly today) => Examples(today).Select(e => JsonSerializer.SerializeToElement(e, Wire.Json));

    internal sealed override string Tell(JsonElement e) => Tell(ReadEvent(e));

    internal sealed override string? Note(JsonElement e) => Note(ReadEvent(e));

    internal sealed override IEnumerable<JsonElement> ExamplesAsStored(DateOnly today) => Examples(today).Select(e => JsonSerializer.SerializeToElement(e, Wire.Json));

    public sealed override Forecast Foresee(JsonElement? state, School school, DateOnly today, DateOnly until) => Forecast.Of(this, Read(state), school, today, until);

    public sealed override Forecast? IfStarted(School school, DateOnly day, DateOnly until) => Forecast.IfStarted(this, school, day, until);

    private static Told Write(Step<TState> step) => step switch
    {
        Step<TState>.Go go => new Told(JsonSerializer.SerializeToElement(go.State, Wire.Json), go.Effects, null),
        Step<TState>.Refuse no => new Told(null, [], new Refusal(no.Field, no.Reason)),
        _ => throw new UnreachableException(),
    };

    protected static Step<TState>.Go Go(TState state, params IReadOnlyList<Effect> effects) => new(state, effects);

    protected static Step<TState> Refuse(string field, string reason) => new Step<TState>.Refuse(field, reason);
}

/// <summary>The same with its types rubbed out, so that one runner and one store serve every process.</summary>
public abstract class Process
{
    /// <summary>Stored with every case and part of every address: never rename.</summary>
    public abstract string Name { get; }

    /// <summary>What people call it, as a heading: "Record transfer".</summary>
    public abstract string Title { get; }

    /// <summary>Default deny: in which roles staff may look at a case that does not wait for them.</summary>
    public virtual IReadOnlyList<Role> Readers => [Role.Senco, Role.Head];

    /// <summary>Those who teach a pupil see its cases about that pupil, on a page made for them.</summary>
    public virtual bool ForTeachers => false;

    /// <summary>Its cases say what a pupil needs and was given, so they go when a school destroys its copy of the record. Others say who held the record, and stay.</summary>
    public virtual bool IsPartOfTheRecord => false;

    /// <summary>At most one open case about a pupil, a member of staff or the school, however many people begin one at the same instant.</summary>
    public virtual bool OneAtATime => false;

    /// <summary>The rules of its dates that are not in the catalogue, or have another force for this school.</summary>
    public virtual IReadOnlyList<Rule> RulesFor(School school) => [];

    /// <summary>A date of the index with its rule. Null for a rule that is no longer known.</summary>
    public Deadline? Explain(RunningDate date, School school) =>
        (RulesFor(school).FirstOrDefault(r => r.Id == date.Rule) is { } own ? RuleBook.InForce(own, date.From) : RuleBook.On(date.Rule, date.From) ?? RuleBook.Find(date.Rule)) is { } rule
            ? new(date.On, rule, date.From) { IsReminder = date.Reminder, Provisional = date.Provisional, Part = date.Part, Also = RunningDate.Days(date.Also) }
            : null;

    internal abstract Told Decide(JsonElement? state, JsonElement e, At at);
    internal abstract Told Lapse(JsonElement? state, Deadline deadline, At at);
    internal abstract IReadOnlyList<Deadline> Due(JsonElement? state, School school);
    internal abstract Standing Standing(JsonElement? state);
    internal abstract JsonElement? ForLists(JsonElement? state);
    internal abstract bool IsOver(JsonElement? state);
    internal abstract Mentions Mentions(JsonElement? state, School school);
    internal abstract IReadOnlyList<Addressee> Outside(JsonElement? state, Role role);
    internal abstract JsonElement? HeardAsJson(Effect.Email mail, string recipient, bool arrived);
    internal abstract IEnumerable<JsonElement> ExamplesAsJson(DateOnly today);
    internal abstract string Tell(JsonElement e);
    internal abstract string? Note(JsonElement e);
    internal abstract IEnumerable<JsonElement> ExamplesAsStored(DateOnly today);

    /// <summary>What happens until a day if nobody acts, from the stored state of a case.</summary>
    public abstract Forecast Foresee(JsonElement? state, School school, DateOnly today, DateOnly until);

    /// <summary>The same for a case that is started on a day, or null when nobody can start one by hand.</summary>
    public abstract Forecast? IfStarted(School school, DateOnly day, DateOnly until);
}

/// <summary>The answer of a process: go on, or refuse and say why.</summary>
public abstract record Step<TState>
{
    public sealed record Go(TState State, IReadOnlyList<Effect> Effects) : Step<TState>;

    /// <param name="Field">The form field that the reason belongs to, or "" for the whole form.</param>
    /// <param name="Reason">Shown to the user as it stands: GOV.UK wording, no full stop.</param>
    public sealed record Refuse(string Field, string Reason) : Step<TState>;

    private Step() { }
}

public sealed record Refusal(string Field, string Reason);

internal sealed record Told(JsonElement? State, IReadOnlyList<Effect> Effects, Refusal? Refusal);

/// <summary>How states, events and rows are written. Its settings are the storage format.</summary>
public static class Wire
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Json);

    /// <summary>Whether everything that <paramref name="stored"/> has a name for has its place in <paramref name="read"/> too.</summary>
    public static bool Holds(JsonElement read, JsonElement stored) => stored.ValueKind switch
    {
        JsonValueKind.Object => read.ValueKind == JsonValueKind.Object
            && stored.EnumerateObject().All(p => p.Value.ValueKind == JsonValueKind.Null || (read.TryGetProperty(p.Name, out var there) && Holds(there, p.Value))),
        JsonValueKind.Array => read.ValueKind == JsonValueKind.Array && read.GetArrayLength() == stored.GetArrayLength()
            && read.EnumerateArray().Zip(stored.EnumerateArray()).All(pair => Holds(pair.First, pair.Second)),
        _ => true,
    };

    public static T Read<T>(string body) => JsonSerializer.Deserialize<T>(body, Json)!;
}

/// <summary>
/// A deployment is under way, and newer code has written here what this code does not know. Nothing was changed; the next try may
/// meet the newer code.
/// </summary>
public sealed class NewerCodeException() : Exception("A newer version of SencoFlows has written what is read here.");
