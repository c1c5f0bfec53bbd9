using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Tests.GovUk;

public class InputTests
{
    [Fact]
    public async Task A_text_input_is_named_by_its_label_and_described_by_hint_and_error()
    {
        var page = await Rendered.Page<TextInput>(("Name", "Email"), ("Label", "Email address"), ("Hint", "We only write about this case"),
            ("Error", "Enter an email address"), ("Value", "ann@"), ("Type", "email"), ("Autocomplete", "email"), ("Spellcheck", false));
        var input = Assert.IsAssignableFrom<IHtmlInputElement>(page.QuerySelector("input"));
        Assert.Equal("Email address", page.One("label[for='Email']"));
        Assert.Equal("We only write about this case Error: Enter an email address", input.Described());
        Assert.Equal(("ann@", "email", "email", "false"), (input.Value, input.Type, input.Autocomplete, input.GetAttribute("spellcheck")));
        Assert.Contains("govuk-input--error", input.ClassList);
        Assert.Contains("govuk-form-group--error", page.QuerySelector(".govuk-form-group")!.ClassList);
    }

    [Fact]
    public async Task Without_hint_and_error_nothing_is_described()
    {
        var page = await Rendered.Page<TextInput>(("Name", "Email"), ("Label", "Email address"));
        Assert.False(page.QuerySelector("input")!.HasAttribute("aria-describedby"));
        Assert.Empty(page.QuerySelectorAll(".govuk-error-message, .govuk-hint"));
    }

    [Fact]
    public async Task Units_beside_a_box_are_not_read_twice()
    {
        var page = await Rendered.Page<TextInput>(("Name", "Cost"), ("Label", "Cost a year, in pounds"), ("Prefix", "£"), ("Suffix", "a year"), ("Width", 5));
        Assert.All(page.QuerySelectorAll(".govuk-input__prefix, .govuk-input__suffix"), e => Assert.Equal("true", e.GetAttribute("aria-hidden")));
        Assert.NotNull(page.QuerySelector(".govuk-input__wrapper > input.govuk-input--width-5"));
    }

    [Fact]
    public async Task What_was_typed_is_kept_and_harmless()
    {
        const string Typed = "<script>alert(1)</script> & \"quotes\"\nsecond line";
        var page = await Rendered.Page<Textarea>(("Name", "Why"), ("Label", "Why?"), ("Value", Typed));
        Assert.Equal(Typed, Assert.IsAssignableFrom<IHtmlTextAreaElement>(page.QuerySelector("textarea")).Value);
        Assert.Empty(page.Scripts);
    }

    [Fact]
    public async Task A_counted_text_says_its_limit_without_a_script()
    {
        var page = await Rendered.Page<Textarea>(("Name", "Why"), ("Label", "Why?"), ("MaxLength", 2000));
        Assert.Equal("You can enter up to 2,000 characters", page.QuerySelector("textarea")!.Described());
        Assert.Equal("2000", page.QuerySelector("[data-module='govuk-character-count']")!.GetAttribute("data-maxlength"));
        Assert.NotNull(page.QuerySelector("textarea.govuk-js-character-count"));
    }

    [Fact]
    public async Task A_date_is_one_question_with_three_named_boxes()
    {
        var page = await Rendered.Page<DateInput>(("Name", "On"), ("Label", "When did it start?"), ("IsHeading", true), ("Hint", "For example, 27 3 2027"), ("Value", new DateAnswer("1", "9", "2027")));
        Assert.Equal("When did it start?", page.One("fieldset[role=group] > legend > h1"));
        Assert.Equal("For example, 27 3 2027", page.QuerySelector("fieldset")!.Described());
        Assert.Equal([("On.Day", "1"), ("On.Month", "9"), ("On.Year", "2027")], page.QuerySelectorAll<IHtmlInputElement>("input").Select(i => (i.Name!, i.Value)));
        Assert.Equal(["Day", "Month", "Year"], page.QuerySelectorAll("label").Select(l => l.Text()));
        Assert.All(page.QuerySelectorAll("input"), i => Assert.Equal("numeric", i.GetAttribute("inputmode")));
    }

    [Theory]
    [InlineData("1", "9", "", "Year")]
    [InlineData("", "9", "2027", "Day")]
    [InlineData("31", "2", "2027", "Day,Month,Year")]
    [InlineData("", "", "", "Day,Month,Year")]
    public async Task A_wrong_date_marks_the_boxes_to_look_at_and_the_error_leads_to_the_first(string day, string month, string year, string wrong)
    {
        var answer = new DateAnswer(day, month, year);
        var page = await Rendered.Page<DateInput>(("Name", "On"), ("Label", "When?"), ("Value", answer), ("Error", answer.Read("date").Error));
        var marked = page.QuerySelectorAll<IHtmlInputElement>(".govuk-input--error").Select(i => i.Name!["On.".Length..]).ToList();
        Assert.Equal(wrong.Split(','), marked);
        Assert.Equal($"On.{marked[0]}", page.GetElementById("On")!.GetAttribute("name"));
    }

