using System.Text.Json;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Mail;
using SencoFlows.Record;
using static SencoFlows.Processes.SencoPost.SencoRoleProcess.Event;
using static SencoFlows.Processes.SencoPost.SencoRoleProcess.State;

namespace SencoFlows.Processes.SencoPost;

/// <summary>
/// Whether a school has a SENCO, and how it has arranged her work: one case for each school, for good. Without a SENCO it is open
/// and goes up from the head to the governors and the trust until there is one.
/// </summary>
public sealed partial class SencoRoleProcess : Process<SencoRoleProcess.State, SencoRoleProcess.Event>
{
    /// <summary>The same in every school, so that two who open it at once open one.</summary>
    public const string CaseId = "sencorole";

    public override string Name => "senco-role";

    public override string Title => "SENCO arrangement";

    public override IReadOnlyList<Role> Readers => [Role.Senco, Role.Head, Role.Governor, Role.TrustLead];

    public override IReadOnlyList<Rule> RulesFor(School school) => SencoPostRules.All;

    public override State Start => new NotKept();

    public override Step<State> Decide(State state, Event e, At at) => (state, e) switch
    {
        (NotKept, Kept) => Go(new Vacant(new(at.Today), at.Today), new Effect.Email(Role.Head, "senco-vacancy")),
        (Closed, _) => Refuse("", "This school has closed"),
        (_, Kept) => Go(state),
        (NotKept, Named n) => Appoint(new(at.Today), n, at),
        (NotKept, _) => Refuse("", "Nothing is recorded about the SENCO of this school yet"),

        (_, SchoolClosed { On: var on }) when on > at.Today => Refuse("on", "The date must be today or in the past"),
        (Open o, SchoolClosed c) => Go(new Closed(o.Arrangement, c.On)),

        (Open { Arrangement: var a }, Named n) when a.Holders.Any(h => h.Post == n.Post) => Refuse("", "This appointment has already been recorded"),
        (Occupied, Named) => Refuse("", "This school already has a SENCO. Record that they are leaving or on leave first"),
        (Vacant { Arrangement: var a }, Named n) => Appoint(a, n, at),

        (Open o, SencoLeft l) => Left(o, l, at),
        (Open o, WentAway w) => Current(o.Arrangement, w.Staff) is { } h
            ? Go(new Vacant(o.Arrangement.With(h with { Away = w.On }), w.On), new Effect.Email(Role.Head, "senco-cover")) : Go(o),
        (Open o, CameBack b) => Current(o.Arrangement, b.Staff) is { Away: not null } h ? Back(o.Arrangement, h, b, at) : Go(o),

        (Vacant, PlanRecorded { Note: var note }) when string.IsNullOrWhiteSpace(note) => Refuse("note", "Enter what the school is doing to find a SENCO"),
        (Vacant, PlanRecorded { By: var by }) when by <= at.Today => Refuse("by", "The date must be in the future"),
        (Vacant v, PlanRecorded p) => Go(v with { Plan = new(PlanKind.OtherSenco, p.By, p.Note) }),
        (_, PlanRecorded) => Refuse("", "This school has a SENCO"),

        (_, RoleDetermined { On: var on }) when on > at.Today => Refuse("on", "The date of the decision must be today or in the past"),
        (_, RoleDetermined { Duties.Count: 0 }) => Refuse("duties", "Select at least one responsibility"),
        (_, RoleDetermined { Hours: <= 0 or > 40 }) => Refuse("hours", "The hours a week must be more than 0 and at most 40"),
        (_, RoleDetermined { AdminHours: < 0 or > 40 }) => Refuse("adminHours", "The hours of support a week must be between 0 and 40"),
        (Open o, RoleDetermined r) => Go(o with { Arrangement = o.Arrangement with { Role = new(r.On, r.Duties, r.Hours, r.AdminHours, r.InLeadershipTeam, r.Note), Asked = null } }, new Effect.Email(Role.Senco, "senco-role-settled")),

        (Open { Arrangement.Role: null }, EffectivenessReviewed) => Refuse("", "First record what the governing body has settled about the SENCO's role"),
        (_, EffectivenessReviewed { On: var on }) when on > at.Today => Refuse("on", "The date must be today or in the past"),
        (_, EffectivenessReviewed { Findings: var words }) when string.IsNullOrWhiteSpace(words) => Refuse("findings", "Enter what was found"),
        (Open o, EffectivenessReviewed r) => Go(o with { Arrangement = o.Arrangement with { Reviewed = r.On, Findings = r.Findings, Asked = null } }),

        _ => Refuse("", "This comes too early, or has already been recorded"),
    };

