using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Storage;
using SencoFlows.Web.Access;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.PupilRecord;

/// <summary>Adds, changes and removes the contacts of a pupil.</summary>
internal static class ContactPages
{
    public static void MapContacts(this IEndpointRouteBuilder app)
    {
        app.MapGet("/pupils/{id}/contacts/new", async (string id, Me me, IStore store, CancellationToken ct) =>
            await new Pupils(store.Rows(me.School.Urn)).File(id, ct) is { } file
                ? Page.Of<ContactPage>(new { PupilId = id, Value = new ContactForm { Order = (file.Contacts.Count + 1).ToString(CultureInfo.InvariantCulture) }, Once = Once.New() })
                : Page.NotFound).For(PupilAccess.Editors);
        app.MapPost("/pupils/{id}/contacts/new", Add).For(PupilAccess.Editors);
        app.MapGet("/pupils/{id}/contacts/{contact}", async (string id, string contact, Me me, IStore store, TimeProvider clock, CancellationToken ct) =>
            await Find(id, contact, me, store, ct) is { } now && ContactForm.Of(now.Value) is var form
                ? Show(id, now.Value, clock.Today, form, Editing<Contact, ContactForm>.Mark(form))
                : await Past(id, me, store, ct)).For(PupilAccess.Editors);
        app.MapPost("/pupils/{id}/contacts/{contact}", Change).For(PupilAccess.Editors);
        app.MapGet("/pupils/{id}/contacts/{contact}/remove", async (string id, string contact, Me me, IStore store, CancellationToken ct) =>
            await Find(id, contact, me, store, ct) is { } now ? AskToRemove(id, now) : await Past(id, me, store, ct)).For(PupilAccess.Editors);
        app.MapPost("/pupils/{id}/contacts/{contact}/remove", Remove).For(PupilAccess.Editors);
    }

    /// <summary>The id of the form becomes the id of the contact: sending it twice adds one.</summary>
    private static async Task<IResult> Add(string id, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var once = Once.From(form);
        var typed = ContactForm.From(form);
        var pupils = new Pupils(store.Rows(me.School.Urn));
        if (await pupils.Find(id, ct) is null)
        {
            return Page.NotFound;
        }

        var (contact, errors) = typed.On(new Contact(once.Request, "", ""));
        if (contact is null)
        {
            return Page.Of<ContactPage>(new { PupilId = id, Value = typed, Once = once, Errors = errors }, StatusCodes.Status422UnprocessableEntity);
        }

        await pupils.Save(id, contact, 0, ct);
        await me.Note(store, clock, id, PupilNotes.ContactAdded, contact.Id, ct);
        return TypedResults.LocalRedirect($"/pupils/{id}#contacts");
    }

    private static async Task<IResult> Change(string id, string contact, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        var typed = ContactForm.From(form);
        var pupils = new Pupils(store.Rows(me.School.Urn));
        Contact? seen = null;
        return await new Editing<Contact, ContactForm>
        {
            Find = async () => await Find(id, contact, me, store, ct) is { } now ? now with { Value = seen = now.Value } : null,
            FormOf = ContactForm.Of,
            Apply = typed.On,
            Save = (changed, revision) => pupils.Save(id, changed, revision, ct),
            Show = (value, mark, errors, differ) => Show(id, seen!, clock.Today, value, mark, errors, differ),
            Done = async () =>
            {
                await me.Note(store, clock, id, PupilNotes.ContactChanged, contact, ct);
                return TypedResults.LocalRedirect($"/pupils/{id}#contacts");
            },
            Gone = () => Past(id, me, store, ct),
        }.Run(typed, form[Editing<Contact, ContactForm>.Seen].ToString());
    }

    private static async Task<IResult> Remove(string id, string contact, HttpContext http, Me me, IStore store, TimeProvider clock, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        _ = int.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision);
        if (RecordId.Is(id) && RecordId.Is(contact) && await new Pupils(store.Rows(me.School.Urn)).Remove(id, contact, revision, ct))
        {
            await me.Note(store, clock, id, PupilNotes.ContactRemoved, contact, ct);
            return TypedResults.LocalRedirect($"/pupils/{id}#contacts");
        }

        return await Find(id, contact, me, store, ct) is { } now
            ? AskToRemove(id, now, FormErrors.Of("", "Somebody changed this contact while you had it open. Look at it again before you remove it"))
            : await Past(id, me, store, ct);
    }

    /// <summary>The contact was removed, here or in another window.</summary>
    private static async Task<IResult> Past(string id, Me me, IStore store, CancellationToken ct) => await new Pupils(store.Rows(me.School.Urn)).Find(id, ct) is not null
        ? WayOn.From("This contact is no longer here", ["The contact was removed. Nothing was changed now."], ("See the pupil’s contacts", $"/pupils/{id}#contacts"))
        : Page.NotFound;

    private static async Task<Versioned<Contact>?> Find(string id, string contact, Me me, IStore store, CancellationToken ct) =>
        (await new Pupils(store.Rows(me.School.Urn)).File(id, ct))?.Contacts.FirstOrDefault(c => c.Value.Id == contact);

    private static IResult Show(string id, Contact now, DateOnly today, ContactForm value, string seen, FormErrors? errors = null, IReadOnlyList<Difference>? differ = null) =>
        Page.Of<ContactPage>(new { PupilId = id, Now = now, WhyNot = ContactRules.WhyNot(now, today), Value = value, Seen = seen, Errors = errors ?? FormErrors.None, Differences = differ ?? [] },
            errors is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static IResult AskToRemove(string id, Versioned<Contact> contact, FormErrors? errors = null) => Page.Of<RemovePage>(new
    {
        Title = "Remove a contact",
        What = $"{contact.Value.Name}, {contact.Value.Relationship}",
        Words = "What was sent to this person before stays in the history of each case. If the person only may not be contacted any more, change the contact instead: then the reason stays on record.",
        Back = $"/pupils/{id}/contacts/{contact.Value.Id}",
        contact.Revision,
        Errors = errors ?? FormErrors.None,
    }, errors is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
