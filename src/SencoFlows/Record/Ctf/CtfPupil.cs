using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using SencoFlows.Record.Import;

namespace SencoFlows.Record.Ctf;

/// <summary>One pupil of a common transfer file. Whatever cannot be understood is a note that names its element and line.</summary>
internal sealed class CtfPupil(XElement pupil, DateOnly today)
{
    private const int _longest = 200;
    private readonly List<Note> _notes = [];

    public SheetRow Row()
    {
        var (forename, surname) = (Must("Forename"), Must("Surname"));
        var born = Date(pupil, "DOB");
        if (born is null && _notes.All(n => n.Column != "DOB"))
        {
            _notes.Add(new("DOB", $"Line {Line(pupil)}: the date of birth is missing"));
        }
        else if (born > today || born < today.AddYears(-26))
        {
            Bad(Child(pupil, "DOB")!, "is not the date of birth of a pupil");
        }

        var basic = Child(pupil, "BasicDetails");
        var history = History();
        var needs = Needs();
        var row = new SheetPupil(Line(pupil), forename ?? "", surname ?? "", born ?? default)
        {
            Upn = OneUpn(),
            Sex = SexOf(),
            PreferredForename = Text(basic, "PreferredForename"),
            PreferredSurname = Text(basic, "PreferredSurname"),
            YearGroup = Child(basic, "NCyearActual") is { } year && year.Value.Trim() is { Length: > 0 } code ? YearGroups.Read(code) ?? Bad(year, $"“{Short(code)}” is not a year group") : null,
            FirstLanguage = FirstLanguage(basic),
            LookedAfter = Flag(Child(Child(pupil, "LookedAfter"), "InCare")),
            CareAuthority = Text(Child(pupil, "LookedAfter"), "CareAuthority"),
            History = history,
            Needs = [.. needs.Select(n => n.Type)],
            NeedsSince = needs.Where(n => n.Since is not null).ToDictionary(n => n.Type, n => n.Since!.Value),
            Contacts = [.. Children(Child(pupil, "Contacts"), "Contact").Take(ImportFields.Contacts).Select(Contact).OfType<SheetContact>()],
        };
        var who = string.Join(", ", new[] { surname, forename }.OfType<string>());
        return new(_notes.Count == 0 ? row : null, Line(pupil), who.Length > 0 ? who : null, _notes);
    }

    private Upn? OneUpn()
    {
        if (Child(pupil, "UPN") is not { } at || at.Value.Trim().Length == 0)
        {
            return null;
        }

        if (Record.Upn.TryParse(at.Value, out var problem, out var upn))
        {
            return upn;
        }

        Bad(at, $"cannot be right. {problem}");
        return null;
    }

    /// <summary>Called Gender up to version 24, Sex since.</summary>
    private Sex? SexOf() => (Child(pupil, "Sex") ?? Child(pupil, "Gender")) is not { } at ? null : at.Value.Trim().ToUpperInvariant() switch
    {
        "M" => Sex.Male,
        "F" => Sex.Female,
        "" => null,
        _ => Wrong(at),
    };

    private Sex? Wrong(XElement at)
    {
        Bad(at, "must be M or F");
        return null;
    }

    /// <summary>Every change of status with its date. A, P and S ended in 2014: they stay as they were written, beside what they have become.</summary>
    private List<SenStatus> History()
    {
        List<SenStatus> all = [];
        foreach (var sen in Children(Child(pupil, "SENhistory"), "SEN"))
        {
            var code = Text(sen, "SENprovision")?.ToUpperInvariant();
            if (code is null)
            {
                continue;
            }

            if (SenCodes.Provision(code) is not { } provision)
            {
                Bad(Child(sen, "SENprovision")!, $"“{Short(code)}” is not a SEN code. The codes are N, K and E, and A, P and S of before 2014");
            }
            else if (Date(sen, "StartDate") is { } from)
            {
                all.Add(new(from, provision) { As = code is "A" or "P" or "S" ? code : null });
            }
            else if (Child(sen, "StartDate") is null)
            {
                _notes.Add(new("StartDate", $"Line {Line(sen)}: a SEN status has no start date"));
            }
        }

        return [.. all.GroupBy(s => s.From).Select(g => g.Last()).OrderBy(s => s.From)];
    }

