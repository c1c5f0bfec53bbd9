using SencoFlows.Cases;
using SencoFlows.Processes;
using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record.Plans;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.RecordTransfer;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>A pupil of a group whose plan is at work.</summary>
public sealed record Member(Case Case, Support Support, IssuedPlan Plan, PlanProvision Provision)
{
    public string Field(PlanOutcome outcome) => $"o-{Case.About.Id}-{outcome.Id}";

    public string IncludeField => $"include-{Case.About.Id}";

    public string ParentsField => $"parents-{Case.About.Id}";

    public string ImpactField => $"p-{Case.About.Id}";

    /// <summary>Where an error about the pupil as a whole leads.</summary>
    public string First => Plan.Plan.Outcomes is [var outcome, ..] ? Field(outcome) : ImpactField;
}

/// <summary>Pupils who get the same provision now, reviewed on one page. Who needs more than that is reviewed alone.</summary>
/// <param name="Name">As staff call it, which may be by a child's name; null when none is chosen, or the chosen one is given no more.</param>
/// <param name="Choices">Every provision that is given now, with the id that stands in addresses in place of its name, and the number of its pupils.</param>
public sealed record Group(string? Name, IReadOnlyList<Member> Members, IReadOnlyList<(string Id, string Name, int Pupils)> Choices, DateOnly Today, DateOnly Next)
{
    /// <summary>More than fit on a page are not looked at together any more.</summary>
    public const int Most = 12;

    /// <summary>The answer that counts for every outcome of a pupil for which there is none.</summary>
    public const string AllField = "all";

    /// <summary>The same for what the provision brought.</summary>
    public const string AllImpactField = "p-all";

    private const int _soonDays = 28;

    /// <summary>How many did not fit on the page: those whose reviews are furthest away.</summary>
    public int More { get; init; }

    public Answers Answers { get; init; } = new();

    /// <summary>Two range reads, and two reads for each pupil on the provision.</summary>
    public static async Task<Group> Find(string? id, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var rows = store.Rows(me.School.Urn);
        var today = clock.Today;
        var heads = (await new PlanBook(rows).Heads(ct)).Select(h => (Pupil: h.Key, Now: h.Value.Spells.Where(s => s.From <= today && today <= s.Until).Select(s => s.Provision.Name).ToHashSet(StringComparer.Ordinal))).ToList();
        var choices = heads.SelectMany(h => h.Now).GroupBy(n => n, StringComparer.Ordinal).Select(g => (Id: Keys.Derived($"{me.School.Urn}|{g.Key}"), Name: g.Key, g.Count())).OrderBy(n => n.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var name = choices.Where(c => c.Id == id).Select(c => c.Name).FirstOrDefault();
        List<Member> members = [];
        if (name is not null)
        {
            var caseload = new Caseload(me.School.Urn, rows);
            var pupils = heads.Where(h => h.Now.Contains(name)).Select(h => h.Pupil).ToHashSet(StringComparer.Ordinal);
            foreach (var open in (await caseload.Open(ct)).Where(c => c.Agenda.Process == All.GraduatedApproach.Name && pupils.Contains(c.Agenda.About.Id)).OrderBy(c => c.Agenda.About.Label, StringComparer.OrdinalIgnoreCase))
            {
                if (await caseload.Find(open.Id.Id, ct) is { } @case && All.GraduatedApproach.Read(@case.State) is State.Running state and (State.Doing or State.Reviewing)
                    && state.Support.Cycle.Plan is { } version && await new PlanBook(rows).Version(@case.About.Id, version, ct) is { } plan && plan.Plan.Provisions.FirstOrDefault(p => p.Name == name) is { } provision)
                {
                    members.Add(new(@case, state.Support, plan, provision));
                }
            }
        }

        var first = members.OrderBy(m => m.Support.Cycle.Review).ThenBy(m => m.Case.About.Label, StringComparer.OrdinalIgnoreCase).Take(Most).ToList();
        return new(name, first, choices, today, GraduatedRules.DefaultReview(today, me.School)) { More = members.Count - first.Count };
    }

    /// <summary>Ticked from the start: the review has been opened, or its day is near. The others can be reviewed early.</summary>
    public bool IsDue(Member member) => member.Support.Cycle.Review is not { } review || review <= Today.AddDays(_soonDays);

    public (IReadOnlyList<(Member, Event.Reviewed)> Events, FormErrors Errors) Read()
    {
        var (on, noDay) = Answers.Date("on").Read("day of the review");
        var (next, noNext) = Answers.Date("next").Read("day of the next review");
        var errors = FormErrors.None.And("on", noDay).And("next", noNext);
        List<Member> chosen = [.. Members.Where(m => Answers.Ticked(m.IncludeField, []).Count > 0)];
        errors = errors.And(Members is [var some, ..] ? some.IncludeField : "", chosen.Count > 0 ? null : "Select at least one pupil");
        var (all, impactOfAll) = (Answers.Chosen<Result>(AllField), Answers.Chosen<Impact>(AllImpactField));
        if (all is null && chosen.Count > 1 && chosen.All(m => m.Plan.Plan.Outcomes.All(o => Answers.Chosen<Result>(m.Field(o)) is null)))
        {
            return ([], errors.And(AllField, "Select how it went, for all or for each pupil"));
        }

        List<(Member, Event.Reviewed)> events = [];
        foreach (var member in chosen)
        {
            var results = member.Plan.Plan.Outcomes.Select(o => (Outcome: o, Result: Answers.Chosen<Result>(member.Field(o)) ?? all)).ToList();
            if (results.Where(r => r.Result is null).Select(r => r.Outcome).ToList() is { Count: > 0 } missing)
            {
                errors = missing.Aggregate(errors, (wrong, o) => wrong.And(member.Field(o), $"{member.Case.About.Label}: select whether “{o.What}” was met"));
            }
            else
            {
                events.Add((member, new(member.Plan.Version, on, [.. results.Select(r => new OutcomeResult(r.Outcome.Id, r.Result!.Value))],
                    (Answers.Chosen<Impact>(member.ImpactField) ?? impactOfAll) is { } impact ? [new(member.Provision.Id, impact)] : [], Decision.Continue, next)
                {
                    WithParents = Answers.Ticked(member.ParentsField, []).Count > 0,
                }));
            }
        }

        return (noDay is null && noNext is null ? events : [], errors);
    }
}
