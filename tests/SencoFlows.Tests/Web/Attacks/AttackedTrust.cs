using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SencoFlows.Cases;
using SencoFlows.Local;
using SencoFlows.Local.Seed;
using SencoFlows.Mail;
using SencoFlows.Processes;
using SencoFlows.Processes.Leavers;
using SencoFlows.Processes.RecordTransfer;
using SencoFlows.Record;
using SencoFlows.Record.Systems;
using SencoFlows.Storage;
using SencoFlows.Tests.Mail;
using SencoFlows.Tests.Packs;
using SencoFlows.Tests.Storage;
using SencoFlows.Tests.Web.Guests;

namespace SencoFlows.Tests.Web.Attacks;

/// <summary>Classes that attack it share it, and so do not run beside each other.</summary>
[CollectionDefinition]
public sealed class OneAttackedTrust : ICollectionFixture<AttackedTrust>;

/// <summary>
/// The trust of the trial in memory, six weeks old, and every address and form that somebody with every role finds in one of its
/// schools by following links: what the attacks are made with. Built once.
/// </summary>
public sealed class AttackedTrust : IAsyncLifetime
{
    public const string School = SeedSchools.Larkfield;
    public const string Other = SeedSchools.BridgeStreet;

    private static readonly Role[] _everything = [Role.Senco, Role.Head, Role.Admin, Role.SafeguardingLead, Role.Teacher, Role.Governor, Role.TrustLead];
    private static readonly HtmlParser _parser = new();
    private readonly TemporaryFolder _folder = new();
    private readonly Postbox _post = new();
    private static CancellationToken _ct => TestContext.Current.CancellationToken;

    internal TestSite Site { get; private set; } = null!;

    internal GuestSite.LogBook Logs { get; } = new();

    internal MemoryStore Store { get; private set; } = null!;

    internal IReadOnlyList<RouteEndpoint> Endpoints { get; private set; } = [];

    /// <summary>Addresses that open, a few for each pattern.</summary>
    internal IReadOnlyList<(string Pattern, string Address)> Found { get; private set; } = [];

    /// <summary>Forms that stand on those pages: where they are sent and with what.</summary>
    internal IReadOnlyList<Sent> Forms { get; private set; } = [];

    /// <summary>Names of pupils of the school that no other school has.</summary>
    internal IReadOnlyList<string> Names { get; private set; } = [];

    internal sealed record Sent(string Page, string Pattern, string Action, IReadOnlyList<Field> Fields, bool Files)
    {
        /// <summary>Who came to it.</summary>
        public Browser By { get; init; } = null!;
    }

    /// <param name="Free">Typed, and not chosen or hidden.</param>
    internal sealed record Field(string Name, string Value, bool Free);

    public async ValueTask InitializeAsync()
    {
        Store = new MemoryStore();
        Site = await TestSite.Start(services =>
        {
            services.AddSingleton<IStore>(Store).AddSingleton<IMail>(_post);
            services.AddSingleton(s => new LocalClock(Path.Combine(_folder.Path, "clock"), new FakeTimeProvider(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero)))).AddSingleton<TimeProvider>(s => s.GetRequiredService<LocalClock>());
            services.AddSingleton<LocalLoop>().AddSingleton<IAlarm>(s => s.GetRequiredService<LocalLoop>());
            services.AddLogging(l => l.AddProvider(Logs).SetMinimumLevel(LogLevel.Trace));
        });
        var services = Site.Get<IServiceProvider>();
        await Seeding.Fill(services, DataFolder.Take(_folder.Path)!, _ct);
        foreach (var urn in (string[])[School, Other, SeedSchools.Ashdown])
        {
            await Site.Get<Schools>().Save(urn, s => s! with { Staff = [.. s.Staff, new("all", "Alwyn All", "all@trust.example", _everything), new("gone", "Gerda Gone", "gone@trust.example", _everything, Left: true), new("nobody", "Nora Nobody", "nobody@trust.example", [])] }, _ct);
        }

