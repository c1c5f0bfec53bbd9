using Microsoft.Playwright;
using static SencoFlows.Browser.Reading;

namespace SencoFlows.Browser;

/// <summary>Real files through the real upload: pupils from a management system, and a document of a pupil.</summary>
public sealed class FilesTests(Trial trial)
{
    [Theory]
    [InlineData(true, "Abara")]
    [InlineData(false, "Zielinska")]
    public async Task Pupils_come_from_a_file_whose_columns_have_names_of_their_own(bool script, string surname)
    {
        await using var desk = await Desk.Open(trial);
        var page = await desk.SignedIn("Priya Nair", script);
        await page.GotoAsync("/pupils/import");
        await page.GetByLabel("Choose the file").SetInputFilesAsync(File("export.csv", $"Surname,Called,Date of birth,Year group,SEN status\n{surname},Ines,31/02/2016,5,K\n"));
        await Press(page, "Continue");
        await Fine(page, script);
        await page.GetByLabel("Called", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Forename" });
        await Press(page, "Continue");
        await Fine(page, script);
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "Problems" })).ToContainTextAsync("Date of birth");

        await Press(page, "Upload another file");
        await page.GetByLabel("Choose the file").SetInputFilesAsync(File("export.csv", $"Surname,Forename,Date of birth,Year group,SEN status\n{surname},Ines,28/02/2016,5,K\n"));
        await Press(page, "Continue");
        await Press(page, "Continue");
        await Fine(page, script);
        await Press(page, "Import");
        await Fine(page, script);
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("The import is done");
        await page.GotoAsync("/pupils");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(surname);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_document_is_added_and_taken_away_again(bool script)
    {
        await using var desk = await Desk.Open(trial);
        var page = await desk.SignedIn("Priya Nair", script);
        await page.GotoAsync("/pupils/pupil14/documents/new");
        await page.GetByLabel("Choose a file").SetInputFilesAsync(File("report.pdf", "This is no PDF"));
        await Press(page, "Add the document");
        await Fine(page, script); // With its errors.
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is a problem");
        await page.GetByLabel("Choose a file").SetInputFilesAsync(File("Notes of a visit.txt", "Sat with the group for ten minutes."));
        await page.GetByLabel("What is it?").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("[name=Confidentiality]").First.CheckAsync();
        await Press(page, "Add the document");
        await Fine(page, script);
        await Visit(page, "Change Notes of a visit.txt", script);
        await Visit(page, "Remove this document", script);
        await Press(page, "Remove");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("Notes of a visit");
    }

    private static FilePayload File(string name, string content) => new() { Name = name, MimeType = "application/octet-stream", Buffer = System.Text.Encoding.UTF8.GetBytes(content) };
}
