using Microsoft.AspNetCore.Components;

namespace SencoFlows.Web.GovUk;

public enum Size { Small, Medium, Large, ExtraLarge }

/// <summary>What every question has in common: a name, words, and an error that it finds itself.</summary>
public abstract class Field : ComponentBase
{
    /// <summary>The name in the form, and the id that an error links to.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>Makes the label the page's h1, for a page that asks one thing.</summary>
    [Parameter] public bool IsHeading { get; set; }

    [Parameter] public Size? LabelSize { get; set; }

    [Parameter] public string? Hint { get; set; }

    [Parameter] public RenderFragment? HintContent { get; set; }

    /// <summary>Overrides what <see cref="FormErrors"/> says about this field.</summary>
    [Parameter] public string? Error { get; set; }

    [CascadingParameter] public FormErrors? Errors { get; set; }

    protected internal string? Wrong => Error ?? Errors?.For(Name);

    protected internal string HintId => $"{Name}-hint";

    protected internal string ErrorId => $"{Name}-error";

    protected internal string GroupClass => Css.Join("govuk-form-group", Wrong is null ? null : "govuk-form-group--error");

    protected virtual string? AlsoDescribedBy => null;

    protected internal bool HasHint => Hint is not null || HintContent is not null;

    protected internal string? DescribedBy
    {
        get
        {
            var ids = Css.Join(AlsoDescribedBy, HasHint ? HintId : null, Wrong is null ? null : ErrorId);
            return ids.Length == 0 ? null : ids;
        }
    }

    protected internal Size Words => LabelSize ?? (IsHeading ? Size.Large : Size.Small);
}
