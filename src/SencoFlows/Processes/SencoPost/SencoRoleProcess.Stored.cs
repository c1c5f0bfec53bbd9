using System.Text.Json.Serialization;
using SencoFlows.Law;

namespace SencoFlows.Processes.SencoPost;

// The quoted names stand in every stored case: add to them, never change one.
public sealed partial class SencoRoleProcess
{
    public override string Tell(Event e) => e switch
    {
        Event.Kept => "The SENCO arrangement is kept here from now on",
        Event.Named { Acting: true } => "An acting SENCO was named",
        Event.Named => "A SENCO was named",
        Event.SencoLeft => "The SENCO left the post",
        Event.WentAway => "The SENCO went on leave",
        Event.CameBack => "The SENCO came back from leave",
        Event.PlanRecorded => "The school recorded how it is finding a SENCO",
        Event.RoleDetermined => "The governing body settled the SENCO's role",
        Event.EffectivenessReviewed => "The governing body looked at how the work is going",
        Event.SchoolClosed => "The school closed",
        _ => throw new ArgumentOutOfRangeException(nameof(e)),
    };

    public override IEnumerable<Event> Examples(DateOnly today)
    {
        var person = new SencoPerson(true, Induction.Completed, true);
        return
        [
            new Event.Kept(),
            new Event.Named("s1", "p1", "SENCO", today.AddDays(-30), person, false, []),
            new Event.Named("s2", "p2", "SENCO", today, person, true, []),
            new Event.SencoLeft("s1", today.AddDays(-1)),
            new Event.WentAway("s1", today),
            new Event.CameBack("s1", today),
            new Event.PlanRecorded(today.AddDays(30), "Interviews are on Friday"),
            new Event.RoleDetermined(today, SencoDuties.All, 12.5m, 4, true, null),
            new Event.EffectivenessReviewed(today, "The time is not enough"),
            new Event.SchoolClosed(today),
        ];
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(NotKept), "not-kept")]
    [JsonDerivedType(typeof(Vacant), "vacant")]
    [JsonDerivedType(typeof(Occupied), "occupied")]
    [JsonDerivedType(typeof(Closed), "closed")]
    public abstract record State
    {
        public sealed record NotKept : State;

        public abstract record Open(Arrangement Arrangement) : State;

        /// <param name="From">The first day without a SENCO.</param>
        /// <param name="Step">How far up it has gone.</param>
        /// <param name="Told">When somebody was last told.</param>
        public sealed record Vacant(Arrangement Arrangement, DateOnly From, int Step = 0, DateOnly? Told = null, Plan? Plan = null) : Open(Arrangement);

        public sealed record Occupied(Arrangement Arrangement) : Open(Arrangement);

        public sealed record Closed(Arrangement Arrangement, DateOnly On) : State;

        private State() { }
    }

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "$is")]
    [JsonDerivedType(typeof(Kept), "kept")]
    [JsonDerivedType(typeof(Named), "named")]
    [JsonDerivedType(typeof(SencoLeft), "senco-left")]
    [JsonDerivedType(typeof(WentAway), "went-away")]
    [JsonDerivedType(typeof(CameBack), "came-back")]
    [JsonDerivedType(typeof(PlanRecorded), "plan-recorded")]
    [JsonDerivedType(typeof(RoleDetermined), "role-determined")]
    [JsonDerivedType(typeof(EffectivenessReviewed), "effectiveness-reviewed")]
    [JsonDerivedType(typeof(SchoolClosed), "school-closed")]
    public abstract record Event
    {
        /// <summary>Opens the case of a school, at which nobody is known to be SENCO yet.</summary>
        public sealed record Kept : Event;

        /// <param name="Post">The id for the case about the post.</param>
        /// <param name="Label">What lists call the person.</param>
        /// <param name="EarlierOpen">There were or may have been earlier posts, which are not among <paramref name="Earlier"/> yet.</param>
        public sealed record Named(string Staff, string Post, string Label, DateOnly From, SencoPerson Person, bool Acting, IReadOnlyList<SencoSpell> Earlier, bool EarlierOpen = false) : Event;

        /// <param name="On">The last day.</param>
        public sealed record SencoLeft(string Staff, DateOnly On) : Event;

        public sealed record WentAway(string Staff, DateOnly On) : Event;

        public sealed record CameBack(string Staff, DateOnly On) : Event;

        public sealed record PlanRecorded(DateOnly By, string Note) : Event;

        public sealed record RoleDetermined(DateOnly On, IReadOnlyList<SencoDuty> Duties, decimal Hours, decimal AdminHours, bool InLeadershipTeam, string? Note) : Event;

        public sealed record EffectivenessReviewed(DateOnly On, string Findings) : Event;

        public sealed record SchoolClosed(DateOnly On) : Event;

        private Event() { }
    }
}
