namespace SencoFlows.Law;

public enum Induction { Completed, NotRequired, NotYet }

/// <summary>What regulation 49(2) and (3) ask of the person. Stored: add to it, never rename.</summary>
/// <param name="ByParagraph8A">Qualified only under paragraph 8A of Part 1 of Schedule 2 to the 2003 Qualifications Regulations, which does not count.</param>
/// <param name="TeachesHere">Works as a teacher at this school: true for each school of a shared SENCO, or the test fails there.</param>
/// <param name="IsHead">Head or acting head of this school: then nothing else of this is asked, but the qualification still is.</param>
public sealed record SencoPerson(bool QualifiedTeacher, Induction Induction, bool TeachesHere, bool IsHead = false, bool ByParagraph8A = false)
{
    /// <summary>Why this person may not be SENCO of this school, and the field it belongs to. Null when they may.</summary>
    public (string Field, string Why)? Obstacle => this switch
    {
        { IsHead: true } => null,
        { QualifiedTeacher: false } => ("qualified", "A SENCO must be a qualified teacher, or the head or acting head of the school"),
        { ByParagraph8A: true } => ("qualified", "Qualified teacher status under paragraph 8A does not count for a SENCO"),
        { Induction: Induction.NotYet } => ("induction", "A SENCO must have finished the induction period if it was required"),
        { TeachesHere: false } => ("teaches", "A SENCO must be working as a teacher at the school"),
        _ => null,
    };
}
