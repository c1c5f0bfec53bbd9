using System.Globalization;
using SencoFlows.Law;
using SencoFlows.Local.Seed;

namespace SencoFlows.Tests.Local;

/// <summary>A SENCO who tries the program out knows her year groups.</summary>
public sealed class SeedPupilsTests
{
    [Theory]
    [InlineData("2026-11-26")]
    [InlineData("2027-08-31")]
    public void Every_pupil_of_the_fictional_trust_is_as_old_as_their_year_group(string day)
    {
        var today = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var before = AcademicYear.Of(today).From.AddDays(-1);
        var pupils = SeedSchools.All(today).SelectMany(s => SeedPupils.Of(s, today)).Select(p => p.Pupil).ToList();
        Assert.Equal(60, pupils.Count);
        Assert.All(pupils, p =>
        {
            var starts = p.YearGroup == "R" ? 4 : int.Parse(p.YearGroup, CultureInfo.InvariantCulture) + 4;
            Assert.InRange(p.DateOfBirth, before.AddYears(-starts - 1).AddDays(1), before.AddYears(-starts));
        });
    }
}
