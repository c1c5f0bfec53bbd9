using SencoFlows.Record;
using SencoFlows.Record.Import;

namespace SencoFlows.Tests.Record.Import;

public sealed class PupilImportsTests : ImportDesk
{
    [Fact]
    public async Task A_file_of_pupils_and_contacts_becomes_the_record()
    {
        Assert.Equal(ImportAnswer.Done, (await Import(_head + _ada + _bea)).Answer);
        var ada = await One("Ada");
        Assert.Equal(("A391200026001", new DateOnly(2016, 3, 15), "5", SenProvision.SenSupport), (ada.Upn.ToString(), ada.DateOfBirth, ada.YearGroup, ada.Provision(new(2026, 11, 25))));
        Assert.Equal([SenType.SLCN, SenType.HI], ada.Needs.Select(n => n.Type));
        var mother = Assert.Single((await Pupils.File(ada.Id, _ct))!.Contacts).Value;
        Assert.Equal(("Ngozi Okafor", true, MayBeContacted.Yes, "ngozi@family.example"), (mother.Name, mother.ParentalResponsibility, mother.MayBeContacted, mother.Email));
        Assert.Empty((await One("Bea")).SenHistory);
    }

    [Fact]
    public async Task A_contact_of_whom_the_file_does_not_say_so_may_not_be_contacted()
    {
        await Import(_head + _ada.Replace("Mother,Y,Y", "Mother,Y,", StringComparison.Ordinal));
        Assert.Equal(MayBeContacted.NotRecorded, (await Pupils.File((await One("Ada")).Id, _ct))!.Contacts[0].Value.MayBeContacted);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        await Import(_head + _ada + _bea);
        var plan = await Plan(_head + _ada + _bea);
        Assert.All(plan.Rows, r => Assert.Equal(RowOutcome.Unchanged, r.Outcome));
        Assert.False(plan.CanBeImported);
        Assert.Equal(2, (await Pupils.All(_ct)).Count);
    }

    [Fact]
    public async Task What_changes_is_said_pupil_by_pupil_and_an_empty_cell_changes_nothing()
    {
        await Import(_head + _ada + _bea);
        var plan = await Plan(_head + "A391200026001,Okafor-Hart,Ada,15/03/2016,6,E,ASD,,Ngozi Okafor,,,,ngozi@new.example\nB801200005001,Lin,Bea,2017-01-02,,,,,,,,,\n");
        Assert.Equal([RowOutcome.Changes, RowOutcome.Unchanged], plan.Rows.Select(r => r.Outcome));
        Assert.Equal(
        [
            "Surname: Okafor becomes Okafor-Hart", "Year group: Year 5 becomes Year 6", "SEN needs: SLCN, HI becomes ASD",
            "SEN status: K from 25 November 2026 becomes E from 25 November 2026", "Contact: email address changes",
        ], plan.Rows[0].Notes.Select(n => n.Text));
        Assert.Equal("Mother", plan.Incoming[0].Contacts[0].Value.Relationship);
    }

    [Fact]
    public async Task A_pupil_without_the_number_is_asked_about_and_becomes_the_same_or_a_new_one_as_answered()
    {
        await Import(_head + _ada);
        var file = _head + _ada.Replace("A391200026001", "", StringComparison.Ordinal).Replace("Year 5", "Year 6", StringComparison.Ordinal);
        var question = Assert.Single((await Plan(file)).Rows);
        Assert.Equal(RowOutcome.Question, question.Outcome);
        var ada = Assert.Single(question.Like);
        Assert.Equal(ImportAnswer.NotReady, (await Import(file)).Answer);

        Assert.Equal(ImportAnswer.Done, (await Import(file, new() { [2] = ada.Id })).Answer);
        Assert.Equal(("6", "A391200026001"), ((await One("Ada")).YearGroup, (await One("Ada")).Upn.ToString()));

        Assert.Equal(ImportAnswer.Done, (await Import(file, new() { [2] = ImportPlan.NewPupil })).Answer);
        Assert.Equal(2, (await Pupils.All(_ct)).Count);
    }

    [Fact]
    public async Task An_answer_that_names_another_pupil_is_no_answer()
    {
        await Import(_head + _ada + _bea);
        var bea = await One("Bea");
        var plan = await Plan(_head + _ada.Replace("A391200026001", "", StringComparison.Ordinal), new() { [2] = bea.Id });
        Assert.Equal(RowOutcome.Question, Assert.Single(plan.Rows).Outcome);
    }

    [Fact]
    public async Task A_child_known_by_another_name_is_found_by_it()
    {
        await Pupils.Save(new("p1", "Adaeze", "Okafor", new(2016, 3, 15), "5") { PreferredForename = "Ada" }, 0, _ct);
        Assert.Equal(RowOutcome.Question, Assert.Single((await Plan(_head + _ada)).Rows).Outcome);
    }

    [Fact]
    public async Task A_row_for_each_contact_is_one_pupil_with_several()
    {
        var plan = await Plan(_head + _ada + _ada.Replace("Ngozi Okafor,Mother", "Obi Okafor,Father", StringComparison.Ordinal).Replace("ngozi@", "obi@", StringComparison.Ordinal));
        Assert.Equal(2, Assert.Single(plan.Incoming).Contacts.Count);
        Assert.True(plan.CanBeImported);
    }

    [Fact]
    public async Task A_file_never_lifts_what_keeps_somebody_from_being_told()
    {
        await Import(_head + _ada);
        var ada = await One("Ada");
        var mother = (await Pupils.File(ada.Id, _ct))!.Contacts[0];
        await Pupils.Save(ada.Id, mother.Value with { MayBeContacted = MayBeContacted.No, CourtOrder = new("Prohibited steps", "No contact", null), DoNotDiscloseAddress = true }, mother.Revision, _ct);
        var plan = await Plan(_head + _ada.Replace("Year 5", "6", StringComparison.Ordinal));
        Assert.Contains(plan.Rows[0].Notes, n => n.Text.StartsWith("Contact: the record says that this person may not be contacted, and that stays", StringComparison.Ordinal));
        Assert.Empty(plan.Incoming[0].Contacts);
    }
}
