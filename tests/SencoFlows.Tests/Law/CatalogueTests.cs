using SencoFlows.Law;

namespace SencoFlows.Tests.Law;

public class CatalogueTests
{
    /// <summary>Stored with cases and linked to: adding is free, renaming breaks both.</summary>
    private const string _ids = """
        senco-qual senco-nasenco-cut senco-npq-start senco-move senco-present sen-notify cycle-review parent-3 annual-report
        ehcna-6 ehcna-advice ehcna-16 ehcp-draft ehcp-20 ehcna-exc consult-name reassess med-contact med-cert med-held appeal
        ar-due ar-meet-latest ar-notice ar-docs ar-report ar-decision ar-reps ar-final pt-15feb pt-31mar pt-meet pt-5m u5-review y9-pfa
        ctf ctf-dual sen-handover cp-file-inyear cp-file-term cp-receipt la-ehcp-move newla-inform newla-review reg-new reg-del
        pep sar edrec dp-complaint sir-annual access-plan eq-obj eq-info census aa-expiry aa-deadline shared-senco retention
        unopposed referral-chase concern
        """;

    public static TheoryData<string> Ids => [.. _ids.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    [Fact]
    public void Holds_every_rule_under_its_id() =>
        Assert.Equal(_ids.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Order(), RuleBook.All.Select(r => r.Id).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_version_says_all_that_a_reader_needs(string id)
    {
        Assert.All(RuleBook.Versions(id), rule =>
        {
            Assert.EndsWith(".", rule.InPlainWords, StringComparison.Ordinal);
            Assert.Equal("https", rule.Url.Scheme);
            Assert.NotEmpty(rule.Source);
            Assert.Equal("from", rule.Inputs[0].Name);
            Assert.False(rule.Inputs[0].Optional);
            Assert.NotEmpty(rule.Parts);
            Assert.Equal(rule.Parts.Select(p => p.Name).Distinct(), rule.Parts.Select(p => p.Name));
            Assert.Equal(rule.Inputs.Select(p => p.Name).Distinct(), rule.Inputs.Select(p => p.Name));
            Assert.All(rule.Parts.SelectMany(p => p.Lines), line => Assert.Contains(line.From, rule.Inputs.Select(i => i.Name)));
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_that_is_not_sure_says_why_and_a_school_policy_says_what_it_chose(string id) =>
        Assert.All(RuleBook.Versions(id), rule =>
        {
            Assert.True(rule.Confidence == Confidence.High || rule.Caveat is not null || rule.Setting is not null);
            Assert.True(rule.Duty != Duty.SchoolPolicy || rule.Setting is not null);
        });

    [Theory]
    [MemberData(nameof(Ids))]
    public void Versions_follow_each_other_without_a_gap_or_an_overlap(string id)
    {
        foreach (var (before, after) in RuleBook.Versions(id).Zip(RuleBook.Versions(id).Skip(1)))
        {
            Assert.Equal(before.InForceTo!.Value.AddDays(1), after.InForceFrom);
        }
    }

    [Theory]
    [InlineData("sar", "2018-05-24", "Data Protection Act 1998, s.7(8)", "2018-07-03")]
    [InlineData("sar", "2018-05-25", "UK GDPR, art. 12(3); Data (Use and Access) Act 2025", "2018-06-25")]
    [InlineData("senco-nasenco-cut", "2024-08-31", "SEND Regulations 2014, reg. 49(7)(a), inserted by SI 2024/535", "2027-08-31")]
    public void The_date_in_the_event_decides_which_version_counts(string id, string from, string source, string due)
    {
        var deadline = RuleBook.Find(id)!.After(IsoDay.Read(from).Day);
        Assert.Equal((source, due), (deadline.Rule.Source, IsoDay.Of(deadline.On)));
    }

    [Fact]
    public void A_duty_that_binds_academies_less_stays_so_in_another_version()
    {
        var academy = RuleBook.Find("sar")! with { Duty = Duty.Should };
        var old = academy.After(new(2018, 5, 24));
        Assert.Equal((Duty.Should, "Data Protection Act 1998, s.7(8)"), (old.Rule.Duty, old.Rule.Source));
    }

    [Fact]
    public void What_a_school_has_set_for_itself_counts_whatever_the_book_says()
    {
        Assert.Equal(10, Rules.ReferralChase.Number);
        Assert.Equal(new(2026, 11, 30), Rules.ReferralChase.Set(5).After(new(2026, 11, 20), SchoolOne.Calendar).On);
        Assert.Null(Rules.Pt15Feb.Number);

        // Also for a day on which another version was in force.
        var set = Rules.Sar.Set(2).After(new(2017, 3, 1));
        Assert.Equal((Rules.Sar.Source, new DateOnly(2017, 5, 2)), (set.Rule.Source, set.On));
    }
}
