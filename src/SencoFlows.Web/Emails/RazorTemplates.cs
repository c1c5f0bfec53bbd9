using System.Collections.Frozen;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SencoFlows.Mail;
using SencoFlows.Record;
using SencoFlows.Web.Pages.GraduatedApproach.Families;

namespace SencoFlows.Web.Emails;

/// <summary>Writes mails from the components beside it: "record-waiting" is the component RecordWaiting in the folder of any process.</summary>
public sealed class RazorTemplates(ILoggerFactory logs) : ITemplates
{
    /// <summary>Empty: a template gets its model and nothing else, no request, no store, nobody who is signed in.</summary>
    private static readonly IServiceProvider _nothing = new ServiceCollection().BuildServiceProvider();

    private static readonly FrozenDictionary<string, Type> _all = typeof(RazorTemplates).Assembly.GetTypes()
        .Where(t => t.Namespace?.StartsWith("SencoFlows.Web.Emails.", StringComparison.Ordinal) is true && typeof(IComponent).IsAssignableFrom(t))
        .ToFrozenDictionary(t => NameOf(t.Name), StringComparer.Ordinal);

    public static IEnumerable<string> Names => _all.Keys;

    /// <exception cref="KeyNotFoundException">There is no such template.</exception>
    public async Task<Wording> Write(string template, MailModel model)
    {
        if (!_all.TryGetValue(template, out var component))
        {
            throw new KeyNotFoundException($"There is no mail template {template}.");
        }

        model = model.Unchecked ? model : model with { In = FamilyText.OfMail(component.Name)?.In(model.In) ?? Tongue.English };
        await using var renderer = new HtmlRenderer(_nothing, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync(component, ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Model"] = model }))).ToHtmlString());
        return MailHtml.Finish(html);
    }

    /// <summary>"RecordWaiting" is "record-waiting".</summary>
    internal static string NameOf(string type) =>
        string.Concat(type.Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLower(c, CultureInfo.InvariantCulture)}" : $"{c}"));
}
