using Microsoft.AspNetCore.Http;
using SencoFlows.Record;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.GraduatedApproach;

/// <summary>What somebody wrote about how it goes: three short questions, any of which may stay empty.</summary>
public sealed record TypedView(string? Well = null, string? Hard = null, string? Help = null)
{
    public FormErrors Errors { get; init; } = FormErrors.None;

    public bool IsEmpty => (Well, Hard, Help) is (null, null, null);

    public IReadOnlyList<SaidLine> Lines => [.. new (string About, string? Words)[] { ("well", Well), ("hard", Hard), ("help", Help) }.Where(l => l.Words is not null).Select(l => new SaidLine(l.About, l.Words!))];

    public static TypedView Read(IFormCollection form)
    {
        var (well, wrongWell) = TypedWords.Read(form["well"], "what goes well");
        var (hard, wrongHard) = TypedWords.Read(form["hard"], "what is hard");
        var (help, wrongHelp) = TypedWords.Read(form["help"], "what would help");
        return new(well, hard, help)
        {
            Errors = FormErrors.None.And("well", (well, hard, help) is (null, null, null) ? "Write something in at least one of the boxes" : wrongWell).And("hard", wrongHard).And("help", wrongHelp),
        };
    }
}