    /// <summary>In the order of their rank, which files give before or after the type.</summary>
    private List<(SenType Type, DateOnly? Since)> Needs()
    {
        List<(int Rank, SenType Type, DateOnly? Since)> all = [];
        foreach (var need in Children(Child(Child(pupil, "SENhistory"), "SENneeds"), "SENneed"))
        {
            if (Text(need, "SENtype") is not { } code)
            {
                continue;
            }

            if (SenCodes.Type(code) is not { } type)
            {
                Bad(Child(need, "SENtype")!, $"“{Short(code)}” is not a type of need. Use one of {string.Join(", ", Enum.GetNames<SenType>())}");
                continue;
            }

            var ended = Text(need, "NeedEndDate") is not null && Date(need, "NeedEndDate") is { } end && end < today;
            if (!ended)
            {
                all.Add((int.TryParse(Text(need, "SENtypeRank"), NumberStyles.None, CultureInfo.InvariantCulture, out var rank) ? rank : 99, type, Date(need, "NeedStartDate")));
            }
        }

        return [.. all.OrderBy(n => n.Rank).Select(n => (n.Type, n.Since)).DistinctBy(n => n.Type)];
    }

    private static string? FirstLanguage(XElement? basic)
    {
        var first = Children(Child(basic, "Languages"), "Type").FirstOrDefault(t => Text(t, "LanguageType") is "F") ?? Children(Child(basic, "Languages"), "Type").FirstOrDefault();
        return Text(first, "Language") switch { null => null, "ENG" => "English", var code => Languages.Read(code) is { } known ? Languages.Words(known) : code };
    }

    private SheetContact? Contact(XElement contact)
    {
        var name = string.Join(' ', new[] { Text(contact, "Title"), Text(contact, "Forename"), Text(contact, "Surname") }.OfType<string>());
        if (Text(contact, "Surname") is null)
        {
            _notes.Add(new("Contact", $"Line {Line(contact)}: a contact has no surname"));
            return null;
        }

        var email = Text(contact, "Email");
        if (email is not null && !Processes.RecordTransfer.MailAddress.IsLikely(email))
        {
            Bad(Child(contact, "Email")!, "is not an email address");
        }

        return new SheetContact(name)
        {
            Relationship = Relationship(Text(contact, "Relationship")),
            ParentalResponsibility = Flag(Child(contact, "Responsibility")),
            Email = email,
            Phone = Children(Child(contact, "Phones"), "Phone").Select(p => Text(p, "PhoneNo")).OfType<string>().FirstOrDefault(),
            Address = Address(Child(contact, "Address")),
            Order = int.TryParse(Text(contact, "Order"), NumberStyles.None, CultureInfo.InvariantCulture, out var order) && order is > 0 and < 100 ? order : null,
        };
    }

    /// <summary>In the order of the file, whatever the parts are called; numbers of maps and registers are no lines of an address.</summary>
    private static List<string> Address(XElement? address) => address is null ? [] :
        [.. address.Descendants().Where(e => !e.HasElements && e.Name.LocalName is not ("UPRN" or "Easting" or "Northing")).Select(e => e.Value.Trim()).Where(t => t.Length is > 0 and <= _longest).Take(8)];

    /// <summary>The codes that are sure; any other stays as it is written, for a person to put right.</summary>
    private static string? Relationship(string? code) => code?.ToUpperInvariant() switch { "PAM" => "Mother", "PAF" => "Father", "CAR" => "Carer", _ => code };

    private bool? Flag(XElement? at) => at?.Value.Trim().ToLowerInvariant() switch
    {
        null or "" => null,
        "true" or "1" => true,
        "false" or "0" => false,
        _ => BadFlag(at),
    };

    private bool? BadFlag(XElement at)
    {
        Bad(at, "must be true or false");
        return null;
    }

    private DateOnly? Date(XElement parent, string name)
    {
        if (Child(parent, name) is not { } at || at.Value.Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Bad(at, $"“{Short(text)}” is not a date. A common transfer file writes 2016-03-15");
        return null;
    }

    private string? Must(string name)
    {
        if (Text(pupil, name) is { } text)
        {
            return text;
        }

        _notes.Add(new(name, $"Line {Line(pupil)}: the {name.ToLowerInvariant()} is missing"));
        return null;
    }

    private string? Bad(XElement at, string why)
    {
        _notes.Add(new(at.Name.LocalName, $"Line {Line(at)}: {at.Name.LocalName} {why}"));
        return null;
    }

    private static XElement? Child(XElement? parent, string name) => parent?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static IEnumerable<XElement> Children(XElement? parent, string name) => parent?.Elements().Where(e => e.Name.LocalName == name) ?? [];

    /// <summary>Null when there is nothing, or more than any name or code can be long.</summary>
    private static string? Text(XElement? parent, string name) => Child(parent, name) is { HasElements: false } e && e.Value.Trim() is { Length: > 0 and <= _longest } text ? CellText.Plain(text) : null;

    private static int Line(XElement e) => ((IXmlLineInfo)e).LineNumber;

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
