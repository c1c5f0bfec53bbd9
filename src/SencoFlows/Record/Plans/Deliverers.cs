using System.Text.Json;

namespace SencoFlows.Record.Plans;

public static class Deliverers
{
    extension(Deliverer by)
    {
        public string Words => by switch
        {
            Deliverer.TeachingAssistant => "Teaching assistant",
            Deliverer.HigherLevelAssistant => "Higher level teaching assistant",
            Deliverer.Teacher => "Teacher",
            Deliverer.Senco => "SENCO",
            Deliverer.Mentor => "Mentor or counsellor",
            Deliverer.Specialist => "Outside specialist",
            Deliverer.Volunteer => "Volunteer",
            _ => throw new ArgumentOutOfRangeException(nameof(by)),
        };
    }

    /// <summary>Of the word in a record pack, "teaching-assistant"; null when it is none of ours.</summary>
    public static Deliverer? OfPack(string? word) => Enum.GetValues<Deliverer>().Where(d => JsonNamingPolicy.KebabCaseLower.ConvertName(d.ToString()) == word).Select(d => (Deliverer?)d).FirstOrDefault();

    public static Deliverer? Read(string? code) => Enum.TryParse<Deliverer>(code, ignoreCase: false, out var by) && Enum.IsDefined(by) && !char.IsAsciiDigit(code![0]) ? by : null;
}
