using System.Globalization;
using SencoFlows.Law;
using SencoFlows.Record;

namespace SencoFlows.Local.Seed;

/// <summary>Sixty fictional pupils with special educational needs and the people around them: the same ones every time.</summary>
internal static class SeedPupils
{
    private sealed record Family(string Surname, string Language, string Code, string[] Children, string[] Parents);

    private static readonly Family[] _families =
    [
        new("Okafor", "Igbo", "en", ["Ada", "Chidi"], ["Ngozi", "Emeka"]),
        new("Kowalczyk", "Polish", "pl", ["Zofia", "Jakub", "Maja"], ["Agnieszka", "Marek"]),
        new("Hussain", "Urdu", "ur", ["Amina", "Bilal", "Zara"], ["Shazia", "Imran"]),
        new("Thompson", "English", "en", ["Alfie", "Poppy", "Jayden"], ["Kelly", "Lee"]),
        new("Begum", "Bengali", "bn", ["Nadia", "Rayan"], ["Fatima", "Kamal"]),
        new("Abdi", "Somali", "so", ["Hodan", "Liban"], ["Sahra", "Ahmed"]),
        new("Patel", "Gujarati", "gu", ["Anaya", "Dev"], ["Meera", "Nilesh"]),
        new("O’Brien", "English", "en", ["Saoirse", "Finn"], ["Niamh", "Conor"]),
        new("Popescu", "Romanian", "ro", ["Ioana", "Andrei"], ["Elena", "Mihai"]),
        new("Clarke", "English", "en", ["Tyrese", "Amelia"], ["Sharon", "Marlon"]),
        new("Nguyen", "Vietnamese", "vi", ["Linh", "Minh"], ["Hoa", "Tuan"]),
        new("Silva", "Portuguese", "pt", ["Beatriz", "Tiago"], ["Ana", "Rui"]),
        new("Kaya", "Turkish", "tr", ["Elif", "Emir"], ["Zeynep", "Burak"]),
        new("Walker", "English", "en", ["Harry", "Ruby", "Ethan"], ["Joanne", "Craig"]),
        new("Haile", "Tigrinya", "ti", ["Selam"], ["Miriam", "Yonas"]),
        new("Kovalenko", "Ukrainian", "uk", ["Sofiia", "Danylo"], ["Olena", "Taras"]),
        new("Singh", "Panjabi", "pa", ["Simran", "Arjan"], ["Harpreet", "Gurdeep"]),
        new("Lewis", "English", "en", ["Isla", "Noah"], ["Bethan", "Rhys"]),
        new("Ali", "Arabic", "ar", ["Layla", "Omar"], ["Rana", "Hassan"]),
        new("Smith", "Romany", "en", ["Billy", "Kizzy"], ["Mary", "Joe"]),
    ];

    private static readonly (SenType Type, string Note)[] _needs =
    [
        (SenType.SLCN, "Follows one instruction at a time. Give time to answer, and show as well as tell."),
        (SenType.SPLD, "Reads best with enlarged print on a cream page. Let others copy from the board."),
        (SenType.ASD, "Changes of plan are hard: warn five minutes ahead and show the new plan as a picture."),
        (SenType.SEMH, "Needs a calm start. A short walk with a known adult helps more than questions."),
        (SenType.MLD, "Learns in small steps with much repetition. Check understanding by asking to show it."),
        (SenType.HI, "Wears two hearing aids. Sits at the front on the left, and lip-reads: face the class."),
        (SenType.PD, "Uses a walking frame. Allow ten minutes more between lessons, and a seat with arms."),
        (SenType.VI, "Sees best from two metres. Read aloud what is on the board."),
    ];

    private static readonly string[] _primary = ["R", "1", "2", "3", "4", "5", "6", "6"];
    private static readonly string[] _secondary = ["7", "7", "8", "8", "9", "10", "11"];

    /// <summary>What one school is given, with the contacts of each pupil.</summary>
    public static IEnumerable<(Pupil Pupil, IReadOnlyList<Contact> Contacts)> Of(School school, DateOnly today)
    {
        var (first, count) = school.Urn switch { SeedSchools.Larkfield => (0, 22), SeedSchools.BridgeStreet => (22, 18), _ => (40, 20) };
        return Enumerable.Range(first, count).Select(i => One(school, i, today));
    }

