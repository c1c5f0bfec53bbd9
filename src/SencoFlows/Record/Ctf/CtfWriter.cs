using System.Globalization;
using System.Text;
using System.Xml;
using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record.Pack;

namespace SencoFlows.Record.Ctf;

/// <summary>
/// A draft of a common transfer file with the pupil part. It has not been checked against the schema of the DfE: the order inside
/// BasicDetails, SENneed and Contact is as other systems write it.
/// </summary>
public static class CtfWriter
{
    /// <summary>Where the destination is not known: the area for lost pupils.</summary>
    public const string NotKnown = "XXXXXXX";

    /// <summary>A school outside the maintained sector of England: independent, or in another country.</summary>
    public const string Outside = "MMMMMMM";

    public const string Draft = "Draft. Check this file against the schema of the Department for Education (the collection common-transfer-file on GOV.UK) before you upload it.";

    /// <summary>"8201001_CTF_8202002_001.xml".</summary>
    /// <param name="from">The DfE number of the sender, seven digits.</param>
    /// <param name="to">That of the next school, or <see cref="NotKnown"/> or <see cref="Outside"/>.</param>
    /// <param name="number">Counts up for each destination from 1; after 999 it begins anew.</param>
    public static string FileName(string from, string to, int number) => string.Create(CultureInfo.InvariantCulture, $"{from}_CTF_{to}_{((number - 1) % 999) + 1:D3}.xml");

    /// <param name="record">What may leave the school: addresses that must not be disclosed are not in it.</param>
    /// <param name="sex">Null is left out, which the schema will not take.</param>
    /// <param name="from">The sender.</param>
    /// <param name="to">The next school, if the register knows it.</param>
    /// <param name="destination">As in the name of the file.</param>
    /// <param name="version">"25.0": a new one each September.</param>
    /// <param name="now">When it is written.</param>
    public static byte[] Write(PackRecord record, Sex? sex, School from, PackSchool to, string destination, string version, DateTimeOffset now)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartDocument();
            xml.WriteComment($" {Draft} ");
            xml.WriteStartElement("CTfile");
            Header(xml, from, to, destination, version, now);
            xml.WriteStartElement("CTFpupilData");
            Pupil(xml, record, sex, version);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Header(XmlWriter xml, School from, PackSchool to, string destination, string version, DateTimeOffset now)
    {
        xml.WriteStartElement("Header");
        xml.WriteElementString("DocumentName", "Common Transfer File");
        xml.WriteElementString("CTFversion", version);
        xml.WriteElementString("DateTime", now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteElementString("DocumentQualifier", "partial");
        xml.WriteElementString("SupplierID", "SencoFlows");
        xml.WriteStartElement("SourceSchool");
        School(xml, from.Laestab, from.Urn);
        xml.WriteElementString("SchoolName", Clean(from.Name));
        xml.WriteElementString("AcademicYear", AcademicYear.Of(now.EnglishDate).Starts.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        xml.WriteStartElement("DestSchool");
        School(xml, destination, to.Urn);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void School(XmlWriter xml, string number, string? urn)
    {
        xml.WriteElementString("LEA", number[..3]);
        xml.WriteElementString("Estab", number[3..]);
        Some(xml, "URN", urn);
    }

    private static void Pupil(XmlWriter xml, PackRecord record, Sex? sex, string version)
    {
        var p = record.Pupil;
        xml.WriteStartElement("Pupil");
        Some(xml, "UPN", p.Upn);
        xml.WriteElementString("Surname", Clean(p.Surname));
        xml.WriteElementString("Forename", Clean(p.Forename));
        xml.WriteElementString("DOB", Iso(p.DateOfBirth));
        Some(xml, decimal.TryParse(version, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var v) && v < 25 ? "Gender" : "Sex", sex switch { Sex.Female => "F", Sex.Male => "M", _ => null });
        xml.WriteStartElement("BasicDetails");
        Some(xml, "PreferredSurname", p.PreferredSurname);
        Some(xml, "PreferredForename", p.PreferredForename);
        xml.WriteElementString("NCyearActual", p.YearGroup);
        xml.WriteEndElement();
        if (p.LookedAfter)
        {
            xml.WriteStartElement("LookedAfter");
            xml.WriteElementString("InCare", "true");
            Some(xml, "CareAuthority", p.CareAuthority is { Length: 3 } code && code.All(char.IsAsciiDigit) ? code : null);
            xml.WriteEndElement();
        }

        Sen(xml, record);
        Contacts(xml, record.Contacts);
        xml.WriteEndElement();
    }

    private static void Sen(XmlWriter xml, PackRecord record)
    {
        if (record.SenHistory.Count + record.Needs.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("SENhistory");
        foreach (var status in record.SenHistory)
        {
            xml.WriteStartElement("SEN");
            xml.WriteElementString("StartDate", Iso(status.From));
            xml.WriteElementString("SENprovision", status.Code);
            xml.WriteEndElement();
        }

        if (record.Needs.Count > 0)
        {
            xml.WriteStartElement("SENneeds");
            foreach (var need in record.Needs)
            {
                xml.WriteStartElement("SENneed");
                Some(xml, "NeedStartDate", need.Since is { } since ? Iso(since) : null);
                xml.WriteElementString("SENtypeRank", need.Rank.ToString(CultureInfo.InvariantCulture));
                xml.WriteElementString("SENtype", need.Code);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Contacts(XmlWriter xml, IReadOnlyList<PackContact> contacts)
    {
        if (contacts.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("Contacts");
        for (var i = 0; i < contacts.Count; i++)
        {
            var (c, names) = (contacts[i], contacts[i].Name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            xml.WriteStartElement("Contact");
            xml.WriteElementString("Order", (i + 1).ToString(CultureInfo.InvariantCulture));
            xml.WriteElementString("Surname", Clean(names.Length > 0 ? names[^1] : c.Name));
            Some(xml, "Forename", names.Length > 1 ? string.Join(' ', names[..^1]) : null);
            Some(xml, "Relationship", c.Relationship.ToUpperInvariant() switch { "MOTHER" => "PAM", "FATHER" => "PAF", "CARER" => "CAR", _ => null });
            xml.WriteElementString("Responsibility", c.ParentalResponsibility ? "true" : "false");
            if (c.Phone is { Length: > 0 } phone)
            {
                xml.WriteStartElement("Phones");
                xml.WriteStartElement("Phone");
                xml.WriteElementString("PhoneNo", Clean(phone));
                xml.WriteEndElement();
                xml.WriteEndElement();
            }

            Some(xml, "Email", c.Email);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Some(XmlWriter xml, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            xml.WriteElementString(name, Clean(value));
        }
    }

    /// <summary>Without the characters that XML cannot hold.</summary>
    private static string Clean(string text) => string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
