using System.Net.Http.Headers;
using AngleSharp.Html.Dom;

namespace SencoFlows.Tests.Web;

/// <summary>Forms with files, as a browser sends them.</summary>
internal static class Uploads
{
    public static async Task<Shown> Upload(this Browser browser, Shown page, string at, (string Name, string FileName, byte[] Bytes)[] files, params (string Name, string Value)[] answers)
    {
        var form = Assert.IsAssignableFrom<IHtmlFormElement>(page.Document.QuerySelector("main form[method=post]"));
        Assert.Equal("multipart/form-data", form.GetAttribute("enctype"));
        var names = answers.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Browser.Standing(form).Where(f => !names.Contains(f.Key)).Select(f => (f.Key, f.Value)).Concat(answers))
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var (name, fileName, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            content.Add(part, name, fileName);
        }

        return await Browser.Read(await browser.Http.PostAsync(new Uri(form.GetAttribute("action") is { Length: > 0 } a ? a : at, UriKind.Relative), content, TestContext.Current.CancellationToken));
    }
}
