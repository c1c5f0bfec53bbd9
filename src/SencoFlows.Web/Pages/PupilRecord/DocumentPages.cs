using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Record;
using SencoFlows.Record.Files;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.PupilRecord;

/// <summary>The documents of a pupil. Each is given out as a download, never shown by the browser, and each reading is noted.</summary>
internal static class DocumentPages
{
    public static void MapDocuments(this IEndpointRouteBuilder app)
    {
        app.MapGet("/pupils/{id}/documents/new", async (string id, Me me, IStore store, CancellationToken ct) =>
            await new Pupils(store.Rows(me.School.Urn)).Find(id, ct) is null ? Page.NotFound : Page.Of<DocumentPage>(new { PupilId = id, Once = Once.New() })).For(PupilAccess.Readers);
        app.MapPost("/pupils/{id}/documents/new", Add).For(PupilAccess.Readers);
        app.MapGet("/pupils/{id}/documents/{document}", Read).For(PupilAccess.Readers);
        app.MapGet("/pupils/{id}/documents/{document}/change", async (string id, string document, Me me, IStore store, CancellationToken ct) =>
            await Find(id, document, me, store, ct) is { } found
                ? Page.Of<DocumentPage>(new { PupilId = id, Document = found, Kind = found.Kind.ToString(), Who = found.Confidentiality.ToString() }) : await Past(id, me, store, ct)).For(PupilAccess.Deciders);
        app.MapPost("/pupils/{id}/documents/{document}/change", Change).For(PupilAccess.Deciders);
        app.MapGet("/pupils/{id}/documents/{document}/remove", async (string id, string document, Me me, IStore store, CancellationToken ct) =>
            await Find(id, document, me, store, ct) is { } found ? Page.Of<RemovePage>(new
            {
                Title = "Remove a document",
                What = found.Name,
                Words = "It is deleted for good. What was sent to another school before stays as it was sent.",
                Back = $"/pupils/{id}/documents/{document}/change",
            }) : await Past(id, me, store, ct)).For(PupilAccess.Deciders);
        app.MapPost("/pupils/{id}/documents/{document}/remove", Remove).For(PupilAccess.Deciders);
    }

    /// <summary>The id of the form becomes the id of the document: sending it twice adds one.</summary>
    private static async Task<IResult> Add(string id, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var once = Once.From(form);
        var pupils = new Pupils(store.Rows(me.School.Urn));
        if (await pupils.Find(id, ct) is null)
        {
            return Page.NotFound;
        }

        var (kind, who, errors) = Chosen(form);
        var file = form.Files.GetFile("File");
        if (errors.Any || file is null)
        {
            return Again(FormErrors.None.And("File", file is null ? "Choose a file" : "Choose the file again: a browser does not keep it").And(errors));
        }

        await using var content = file.OpenReadStream();
        var (taken, problem) = await new DocumentIntake(store.Documents(me.School.Urn)).Take(Document.Holder(id, once.Request), content, file.FileName, ct);
        if (taken is null)
        {
            return Again(FormErrors.Of("File", problem!));
        }

        var document = new Document(once.Request, taken.Stored.Sha256, taken.Name, taken.Kind.MediaType, taken.Stored.Bytes, kind, who, clock.GetUtcNow(), me.Staff.Id) { Place = taken.Stored.Name };
        await pupils.Change(id, p => p.Documents.Any(d => d.Id == document.Id) ? p : p with { Documents = [.. p.Documents, document] }, ct);
        await me.Note(store, clock, id, PupilNotes.DocumentAdded, document.Id, ct);
        return TypedResults.LocalRedirect($"/pupils/{id}#documents");

        IResult Again(FormErrors wrong) => Page.Of<DocumentPage>(
            new { PupilId = id, Once = once, Kind = form["Kind"].ToString(), Who = form["Confidentiality"].ToString(), Errors = wrong }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Read(string id, string document, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(id, document, me, store, ct) is not { } found || await store.Documents(me.School.Urn).Open(found.Kept, ct) is not { } content)
        {
            return await Past(id, me, store, ct);
        }

        await me.Note(store, clock, id, PupilNotes.DocumentRead, found.Id, ct);
        return TypedResults.Stream(content, found.Type, found.Name);
    }

    private static async Task<IResult> Change(string id, string document, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        if (await Find(id, document, me, store, ct) is not { } found)
        {
            return await Past(id, me, store, ct);
        }

        var (kind, who, errors) = Chosen(form);
        if (errors.Any)
        {
            return Page.Of<DocumentPage>(new { PupilId = id, Document = found, Kind = form["Kind"].ToString(), Who = form["Confidentiality"].ToString(), Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        }

        await new Pupils(store.Rows(me.School.Urn)).Change(id, p => p with { Documents = [.. p.Documents.Select(d => d.Id == document ? d with { Kind = kind, Confidentiality = who } : d)] }, ct);
        await me.Note(store, clock, id, PupilNotes.DocumentChanged, document, ct);
        return TypedResults.LocalRedirect($"/pupils/{id}#documents");
    }

    private static async Task<IResult> Remove(string id, string document, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(id, document, me, store, ct) is not { } found)
        {
            return await Past(id, me, store, ct);
        }

        var pupils = new Pupils(store.Rows(me.School.Urn));
        await pupils.Change(id, p => p with { Documents = [.. p.Documents.Where(d => d.Id != document)] }, ct);
        await me.Note(store, clock, id, PupilNotes.DocumentRemoved, document, ct);
        await new Shredder(store.Rows(me.School.Urn), store.Documents(me.School.Urn)).Delete(found.Kept, ct);

        return TypedResults.LocalRedirect($"/pupils/{id}#documents");
    }

    /// <summary>The document was removed, here or in another window; or it is not for this person, who is not told which.</summary>
    private static async Task<IResult> Past(string id, Me me, IStore store, CancellationToken ct) => await new Pupils(store.Rows(me.School.Urn)).Find(id, ct) is not null
        ? WayOn.From("This document is not here", ["It was removed, or you may not see it. Nothing was changed now."], ("See the pupil’s documents", $"/pupils/{id}#documents"))
        : Page.NotFound;

    /// <summary>One that this person may see: any other looks as if it were not there.</summary>
    private static async Task<Document?> Find(string id, string document, Me me, IStore store, CancellationToken ct) =>
        (await new Pupils(store.Rows(me.School.Urn)).Find(id, ct))?.Value.Documents.FirstOrDefault(d => d.Id == document && me.MaySee(d));

    private static (DocumentKind Kind, Confidentiality Who, FormErrors Errors) Chosen(IFormCollection form)
    {
        var isKind = Enum.TryParse<DocumentKind>(form["Kind"], out var kind) && Enum.IsDefined(kind);
        var isWho = Enum.TryParse<Confidentiality>(form["Confidentiality"], out var who) && Enum.IsDefined(who);
        return (kind, who, FormErrors.None.And("Kind", isKind ? null : "Choose what the document is").And("Confidentiality", isWho ? null : "Choose who may see it"));
    }
}
