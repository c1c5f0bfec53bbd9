using SencoFlows.Adapters.SendGrid;
using SencoFlows.Mail;
using SencoFlows.Web.Access;

namespace SencoFlows.Local.MailRoom;

/// <summary>SendGrid on this machine: takes what the site sends, keeps it, shows it, and reports back. Exists in this host only.</summary>
internal static class MailRoomServices
{
    public static IServiceCollection AddMailRoom(this IServiceCollection services, DataFolder folder, SiteAddress site)
    {
        var keys = new MailRoomKeys(folder.File("mail-room-key"));
        services.AddSingleton(keys).AddSingleton(_ => new KeptMails(folder.File("mail-room.db"))).AddSingleton<EventSender>();
        return services.AddSendGrid(new() { ApiKey = keys.ApiKey, From = "sencoflows@mail.example", WebhookKey = keys.Public, Host = site.Base });
    }

    public static void MapMailRoom(this IEndpointRouteBuilder app)
    {
        app.MapSend().ForAnyone().WithoutAntiforgery();
        app.MapSendGridEvents().ForAnyone().WithoutAntiforgery();
        app.MapMailRoomPages();
    }
}
