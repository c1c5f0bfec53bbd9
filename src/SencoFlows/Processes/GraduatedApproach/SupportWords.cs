namespace SencoFlows.Processes.GraduatedApproach;

// Codes in place of words where a list has to be counted later. Stored: add to them, never rename.

/// <summary>Where the concern came from: Code of Practice 6.14 to 6.35, in the early years 5.12 to 5.28.</summary>
public enum Concern { SlowerThanPeers, SlowerThanBefore, GapStays, GapWidens, OtherThanAttainment, Parent, Pupil, Transfer, HealthOrCare, Earlier }

/// <summary>How parents were told.</summary>
public enum Way { Meeting, Telephone, Letter, Email, Interpreter }

/// <summary>What an assessment looked at: Code of Practice 6.45.</summary>
public enum Evidence { TeacherAssessment, EarlierProgress, ComparedWithPeers, Behaviour, Attendance, ParentsView, PupilsView, Specialist, HealthOrCare }

public enum ViewOf { Pupil, Parents, Teacher }

public enum PostponeReason { PupilAway, FamilyCannotCome, StaffAbsence, SchoolClosed, WaitingForReport, Other }

public enum Result { Met, Partly, NotMet }

public enum Impact { High, Some, None, NotGiven }

/// <summary>What follows from a review: Code of Practice 6.56 to 6.63.</summary>
public enum Decision { Continue, Change, Specialist, RequestAssessment, Exit }

public enum NextStep { ChangeProvision, Specialist, RequestAssessment, FamilySupport, CarryOn }

public enum Service { EducationalPsychologist, SpeechAndLanguage, OccupationalTherapy, SpecialistTeacher, MentalHealth, Paediatrician, SensoryTeacher, EarlyHelp, Other }

public enum Place { AtSchool, ByTelephone, ByVideo, AtHome }

public enum MissedReason { FamilyDidNotCome, FamilyCouldNot, StaffAbsence, SchoolClosed, Other }

public enum CancelReason { FamilyAsked, StaffAbsence, SchoolClosed, NotNeeded, Other }

public enum Owner { Senco, Teacher, Head, Family, Pupil, Specialist }

/// <summary>What a parent may take back. Support itself rests on the law and not on consent.</summary>
public enum Consent { Specialist, Sharing }

public enum Closing { NoNeedFound, Mistake, Exit, EhcPlan, Left }

/// <summary>The codes as people say them.</summary>
public static class SupportWords
{
    extension(Concern c)
    {
        public string Words => c switch
        {
            Concern.SlowerThanPeers => "Progress is much slower than that of peers who started from the same baseline",
            Concern.SlowerThanBefore => "Progress does not match or better the pupil’s earlier rate",
            Concern.GapStays => "Progress does not close the gap with peers",
            Concern.GapWidens => "The gap with peers grows",
            Concern.OtherThanAttainment => "Progress in other areas, such as social needs",
            Concern.Parent => "A parent raised it",
            Concern.Pupil => "The pupil raised it",
            Concern.Transfer => "The school before gave support",
            Concern.Earlier => "Support began before it was kept here",
            _ => "A health or care service raised it",
        };
    }

    extension(Way w)
    {
        public string Words => w switch
        {
            Way.Meeting => "In a meeting",
            Way.Telephone => "By telephone",
            Way.Letter => "By letter",
            Way.Email => "By email",
            _ => "With an interpreter",
        };
    }

    extension(Evidence e)
    {
        public string Words => e switch
        {
            Evidence.TeacherAssessment => "The teacher’s assessment and experience of the pupil",
            Evidence.EarlierProgress => "Earlier progress and attainment",
            Evidence.ComparedWithPeers => "How the pupil does compared with peers and national data",
            Evidence.Behaviour => "Behaviour",
            Evidence.Attendance => "Attendance",
            Evidence.ParentsView => "What the parents say",
            Evidence.PupilsView => "What the pupil says",
            Evidence.Specialist => "Advice from a specialist",
            _ => "Advice from health or care",
        };
    }

