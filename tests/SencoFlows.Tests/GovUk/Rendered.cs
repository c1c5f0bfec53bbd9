using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SencoFlows.Tests.GovUk;

/// <summary>Components as a browser would read them.</summary>
internal static class Rendered
{
    public static async Task<string> Html<T>(params (string Name, object? Value)[] parameters) where T : IComponent
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<AntiforgeryStateProvider, OneToken>();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, provider.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value)))).ToHtmlString());
    }

    public static async Task<IHtmlDocument> Page<T>(params (string Name, object? Value)[] parameters) where T : IComponent
    {
        var document = await new HtmlParser().ParseDocumentAsync(await Html<T>(parameters), TestContext.Current.CancellationToken);
        PointersLead(document);
        return document;
    }

    /// <summary>Some words as content.</summary>
    public static RenderFragment Words(string html) => b => b.AddMarkupContent(0, html);

    public static string Text(this IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static string One(this IParentNode page, string selector) => Assert.Single(page.QuerySelectorAll(selector)).Text();

    /// <summary>What a screen reader says after the label.</summary>
    public static string Described(this IElement element) =>
        string.Join(' ', (element.GetAttribute("aria-describedby") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => element.Owner!.GetElementById(id)!.Text()));

    /// <summary>Every id is there once, every label has its control, and whatever points at an id points at something.</summary>
    public static void PointersLead(IDocument page)
    {
        var ids = page.All.Where(e => !string.IsNullOrEmpty(e.Id)).Select(e => e.Id!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        foreach (var attribute in (string[])["for", "aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls"])
        {
            foreach (var element in page.QuerySelectorAll($"[{attribute}]"))
            {
                Assert.All(element.GetAttribute(attribute)!.Split(' '), id => Assert.Contains(id, ids));
            }
        }

        Assert.All(page.QuerySelectorAll("input, select, textarea").Where(i => i.GetAttribute("type") != "hidden"),
            i => Assert.Single(page.QuerySelectorAll($"label[for='{i.Id}']")));
        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src]), [onclick], [onload]"));
    }

    private sealed class OneToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken GetAntiforgeryToken() => new("token", "__RequestVerificationToken");
    }
}
