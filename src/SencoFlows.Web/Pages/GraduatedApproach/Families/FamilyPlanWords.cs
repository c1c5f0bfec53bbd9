using SencoFlows.Processes.GraduatedApproach;
using SencoFlows.Record;
using SencoFlows.Record.Plans;
using SencoFlows.Web.GovUk;

namespace SencoFlows.Web.Pages.GraduatedApproach.Families;

/// <summary>The codes of a plan and of a review as parents read them, in the language of the page.</summary>
internal static class FamilyPlanWords
{
    /// <summary>"in a group of 3, 20 minutes, twice a week".</summary>
    public static string Amount(PlanProvision p, Tongue In)
    {
        var size = p.GroupSize == 1 ? In["one to one"] : In["in a group of {0}", p.GroupSize.ToString(EnglishWords.Culture)];
        return In["{0}, {1} minutes, {2}", size, p.Minutes.ToString(EnglishWords.Culture), Often(p.TimesAWeek, In)];
    }

    /// <summary>A whole sentence each: parts of one rarely fit together in another language.</summary>
    public static string Decided(Decision decision, Tongue In) => decision switch
    {
        Decision.Continue => In["We decided to go on with the same plan."],
        Decision.Change => In["We decided to change the plan."],
        Decision.Specialist => In["We decided to ask a specialist for advice."],
        Decision.RequestAssessment => In["We decided to ask the council for an EHC needs assessment."],
        _ => In["We decided that your child does without extra help now."],
    };

    public static string Owner(Owner owner, Tongue In) => owner switch
    {
        Processes.GraduatedApproach.Owner.Senco => In["SENCO"],
        Processes.GraduatedApproach.Owner.Teacher => In["Teacher"],
        Processes.GraduatedApproach.Owner.Head => In["Headteacher"],
        Processes.GraduatedApproach.Owner.Family => In["Family"],
        Processes.GraduatedApproach.Owner.Pupil => In["Your child"],
        _ => In["Specialist"],
    };

    public static string Service(Service service, Tongue In) => service switch
    {
        Processes.GraduatedApproach.Service.EducationalPsychologist => In["Educational psychologist"],
        Processes.GraduatedApproach.Service.SpeechAndLanguage => In["Speech and language therapist"],
        Processes.GraduatedApproach.Service.OccupationalTherapy => In["Occupational therapist"],
        Processes.GraduatedApproach.Service.SpecialistTeacher => In["Specialist teacher"],
        Processes.GraduatedApproach.Service.MentalHealth => In["Mental health service for children"],
        Processes.GraduatedApproach.Service.Paediatrician => In["Children’s doctor"],
        Processes.GraduatedApproach.Service.SensoryTeacher => In["Teacher for hearing or sight"],
        Processes.GraduatedApproach.Service.EarlyHelp => In["Early help for families"],
        _ => In["Another service"],
    };

    /// <summary>What is wrong with an answer. Why the case does not take it is said in English by the process; in another language the page says what to do.</summary>
    public static FormErrors Errors(FormErrors errors, Tongue In) => In.IsEnglish ? errors : new([.. errors.Errors.Select(e => e with
    {
        Message = e.Field switch
        {
            "agrees" => In["Select an answer"],
            "words" => In["What you want to say must be {0} characters or fewer", TypedWords.Most.ToString("N0", EnglishWords.Culture)],
            _ => In["We cannot take this answer now. Read the plan again, or call the school"],
        },
    })]);

    private static string Often(decimal timesAWeek, Tongue In) => timesAWeek switch
    {
        0.5m => In["once in two weeks"],
        1 => In["once a week"],
        2 => In["twice a week"],
        _ => In["{0} times a week", timesAWeek.ToString("0.##", EnglishWords.Culture)],
    };
}