        Endpoints = [.. Site.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => !e.RoutePattern.RawText!.StartsWith("/test/", StringComparison.Ordinal))];
        _patterns = [.. Endpoints.Select(e => e.RoutePattern.RawText!).Distinct().Select(p => (p, new TemplateMatcher(TemplateParser.Parse(p), [])))];
        var others = (await NamesOf(Other)).ToHashSet(StringComparer.Ordinal);
        Names = [.. (await NamesOf(School)).Where(n => !others.Contains(n)).Distinct()];
        await MoreWork(School);
        await MoreWork(SeedSchools.Ashdown);
        foreach (var urn in (string[])[School, SeedSchools.Ashdown])
        {
            await Crawl(await Site.SignedIn("all", urn), Endpoints.Select(e => e.RoutePattern.RawText!).Where(p => !p.Contains('{', StringComparison.Ordinal) && p is not "/sign-out").Distinct().Append($"/pupils/{Moved.Id}/documents/d1/change").Append($"/pupils/{Moved.Id}/documents/d1/remove"));
        }

        foreach (var link in await Links())
        {
            var guest = Site.Anybody();
            var door = await guest.Get(link);
            if ((await guest.Send(door, link)).Location is { } to)
            {
                var home = to.OriginalString.EndsWith("/code", StringComparison.Ordinal) ? to.OriginalString[..^5] : to.OriginalString;
                await Crawl(guest, [link, to.OriginalString]);
                if (!link.StartsWith("/parcel/", StringComparison.Ordinal) && !link.StartsWith("/contribute/", StringComparison.Ordinal))
                {
                    var code = await guest.Get($"{home}/code");
                    await guest.Send(GuestSite.Form(await guest.Get($"{home}/code"), $"{home}/new-code"), "");
                    await guest.Send(code, $"{home}/code", ("code", LastCode));
                    if (link.StartsWith("/receive/", StringComparison.Ordinal))
                    {
                        await Crawl(guest, [home]);
                        await guest.Send(await guest.Get(home), home); // Opens the record.
                    }

                    await Crawl(guest, [home, $"{home}/plan", $"{home}/check", $"{home}/file", $"{home}/first-day"]);
                }
            }
        }

        var receiver = Forms.First(f => f.Action.StartsWith("/received/", StringComparison.Ordinal));
        foreach (var (page, field) in ((string, string)[])[("file", "filed"), ("first-day", "by")]) // After the record has been checked.
        {
            var action = $"/received/{receiver.Action.Split('/')[2]}/{page}";
            Forms = [.. Forms, new(action, PatternOf(action)!, action, [new(field, "", true)], false) { By = receiver.By }];
        }

        var all = await Site.SignedIn("all", School);
        var family = Forms.FirstOrDefault(f => f.Action.StartsWith("/our-child/", StringComparison.Ordinal));
        foreach (var (action, files, fields) in await OtherForms.Begin(Site, School, Moved, family is null ? null : string.Join('/', family.Action.Split('/').Take(3))))
        {
            Forms = [.. Forms, new(action, PatternOf(action)!, action, [.. fields.Select(f => new Field(f, "", true))], files) { By = action.StartsWith("/our-child/", StringComparison.Ordinal) ? family!.By : all }];
        }
    }

    /// <summary>Who has an unmistakable name, at <see cref="School"/>.</summary>
    internal Pupil Moved { get; private set; } = null!;

    /// <summary>What is begun, received and let in: the trust of the trial has none of it.</summary>
    private async Task MoreWork(string urn)
    {
        var (rows, now) = (Store.Rows(urn), Site.Get<TimeProvider>().GetUtcNow());
        var pupil = (await new Pupils(rows).All(_ct)).First(p => p.Value.Left is null).Value;
        await new Pupils(rows).Change(pupil.Id, p => p with { Forename = CanaryNames.Forename, Surname = CanaryNames.Surname, PreferredForename = null, PreferredSurname = null }, _ct);
        pupil = (await new Pupils(rows).Find(pupil.Id, _ct))!.Value;
        Moved = urn == School ? pupil : Moved;
        using var bytes = new MemoryStream("A paper"u8.ToArray());
        var stored = await Store.Documents(urn).Put(Document.Holder(pupil.Id, "d1"), bytes, 1000, _ct);
        await new Pupils(rows).Change(pupil.Id, p => p with { Documents = [new("d1", stored.Sha256, "Court paper.txt", "text/plain", stored.Bytes, DocumentKind.Other, Confidentiality.Restricted, now, "senco") { Place = stored.Name }] }, _ct);
        await new Drafts<TransferDraft>(TransferDraft.Kind, rows).Save(RecordId.New(), "all", now, _ => new() { Pupil = pupil.Id, To = Tests.Processes.RecordTransfer.Tale.Registered, Leaving = new(2026, 12, 18), Agreement = new(Sharing.Agreed) }, _ct);
        await new Drafts<LeaversDraft>(LeaversDraft.Kind, rows).Save(RecordId.New(), "all", now, _ => new() { YearGroup = pupil.YearGroup, Leaving = new(2026, 12, 18), Schools = [new(Tests.Processes.RecordTransfer.Tale.Registered, "hilltop.sch.uk")] }, _ct);
        await new SystemClients(rows).Create(RecordId.New(), "A system", "office", approved: false, now, _ct);
        await new SystemClients(rows).Create(RecordId.New(), "Another system", "head", approved: true, now, _ct);
        await Tell(All.SafeguardingFile, new SencoFlows.Processes.Safeguarding.SafeguardingFileProcess.Event.Needed("Hill Top Academy", "100002", new(2026, 12, 18), null), new(Role.System, "transfer"));
        await Tell(All.GraduatedApproach, new SencoFlows.Processes.GraduatedApproach.GraduatedApproachProcess.Event.Started(new(2026, 11, 20), SencoFlows.Processes.GraduatedApproach.Concern.GapStays, false, null), new(Role.Senco, "senco"));

        var who = new SencoFlows.Processes.RecordRequest.SoughtPupil(pupil.Forename, pupil.Surname, pupil.DateOfBirth, null);
        var (request, file) = (RecordId.New(), RecordId.New());
        var other = (await new Pupils(rows).All(_ct)).First(p => p.Value.Left is null && p.Value.Id != pupil.Id).Value; // A pupil has one case of a kind at a time.
        await Tell(All.RecordRequest, new SencoFlows.Processes.RecordRequest.RecordRequestProcess.Event.Joined(new(2026, 11, 16), request), new(Role.System, "newcomers"), request);
        await Tell(All.RecordRequest, new SencoFlows.Processes.RecordRequest.RecordRequestProcess.Event.Asked(new("Mill Field Primary", "office@millfield.example", "100050") { Certain = true }, who), new(Role.Senco, "senco"), request);
        await Tell(All.SafeguardingFile, new SencoFlows.Processes.Safeguarding.SafeguardingFileProcess.Event.Needed("Mill Field Primary", "100050", new(2026, 12, 18), null), new(Role.System, "transfer"), file, other);
        await Tell(All.SafeguardingFile, new SencoFlows.Processes.Safeguarding.SafeguardingFileProcess.Event.Sent(new(2026, 11, 19), SencoFlows.Processes.Safeguarding.SendingWay.ByHand, "dsl@millfield.example", null, who, file), new(Role.SafeguardingLead, "all"), file, other);

        async Task Tell<TState, TEvent>(Process<TState, TEvent> process, TEvent e, Actor by, string? id = null, Pupil? of = null)
            where TState : class
            where TEvent : class => await Site.Get<CaseRunner>().Tell(new(urn, id ?? RecordId.New()), process, e, by, RecordId.New(), _ct, new Subject("pupil", (of ?? pupil).Id, (of ?? pupil).ListName));
    }

    /// <summary>For everybody who may come by one to a case of either school.</summary>
    private async Task<IReadOnlyList<string>> Links()
    {
        List<string> links = [];
        foreach (var urn in (string[])[School, SeedSchools.Ashdown])
        {
            var rows = Store.Rows(urn);
            foreach (var open in await new Caseload(urn, rows).Open(_ct))
            {
                var people = (await new Pupils(rows).File(open.Agenda.About.Id, _ct))?.Contacts.Select(c => c.Value.Id) ?? [];
                IEnumerable<(string Purpose, string Person)> who = open.Agenda.Process switch
                {
                    "record-transfer" => [("receive", "senco-1"), .. people.Select(p => ("parcel", p))],
                    "graduated-approach" => [.. people.Select(p => ("family", p)), .. (await new Teaching(rows).Of(open.Agenda.About.Id, _ct)).Select(t => ("contribute", t))],
                    "record-request" => await Outside(All.RecordRequest, Role.FormerSchool, "asked"),
                    "safeguarding-file" => await Outside(All.SafeguardingFile, Role.NextSchool, "safeguarding"),
                    _ => [],
                };
                async Task<IEnumerable<(string Purpose, string Person)>> Outside<TState, TEvent>(Process<TState, TEvent> process, Role role, string purpose)
                    where TState : class
                    where TEvent : class =>
                    process.Outside(process.Read((await new Caseload(urn, rows).Find(open.Id.Id, _ct))!.State), role).Select(a => (purpose, a.Id));

                foreach (var (purpose, person) in who)
                {
                    links.Add($"/{purpose}/{await new Links(urn, rows).Create(new(purpose, open.Id.Id, person, new(2027, 2, 18)), _ct)}");
                }
            }
        }

        return [.. links.GroupBy(l => l.Split('/')[1]).SelectMany(g => g.Take(3))];
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>What stands in the store, so that it can be said what an attack has changed.</summary>
    internal Dictionary<string, string> Rows(params string[] urns) =>
        (urns is [] ? [School, Other, SeedSchools.Ashdown, "directory"] : urns).SelectMany(u => ((SencoFlows.Tests.Record.MemoryRows)Store.Rows(u)).Keys.Select(k => (u, k)))
            .ToDictionary(r => $"{r.u}/{r.k}", r => Store.Rows(r.u).Read(r.k, default).Result!.Version, StringComparer.Ordinal);

    private string LastCode => _post.Taken[^1].Wording.Text.Split('\n').Select(l => l.Trim()).First(l => l.Length == 6 && l.All(char.IsAsciiDigit));

    private List<(string Pattern, TemplateMatcher Matcher)> _patterns = [];

    /// <summary>Which page an address leads to.</summary>
    internal string? PatternOf(string address)
    {
        var path = new PathString(address.Split('?', '#')[0]);
        return _patterns.Where(p => p.Matcher.TryMatch(path, [])).OrderByDescending(p => p.Pattern.Split('/').Count(s => !s.Contains('{', StringComparison.Ordinal)))
            .ThenByDescending(p => p.Pattern.Length).Select(p => p.Pattern).FirstOrDefault();
    }

    private async Task<IEnumerable<string>> NamesOf(string urn) => (await new Pupils(Store.Rows(urn)).All(_ct)).Select(p => p.Value.ListName);

    private async Task Crawl(Browser browser, IEnumerable<string> from)
    {
        var queue = new Queue<string>(from);
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        HashSet<string> asked = new(StringComparer.Ordinal);
        List<(string, string)> found = [];
        Dictionary<string, Sent> forms = new(StringComparer.Ordinal);
        while (queue.TryDequeue(out var address))
        {
            if (address is not ['/', ..] || PatternOf(address) is not { } pattern || !asked.Add(address.Split('#')[0]))
            {
                continue;
            }

            // Acts, sections and questions are pages of their own, ids are not.
            var key = pattern.EndsWith("/{act}", StringComparison.Ordinal) || pattern.EndsWith("/{section}", StringComparison.Ordinal) || pattern.EndsWith("/{question}", StringComparison.Ordinal) ? pattern + address.Split('?')[0][(address.Split('?')[0].LastIndexOf('/') + 1)..] : pattern;
            if (seen.GetValueOrDefault(key) >= (pattern is "/cases/{id}" ? 20 : 2))
            {
                continue;
            }

            seen[key] = seen.GetValueOrDefault(key) + 1;
            using var answer = await browser.Http.GetAsync(new Uri(address, UriKind.Relative), _ct);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                if (answer.Headers.Location is { } to)
                {
                    queue.Enqueue(to.OriginalString);
                }

                continue;
            }

            found.Add((pattern, address));
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            var page = await _parser.ParseDocumentAsync(await answer.Content.ReadAsStringAsync(_ct), _ct);
            foreach (var href in page.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")!))
            {
                queue.Enqueue(href);
            }

            foreach (var form in page.QuerySelectorAll("form[method=post]").OfType<IHtmlFormElement>())
            {
                var action = form.GetAttribute("action") is { Length: > 0 } a ? a : address;
                if (PatternOf(action) is { } at && at is not "/sign-out")
                {
                    forms.TryAdd($"{at} {string.Join(' ', form.QuerySelectorAll("[name]").Select(e => e.GetAttribute("name")).Distinct())} {(at.EndsWith('}') ? action[(action.LastIndexOf('/') + 1)..] : "")}", new(address, at, action, [.. FieldsOf(form)], form.QuerySelector("input[type=file]") is not null));
                }
            }
        }

        (Found, Forms) = ([.. Found, .. found], [.. Forms, .. forms.Values.Select(f => f with { By = browser })]);
    }

    private static IEnumerable<Field> FieldsOf(IHtmlFormElement form) => form.QuerySelectorAll("input[name], select[name], textarea[name]").SelectMany(e => e switch
    {
        IHtmlInputElement { Type: "file" or "submit" } => [],
        IHtmlInputElement { Type: "radio" or "checkbox" } box => [new Field(box.Name!, box.Value, false)],
        IHtmlInputElement { Type: "hidden" } hidden => [new Field(hidden.Name!, hidden.Value, false)],
        IHtmlInputElement input => [new Field(input.Name!, input.Value, true)],
        IHtmlTextAreaElement area => [new Field(area.Name!, area.Value, true)],
        IHtmlSelectElement select => [new Field(select.Name!, select.Options.Select(o => o.Value).LastOrDefault(v => v.Length > 0) ?? "", false)],
        _ => Array.Empty<Field>(),
    }).DistinctBy(f => f.Name);
}
