using SencoFlows.Record.Plans;

namespace SencoFlows.Tests.Record.Plans;

/// <summary>Two people write one plan.</summary>
public class PlanDraftTests
{
    private static readonly DateTimeOffset _at = SamplePlan.Morning;

    private static PlanDraft Draft { get; } = new PlanDraft("d1", 0).WithLine("outcomes.a").With("outcomes.a.what", "Reads", "s1", _at).With("outcomes.a.target", "Ten words", "s1", _at).With("home", "Read aloud", "s1", _at);

    private static Answered Answer(string field, string text, string seen) => new(field, text, PlanDraft.MarkOf(seen));

    [Fact]
    public void Two_people_who_write_in_different_fields_both_keep_what_they_wrote()
    {
        var (one, _) = Draft.Merge([Answer("outcomes.a.what", "Reads alone", "Reads"), Answer("outcomes.a.target", "Ten words", "Ten words")], "s1", _at);
        var (both, clashes) = one.Merge([Answer("outcomes.a.what", "Reads", "Reads"), Answer("outcomes.a.target", "Twelve words", "Ten words")], "h1", _at);
        Assert.Empty(clashes);
        Assert.Equal(("Reads alone", "Twelve words"), (both["outcomes.a.what"], both["outcomes.a.target"]));
    }

    [Fact]
    public void Two_people_who_write_in_one_field_clash_and_the_first_is_kept_with_their_name()
    {
        var (one, _) = Draft.Merge([Answer("home", "Play games", "Read aloud")], "s1", _at);
        var (both, clashes) = one.Merge([Answer("home", "Sing songs", "Read aloud")], "h1", _at);
        Assert.Equal("Play games", both["home"]);
        Assert.Equal(new Clash("home", new("Play games", "s1", _at), "Sing songs"), Assert.Single(clashes));
    }

    [Fact]
    public void Two_people_who_write_the_same_agree()
    {
        var (one, _) = Draft.Merge([Answer("home", "Play games", "Read aloud")], "s1", _at);
        Assert.Empty(one.Merge([Answer("home", "Play games", "Read aloud")], "h1", _at).Clashes);
    }

    [Fact]
    public void After_seeing_theirs_mine_may_take_its_place()
    {
        var (one, _) = Draft.Merge([Answer("home", "Play games", "Read aloud")], "s1", _at);
        Assert.Equal("Sing songs", one.Merge([Answer("home", "Sing songs", "Play games")], "h1", _at).Draft["home"]);
    }

    [Fact]
    public void A_line_that_nobody_filled_in_is_no_line_and_one_that_was_is_there_once()
    {
        Assert.Equal(Draft.Lines, Draft.Merge([Answer("outcomes.b.what", "", ""), Answer("outcomes.b.target", "", "")], "s1", _at).Draft.Lines);
        Assert.Equal(["outcomes.a", "outcomes.b"], Draft.Merge([Answer("outcomes.b.what", "x", ""), Answer("outcomes.b.target", "y", "")], "s1", _at).Draft.Lines);
    }

    [Fact]
    public void Typing_in_a_line_that_somebody_has_removed_puts_it_back_and_looking_at_it_does_not()
    {
        var removed = Draft.Without("outcomes.a");
        Assert.Equal(["outcomes.a"], removed.Removed("outcomes"));
        Assert.Empty(removed.Merge([Answer("outcomes.a.what", "Reads", "Reads")], "h1", _at).Draft.Lines);
        var (back, clashes) = removed.Merge([Answer("outcomes.a.what", "Reads alone", "Reads"), Answer("outcomes.a.target", "Ten words", "Ten words")], "h1", _at);
        Assert.Equal((1, 0, "Ten words"), (back.Lines.Count, clashes.Count, back["outcomes.a.target"]));
    }

    [Fact]
    public void Of_many_removed_lines_the_last_few_can_be_put_back_so_that_a_draft_never_grows_full_of_them()
    {
        var draft = Draft;
        for (var i = 0; i < 50; i++)
        {
            draft = draft.WithLine($"outcomes.n{i}").With($"outcomes.n{i}.what", "x", "s1", _at).Without($"outcomes.n{i}");
        }

        Assert.Equal(11, draft.Removed("outcomes").Count);
        Assert.Contains("outcomes.n49", draft.Removed("outcomes"));
        Assert.Equal("Reads", draft["outcomes.a.what"]);
    }

    [Fact]
    public void A_line_moves_up_among_its_kind()
    {
        var draft = new PlanDraft("d", 0).WithLine("needs.a").WithLine("outcomes.x").WithLine("needs.b");
        Assert.Equal(["needs.b", "needs.a"], draft.Up("needs.b").Of("needs"));
        Assert.Equal(["outcomes.x"], draft.Up("needs.b").Of("outcomes"));
        Assert.Same(draft, draft.Up("needs.a"));
        Assert.Same(draft, draft.Up("outcomes.x"));
        Assert.Same(draft, draft.Up("nothing.here"));
    }

    [Fact]
    public void The_mark_of_a_draft_moves_with_what_would_be_issued_and_with_nothing_else()
    {
        Assert.NotEqual(Draft.Mark, Draft.With("home", "other", "s1", _at).Mark);
        Assert.NotEqual(Draft.Mark, Draft.Without("outcomes.a").Mark);
        Assert.Equal(Draft.Mark, (Draft with { Id = "d2" }).Mark);
        Assert.Equal(Draft.Mark, Draft.With("outcomes.gone.what", "left over", "s1", _at).Mark);
    }

    [Fact]
    public async Task Two_windows_that_save_at_once_lose_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        var rows = new MemoryRows();
        var drafts = new PlanDrafts(rows);
        await drafts.Save("p1", _ => Draft, ct);
        rows.Before = async _ =>
        {
            rows.Before = null;
            await drafts.Save("p1", d => d!.With("likes", "theirs", "h1", _at), ct);
        };
        await drafts.Save("p1", d => d!.With("helps", "mine", "s1", _at), ct);
        var kept = (await drafts.Find("p1", ct))!;
        Assert.Equal(("theirs", "mine", "Reads"), (kept["likes"], kept["helps"], kept["outcomes.a.what"]));
    }
}
