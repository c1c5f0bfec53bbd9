using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Web.GovUk;
using SencoFlows.Web.Pages.RecordTransfer;
using static SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>A review that is being written down: of the plan that is at work, outcome by outcome.</summary>
public sealed record ReviewAsked(Asked Asked, IssuedPlan Plan)
{
    private Answers Answers => Asked.Answers;

    /// <summary>About the end of the term in which the next cycle ends.</summary>
    public DateOnly Next => GraduatedRules.DefaultReview(Asked.Today, Asked.Me.School, YearGroups.IsEarlyYears(Asked.Pupil?.Pupil.Value.YearGroup));

    /// <summary>What was said in this cycle.</summary>
    public IReadOnlyList<Said> Views => [.. Asked.Words.Where(s => s.Kind == SaidKind.View && Asked.Support.Cycle.Views.Any(v => v.Id == s.Id))];

    public Reading Read()
    {
        var (on, noDay) = Answers.Date("on").Read("day of the review");
        var errors = FormErrors.None.And("on", noDay);
        List<OutcomeResult> results = [];
        List<SaidLine> lines = [];
        foreach (var outcome in Plan.Plan.Outcomes)
        {
            var (shows, tooLong) = TypedWords.Read(Answers.Text($"e-{outcome.Id}"), "what shows it");
            var result = Answers.Chosen<Result>($"o-{outcome.Id}");
            errors = errors.And($"o-{outcome.Id}", result is null ? "Select whether this was met" : null).And($"e-{outcome.Id}", tooLong);
            results.Add(new(outcome.Id, result ?? default, shows is null ? null : Asked.Request));
            lines.AddRange(shows is null ? [] : [new SaidLine(outcome.Id, shows)]);
        }

        var (what, wrong) = TypedWords.Read(Answers.Text("what"), "what you decided together");
        lines.AddRange(what is null ? [] : [new SaidLine("decision", what)]);
        var decision = Answers.Chosen<Decision>("decision");
        var (next, noNext) = decision is Decision.Change or Decision.Exit ? (default, null) : Answers.Date("next").Read("day of the next review");
        errors = errors.And("what", wrong).And("decision", decision is null ? "Select what comes next" : null).And("next", noNext);
        if (errors.Any)
        {
            return new(null, errors);
        }

        var e = new Event.Reviewed(Plan.Version, on, results, Impacts("p-"), decision!.Value, decision is Decision.Change or Decision.Exit ? null : next)
        {
            WithParents = Answers.Ticked("parents", []).Count > 0,
            Service = decision is Decision.Specialist ? Answers.Chosen<Service>("service") : null,
            EarlyYears = Asked.Pupil is { } file ? YearGroups.IsEarlyYears(file.Pupil.Value.YearGroup) : null,
        };
        return new(e, FormErrors.None, lines.Count > 0 ? Acts.Words(Asked, SaidKind.Review, null, lines) : null);
    }

    private IReadOnlyList<ProvisionResult> Impacts(string prefix) =>
        [.. Plan.Plan.Provisions.Select(p => (p.Id, Impact: Answers.Chosen<Impact>(prefix + p.Id))).Where(p => p.Impact is not null).Select(p => new ProvisionResult(p.Id, p.Impact!.Value))];
}
