using SencoFlows.Cases;
using SencoFlows.Record;
using SencoFlows.Record.Register;
using SencoFlows.Storage;

namespace SencoFlows.Local.Seed;

/// <summary>
/// Fills an empty folder with a living trust, through the same commands that people use. It begins six weeks ago and lets the time
/// pass, so that what it shows has really happened. Killed in the middle, it goes on where it was.
/// </summary>
internal sealed class Seeding(Schools schools, IStore store, LocalClock clock, SeedTransfers transfers, SeedSencos sencos, SeedPlans plans, SeedSupport support, RegisterImport register, LocalLoop loop)
{
    private const int _days = 42;

    public static async Task Fill(IServiceProvider services, DataFolder folder, CancellationToken ct)
    {
        var done = folder.File("seeded");
        if (!File.Exists(done))
        {
            await ActivatorUtilities.CreateInstance<Seeding>(services, ActivatorUtilities.CreateInstance<SeedTransfers>(services), ActivatorUtilities.CreateInstance<SeedSencos>(services), ActivatorUtilities.CreateInstance<SeedPlans>(services), ActivatorUtilities.CreateInstance<SeedSupport>(services)).Fill(ct);
            await File.WriteAllTextAsync(done, "", ct);
        }
    }

    private async Task Fill(CancellationToken ct)
    {
        var today = clock.Real.EnglishDate;
        if (await schools.Find(SeedSchools.Ashdown, ct) is null)
        {
            await FillRegister(ct);
            clock.BeginAt(today.AddDays(-_days).Dawn);
            await using var establishments = Embedded("establishments.csv");
            await using var links = Embedded("establishment-links.csv");
            await register.Run(establishments, links, ct);
            foreach (var school in SeedSchools.All(today))
            {
                await Fill(school, today, ct);
            }
        }

        await support.Begin(ct);
        await plans.Begin(ct);
        await transfers.Tell(today.AddDays(-_days), today, ct);
        await sencos.Tell(today, ct);
        await plans.Change(ct);
        await support.Go(ct);
        clock.Catch();
        await loop.CatchUp(ct);
    }

    private async Task FillRegister(CancellationToken ct)
    {
        await using var extract = Resource("establishments.csv");
        await using var links = Resource("establishment-links.csv");
        await register.Run(extract, links, ct);

        static Stream Resource(string name) => typeof(Seeding).Assembly.GetManifestResourceStream(name)!;
    }

    private async Task Fill(School school, DateOnly today, CancellationToken ct)
    {
        var pupils = new Pupils(store.Rows(school.Urn));
        foreach (var (pupil, contacts) in SeedPupils.Of(school, today))
        {
            await pupils.Save(pupil, 0, ct);
            foreach (var contact in contacts)
            {
                await pupils.Save(pupil.Id, contact, 0, ct);
            }
        }

        // Last, so that a school that is there is whole.
        await schools.Save(school.Urn, _ => school, ct);
    }

    private static Stream Embedded(string file) => typeof(Seeding).Assembly.GetManifestResourceStream(file)!;
}
