using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Register;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.RecordTransfer.Start;

/// <summary>The questions of the start, one a page, and what each answer does to the draft.</summary>
internal static class Questions
{
    public const string Check = "check";
    public const string Unlisted = "unlisted";

    private static readonly string[] _new = ["pupil", "school", "addresses", "leaving", "parents", "goes-along", Check];
    private static readonly string[] _otherSchool = ["school", "addresses", Check];

    private static string[] Of(TransferDraft d) => d.Case is null ? _new : _otherSchool;

    public static bool Has(TransferDraft d, string question) => Of(d).Contains(question) || question == Unlisted;

    /// <summary>The first question without an answer, or the page that checks them all.</summary>
    public static string Next(TransferDraft d) => Of(d).First(q => !IsAnswered(d, q));

    /// <summary>The question before this one; null for the first.</summary>
    public static string? Before(TransferDraft d, string question) =>
        question == Unlisted ? "school" : Array.IndexOf(Of(d), question) is > 0 and var at ? Of(d)[at - 1] : null;

    public static string Title(string question, TransferDraft d) => question switch
    {
        "pupil" => "Who is leaving?",
        "school" => "Which school comes next?",
        Unlisted => "Which school is it?",
        "addresses" => "Where shall the record be sent?",
        "leaving" => "When does the pupil leave?",
        "parents" => "What did the parents say about sharing the record?",
        "goes-along" => "What goes along?",
        Check => d.Case is null ? "Check your answers and send" : "Check and send to the other school",
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };

    private static bool IsAnswered(TransferDraft d, string question) => question switch
    {
        "pupil" => d.Pupil is not null,
        "school" => d.To is not null,
        "addresses" => d.To is { Office.Length: > 0 },
        "leaving" => d.Leaving is not null,
        "parents" => d.Agreement is not null,
        "goes-along" => d.ChildProtectionFile is not null,
        _ => false,
    };

    /// <summary>The change that an answer makes, or what is wrong with it. Never both.</summary>
    public static (Func<TransferDraft, TransferDraft>? Change, FormErrors Errors) Read(string question, Preparing p) => question switch
    {
        "pupil" => p.Pupils.FirstOrDefault(x => x.Id == p.Answers.Text("pupil")) is { } pupil
            ? (d => d.Pupil == pupil.Id ? d : d with { Pupil = pupil.Id, LeftOut = [], Chosen = [], ChildProtectionFile = null }, FormErrors.None)
            : (null, FormErrors.Of("pupil", "Select the pupil who is leaving")),
        Unlisted => ReadUnlisted(p),
        "addresses" => ReadAddresses(p),
        "leaving" => ReadLeaving(p),
        "parents" => ReadParents(p),
        "goes-along" => p.Answers.Text("protection") is "yes" or "no"
            ? (d => d with { ChildProtectionFile = p.Answers.Text("protection") == "yes", LeftOut = LeftOut(p), Chosen = Chosen(p) }, FormErrors.None)
            : (null, FormErrors.Of("protection", "Select whether there is a child protection file")),
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };

    /// <summary>A school of the register, with the addresses that we know because it keeps its cases here too.</summary>
    public static TransferDraft With(TransferDraft d, RegisteredSchool chosen, School? here)
    {
        if (d.To?.Urn == chosen.Urn)
        {
            return d;
        }

        var known = here is { Email.Length: > 0 };
        return d with
        {
            Domain = known && MailAddress.IsOf(here!.Email!, MailAddress.Domain(here.Email!)) ? MailAddress.Domain(here.Email!) : chosen.Domain,
            To = new Destination(chosen.Name, known ? here!.Email! : "", chosen.Urn, chosen.Laestab)
            {
                Here = here is not null, FromRegister = known,
                Senco = here?.In(Role.Senco)?.Email, SencoName = here?.In(Role.Senco)?.Name, Head = here?.In(Role.Head)?.Email,
            },
        };
    }

    private static (Func<TransferDraft, TransferDraft>?, FormErrors) ReadUnlisted(Preparing p)
    {
        var (name, office, senco) = (p.Answers.Words("name"), p.Answers.Words("office"), p.Answers.WordsOrNone("senco"));
        var errors = FormErrors.None.And("name", name.Length is 0 ? "Enter the name of the school" : name.Length > 200 ? "The name of the school must be 200 characters or fewer" : null)
            .And("office", Destinations.WhyNot(office, "office"))
            .And("senco", senco is null ? null : Destinations.WhyNot(senco, "senco"));
        return errors.Any ? (null, errors) : (d => d with { Domain = null, To = new(name, office) { Senco = senco } }, errors);
    }

    private static (Func<TransferDraft, TransferDraft>?, FormErrors) ReadAddresses(Preparing p)
    {
        var (office, senco) = (p.Answers.Words("office"), p.Answers.WordsOrNone("senco"));
        var errors = FormErrors.None.And("office", Destinations.WhyNot(office, "office")).And("senco", senco is null ? null : Destinations.WhyNot(senco, "senco"));
        return errors.Any ? (null, errors) : (d => d.To is null ? d : d.At(office, senco), errors);
    }

    private static (Func<TransferDraft, TransferDraft>?, FormErrors) ReadLeaving(Preparing p)
    {
        var (leaving, wrong) = p.Answers.Date("leaving").Read("leaving date");
        var starts = p.Answers.Date("starts");
        var (first, wrongFirst) = starts.Read("first day at the next school");
        var errors = FormErrors.None.And("leaving", wrong).And("starts", starts.IsEmpty ? null : wrongFirst);
        return errors.Any ? (null, errors) : Taken(p, d => d with { Leaving = leaving, Starts = starts.IsEmpty ? null : first }, "leaving", "starts");
    }

    private static (Func<TransferDraft, TransferDraft>?, FormErrors) ReadParents(Preparing p)
    {
        if (p.Answers.Chosen<Sharing>("sharing") is not { } sharing)
        {
            return (null, FormErrors.Of("sharing", "Select what the parents said"));
        }

        var box = ReasonBox(sharing);
        var (change, errors) = Taken(p, d => d with { Agreement = new(sharing, box is null ? null : p.Answers.WordsOrNone(box)) }, "reason");
        return errors.Any ? (null, FormErrors.Of(box!, errors.Errors[0].Message)) : (change, errors);
    }

    /// <summary>Which box belongs to an answer: two boxes on one page need two names.</summary>
    public static string? ReasonBox(Sharing sharing) => sharing switch { Sharing.Agreed => null, Sharing.InformedNotAgreed => "reason", _ => "refusal" };

    /// <summary>Asks the process whether it would take the answer.</summary>
    private static (Func<TransferDraft, TransferDraft>?, FormErrors) Taken(Preparing p, Func<TransferDraft, TransferDraft> change, params ReadOnlySpan<string> fields) =>
        (p with { Draft = change(p.Draft) }).WhyNot(fields) is { } no ? (null, FormErrors.Of(no)) : (change, FormErrors.None);

    private static string[] LeftOut(Preparing p) => [.. SharedDocuments.Usual(p.Pupil).Select(d => d.Id).Except(p.Answers.Ticked("goes", []))];

    private static string[] Chosen(Preparing p) => [.. SharedDocuments.Restricted(p.Pupil, p.Me).Select(d => d.Id).Intersect(p.Answers.Ticked("restricted", []))];
}
