using System.Text.Json;

namespace SencoFlows.Local.MailRoom;

/// <summary>One thing that is wrong with a request, as SendGrid says it.</summary>
/// <param name="Field">Such as "personalizations.0.to.0.email".</param>
internal sealed record RequestError(string Message, string? Field, string? Help = null);

/// <summary>Walks a JSON document by the paths that SendGrid's answers use, and gathers what is wrong with it.</summary>
internal sealed class RequestCheck
{
    public List<RequestError> Errors { get; } = [];

    public void Wrong(string field, string message) => Errors.Add(new(message, field));

    public static JsonElement? Property(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text of that length, or null. Null without a word when it is not there.</summary>
    public string? Text(JsonElement of, string name, string path, int least = 1, int most = int.MaxValue)
    {
        if (Property(of, name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { } text || text.Length < least || text.Length > most)
        {
            Wrong(path, most == int.MaxValue ? $"The {name} value must be a string of at least {least} characters." : $"The {name} value must be a string of {least} to {most} characters.");
            return null;
        }

        return text;
    }

    public IReadOnlyList<JsonElement>? List(JsonElement of, string name, string path, int least, int most)
    {
        if (Property(of, name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() < least || value.GetArrayLength() > most)
        {
            Wrong(path, $"The {name} value must be an array of {least} to {most} items.");
            return null;
        }

        return [.. value.EnumerateArray()];
    }

    /// <summary>An object whose values are texts, such as headers and custom arguments.</summary>
    public IReadOnlyList<(string Name, string Value)> Texts(JsonElement of, string name, string path)
    {
        if (Property(of, name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            Wrong(path, $"The {name} value must be an object.");
            return [];
        }

        List<(string, string)> texts = [];
        foreach (var property in value.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String)
            {
                texts.Add((property.Name, property.Value.GetString()!));
            }
            else
            {
                Wrong($"{path}.{property.Name}", $"The {name} values must be strings.");
            }
        }

        return texts;
    }

    public string? Address(JsonElement? person, string path)
    {
        if (person is not { ValueKind: JsonValueKind.Object } who)
        {
            Wrong(path, "This must be an object with an email address, and may hold a name.");
            return null;
        }

        Text(who, "name", $"{path}.name", least: 0);
        if (Text(who, "email", $"{path}.email") is { } email && Processes.RecordTransfer.MailAddress.IsLikely(email))
        {
            return email;
        }

        Wrong($"{path}.email", "Does not contain a valid address.");
        return null;
    }
}
