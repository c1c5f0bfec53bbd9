using SencoFlows.Processes.RecordTransfer;

namespace SencoFlows.Tests.Processes.RecordTransfer;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("office@hilltop.sch.uk", "hilltop.sch.uk", true)]
    [InlineData("Office@HillTop.sch.uk", "hilltop.sch.uk", true)]
    [InlineData("senco@primary.hilltop.sch.uk", "hilltop.sch.uk", true)]
    [InlineData("office@nothilltop.sch.uk", "hilltop.sch.uk", false)]
    [InlineData("office@hilltop.sch.uk.evil.com", "hilltop.sch.uk", false)]
    [InlineData("hilltop.sch.uk@gmail.com", "hilltop.sch.uk", false)]
    [InlineData("office@hilltop.sch.uk@evil.com", "hilltop.sch.uk", false)]
    [InlineData("anybody@gmail.com", "gmail.com", false)]
    [InlineData("hilltop@Outlook.com", "Outlook.com", false)]
    public void An_address_is_the_schools_own_only_in_a_domain_that_is_its_own(string address, string domain, bool own) => Assert.Equal(own, MailAddress.IsOf(address, domain));

    [Theory]
    [InlineData("office@hilltop.sch.uk", true)]
    [InlineData("office@hilltop", false)]
    [InlineData("office", false)]
    [InlineData("a b@hilltop.sch.uk", false)]
    [InlineData("office@hilltop.sch.uk,other@x.uk", false)]
    [InlineData("", false)]
    public void An_address_must_look_like_one(string address, bool likely) => Assert.Equal(likely, MailAddress.IsLikely(address));
}