    [Fact]
    public async Task Radios_offer_their_answers_under_one_legend()
    {
        var page = await Rendered.Page<Radios>(("Name", "Stage"), ("Label", "Which stage?"), ("Value", "plan"), ("Error", "Select a stage"),
            ("Options", (Option[])[new("assess", "Assess"), new("plan", "Plan", "Agreed with the parents"), new("none", "None of these") { AfterOr = true }]));
        Assert.Equal("Error: Select a stage", page.QuerySelector("fieldset")!.Described());
        Assert.Equal("Which stage?", page.One("fieldset > legend"));
        Assert.Equal("plan", Assert.Single(page.QuerySelectorAll<IHtmlInputElement>("input[type=radio]"), i => i.IsChecked).Value);
        Assert.Equal("Agreed with the parents", page.QuerySelector("input[value=plan]")!.Described());
        Assert.Equal("assess", page.GetElementById("Stage")!.GetAttribute("value"));
        Assert.Equal("or", page.One(".govuk-radios__divider"));
    }

    [Fact]
    public async Task A_follow_up_question_stands_right_behind_its_answer()
    {
        var page = await Rendered.Page<Radios>(("Name", "Agreed"), ("Label", "Do the parents agree?"),
            ("Options", (Option[])[new("yes", "Yes") { Reveal = Rendered.Words("<p>When?</p>") }, new("no", "No")]));
        var answer = page.QuerySelector("input[value=yes]")!.ParentElement!;
        Assert.Equal("When?", answer.NextElementSibling!.Text());
        Assert.Equal("govuk-radios__conditional", answer.NextElementSibling!.ClassName);
        Assert.False(answer.NextElementSibling.HasAttribute("hidden"));
    }

    [Fact]
    public async Task Checkboxes_keep_all_that_was_chosen()
    {
        var page = await Rendered.Page<Checkboxes>(("Name", "Need"), ("Label", "Which needs?"), ("Values", (string[])["a", "c"]),
            ("Options", (Option[])[new("a", "Cognition"), new("b", "Sensory"), new("c", "Social"), new("none", "None of these") { AfterOr = true, Exclusive = true }]));
        Assert.Equal(["a", "c"], page.QuerySelectorAll<IHtmlInputElement>("input:checked").Select(i => i.Value));
        Assert.All(page.QuerySelectorAll<IHtmlInputElement>("input"), i => Assert.Equal("Need", i.Name));
        Assert.Equal("exclusive", page.QuerySelector("input[value=none]")!.GetAttribute("data-behaviour"));
    }

    [Fact]
    public async Task A_select_begins_with_an_empty_choice_and_keeps_the_chosen_one()
    {
        Option[] schools = [new("1", "Ashbrook"), new("2", "Beechwood")];
        var fresh = await Rendered.Page<Select>(("Name", "School"), ("Label", "School"), ("Options", schools), ("Empty", "Choose a school"));
        Assert.Equal("", Assert.IsAssignableFrom<IHtmlSelectElement>(fresh.QuerySelector("select")).Value);
        var chosen = await Rendered.Page<Select>(("Name", "School"), ("Label", "School"), ("Options", schools), ("Empty", "Choose a school"), ("Value", "2"));
        Assert.Equal("2", Assert.IsAssignableFrom<IHtmlSelectElement>(chosen.QuerySelector("select")).Value);
    }

    [Fact]
    public async Task A_file_upload_says_what_it_takes()
    {
        var page = await Rendered.Page<FileUpload>(("Name", "Report"), ("Label", "Upload the report"), ("Hint", "PDF, up to 20 MB"), ("Accept", ".pdf"), ("Error", "Select a report"));
        Assert.Equal("PDF, up to 20 MB Error: Select a report", page.QuerySelector("input[type=file][accept='.pdf']")!.Described());
        Assert.False(page.QuerySelector("input")!.HasAttribute("multiple"));
    }

    [Fact]
    public async Task A_button_drops_second_clicks_and_a_link_that_looks_like_one_is_a_link()
    {
        var button = (await Rendered.Page<Button>(("Text", "Save and continue"))).QuerySelector("button")!;
        Assert.Equal(("submit", "true"), (button.GetAttribute("type"), button.GetAttribute("data-prevent-double-click")));
        var link = (await Rendered.Page<Button>(("Text", "Start"), ("Href", "/start"), ("Kind", Button.Look.Secondary))).QuerySelector("a")!;
        Assert.Equal(("button", "/start"), (link.GetAttribute("role"), link.GetAttribute("href")));
        Assert.Contains("govuk-button--secondary", link.ClassList);
    }

    [Fact]
    public async Task A_form_posts_unvalidated_and_files_travel_as_parts()
    {
        var form = (await Rendered.Page<Form>(("Upload", true), ("ChildContent", Rendered.Words("")))).QuerySelector("form")!;
        Assert.Equal(("post", "multipart/form-data"), (form.GetAttribute("method"), form.GetAttribute("enctype")));
        Assert.True(form.HasAttribute("novalidate"));
    }
}
