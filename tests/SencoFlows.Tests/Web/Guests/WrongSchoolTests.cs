using System.Net;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Tests.Processes.RecordTransfer;
using Told = SencoFlows.Processes.RecordTransfer.RecordTransferProcess.Event;

namespace SencoFlows.Tests.Web.Guests;

public sealed class WrongSchoolTests
{
    [Fact]
    public async Task A_school_that_should_not_have_it_reads_no_further_while_the_right_address_is_being_checked()
    {
        await using var guests = await GuestSite.Start();
        var browser = await guests.Reader();
        Assert.Equal(HttpStatusCode.OK, (await browser.Get($"{GuestSite.Received}/record")).Status);
        await guests.Tell(new Told.Corrected(new Destination("Somewhere School", "somebody@mail.example")), Tale.Senco);

        foreach (var page in (string[])["", "/record", "/first-day", "/pack", "/files/1"])
        {
            GuestSite.IsClosed(await browser.Get(GuestSite.Received + page));
        }

        var invitation = await guests.Invitation();
        var mails = guests.Post.Taken.Count;
        var anybody = guests.Site.Anybody();
        GuestSite.IsClosed(await anybody.Send(await anybody.Get(invitation), invitation));
        Assert.Equal(mails, guests.Post.Taken.Count);
    }
}