    public override IEnumerable<Deadline> Due(State state, School school)
    {
        if (state is not Open o)
        {
            return [];
        }

        var a = o.Arrangement;
        Deadline body = a.Role is null
            ? a.Asked is { } asked ? SencoPostRules.After(school, asked, 20, SencoPostRules.RoleDetermined) : SencoPostRules.RoleDetermined.After(a.Since, school.Calendar)
            : a.Asked is { } again ? SencoPostRules.After(school, again, 20, SencoPostRules.Effectiveness) : SencoPostRules.Effectiveness.After(a.Reviewed ?? a.Role.On, school.Calendar);
        return o is Vacant v ? [body, Ladder(v, school)] : [body];
    }

    /// <summary>The law gives no time at all; the steps after that are ours.</summary>
    private static Deadline Ladder(Vacant v, School school) => v switch
    {
        { Step: 0 } when MustHaveSenco(school) => Rules.SencoPresent.After(v.From),
        { Plan: { } plan } => new Deadline(plan.By, SencoPostRules.Vacancy, v.From),
        _ => SencoPostRules.After(school, v.Told ?? v.From, v.Step < 2 ? 5 : 10, SencoPostRules.Vacancy),
    };

    public override Step<State>.Go Lapse(State state, Deadline deadline, At at) => deadline.Rule.Id switch
    {
        "senco-role-determined" => Go(((Open)state) with { Arrangement = ((Open)state).Arrangement with { Asked = at.Today } }, SencoPostProcess.Nudge(Role.Head, "senco-role-open", "role"), SencoPostProcess.Nudge(Role.Governor, "senco-role-open", "role")),
        "senco-effectiveness" => Go(((Open)state) with { Arrangement = ((Open)state).Arrangement with { Asked = at.Today } }, SencoPostProcess.Nudge(Role.Governor, "senco-effectiveness", "review"), SencoPostProcess.Nudge(Role.Head, "senco-effectiveness", "review")),
        _ => Climb((Vacant)state, at),
    };

    private static Step<State>.Go Climb(Vacant v, At at)
    {
        var step = v.Step + 1;
        Role[] to = step switch { 1 => [Role.Head, Role.Governor], 2 => [Role.Governor, Role.TrustLead], _ => [Role.Head, Role.Governor, Role.TrustLead] };
        return Go(v with { Step = step, Told = at.Today, Plan = null }, [.. SencoPostProcess.Up(at, to).Select(r => new Effect.Email(r, "senco-vacancy"))]);
    }

    public override Standing Standing(State state) => state switch
    {
        NotKept => new("Not recorded", Role.Head, "Name the SENCO", "name"),
        Closed => new("The school has closed", Role.Nobody),
        Vacant { Plan: not null } => new("No SENCO, and the school is looking for one", Role.Head, "Name the SENCO", "name"),
        Vacant { Arrangement.Holders.Count: 0 } => new("No SENCO is recorded", Role.Head, "Name the SENCO", "name"),
        Vacant { Arrangement: var a } => new(a.Holders.Any(h => h.Away is not null) ? "The SENCO is away and nobody stands in" : "No SENCO", Role.Head, "Name the SENCO", "name"),
        Open { Arrangement: { Role: null, Asked: not null } } => new("SENCO in post, role not settled", Role.Governor, "Settle the SENCO's role", "role"),
        Open { Arrangement.Asked: not null } => new("SENCO in post, yearly review is due", Role.Governor, "Review how the work is going", "review"),
        _ => new("SENCO in post", Role.System),
    };

    public override bool IsOver(State state) => state is Closed;

    public override bool May(Role role, Event e) => e switch
    {
        Kept => role is Role.System or Role.Head or Role.Senco or Role.Governor or Role.TrustLead,
        SencoLeft or WentAway or CameBack => role is Role.System,
        RoleDetermined or EffectivenessReviewed => role is Role.Head or Role.Governor,
        _ => role is Role.Head or Role.Governor or Role.TrustLead,
    };

    public override Mentions Mentions(State state, School school) => state switch
    {
        Vacant v when MustHaveSenco(school) => new(Date: v.From, Rule: Rules.SencoPresent, By: v.From, Reason: Standing(state).Stage),
        Open o => Due(state, school).MinBy(d => d.On)! is var next ? new(Date: (o as Vacant)?.From ?? o.Arrangement.Since, Rule: next.Rule, By: next.On, Reason: Standing(state).Stage) : new(),
        _ => new(),
    };

