using System.Text.Json;
using SencoFlows.Cases;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record.Plans;

namespace SencoFlows.Record.Pack;

/// <summary>A document of the record and where it stands in the pack.</summary>
public sealed record PackedDocument(string Path, Document Document);

/// <summary>What of a pupil's record goes along: a pure function of the record and of what the SENCO decided.</summary>
public sealed record PackContent(PackRecord Record, IReadOnlyList<PackedDocument> Documents)
{
    public static PackContent Of(Pupil pupil, IReadOnlyList<Contact> contacts, Transfer transfer, DateOnly built, IssuedPlan? plan = null)
    {
        var goes = pupil.Documents.Where(d => Goes(d, transfer)).OrderBy(d => d.Added).ThenBy(d => d.Id, StringComparer.Ordinal).ToList();
        List<PackedDocument> documents = [.. goes.Select((d, i) => new PackedDocument(PackFormat.DocumentPath(i + 1, d.Name), d))];
        var record = new PackRecord(PackFormat.Name, PackFormat.Version,
            new(pupil.Forename, pupil.Surname, pupil.DateOfBirth, pupil.YearGroup)
            {
                PreferredForename = pupil.PreferredForename, PreferredSurname = pupil.PreferredSurname, Upn = pupil.Upn?.ToString(),
                ConsistentIdentifier = pupil.ConsistentIdentifier, FirstLanguage = pupil.FirstLanguage, LookedAfter = pupil.LookedAfter,
                CareAuthority = pupil.CareAuthority, PreviouslyLookedAfter = pupil.PreviouslyLookedAfter,
            },
            [.. pupil.SenHistory.Select(s => new PackStatus(s.From, s.Provision.Code.ToString()))],
            [.. pupil.Needs.Select((n, i) => new PackNeed(i + 1, n.Type.ToString(), n.Since, n.Note))],
            [.. contacts.OrderBy(c => c.Order).ThenBy(c => c.Id, StringComparer.Ordinal).Select(c => About(c, built))],
            [.. documents.Select(d => new PackDocument(d.Path, d.Document.Name, d.Document.Kind, DateOnly.FromDateTime(d.Document.Added.UtcDateTime)) { Restricted = d.Document.Confidentiality is Confidentiality.Restricted ? true : null })],
            new(transfer.Leaving, transfer.Starts, Sharing(transfer.Agreement.Sharing), transfer.ChildProtectionFile ? "separately" : "none-known", goes.Count < pupil.Documents.Count))
        {
            Plan = plan is null ? null : About(plan),
        };
        return new(record, documents);
    }

    /// <summary>Working notes stay; what is restricted goes only when it was chosen; the rest goes unless it was left out.</summary>
    private static bool Goes(Document document, Transfer transfer) => document.Confidentiality switch
    {
        Confidentiality.SchoolOnly => false,
        Confidentiality.Restricted => transfer.Chosen.Contains(document.Id),
        _ => !transfer.LeftOut.Contains(document.Id),
    };

    private static PackPlan About(IssuedPlan issued)
    {
        var p = issued.Plan;
        return new(issued.Version, issued.At.EnglishDate, p.Review, [.. p.Outcomes.Select(o => new PackOutcome(o.What, o.Measure, o.Target, o.By))],
            [.. p.Provisions.Select(v => new PackProvision(v.Name, JsonNamingPolicy.KebabCaseLower.ConvertName(v.By.ToString()), v.GroupSize, v.TimesAWeek, v.Minutes, v.Weeks, v.Start, v.End))])
        {
            Needs = p.Needs.Count > 0 ? [.. p.Needs.Select(n => new PackPlanNeed(n.Type.ToString(), n.Note))] : null,
            Baselines = p.Baselines.Count > 0 ? [.. p.Baselines.Select(b => new PackBaseline(b.What, b.Result, b.On))] : null,
            Adjustments = p.Adjustments,
            AtHome = p.AtHome,
            Likes = p.AboutMe.Likes,
            Important = p.AboutMe.Important,
            Helps = p.AboutMe.Helps,
        };
    }

    private static PackContact About(Contact contact, DateOnly on)
    {
        var seen = contact.AsOthersSee();
        return new(seen.Name, seen.Relationship, seen.ParentalResponsibility, seen.LivesWith, seen.MayBeContacted == MayBeContacted.Yes)
        {
            Restriction = seen.CourtOrder is { } order && order.InForce(on) ? $"{order.Kind}: {order.Restriction}" : null,
            AddressWithheld = contact.DoNotDiscloseAddress, Email = seen.Email, Phone = seen.Phone, Address = seen.Address.Count > 0 ? seen.Address : null,
            Language = seen.Language == "en" ? null : seen.Language, NeedsInterpreter = seen.NeedsInterpreter,
            Format = seen.Format == Format.Standard ? null : seen.Format.ToString(),
        };
    }

    private static string Sharing(Sharing sharing) => sharing switch
    {
        Processes.RecordTransfer.Sharing.Agreed => "agreed",
        Processes.RecordTransfer.Sharing.InformedNotAgreed => "informed-not-agreed",
        _ => "refused",
    };
}