    extension(PostponeReason r)
    {
        public string Words => r switch
        {
            PostponeReason.PupilAway => "The pupil is away",
            PostponeReason.FamilyCannotCome => "The family cannot come",
            PostponeReason.StaffAbsence => "A member of staff is away",
            PostponeReason.SchoolClosed => "The school is closed",
            PostponeReason.WaitingForReport => "A report is still to come",
            _ => "Another reason",
        };
    }

    extension(Result r)
    {
        public string Words => r switch
        {
            Result.Met => "Met",
            Result.Partly => "Partly met",
            _ => "Not met",
        };
    }

    extension(Impact i)
    {
        public string Words => i switch
        {
            Impact.High => "Helped a lot",
            Impact.Some => "Helped a little",
            Impact.None => "Made no difference",
            _ => "Was not given",
        };
    }

    extension(Decision d)
    {
        public string Words => d switch
        {
            Decision.Continue => "Go on with the same plan",
            Decision.Change => "Change the plan",
            Decision.Specialist => "Bring in a specialist",
            Decision.RequestAssessment => "Ask for an EHC needs assessment",
            _ => "End SEN support",
        };
    }

    extension(NextStep n)
    {
        public string Words => n switch
        {
            NextStep.ChangeProvision => "Change what is done, or do more of it",
            NextStep.Specialist => "Bring in a specialist",
            NextStep.RequestAssessment => "Ask for an EHC needs assessment",
            NextStep.FamilySupport => "Offer early help to the family",
            _ => "Carry on as it is",
        };

        /// <summary>What the Code of Practice says about it.</summary>
        public string Why => n switch
        {
            NextStep.ChangeProvision => "6.56: change the support in the light of the pupil’s progress",
            NextStep.Specialist => "6.59: a specialist should be brought in when a pupil still makes little progress despite well-founded support",
            NextStep.RequestAssessment => "6.63: consider it when relevant and purposeful action has not led to the progress that was expected",
            NextStep.FamilySupport => "6.21: other causes, such as difficulties at home, are looked at as well",
            _ => "6.44: each cycle refines what is known, so say what will be different",
        };
    }

    extension(Service s)
    {
        public string Words => s switch
        {
            Service.EducationalPsychologist => "Educational psychologist",
            Service.SpeechAndLanguage => "Speech and language therapist",
            Service.OccupationalTherapy => "Occupational therapist",
            Service.SpecialistTeacher => "Specialist teacher",
            Service.MentalHealth => "Child and adolescent mental health service",
            Service.Paediatrician => "Paediatrician",
            Service.SensoryTeacher => "Teacher for hearing or sight",
            Service.EarlyHelp => "Early help",
            _ => "Another service",
        };
    }

    extension(Place p)
    {
        public string Words => p switch
        {
            Place.AtSchool => "At school",
            Place.ByTelephone => "By telephone",
            Place.ByVideo => "By video call",
            _ => "At home",
        };
    }

    extension(MissedReason r)
    {
        public string Words => r switch
        {
            MissedReason.FamilyDidNotCome => "The family did not come",
            MissedReason.FamilyCouldNot => "The family could not come",
            MissedReason.StaffAbsence => "A member of staff was away",
            MissedReason.SchoolClosed => "The school was closed",
            _ => "Another reason",
        };
    }

    extension(CancelReason r)
    {
        public string Words => r switch
        {
            CancelReason.FamilyAsked => "The family asked for it",
            CancelReason.StaffAbsence => "A member of staff is away",
            CancelReason.SchoolClosed => "The school is closed",
            CancelReason.NotNeeded => "It is no longer needed",
            _ => "Another reason",
        };
    }

    extension(Owner o)
    {
        public string Words => o switch
        {
            Owner.Senco => "SENCO",
            Owner.Teacher => "Teacher",
            Owner.Head => "Headteacher",
            Owner.Family => "Family",
            Owner.Pupil => "Pupil",
            _ => "Specialist",
        };
    }

    extension(Consent c)
    {
        public string Words => c switch
        {
            Consent.Specialist => "Bringing in specialists",
            _ => "Sharing information with others",
        };
    }

    extension(Closing c)
    {
        public string Words => c switch
        {
            Closing.NoNeedFound => "No support needed",
            Closing.Mistake => "Started by mistake",
            Closing.Exit => "SEN support has ended",
            Closing.EhcPlan => "An EHC plan has taken over",
            _ => "The pupil has left",
        };
    }
}
