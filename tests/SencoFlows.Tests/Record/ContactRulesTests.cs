using SencoFlows.Law;
using SencoFlows.Record;

namespace SencoFlows.Tests.Record;

public class ContactRulesTests
{
    private static readonly DateOnly _today = new(2026, 11, 24);
    private static readonly Contact _mother = new("c1", "Ana Costa", "Mother")
    {
        ParentalResponsibility = true, LivesWith = true, MayBeContacted = MayBeContacted.Yes, Email = "ana@example.org",
    };

    [Fact]
    public void A_parent_who_may_be_contacted_is_told_by_email() =>
        Assert.Equal(Channel.Email, Assert.Single(Ask([_mother]).May).By);

    [Fact]
    public void A_contact_of_whom_nothing_is_recorded_is_told_nothing() =>
        Assert.Equal("Nobody has recorded that this person may be contacted", Why(new("c2", "Sam Lee", "Uncle") { Email = "sam@example.org", LivesWith = true }));

    [Fact]
    public void No_means_no() =>
        Assert.Equal("The record says that this person may not be contacted", Why(_mother with { MayBeContacted = MayBeContacted.No }));

    [Fact]
    public void A_friendly_neighbour_is_told_nothing_even_if_they_may_be_contacted() =>
        Assert.Equal("This person has neither parental responsibility nor the care of the child", Why(_mother with { ParentalResponsibility = false, LivesWith = false }));

    [Fact]
    public void A_grandparent_with_the_care_of_the_child_is_a_parent_in_law() =>
        Assert.Null(ContactRules.WhyNot(_mother with { ParentalResponsibility = false, Relationship = "Grandmother" }, _today));

    [Theory]
    [InlineData(0, "A court order limits contact until 24 November 2026")]
    [InlineData(-1, null)]
    [InlineData(30, "A court order limits contact until 24 December 2026")]
    public void A_court_order_counts_to_the_end_of_its_last_day(int lastDay, string? why) =>
        Assert.Equal(why, ContactRules.WhyNot(_mother with { CourtOrder = new("Prohibited steps", "May not be told where the child goes to school", _today.AddDays(lastDay)) }, _today));

    [Fact]
    public void A_court_order_without_an_end_goes_on() =>
        Assert.Equal("A court order limits contact", Why(_mother with { CourtOrder = new("Non-molestation", "No contact", null) }));

    [Fact]
    public void A_pause_ends_on_the_day_named()
    {
        Assert.Equal("This person asked to receive nothing until 25 November 2026", Why(_mother with { PausedUntil = _today.AddDays(1) }));
        Assert.Null(ContactRules.WhyNot(_mother with { PausedUntil = _today }, _today));
    }

    [Fact]
    public void Somebody_without_email_is_told_by_post_and_without_anything_not_at_all()
    {
        Assert.Equal(Channel.Post, Assert.Single(Ask([_mother with { Email = null, Address = ["1 High Street", "LS1 1AA"] }]).May).By);
        Assert.Equal("There is no email address, telephone number or postal address for this person", Why(_mother with { Email = null }));
    }

    [Fact]
    public void Two_households_are_decided_one_by_one_in_their_order()
    {
        var father = _mother with { Id = "c2", Name = "Rui Costa", LivesWith = false, Order = 0, CourtOrder = new("Child arrangements", "Indirect contact only", null) };
        var told = Ask([_mother, father]);
        Assert.Equal("c1", Assert.Single(told.May).Id);
        Assert.Equal("c2", Assert.Single(told.MayNot).Id);
    }

    [Fact]
    public void An_address_not_to_be_disclosed_is_not_shown_to_others() =>
        Assert.Equal(([], null, null), Hidden((_mother with { DoNotDiscloseAddress = true, Address = ["1 High Street"], Phone = "07700 900123" }).AsOthersSee()));

    [Fact]
    public void Staff_are_told_while_they_work_here()
    {
        var told = ContactRules.For(Role.Senco, null, [], School(new("s1", "Jo", "jo@example.org", [Role.Senco], Left: true), new("s2", "Mo", "mo@example.org", [Role.Senco])), _today);
        Assert.Equal("s2", Assert.Single(told.May).Id);
        Assert.Equal("This person has left the school", Assert.Single(told.MayNot).Why);
    }

    [Fact]
    public void Nobody_else_is_resolved_from_the_record()
    {
        foreach (var role in new[] { Role.Nobody, Role.System, Role.NextSchool, Role.NextSchoolOffice, Role.LocalAuthority })
        {
            Assert.Empty(ContactRules.For(role, _pupil, [_mother], School(), _today).May);
        }
    }

    private static readonly Pupil _pupil = new("p1", "Inês", "Costa", new(2016, 3, 4), "5");

    private static (IReadOnlyList<string>, string?, string?) Hidden(Contact c) => (c.Address, c.Phone, c.Email);

    private static WhoMayBeTold Ask(IReadOnlyList<Contact> contacts) => ContactRules.For(Role.Parents, _pupil, contacts, School(), _today);

    private static string Why(Contact contact) => Assert.Single(Ask([contact]).MayNot).Why;

    private static School School(params Staff[] staff) => new("900001", "9994001", "Elm Primary", Phase.Primary, false, SchoolCalendar.Unknown, new(), staff);
}
