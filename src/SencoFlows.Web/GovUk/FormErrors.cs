using SencoFlows.Cases;

namespace SencoFlows.Web.GovUk;

/// <param name="Field">The Name of the input it belongs to, or "" for the page as a whole.</param>
/// <param name="Message">A whole sentence in the user's words, without a full stop.</param>
public sealed record FieldError(string Field, string Message);

/// <summary>What is wrong with a form. A page passes it to <see cref="Layout"/> once, and each input finds its own.</summary>
public sealed record FormErrors(IReadOnlyList<FieldError> Errors)
{
    public static FormErrors None { get; } = new([]);

    public bool Any => Errors.Count > 0;

    public static FormErrors Of(string field, string message) => new([new(field, message)]);

    public static FormErrors Of(Refusal? refusal) => refusal is null ? None : Of(refusal.Field, refusal.Reason);

    /// <summary>Takes a null message as "nothing wrong", so that checks can be chained.</summary>
    public FormErrors And(string field, string? message) => message is null ? this : new([.. Errors, new(field, message)]);

    public FormErrors And(FormErrors others) => new([.. Errors, .. others.Errors]);

    public string? For(string field) => Errors.FirstOrDefault(e => e.Field == field)?.Message;
}
