namespace SencoFlows.Processes.SencoPost;

/// <summary>How a school has arranged the work of its SENCO. Stored: add to it, never rename.</summary>
/// <param name="Since">The day from which it is kept here.</param>
public sealed record Arrangement(DateOnly Since)
{
    /// <summary>Everybody who has been SENCO here, the last one last; whoever is now has no end.</summary>
    public IReadOnlyList<Holder> Holders { get; init; } = [];

    public SencoRole? Role { get; init; }

    /// <summary>When the governing body last looked at how well the work is going.</summary>
    public DateOnly? Reviewed { get; init; }

    public string? Findings { get; init; }

    /// <summary>When the step that the governing body owes was last asked for.</summary>
    public DateOnly? Asked { get; init; }

    public Arrangement With(Holder holder) => this with { Holders = [.. Holders.Select(h => h.Post == holder.Post ? holder : h)] };
}

/// <param name="Post">The id of the case about the post.</param>
/// <param name="Away">The first day of leave, while it lasts.</param>
public sealed record Holder(string Staff, string Post, DateOnly From, DateOnly? To = null, bool Acting = false, DateOnly? Away = null);

/// <summary>Reg. 50(1): the governing body determines the SENCO's role in relation to the leadership and management of the school, and her key responsibilities.</summary>
/// <param name="Duties">Some of <see cref="SencoDuties"/>.</param>
/// <param name="Hours">Hours a week without teaching, for the work of the SENCO.</param>
/// <param name="AdminHours">Hours a week of administrative support.</param>
public sealed record SencoRole(DateOnly On, IReadOnlyList<SencoDuty> Duties, decimal Hours, decimal AdminHours, bool InLeadershipTeam, string? Note = null);

/// <summary>Reg. 50(3), with the day-to-day duties that Code of Practice 6.90 adds.</summary>
public enum SencoDuty
{
    TellParents, IdentifyNeeds, CoordinateProvision, MonitorEffect, SecureServices, KeepRecords, WorkWithParents,
    PassOnInformation, PromoteInclusion, LeadAssistants, AdviseTeachers, TrainStaff, PublishedInformation, AdviseOnBudget,
}

public static class SencoDuties
{
    public static IReadOnlyList<SencoDuty> All { get; } = Enum.GetValues<SencoDuty>();

    public static string Words(this SencoDuty duty) => duty switch
    {
        SencoDuty.TellParents => "Make sure that parents are told when their child may have SEN",
        SencoDuty.IdentifyNeeds => "Identify pupils' special educational needs",
        SencoDuty.CoordinateProvision => "Co-ordinate the provision for them",
        SencoDuty.MonitorEffect => "Follow how well the provision works",
        SencoDuty.SecureServices => "Secure services for pupils where they are needed",
        SencoDuty.KeepRecords => "Keep the records of needs and provision up to date",
        SencoDuty.WorkWithParents => "Keep in touch with parents and tell them regularly",
        SencoDuty.PassOnInformation => "Pass on information when a pupil moves",
        SencoDuty.PromoteInclusion => "Promote pupils' inclusion in school life, the curriculum, trips and clubs",
        SencoDuty.LeadAssistants => "Select, supervise and train learning support assistants",
        SencoDuty.AdviseTeachers => "Advise teachers on adapting their teaching",
        SencoDuty.TrainStaff => "Contribute to the training of staff",
        SencoDuty.PublishedInformation => "Prepare and review what the school must publish",
        SencoDuty.AdviseOnBudget => "Advise on using the delegated budget and other resources",
        _ => throw new ArgumentOutOfRangeException(nameof(duty)),
    };
}
