using System.Text.Json.Serialization;
using SencoFlows.Law;

namespace SencoFlows.Processes.SencoPost;

/// <summary>What is known of one SENCO's post at one school. Stored: add to it, never rename.</summary>
/// <param name="Staff">The opaque id of the member of staff.</param>
/// <param name="From">The first day as SENCO here.</param>
/// <param name="Bound">The school is one that must have a SENCO with the qualification.</param>
public sealed record Tenure(string Staff, DateOnly From, SencoPerson Person, bool Bound)
{
    /// <summary>Stands in for somebody who is away. The law makes no difference.</summary>
    public bool Acting { get; init; }

    /// <summary>Times as SENCO before this post, here or elsewhere.</summary>
    public IReadOnlyList<SencoSpell> Earlier { get; init; } = [];

    /// <summary>Whoever named her says that there were earlier posts, or does not know, and nobody has recorded them yet.</summary>
    public bool EarlierOpen { get; init; }

    /// <summary>When the earlier posts were last asked for, and how often.</summary>
    public DateOnly? EarlierAsked { get; init; }

    public int EarlierChases { get; init; }

    public IReadOnlyList<Study> Courses { get; init; } = [];

    public IReadOnlyList<Promise> Promises { get; init; } = [];

    /// <summary>The last day, once notice was given.</summary>
    public DateOnly? Leaves { get; init; }

    public LeavingReason? Why { get; init; }

    public Leave? Leave { get; init; }

    public Told Told { get; init; } = new();

    /// <summary>What the school has decided to do about a limit that is or will be missed.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The last day on which anything happened: how it stands is worked out for that day.</summary>
    public DateOnly AsOf { get; init; } = From;

    [JsonIgnore]
    public SencoSpell Spell => new(From, null, "", Bound);

    [JsonIgnore]
    public SencoCareer Career => new([.. Earlier, Spell], [.. Courses.Select(c => c.AsLaw)]);

    /// <summary>
    /// How the post stands under the law on a day. Earlier posts that nobody has recorded could bring the limit forward, so it is never
    /// green without them.
    /// </summary>
    public SencoVerdict On(DateOnly today) => SencoQualification.Judge(Career, Leaves < today ? Spell with { To = Leaves } : Spell, today) switch
    {
        { Light: Light.Green } verdict when EarlierOpen && Bound && verdict.Status is not SencoStatus.Qualified => verdict with
        {
            Light = Light.Amber,
            Words = $"Earlier posts not recorded; without them: {char.ToLowerInvariant(verdict.Words[0])}{verdict.Words[1..]}",
            Because = $"{verdict.Because} Time as SENCO before this post may change that, and nobody has recorded it yet.",
        },
        var verdict => verdict,
    };

    /// <summary>What does not depend on the day: whether the duty is settled by what is recorded, and the limit when it is not.</summary>
    [JsonIgnore]
    public SencoVerdict Ahead => SencoQualification.Judge(Career, Spell, DateOnly.MaxValue);

    /// <summary>The times as SENCO before this post that the law counts.</summary>
    [JsonIgnore]
    public IReadOnlyList<DayRange> ServiceBefore => SencoService.Before(From, Earlier);

    /// <summary>The course that is being taken now.</summary>
    [JsonIgnore]
    public Study? Underway => Courses.LastOrDefault(c => c.Awarded is null && c.Stopped is null);

    public Tenure With(Study study) => this with { Courses = [.. Courses.Select(c => c.Number == study.Number ? study : c)] };
}

/// <summary>A course with its papers.</summary>
/// <param name="Number">1 for the first that was recorded.</param>
/// <param name="Recorded">The day on which it was last changed by a person: chases count from there.</param>
public sealed record Study(int Number, SencoCourseKind Kind, string Provider, DateOnly? Begins, DateOnly? Ends, DateOnly Recorded)
{
    public DateOnly? Completed { get; init; }

    public DateOnly? Awarded { get; init; }

    public DateOnly? Stopped { get; init; }

    public Certificate? Certificate { get; init; }

    /// <summary>When the step now awaited was last asked for, and how often.</summary>
    public DateOnly? Asked { get; init; }

    public int Chases { get; init; }

    [JsonIgnore]
    public SencoCourse AsLaw => new(Kind, Provider, Begins, Ends) { Completed = Completed, Awarded = Awarded, Stopped = Stopped, Proven = Certificate?.Checked is not null };

    /// <summary>The same after a person did something: nothing has been asked for yet.</summary>
    public Study Afresh(DateOnly today) => this with { Recorded = today, Asked = null, Chases = 0 };
}

/// <param name="Sha256">The name under which its bytes are kept: their hash and who holds them; of old ones the hash alone.</param>
/// <param name="Type">The media type found in the bytes.</param>
/// <param name="AddedBy">The opaque id of who uploaded it: somebody else has to check it.</param>
public sealed record Certificate(string Sha256, string Name, string Type, long Bytes, string AddedBy, DateOnly? Checked = null, string? CheckedBy = null)
{
    /// <summary>Why it was turned down.</summary>
    public string? Rejected { get; init; }
}

/// <summary>Something that a SENCO has said she will do, often to a parent.</summary>
public sealed record Promise(int Number, string What, string To, DateOnly By)
{
    public DateOnly? Asked { get; init; }
}

/// <param name="Back">The day she is expected back, when it is known.</param>
public sealed record Leave(DateOnly From, DateOnly? Back)
{
    public DateOnly? Asked { get; init; }

    /// <summary>When whoever stands in accepted the work.</summary>
    public DateOnly? Accepted { get; init; }

    /// <summary>When the work was last offered to whoever stands in, and how often.</summary>
    public DateOnly? Offered { get; init; }

    public int Offers { get; init; }
}

/// <summary>What has been sent about which limit, so that a limit that moves is reminded of anew.</summary>
/// <param name="Months">The last step of the ladder of reminders.</param>
public sealed record Told(DateOnly? Limit = null, int Months = 99, bool StartMissed = false, int Overdue = 0, DateOnly? OverdueOn = null);

/// <param name="By">When it is to be done.</param>
public sealed record Plan(PlanKind Kind, DateOnly By, string Note);

public enum PlanKind { FinishLate, OtherSenco, Advice }

public enum LeavingReason { OtherSchool, OtherRole, Retired, CoverEnded, Other }
