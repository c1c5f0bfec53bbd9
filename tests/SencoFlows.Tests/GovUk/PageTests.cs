using Microsoft.AspNetCore.Components;
using SencoFlows.Cases;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Tests.GovUk;

public class PageTests
{
    private static readonly RenderFragment _email = b =>
    {
        b.OpenComponent<TextInput>(0);
        b.AddAttribute(1, "Name", "Email");
        b.AddAttribute(2, "Label", "Email address");
        b.CloseComponent();
    };

    [Fact]
    public async Task Errors_given_to_the_page_reach_title_summary_and_input()
    {
        var page = await Rendered.Page<Layout>(("Title", "Who should we write to?"), ("ChildContent", _email),
            ("Errors", FormErrors.Of("Email", "Enter an email address").And("", "Nothing was saved")));
        Assert.Equal("Error: Who should we write to? – SencoFlows", page.Title);
        Assert.Equal("There is a problem", page.One("[role=alert] h2"));
        Assert.Equal("Enter an email address", page.One(".govuk-error-summary a[href='#Email']"));
        Assert.Equal("Error: Enter an email address", page.GetElementById("Email")!.Described());
        Assert.Equal(["Enter an email address", "Nothing was saved"], page.QuerySelectorAll(".govuk-error-summary li").Select(l => l.Text()));
    }

    [Fact]
    public async Task A_refusal_of_the_process_is_an_error_of_its_field()
    {
        var page = await Rendered.Page<Layout>(("Title", "Email"), ("ChildContent", _email), ("Errors", FormErrors.Of(new Refusal("Email", "This person has left"))));
        Assert.Equal("Error: This person has left", page.GetElementById("Email")!.Described());
    }

    [Fact]
    public async Task Without_errors_there_is_no_summary()
    {
        var page = await Rendered.Page<Layout>(("Title", "Email"), ("ChildContent", _email), ("Errors", FormErrors.Of(refusal: null)));
        Assert.Equal("Email – SencoFlows", page.Title);
        Assert.Empty(page.QuerySelectorAll(".govuk-error-summary"));
    }

    [Fact]
    public async Task A_page_has_its_landmarks_and_a_way_past_the_menu()
    {
        var page = await Rendered.Page<Layout>(("Title", "Caseload"), ("Person", "Sam Carter"), ("School", "Ashbrook Primary"), ("Back", "/"),
            ("Nav", (NavItem[])[new("Caseload", "/caseload") { Current = true, Waiting = 3 }, new("Calendar", "/calendar")]), ("ChildContent", Rendered.Words("<h1>Caseload</h1>")));
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("#main-content", page.Body!.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("Caseload", page.One("main#main-content h1"));
        Assert.Equal("Caseload 3 waiting", page.One("nav a[aria-current=page]"));
        Assert.Contains("Sam Carter", page.One("header .app-header__who"), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("footer"));
        Assert.Equal("Back", page.One("a.govuk-back-link[href='/']"));
    }

    [Fact]
    public async Task Nothing_claims_to_be_a_government_site()
    {
        var html = await Rendered.Html<Layout>(("Title", "Caseload"), ("ChildContent", Rendered.Words("<h1>Caseload</h1>")));
        Assert.DoesNotContain("GOV.UK", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("crown", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_menu_marks_where_a_page_belongs()
    {
        var shell = new Shell { Nav = [new("Home", "/"), new("Pupils", "/pupils"), new("Cases", "/cases")] };
        Assert.Equal("Cases", Assert.Single(shell.At("/cases").Nav, n => n.Current).Text);
        Assert.Equal("Cases", Assert.Single(shell.At("/cases/7").Nav, n => n.Active).Text);
        Assert.DoesNotContain(shell.At("/casesandmore").Nav, n => n.Active || n.Current);
    }
}
