using Microsoft.AspNetCore.Http;
using SencoFlows.Record;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.PupilRecord;

/// <summary>One need as typed.</summary>
public sealed record NeedLine(string Type, DateAnswer Since, string Note);

/// <summary>The needs of a pupil as typed, the most important first.</summary>
public sealed record NeedsForm(IReadOnlyList<NeedLine> Lines) : IAnswers
{
    public const int Most = 6;

    public IReadOnlyList<(string Label, string Text)> Answers => [.. Padded.Index().Select(l => ($"Need {l.Index + 1}", Words(l.Item)))];

    /// <summary>One empty line more than there are needs, and at least three.</summary>
    public IReadOnlyList<NeedLine> Shown => [.. Padded.Take(Math.Clamp(Lines.Count(l => l.Type.Length > 0) + 1, 3, Most))];

    private IReadOnlyList<NeedLine> Padded => [.. Lines.Where(l => l.Type.Length > 0 || l.Note.Length > 0), .. Enumerable.Repeat(new NeedLine("", new(), ""), Most)];

    public static NeedsForm Of(Pupil pupil) => new([.. pupil.Needs.Select(n => new NeedLine(n.Type.ToString(), DateAnswer.Of(n.Since), n.Note ?? ""))]);

    public static NeedsForm Read(IFormCollection form) =>
        new([.. Enumerable.Range(1, Most).Select(n => new NeedLine(form[$"Type{n}"].ToString(), DateAnswer.From(form, $"Since{n}"), form[$"Note{n}"].ToString().Trim()))]);

    public (Pupil? Changed, FormErrors Errors) On(Pupil pupil, DateOnly today)
    {
        var errors = FormErrors.None;
        List<Need> needs = [];
        foreach (var (at, line) in Padded.Take(Most).Index())
        {
            var n = at + 1;
            if (line.Type.Length == 0)
            {
                errors = errors.And($"Type{n}", line.Note.Length > 0 ? "Choose the type of need that the note is about" : null);
                continue;
            }

            var (since, wrong) = line.Since.ReadOptional($"date of need {n}");
            var type = SenCodes.Type(line.Type);
            errors = errors
                .And($"Type{n}", type is null ? "Choose the type of need" : needs.Exists(o => o.Type == type) ? $"{type.Value.Words} is in the list twice. Choose another need or none" : null)
                .And($"Since{n}", wrong ?? (since > today ? $"The date of need {n} must be in the past" : null))
                .And($"Note{n}", line.Note.Length > 500 ? "The note must be 500 characters or fewer" : null);
            needs.Add(new(type ?? SenType.OTH, since, line.Note.Length == 0 ? null : line.Note));
        }

        return errors.Any ? (null, errors) : (pupil with { Needs = needs }, errors);
    }

    private static string Words(NeedLine line) => string.Join(", ", new[]
    {
        SenCodes.Type(line.Type)?.Words ?? "", line.Since.Plain() is { Length: > 0 } since ? $"since {since}" : "", line.Note,
    }.Where(w => w.Length > 0));
}