    /// <summary>Mainstream schools and maintained nursery schools (Children and Families Act 2014, s.67 and s.83).</summary>
    public static bool MustHaveSenco(School school) => school.Phase is not (Phase.Special or Phase.Post16 or Phase.Other);

    /// <summary>Told to the school's own case by another one, which opens it if nobody has.</summary>
    public static Effect.OpenCase Telling(School school, Event e) =>
        new("senco-role", school.Urn, CaseId, new Subject("school", school.Urn, school.Name), JsonSerializer.SerializeToElement(e, Wire.Json));

    /// <summary>Who holds the post on a day with nobody standing in: the last who has neither left nor gone away.</summary>
    public static Holder? HolderOf(State state) => state is Occupied o ? o.Arrangement.Holders.LastOrDefault(h => h is { To: null, Away: null }) : null;

    private static Step<State> Appoint(Arrangement a, Named n, At at)
    {
        if (string.IsNullOrWhiteSpace(n.Staff))
        {
            return Refuse("staff", "Select who the SENCO is");
        }

        if (a.Holders.Any(h => h.Staff == n.Staff && h is { To: null, Away: not null }))
        {
            return Refuse("staff", "This SENCO is on leave. Record that they are back instead");
        }

        var others = a.Holders.Where(h => h.Staff != n.Staff).ToList();
        if (others.Exists(h => h.Away is null && n.From <= h.To) || others.Exists(h => h.Away is { } away && n.From < away))
        {
            return Refuse("from", "The first day as SENCO must be after the last SENCO's last day");
        }

        IReadOnlyList<SencoSpell> earlier = [.. n.Earlier, .. a.Holders.Where(h => h.Staff == n.Staff && h.To is not null)
            .Select(h => new SencoSpell(h.From, h.To, at.School.Urn, MustHaveSenco(at.School))).Where(s => !n.Earlier.Any(x => x.School == s.School && x.Meets(s)))];
        if (SencoPostProcess.WrongAppointment(n.From, n.Person, earlier, at.Today) is { } wrong)
        {
            return Refuse(wrong.Field, wrong.Why);
        }

        var acting = n.Acting || a.Holders.Any(h => h.Away is not null);
        var appointed = new SencoPostProcess.Event.Appointed(n.Staff, n.From, n.Person, MustHaveSenco(at.School), acting, earlier, n.EarlierOpen);
        return Go(new Occupied(a with { Holders = [.. a.Holders, new(n.Staff, n.Post, n.From, Acting: acting)] }),
        [
            // The law knows one SENCO: whoever had the role by the staff list alone has it no longer.
            .. at.School.Staff.Where(s => s.Id != n.Staff && s.Roles.Contains(Role.Senco)).Select(s => new Effect.GiveRole(s.Id, Role.Senco, false)),
            new Effect.OpenCase("senco-post", at.School.Urn, n.Post, new Subject("staff", n.Staff, n.Label), JsonSerializer.SerializeToElement<SencoPostProcess.Event>(appointed, Wire.Json)),
        ]);
    }

    private static Step<State> Left(Open o, SencoLeft l, At at)
    {
        if (o.Arrangement.Holders.LastOrDefault(h => h.Staff == l.Staff && h.To is null) is not { } holder)
        {
            return Go(o);
        }

        var a = o.Arrangement.With(holder with { To = l.On, Away = null });
        return o is Vacant || a.Holders.Any(h => h is { To: null, Away: null }) ? Go(o with { Arrangement = a })
            : Go(new Vacant(a, l.On.AddDays(1) is var next && next > at.Today ? at.Today : next), new Effect.Email(Role.Head, "senco-vacancy"));
    }

    /// <summary>Whoever stood in has done so until the day before, and hands the work back.</summary>
    private static Step<State> Back(Arrangement a, Holder holder, CameBack b, At at)
    {
        var now = a.With(holder with { Away = null });
        if (a.Holders.LastOrDefault(h => h is { To: null, Away: null } && h.Post != holder.Post) is not { } cover)
        {
            return Go(new Occupied(now));
        }

        var last = b.On.AddDays(-1) < cover.From ? cover.From : b.On.AddDays(-1);
        return Go(new Occupied(now.With(cover with { To = last })), new Effect.OpenCase("senco-post", at.School.Urn, cover.Post, new Subject("staff", cover.Staff, "SENCO"),
            JsonSerializer.SerializeToElement<SencoPostProcess.Event>(new SencoPostProcess.Event.Leaving(last, LeavingReason.CoverEnded), Wire.Json)));
    }

    private static Holder? Current(Arrangement a, string staff) => a.Holders.LastOrDefault(h => h.Staff == staff && h.To is null);
}
