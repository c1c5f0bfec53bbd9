namespace SencoFlows.Record;

/// <summary>In what capacity somebody acts or is told. Stored: add to it, never rename.</summary>
public enum Role
{
    /// <summary>Nobody yet: signed in to nothing, may do nothing.</summary>
    Nobody,

    /// <summary>The clock and the loop.</summary>
    System,
    Senco,
    Head,
    Teacher,
    Admin,

    /// <summary>The designated safeguarding lead.</summary>
    SafeguardingLead,
    Governor,

    /// <summary>Everybody with parental responsibility or care who may be told.</summary>
    Parents,
    NextSchool,

    /// <summary>The general office address of the next school, from the register.</summary>
    NextSchoolOffice,
    LocalAuthority,
    TrustLead,

    /// <summary>The head of the next school: told when its SENCO and office do not act.</summary>
    NextSchoolHead,

    /// <summary>The member of staff whom a case is about, whatever roles they have. Nobody acts in it.</summary>
    Self,

    /// <summary>The school that a new pupil comes from: its SENCO, by the official address.</summary>
    FormerSchool,
}

public static class RoleWords
{
    extension(Role role)
    {
        /// <summary>As it stands beside a name: "SENCO", "Headteacher".</summary>
        public string Title => role switch
        {
            Role.Senco => "SENCO",
            Role.Head => "Headteacher",
            Role.Teacher => "Teacher",
            Role.Admin => "School office",
            Role.SafeguardingLead => "Designated safeguarding lead",
            Role.Governor => "Governor",
            Role.Parents => "Parent or carer",
            Role.NextSchool => "SENCO of the next school",
            Role.NextSchoolOffice => "Office of the next school",
            Role.NextSchoolHead => "Head of the next school",
            Role.LocalAuthority => "Local authority",
            Role.TrustLead => "Trust",
            Role.System => "SencoFlows",
            Role.FormerSchool => "SENCO of the school before",
            Role.Self => "The member of staff themselves",
            _ => "Nobody",
        };
    }
}