    private static (Pupil, IReadOnlyList<Contact>) One(School school, int i, DateOnly today)
    {
        var family = _families[i % _families.Length];
        var round = i / _families.Length;
        var years = school.Phase == Phase.Secondary ? _secondary : _primary;
        var year = years[i % years.Length];
        var age = YearGroups.Order(year) + 3; // That they reach in the course of the year: who is in Reception turns five.
        var born = new DateOnly(AcademicYear.Of(today).Starts - age, 9, 1).AddDays(i * 37 % 364);
        var since = AcademicYear.Of(today).From.AddYears(-1 - (i % 2)).AddDays(20 + i);
        var plan = i % 6 == 0;
        var (main, second) = (_needs[i % _needs.Length], _needs[(i + 3) % _needs.Length]);
        var pupil = new Pupil($"pupil{i + 1:D2}", family.Children[round % family.Children.Length], family.Surname, born, year)
        {
            Upn = Number(school, i),
            FirstLanguage = family.Language,
            LookedAfter = i % 19 == 7,
            CareAuthority = i % 19 == 7 ? "901" : null,
            SenHistory = plan ? [new(since, SenProvision.SenSupport), new(since.AddMonths(9), SenProvision.Plan)] : [new(since, SenProvision.SenSupport)],
            Needs = i % 3 == 0 ? [new(main.Type, since, main.Note), new(second.Type, since.AddMonths(2), second.Note)] : [new(main.Type, since, main.Note)],
        };
        return (pupil, Around(pupil, family, i));
    }

    private static IReadOnlyList<Contact> Around(Pupil pupil, Family family, int i)
    {
        var street = $"{(i * 7 % 90) + 1} {(i % 2 == 0 ? "Station Road" : "Orchard Way")}";
        string[] address = [street, "Larkfield", $"ZZ{(i % 9) + 1} {(i % 8) + 1}AB"];
        if (pupil.LookedAfter)
        {
            return
            [
                new("carer", $"Joan Pritchard", "Foster carer") { LivesWith = true, MayBeContacted = MayBeContacted.Yes, Email = $"joan.{pupil.Id}@families.example", Phone = "01632 960200", Address = address, DoNotDiscloseAddress = true },
                new("worker", "Amos Bell", "Social worker") { MayBeContacted = MayBeContacted.Yes, Email = "a.bell@council.example", Order = 2 },
            ];
        }

        var first = new Contact("first", $"{family.Parents[0]} {family.Surname}", "Mother")
        {
            ParentalResponsibility = true, LivesWith = true, MayBeContacted = MayBeContacted.Yes, Language = family.Code, NeedsInterpreter = family.Code != "en" && i % 4 == 1,
            Format = i % 11 == 3 ? Format.LargePrint : i % 13 == 5 ? Format.EasyRead : Format.Standard,
            Email = i % 10 == 9 ? null : $"{family.Parents[0]}.{pupil.Id}@families.example".ToLowerInvariant(), Phone = string.Create(CultureInfo.InvariantCulture, $"07700 900{i:D3}"),
            Address = address, Channel = i % 10 == 9 ? Channel.Post : Channel.Email,
        };
        if (i % 3 == 2)
        {
            return [first];
        }

        var second = new Contact("second", $"{family.Parents[1]} {family.Surname}", "Father")
        {
            ParentalResponsibility = true, LivesWith = i % 4 != 1, MayBeContacted = i % 7 == 4 ? MayBeContacted.NotRecorded : MayBeContacted.Yes, Language = family.Code,
            Email = $"{family.Parents[1]}.{pupil.Id}@families.example".ToLowerInvariant(), Order = 2,
            CourtOrder = i % 17 == 4 ? new("Prohibited steps order", "May not be told where the child goes to school", null) : null,
        };
        return [first with { DoNotDiscloseAddress = second.CourtOrder is not null }, second];
    }

    private static Upn Number(School school, int i)
    {
        var twelve = string.Create(CultureInfo.InvariantCulture, $"{school.Laestab}{20 + (i % 5):D2}{i + 1:D3}");
        return Upn.Parse(Upn.CheckLetter(twelve) + twelve);
    }
}
