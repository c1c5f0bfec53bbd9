using SencoFlows.Law;
using SencoFlows.Record;

namespace SencoFlows.Local.Seed;

/// <summary>A fictional trust of two primaries and a secondary. Nobody in it exists; .example addresses reach nobody.</summary>
internal static class SeedSchools
{
    public const string Larkfield = "990101";
    public const string BridgeStreet = "990102";
    public const string Ashdown = "990103";

    /// <summary>In the staff list of every school, so that each can write to the trust.</summary>
    private static readonly Staff _trust = new("trust", "Helena Strand", "h.strand@larkfieldtrust.example", [Role.TrustLead]);

    public static IReadOnlyList<School> All(DateOnly today)
    {
        var calendar = SeedCalendar.Around(today);
        return
        [
            School(Larkfield, "9012001", "Larkfield Primary School", Phase.Primary, "larkfield.example", "01632 960101", calendar,
            [
                new("senco", "Priya Nair", "p.nair@larkfield.example", [Role.Senco]),
                new("head", "Daniel Okoro", "head@larkfield.example", [Role.Head]),
                new("office", "Margaret Doyle", "office@larkfield.example", [Role.Admin]),
                new("safeguarding", "Yusuf Rahman", "y.rahman@larkfield.example", [Role.SafeguardingLead]),
                new("teacher6", "Ellen Whitcombe", "e.whitcombe@larkfield.example", [Role.Teacher]),
                new("governor", "Ruth Adeyemi", "r.adeyemi@larkfield.example", [Role.Governor]),
                _trust,
            ]),
            School(BridgeStreet, "9012002", "Bridge Street Primary School", Phase.Primary, "bridgestreet.example", "01632 960102", calendar,
            [
                new("senco", "Tomasz Zielinski", "t.zielinski@bridgestreet.example", [Role.Senco, Role.Teacher]),
                new("head", "Carys Bevan", "head@bridgestreet.example", [Role.Head, Role.SafeguardingLead]),
                new("office", "Samina Akhtar", "office@bridgestreet.example", [Role.Admin]),
                new("governor", "Owain Price", "o.price@bridgestreet.example", [Role.Governor]),
                _trust,
            ]),
            School(Ashdown, "9014001", "Ashdown Academy", Phase.Secondary, "ashdown.example", "01632 960103", calendar,
            [
                new("senco", "Grace Mensah", "g.mensah@ashdown.example", [Role.Senco]),
                new("head", "Robert Leigh", "head@ashdown.example", [Role.Head]),
                new("office", "Ivy Chan", "office@ashdown.example", [Role.Admin]),
                new("safeguarding", "Patrick Byrne", "p.byrne@ashdown.example", [Role.SafeguardingLead]),
                new("governor", "Joan Sutcliffe", "j.sutcliffe@ashdown.example", [Role.Governor]),
                _trust,
            ]),
        ];
    }

    private static School School(string urn, string laestab, string name, Phase phase, string domain, string phone, SchoolCalendar calendar, IReadOnlyList<Staff> staff) =>
        new(urn, laestab, name, phase, IsAcademy: phase == Phase.Secondary, calendar, new Policies(), staff) { Email = $"office@{domain}", Phone = phone, Town = "Larkfield" };
}
