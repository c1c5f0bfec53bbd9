using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Tests.GovUk;

/// <summary>
/// Compares our markup with the examples that the govuk-frontend package ships: the same elements with the same classes, in the same order.
/// Needs the package, which <c>src/SencoFlows.Web/Assets.Source/build</c> installs; without it these tests are skipped.
/// </summary>
public class FixtureTests
{
    private static readonly string _components = Path.Combine(Repository.Root, ".tools", "assets", "node_modules", "govuk-frontend", "dist", "govuk", "components");

    private static readonly Option[] _yesNo = [new("yes", "Yes"), new("no", "No")];

    private static RenderFragment Words => Rendered.Words("<p>Words</p>");

    [Fact]
    public Task A_text_input() => Same<TextInput>("input", "default", ("Name", "a"), ("Label", "A"));

    [Fact]
    public Task A_text_input_with_a_hint() => Same<TextInput>("input", "with hint text", ("Name", "a"), ("Label", "A"), ("Hint", "H"));

    [Fact]
    public Task A_text_input_with_an_error() => Same<TextInput>("input", "with error message", ("Name", "a"), ("Label", "A"), ("Error", "E"));

    [Fact]
    public Task A_text_input_with_units() => Same<TextInput>("input", "with prefix and suffix", ("Name", "a"), ("Label", "A"), ("Prefix", "£"), ("Suffix", "each"));

    [Fact]
    public Task A_text_area() => Same<Textarea>("textarea", "default", ("Name", "a"), ("Label", "A"));

    [Fact]
    public Task A_text_area_with_an_error() => Same<Textarea>("textarea", "with error message", ("Name", "a"), ("Label", "A"), ("Error", "E"));

    [Fact]
    public Task A_counted_text_area() => Same<Textarea>("character-count", "default", ("Name", "a"), ("Label", "A"), ("MaxLength", 10));

    [Fact]
    public Task A_counted_text_area_with_a_hint() => Same<Textarea>("character-count", "with hint", ("Name", "a"), ("Label", "A"), ("Hint", "H"), ("MaxLength", 10));

    [Fact]
    public Task A_date() => Same<DateInput>("date-input", "default", ("Name", "a"), ("Label", "A"), ("Hint", "H"));

    [Fact]
    public Task A_date_with_errors() => Same<DateInput>("date-input", "with error on year input", ("Name", "a"), ("Label", "A"), ("Hint", "H"), ("Error", "E"), ("Value", new DateAnswer("1", "2", "")));

    [Fact]
    public Task Radios() => Same<Radios>("radios", "default", ("Name", "a"), ("Label", "A"), ("Options", _yesNo));

    [Fact]
    public Task Radios_with_an_error() => Same<Radios>("radios", "with fieldset and error message", ("Name", "a"), ("Label", "A"), ("Error", "E"), ("Options", _yesNo));

    [Fact]
    public Task Radios_in_a_line() => Same<Radios>("radios", "inline", ("Name", "a"), ("Label", "A"), ("Hint", "H"), ("Inline", true), ("Options", _yesNo));

    [Fact]
    public Task A_select() => Same<Select>("select", "default", ("Name", "a"), ("Label", "A"), ("Options", (Option[])[new("1", "1"), new("2", "2"), new("3", "3")]));

    [Fact]
    public Task A_file_upload() => Same<FileUpload>("file-upload", "default", ("Name", "a"), ("Label", "A"));

    [Fact]
    public Task A_button() => Same<Button>("button", "prevent double click", ("Text", "A"));

    [Fact]
    public Task A_secondary_button() => Same<Button>("button", "secondary", ("Text", "A"), ("Kind", Button.Look.Secondary), ("OnceOnly", false));

    [Fact]
    public Task A_link_like_a_button() => Same<Button>("button", "link", ("Text", "A"), ("Href", "/a"));

    [Fact]
    public Task A_warning() => Same<WarningText>("warning-text", "default", ("Text", "A"));

    [Fact]
    public Task An_inset() => Same<InsetText>("inset-text", "default", ("Text", "A"));

    [Fact]
    public Task Details() => Same<Details>("details", "default", ("Summary", "A"), ("ChildContent", Rendered.Words("Words")));

    [Fact]
    public Task A_success() => Same<NotificationBanner>("notification-banner", "with type as success", ("Text", "A"), ("Success", true));

    [Fact]
    public Task A_confirmation() => Same<Panel>("panel", "default", ("Title", "A"), ("ChildContent", Rendered.Words("Words<br><strong>Words</strong>")));

    [Fact]
    public Task A_tag() => Same<Tag>("tag", "grey", ("Text", "A"), ("Colour", TagColour.Grey));

    [Fact]
    public Task A_way_back() => Same<BackLink>("back-link", "default", ("Href", "/"));

    [Fact]
    public Task An_error_summary() => Same<ErrorSummary>("error-summary", "default", ("Errors", FormErrors.Of("a", "A").And("b", "B")));

    [Fact]
    public Task A_task_list() => Same<TaskList>("task-list", "default", ("Items", (TaskItem[])[new("A", "Completed", "/a"), new("B", "Incomplete", "/b", TagColour.Blue), new("C", "Incomplete", "/c", TagColour.Blue)]));

    [Fact]
    public Task Tabs() => Same<Tabs>("tabs", "html", ("Items", Enumerable.Range(1, 2).Select(n => new TabItem($"t{n}", "A", Words)).ToList()));

    [Fact]
    public Task Pages() => Same<Pagination>("pagination", "default", ("Page", 2), ("Pages", 3), ("Href", (Func<int, string>)(n => $"/{n}")));

    [Fact]
    public Task Breadcrumbs() => Same<Breadcrumbs>("breadcrumbs", "with collapse on mobile", ("Items", (NavItem[])[new("A", "/a"), new("B", "/b"), new("C", "/c")]));

    [Fact]
    public Task Checkboxes() => Same<Checkboxes>("checkboxes", "with divider and None", ("Name", "a"), ("Label", "A"),
        ("Options", (Option[])[new("1", "1"), new("2", "2"), new("3", "3"), new("none", "None") { AfterOr = true, Exclusive = true }]));

    private static async Task Same<T>(string component, string example, params (string Name, object? Value)[] parameters) where T : IComponent
    {
        var file = Path.Combine(_components, component, "fixtures.json");
        Assert.SkipUnless(File.Exists(file), "govuk-frontend is not installed");
        using var fixtures = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var expected = fixtures.RootElement.GetProperty("fixtures").EnumerateArray().Single(f => f.GetProperty("name").GetString() == example).GetProperty("html").GetString()!;
        Assert.Equal(Bones(expected), Bones(await Rendered.Html<T>(parameters)));
    }

    /// <summary>Elements and classes, without the content of tables and without the size of type, which is each page's choice.</summary>
    private static string Bones(string html) => string.Join('\n', new HtmlParser().ParseDocument(html).Body!.Descendants<IElement>().Select(e =>
    {
        var classes = e.ClassList.Where(c => !c.StartsWith("govuk-label--", StringComparison.Ordinal) && !c.StartsWith("govuk-fieldset__legend--", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        string[] kept = ["role", "type", "data-module", "data-prevent-double-click", "aria-hidden"];
        return $"{e.LocalName} {string.Join('.', classes)} {string.Join(' ', kept.Where(e.HasAttribute).Select(a => $"{a}={e.GetAttribute(a)}"))}";
    }));
}
