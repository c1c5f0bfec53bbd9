using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.PupilRecord;

/// <summary>An answer that somebody else has changed since the form was opened.</summary>
public sealed record Difference(string Label, string Theirs, string Yours);

/// <summary>A form that knows how its answers are called, so that two versions of it can be laid side by side.</summary>
public interface IAnswers
{
    IReadOnlyList<(string Label, string Text)> Answers { get; }
}

/// <summary>
/// One way to change a part of a record that others may be changing too. The form carries a mark of what it showed; when that part is
/// no longer so, nothing is saved, both versions are shown, and what was typed stays. Changes of other parts are no conflict.
/// </summary>
internal sealed class Editing<T, TForm>
    where T : class
    where TForm : class, IAnswers
{
    /// <summary>The field that carries the mark.</summary>
    public const string Seen = "seen";

    public required Func<Task<Versioned<T>?>> Find { get; init; }

    public required Func<T, TForm> FormOf { get; init; }

    public required Func<T, (T? Changed, FormErrors Errors)> Apply { get; init; }

    public required Func<T, int, Task<Saved<T>>> Save { get; init; }

    public required Func<TForm, string, FormErrors, IReadOnlyList<Difference>, IResult> Show { get; init; }

    public required Func<Task<IResult>> Done { get; init; }

    /// <summary>The answer where the part is no longer there. What was typed is lost: it has nowhere to go.</summary>
    public Func<Task<IResult>> Gone { get; init; } = () => Task.FromResult(Page.NotFound);

    public static string Mark(TForm form) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Wire.Write(form.Answers.Select(a => a.Text)))))[..16];

    public async Task<IResult> Run(TForm typed, string seen)
    {
        while (await Find() is { } now)
        {
            var (changed, errors) = Apply(now.Value);
            if (errors.Any)
            {
                return Show(typed, seen, errors, []);
            }

            var there = FormOf(now.Value);
            if (Mark(there) != seen && Between(there, typed) is { Count: > 0 } differences)
            {
                return Show(typed, Mark(there), FormErrors.None, differences);
            }

            switch (await Save(changed!, now.Revision))
            {
                case Saved<T>.Done:
                    return await Done();
                case Saved<T>.UpnTaken:
                    return Show(typed, seen, FormErrors.Of("Upn", "Another pupil of this school has this unique pupil number"), []);
            }
        }

        return await Gone();
    }

    private static List<Difference> Between(TForm theirs, TForm yours) =>
        [.. theirs.Answers.Zip(yours.Answers).Where(p => p.First.Text != p.Second.Text).Select(p => new Difference(p.First.Label, p.First.Text, p.Second.Text))];
}
