using SencoFlows.Record;

namespace SencoFlows.Web.Pages;

/// <summary>Roles as sentences name them.</summary>
public static class RoleWords
{
    extension(Role role)
    {
        /// <summary>"the SENCO": follows "waits for".</summary>
        public string Words => role switch
        {
            Role.Nobody => "nobody",
            Role.System => "a date",
            Role.Senco => "the SENCO",
            Role.Head => "the headteacher",
            Role.Teacher => "the teacher",
            Role.Admin => "the school office",
            Role.SafeguardingLead => "the safeguarding lead",
            Role.Governor => "the governors",
            Role.Parents => "the parents or carers",
            Role.NextSchool => "the next school",
            Role.NextSchoolOffice => "the next school’s office",
            Role.NextSchoolHead => "the next school’s headteacher",
            Role.FormerSchool => "the school before",
            Role.LocalAuthority => "the local authority",
            Role.TrustLead => "the trust",
            Role.Self => "the member of staff",
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };

        /// <summary>The same at the start of a sentence or a cell.</summary>
        public string Name => role.Words is var words && words.StartsWith("the ", StringComparison.Ordinal)
            ? char.ToUpperInvariant(words[4]) + words[5..]
            : char.ToUpperInvariant(words[0]) + words[1..];

        /// <summary>Somebody of this school, not a parent and not another school.</summary>
        public bool IsOfTheSchool => role is Role.Senco or Role.Head or Role.Teacher or Role.Admin or Role.SafeguardingLead or Role.Governor;
    }
}
