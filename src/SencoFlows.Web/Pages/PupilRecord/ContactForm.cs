using System.Globalization;
using Microsoft.AspNetCore.Http;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.PupilRecord;

/// <summary>A contact as typed.</summary>
public sealed record ContactForm : IAnswers
{
    public string Name { get; init; } = "";

    public string Relationship { get; init; } = "";

    public string ParentalResponsibility { get; init; } = "";

    public string LivesWith { get; init; } = "";

    public string MayBeContacted { get; init; } = "not-recorded";

    public string CourtOrder { get; init; } = "no";

    public string OrderKind { get; init; } = "";

    public string Restriction { get; init; } = "";

    public DateAnswer Expires { get; init; } = new();

    public string HideAddress { get; init; } = "no";

    public string Email { get; init; } = "";

    public string Phone { get; init; } = "";

    public string Address { get; init; } = "";

    public string Channel { get; init; } = "Email";

    public string Language { get; init; } = "en";

    public string Interpreter { get; init; } = "no";

    public string Format { get; init; } = "Standard";

    public DateAnswer PausedUntil { get; init; } = new();

    public string Order { get; init; } = "1";

    public IReadOnlyList<(string Label, string Text)> Answers =>
    [
        ("Name", Name), ("Relationship", Relationship), ("Parental responsibility", ParentalResponsibility), ("Lives with the pupil", LivesWith), ("May be contacted", MayBeContacted),
        ("Court order", CourtOrder == "yes" ? $"{OrderKind}: {Restriction} {Expires.Plain()}".Trim() : "no"), ("Address hidden from other contacts", HideAddress), ("Email", Email), ("Telephone", Phone),
        ("Address", Address.ReplaceLineEndings("\n").Trim()), ("Reached best by", Channel), ("Language", Language), ("Interpreter", Interpreter), ("Format", Format), ("Nothing before", PausedUntil.Plain()), ("Order", Order),
    ];

    public static ContactForm Of(Contact c) => new()
    {
        Name = c.Name, Relationship = c.Relationship, ParentalResponsibility = YesNo(c.ParentalResponsibility), LivesWith = YesNo(c.LivesWith),
        MayBeContacted = c.MayBeContacted switch { SencoFlows.Record.MayBeContacted.Yes => "yes", SencoFlows.Record.MayBeContacted.No => "no", _ => "not-recorded" },
        CourtOrder = YesNo(c.CourtOrder is not null), OrderKind = c.CourtOrder?.Kind ?? "", Restriction = c.CourtOrder?.Restriction ?? "", Expires = DateAnswer.Of(c.CourtOrder?.Expires),
        HideAddress = YesNo(c.DoNotDiscloseAddress), Email = c.Email ?? "", Phone = c.Phone ?? "", Address = string.Join('\n', c.Address), Channel = c.Channel.ToString(),
        Language = c.Language, Interpreter = YesNo(c.NeedsInterpreter), Format = c.Format.ToString(), PausedUntil = DateAnswer.Of(c.PausedUntil), Order = c.Order.ToString(CultureInfo.InvariantCulture),
    };

    public static ContactForm From(IFormCollection form)
    {
        return new()
        {
            Name = Of("Name"), Relationship = Of("Relationship"), ParentalResponsibility = Of("ParentalResponsibility"), LivesWith = Of("LivesWith"), MayBeContacted = Of("MayBeContacted"),
            CourtOrder = Of("CourtOrder"), OrderKind = Of("OrderKind"), Restriction = Of("Restriction"), Expires = DateAnswer.From(form, "Expires"), HideAddress = Of("HideAddress"),
            Email = Of("Email"), Phone = Of("Phone"), Address = Of("Address").ReplaceLineEndings("\n"), Channel = Of("Channel"), Language = Of("Language"), Interpreter = Of("Interpreter"), Format = Of("Format"),
            PausedUntil = DateAnswer.From(form, "PausedUntil"), Order = Of("Order"),
        };

        string Of(string name) => form[name].ToString().Trim();
    }

