using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace SencoFlows.Local.MailRoom;

/// <summary>The parts of a request that say how the mail is handled, and what hangs on it.</summary>
internal static class SendSettings
{
    public static void Check(JsonElement root, RequestCheck check)
    {
        Attachments(root, check);
        foreach (var (category, i) in (check.List(root, "categories", "categories", 0, 10) ?? []).Select((c, i) => (c, i)))
        {
            if (category.ValueKind != JsonValueKind.String || category.GetString()!.Length > 255)
            {
                check.Wrong($"categories.{i}", "A category must be a string of at most 255 characters.");
            }
        }

        if (RequestCheck.Property(root, "categories") is { ValueKind: JsonValueKind.Array } all && all.EnumerateArray().Select(c => c.GetRawText()).Distinct(StringComparer.Ordinal).Count() < all.GetArrayLength())
        {
            check.Wrong("categories", "Each category may be given once.");
        }

        if (RequestCheck.Property(root, "asm") is { } asm)
        {
            if (RequestCheck.Property(asm, "group_id") is not { ValueKind: JsonValueKind.Number } group || !group.TryGetInt32(out _))
            {
                check.Wrong("asm.group_id", "The asm.group_id value is required and must be an integer.");
            }

            check.List(asm, "groups_to_display", "asm.groups_to_display", 0, 25);
        }

        check.Text(root, "ip_pool_name", "ip_pool_name", 2, 64);
        check.Text(root, "batch_id", "batch_id");
        Switches(root, "mail_settings", check, ("bypass_list_management", ["enable"]), ("bypass_spam_management", ["enable"]), ("bypass_bounce_management", ["enable"]),
            ("bypass_unsubscribe_management", ["enable"]), ("footer", ["enable"]), ("sandbox_mode", ["enable"]));
        Switches(root, "tracking_settings", check, ("click_tracking", ["enable", "enable_text"]), ("open_tracking", ["enable"]), ("subscription_tracking", ["enable"]), ("ganalytics", ["enable"]));
    }

    /// <summary>The first calendar file of a request that has been found right.</summary>
    public static string? Calendar(JsonElement root) =>
        RequestCheck.Property(root, "attachments") is { ValueKind: JsonValueKind.Array } files
        && files.EnumerateArray().FirstOrDefault(f => RequestCheck.Property(f, "type") is { } type && type.GetString() == "text/calendar") is { ValueKind: JsonValueKind.Object } file
            ? Encoding.UTF8.GetString(file.GetProperty("content").GetBytesFromBase64())
            : null;

    private static void Attachments(JsonElement root, RequestCheck check)
    {
        foreach (var (file, i) in (check.List(root, "attachments", "attachments", 0, 1000) ?? []).Select((f, i) => (f, i)))
        {
            var path = $"attachments.{i}";
            SendRequest.Required(file, path, check, "content", "filename");
            if (check.Text(file, "content", $"{path}.content") is { } content && !Base64.IsValid(content))
            {
                check.Wrong($"{path}.content", "The attachment content must be base64 encoded.");
            }

            foreach (var name in (string[])["type", "filename", "content_id"])
            {
                if (check.Text(file, name, $"{path}.{name}") is { } text && text.AsSpan().ContainsAny(';', '\r', '\n'))
                {
                    check.Wrong($"{path}.{name}", $"The attachment {name} cannot contain ';', or CRLF characters.");
                }
            }

            if (check.Text(file, "disposition", $"{path}.disposition") is { } disposition && disposition is not ("inline" or "attachment"))
            {
                check.Wrong($"{path}.disposition", "The disposition of an attachment is inline or attachment.");
            }
        }
    }

    private static void Switches(JsonElement root, string name, RequestCheck check, params (string Setting, string[] Flags)[] settings)
    {
        if (RequestCheck.Property(root, name) is not { } all)
        {
            return;
        }

        foreach (var (setting, flags) in settings)
        {
            if (all.ValueKind != JsonValueKind.Object || (RequestCheck.Property(all, setting) is { } one && one.ValueKind != JsonValueKind.Object))
            {
                check.Wrong(all.ValueKind == JsonValueKind.Object ? $"{name}.{setting}" : name, "This setting must be an object.");
                return;
            }

            foreach (var flag in flags)
            {
                if (RequestCheck.Property(all, setting) is { } on && RequestCheck.Property(on, flag) is { } value && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                {
                    check.Wrong($"{name}.{setting}.{flag}", $"The {flag} value must be true or false.");
                }
            }
        }
    }
}
