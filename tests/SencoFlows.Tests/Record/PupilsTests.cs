using SencoFlows.Cases;
using SencoFlows.Record;

namespace SencoFlows.Tests.Record;

public class PupilsTests
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly MemoryRows _rows = new();

    private Pupils Pupils => new(_rows);

    private static Pupil Ada(string id = "p1", string? upn = "A391200026001") =>
        new(id, "Ada", "Okafor", new(2016, 3, 4), "5") { Upn = upn is null ? null : Upn.Parse(upn) };

    [Fact]
    public async Task A_pupil_comes_back_as_it_was_saved()
    {
        var ada = Ada() with
        {
            SenHistory = [new(new(2025, 9, 1), SenProvision.SenSupport)],
            Needs = [new(SenType.SLCN, new(2025, 9, 1)), new(SenType.HI)],
            Documents = [new("d1", new string('a', 64), "report.pdf", "application/pdf", 12, DocumentKind.SpecialistReport, Confidentiality.Restricted, DateTimeOffset.UnixEpoch, "s1")],
        };
        await Pupils.Save(ada, 0, _ct);
        Assert.Equal(Wire.Write(ada), Wire.Write((await Pupils.Find("p1", _ct))!.Value));
    }

    [Fact]
    public async Task Who_comes_second_is_shown_both_versions_and_loses_nothing()
    {
        await Pupils.Save(Ada(), 0, _ct);
        Assert.IsType<Saved<Pupil>.Done>(await Pupils.Save(Ada() with { YearGroup = "6" }, 1, _ct));
        var lost = Assert.IsType<Saved<Pupil>.Overtaken>(await Pupils.Save(Ada() with { LookedAfter = true }, 1, _ct));
        Assert.Equal("6", lost.Theirs!.Value.YearGroup);
        Assert.True(lost.Mine.LookedAfter);
        Assert.Equal("6", (await Pupils.Find("p1", _ct))!.Value.YearGroup);
    }

    [Fact]
    public async Task The_same_save_twice_is_one_save()
    {
        Assert.Equal(1, Assert.IsType<Saved<Pupil>.Done>(await Pupils.Save(Ada(), 0, _ct)).Now.Revision);
        Assert.Equal(1, Assert.IsType<Saved<Pupil>.Done>(await Pupils.Save(Ada(), 0, _ct)).Now.Revision);
    }

    [Fact]
    public async Task Two_pupils_never_share_a_unique_pupil_number()
    {
        await Pupils.Save(Ada(), 0, _ct);
        Assert.Equal("p1", Assert.IsType<Saved<Pupil>.UpnTaken>(await Pupils.Save(Ada("p2"), 0, _ct)).PupilId);
        Assert.Null(await Pupils.Find("p2", _ct));

        await Pupils.Save(Ada(upn: "B801200005001"), 1, _ct);
        Assert.IsType<Saved<Pupil>.Done>(await Pupils.Save(Ada("p2"), 0, _ct));
    }

    [Fact]
    public async Task Two_who_take_the_same_number_at_once_do_not_both_get_it()
    {
        _rows.Before = async n =>
        {
            if (n == 1)
            {
                await Pupils.Save(Ada("p2"), 0, _ct);
            }
        };
        Assert.IsType<Saved<Pupil>.UpnTaken>(await Pupils.Save(Ada(), 0, _ct));
    }

    [Fact]
    public async Task A_pupils_page_is_two_reads_and_a_caseload_of_500_is_one()
    {
        await new Imports(_rows).Save("i1", [.. Enumerable.Range(0, 500).Select(i => new Incoming($"p{i}", Ada($"p{i}", null), 0, [new(new("c1", "Ngozi Okafor", "Mother"), 0)]))], _ct);
        await new Imports(_rows).Tidy(_ct);
        var before = _rows.Requests;
        Assert.Single((await Pupils.File("p7", _ct))!.Contacts);
        Assert.Equal(2, _rows.Requests - before);
        Assert.Equal(500, (await Pupils.All(_ct)).Count);
        Assert.Equal(3, _rows.Requests - before);
    }

    [Fact]
    public async Task A_contact_is_removed_only_as_it_was_seen()
    {
        await Pupils.Save("p1", new Contact("c1", "Ngozi Okafor", "Mother"), 0, _ct);
        await Pupils.Save("p1", new Contact("c1", "Ngozi Okafor", "Mother") { Phone = "07700 900123" }, 1, _ct);
        Assert.False(await Pupils.Remove("p1", "c1", 1, _ct));
        Assert.True(await Pupils.Remove("p1", "c1", 2, _ct));
    }

    [Fact]
    public async Task No_key_holds_anything_personal()
    {
        await Pupils.Save(Ada(), 0, _ct);
        await Pupils.Save("p1", new Contact("c1", "Ngozi Okafor", "Mother"), 0, _ct);
        await new PupilLog(_rows).Note("p1", new(DateTimeOffset.UnixEpoch, Actor.Clock, "document-read"), _ct);
        Assert.All(_rows.Keys, k => Assert.DoesNotMatch("Ada|Okafor|A391200026001|Ngozi", k));
    }

    [Theory]
    [InlineData("../p1")]
    [InlineData("p1|x")]
    [InlineData("")]
    [InlineData("P1")]
    public async Task An_address_with_anything_but_an_id_finds_nothing(string id)
    {
        Assert.Null(await Pupils.Find(id, _ct));
        Assert.Null(await Pupils.File(id, _ct));
        Assert.Equal(0, _rows.Requests);
    }

    [Fact]
    public void The_status_of_a_day_is_the_last_that_began_by_then()
    {
        var ada = Ada().With(new SenStatus(new(2026, 1, 5), SenProvision.Plan)).With(new SenStatus(new(2025, 9, 1), SenProvision.SenSupport));
        Assert.Equal(SenProvision.None, ada.Provision(new(2025, 8, 31)));
        Assert.Equal(SenProvision.SenSupport, ada.Provision(new(2026, 1, 4)));
        Assert.Equal(SenProvision.Plan, ada.Provision(new(2026, 1, 5)));
    }

    [Theory]
    [InlineData("2015-10-02", "6")]
    [InlineData("2016-08-31", "6")]
    [InlineData("2016-09-01", "5")]
    [InlineData("2022-09-01", "N2")]
    [InlineData("2022-08-31", "R")]
    public void Year_group_follows_from_the_age_on_31_August(string born, string year) =>
        Assert.Equal(year, YearGroups.Of(DateOnly.Parse(born, null), new(2026, 11, 24)));

    [Theory]
    [InlineData("Year 5", "5")]
    [InlineData("Y05", "5")]
    [InlineData("Yr 11", "11")]
    [InlineData("YR", "R")]
    [InlineData("reception", "R")]
    [InlineData("Nursery", "N2")]
    [InlineData("15", null)]
    public void Year_groups_are_read_as_people_write_them(string text, string? code) => Assert.Equal(code, YearGroups.Read(text));
}