    /// <summary>The contact with these answers, or what is wrong with them.</summary>
    public (Contact? Changed, FormErrors Errors) On(Contact contact)
    {
        var (expires, wrongExpires) = Expires.ReadOptional("date on which the order ends");
        var (paused, wrongPaused) = PausedUntil.ReadOptional("date until which nothing is sent");
        var lines = Address.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var errors = FormErrors.None
            .And("Name", Name.Length is 0 or > 100 ? Name.Length == 0 ? "Enter the name" : "Name must be 100 characters or fewer" : null)
            .And("Relationship", Relationship.Length is 0 or > 60 ? Relationship.Length == 0 ? "Enter the relationship to the pupil" : "Relationship must be 60 characters or fewer" : null)
            .And("ParentalResponsibility", IsYesNo(ParentalResponsibility) ? null : "Choose whether this person has parental responsibility")
            .And("LivesWith", IsYesNo(LivesWith) ? null : "Choose whether the pupil lives with this person")
            .And("MayBeContacted", MayBeContacted is "yes" or "no" or "not-recorded" ? null : "Choose whether this person may be contacted")
            .And("CourtOrder", IsYesNo(CourtOrder) ? null : "Choose whether there is a court order")
            .And("Restriction", CourtOrder == "yes" && Restriction.Length is 0 or > 500 ? "Enter what the order limits, in 500 characters or fewer" : null)
            .And("OrderKind", OrderKind.Length > 100 ? "The kind of order must be 100 characters or fewer" : null)
            .And("Expires", CourtOrder == "yes" ? wrongExpires : null)
            .And("HideAddress", IsYesNo(HideAddress) ? null : "Choose whether the address is hidden from other contacts")
            .And("Email", Email.Length == 0 || MailAddress.IsLikely(Email) ? null : "Enter an email address in the correct format, like name@example.com")
            .And("Phone", Phone.Length > 0 && (Phone.Count(char.IsAsciiDigit) < 7 || Phone.Length > 30) ? "Enter a telephone number, like 01632 960 001 or +44 808 157 0192" : null)
            .And("Address", lines.Length > 8 || lines.Any(l => l.Length > 100) ? "The address must have 8 lines or fewer, each of 100 characters or fewer" : null)
            .And("Channel", Enum.TryParse<Channel>(Channel, out var channel) && Enum.IsDefined(channel) ? null : "Choose how this person is reached best")
            .And("Language", Languages.All.Any(l => l.Code == Language) || Language == contact.Language ? null : "Choose a language")
            .And("Interpreter", IsYesNo(Interpreter) ? null : "Choose whether an interpreter is needed")
            .And("Format", Enum.TryParse<Format>(Format, out var format) && Enum.IsDefined(format) ? null : "Choose a format")
            .And("PausedUntil", wrongPaused)
            .And("Order", int.TryParse(Order, NumberStyles.None, CultureInfo.InvariantCulture, out var order) && order is > 0 and < 100 ? null : "Order must be a number from 1");
        return errors.Any ? (null, errors) : (contact with
        {
            Name = Name,
            Relationship = Relationship,
            ParentalResponsibility = ParentalResponsibility == "yes",
            LivesWith = LivesWith == "yes",
            MayBeContacted = MayBeContacted switch { "yes" => SencoFlows.Record.MayBeContacted.Yes, "no" => SencoFlows.Record.MayBeContacted.No, _ => SencoFlows.Record.MayBeContacted.NotRecorded },
            CourtOrder = CourtOrder == "yes" ? new(OrderKind.Length == 0 ? "Court order" : OrderKind, Restriction, expires) : null,
            DoNotDiscloseAddress = HideAddress == "yes",
            Email = Email.Length == 0 ? null : Email,
            Phone = Phone.Length == 0 ? null : Phone,
            Address = lines,
            Channel = channel,
            Language = Language,
            NeedsInterpreter = Interpreter == "yes",
            Format = format,
            PausedUntil = paused,
            Order = order,
        }, errors);
    }

    private static bool IsYesNo(string text) => text is "yes" or "no";

    private static string YesNo(bool value) => value ? "yes" : "no";
}
