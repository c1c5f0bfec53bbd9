using SencoFlows.Record.Csv;

namespace SencoFlows.Record.Register;

/// <summary>How an import of the register ended. <paramref name="Changes"/> is null when nothing was imported.</summary>
/// <param name="Bad">Rows of the file of schools that were left out.</param>
/// <param name="BadLinks">Rows of the file of links that were left out.</param>
/// <param name="Refused">Why, in the user's words.</param>
/// <param name="LinksRefused">It was the file of links that could not be used.</param>
public sealed record RegisterImported(RegisterChanges? Changes, IReadOnlyList<BadRow> Bad, IReadOnlyList<BadRow> BadLinks, string? Refused = null, bool LinksRefused = false);

/// <summary>Brings the files of Get Information About Schools into the register.</summary>
public sealed class RegisterImport(SchoolRegister register, ICsv csv)
{
    /// <param name="establishments">The file "edubasealldata". Seekable.</param>
    /// <param name="links">The file "links_edubasealldata", or null to leave what is known of successors.</param>
    /// <param name="ct">Cancelling before the last write imports nothing.</param>
    public async Task<RegisterImported> Run(Stream establishments, Stream? links, CancellationToken ct)
    {
        var schools = Establishments.Read(csv.Read(establishments, Guess.Windows1252));
        if (schools.Refused is { } why)
        {
            return new(null, schools.Bad, [], why);
        }

        var followed = links is null ? null : EstablishmentLinks.Read(csv.Read(links, Guess.Windows1252));
        if (followed?.Refused is { } whyNot)
        {
            return new(null, schools.Bad, followed.Bad, whyNot, LinksRefused: true);
        }

        var changes = await register.Import(schools.Rows, followed is null ? null : EstablishmentLinks.BySchool(followed.Rows), ct);
        return new(changes, schools.Bad, followed?.Bad ?? []);
    }
}
