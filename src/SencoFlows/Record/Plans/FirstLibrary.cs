namespace SencoFlows.Record.Plans;

/// <summary>
/// A library to begin with, offered and never forced: provisions that many primary and secondary schools give, in general words. A
/// school takes what it likes and makes it its own. The hourly rates are examples to be replaced, not figures from anywhere.
/// </summary>
public static class FirstLibrary
{
    public static IReadOnlyList<ProvisionTemplate> All { get; } =
    [
        new("firstpairedreading", "Paired reading", Deliverer.TeachingAssistant, 1, 3, 15, 10)
        {
            For = [SenType.SPLD, SenType.MLD], Outcome = "Reads a page of an unknown book at the right level with at most three words of help",
            Measure = "A reading test at the start and at the end", Target = "Reading age goes up by six months", AtHome = "Read together for ten minutes on five evenings a week",
        },
        new("firstphonics", "Phonics catch-up in a small group", Deliverer.TeachingAssistant, 4, 4, 20, 12)
        {
            For = [SenType.SPLD, SenType.MLD, SenType.SLCN], Outcome = "Reads and writes words with the sounds taught this term", Measure = "A check of letters and sounds every six weeks",
            Target = "Knows ten more letter sounds and uses them in reading", AtHome = "Play the sound game from the book bag twice a week",
        },
        new("firstprecision", "Precision teaching", Deliverer.TeachingAssistant, 1, 5, 10, 8)
        {
            For = [SenType.SPLD, SenType.MLD], Outcome = "Reads the chosen words quickly and without thinking", Measure = "Words right in one minute, counted daily",
            Target = "40 of the chosen words right in one minute, three days running",
        },
        new("firsthandwriting", "Handwriting and fine motor skills", Deliverer.TeachingAssistant, 3, 3, 15, 10)
        {
            For = [SenType.PD, SenType.SPLD], Outcome = "Writes three sentences that others can read", Measure = "A page of writing kept every half term",
            Target = "Letters on the line and of one size in the whole page", Adjustments = "A pencil grip and a sloping board. Less to write, more to say or type", AtHome = "Cutting, threading or building for ten minutes a day",
        },
        new("firstspeech", "Speech and language programme", Deliverer.TeachingAssistant, 1, 3, 20, 12)
        {
            For = [SenType.SLCN, SenType.ASD, SenType.HI], Outcome = "Uses the sounds or sentences that the therapist has set", Measure = "The therapist's checklist",
            Target = "Eight of ten right in talk, without help", Adjustments = "Time to answer. One instruction at a time, shown as well as told", AtHome = "The therapist's sheet, five minutes a day",
        },
        new("firstvocabulary", "New words before the lesson", Deliverer.TeachingAssistant, 4, 2, 20, 12)
        {
            For = [SenType.SLCN, SenType.HI, SenType.MLD], Outcome = "Explains the key words of each topic and uses them in the lesson", Measure = "Ten topic words asked before and after",
            Target = "Eight of ten words explained", AtHome = "Talk about the words of the week at a meal",
        },
        new("firstattention", "Attention and listening group", Deliverer.TeachingAssistant, 4, 3, 15, 10)
        {
            For = [SenType.SLCN, SenType.ASD, SenType.SEMH], Outcome = "Stays with a group task that an adult leads", Measure = "Minutes on task, watched three times in one week",
            Target = "Ten minutes in four of five sessions", Adjustments = "A seat away from the door, a clear desk, a picture of what comes next",
        },
        new("firstnumber", "Small-group number work", Deliverer.TeachingAssistant, 3, 3, 20, 12)
        {
            For = [SenType.SPLD, SenType.MLD], Outcome = "Adds and takes away within 20 with things to count, then without", Measure = "The school's number check, every six weeks",
            Target = "16 of 20 right without things to count", AtHome = "Count and share real things: plates, coins, cards",
        },
        new("firstfeelings", "Talking about feelings, one to one", Deliverer.Mentor, 1, 1, 40, 10)
        {
            For = [SenType.SEMH, SenType.ASD], Outcome = "Names a strong feeling and uses one way to become calm", Measure = "Incidents counted week by week, and a scale that the pupil fills in",
            Target = "Half as many incidents as in the first two weeks", Adjustments = "A calm place that is agreed beforehand. Choices in place of demands", AtHome = "Use the same words for feelings, and the same calm plan",
        },
        new("firstfriends", "Social skills group", Deliverer.TeachingAssistant, 6, 1, 30, 10)
        {
            For = [SenType.SEMH, SenType.ASD, SenType.SLCN], Outcome = "Joins a game, takes turns and says what is wrong when it goes wrong", Measure = "Playtimes watched twice in one week, at the start and at the end",
            Target = "Plays with others for ten minutes in three of five playtimes",
        },
        new("firstcheckin", "Morning check-in with a known adult", Deliverer.TeachingAssistant, 1, 5, 10, 12)
        {
            For = [SenType.SEMH, SenType.ASD], Outcome = "Comes into class calmly and begins the first task", Measure = "Days with a calm start, ticked daily", Target = "Four days of five for three weeks",
            Adjustments = "The plan of the day on the desk. A warning five minutes before each change", AtHome = "The same morning routine, in pictures",
        },
        new("firstmovement", "Movement breaks", Deliverer.TeachingAssistant, 4, 5, 10, 12)
        {
            For = [SenType.PD, SenType.ASD, SenType.SEMH], Outcome = "Comes back from a break ready to work", Measure = "Minutes until the pupil is at work, timed three times a week", Target = "Two minutes or less in four of five breaks",
        },
        new("firsttyping", "Touch typing", Deliverer.TeachingAssistant, 6, 3, 15, 12)
        {
            For = [SenType.SPLD, SenType.PD, SenType.VI], Outcome = "Types faster than they write by hand", Measure = "Words a minute, timed once a month", Target = "15 words a minute without looking",
            Adjustments = "A laptop for anything longer than a paragraph", AtHome = "Ten minutes of practice on four days a week",
        },
    ];

    public static StaffRates Rates(DateOnly from) => new(
    [
        new(Deliverer.TeachingAssistant, 18, null, from), new(Deliverer.HigherLevelAssistant, 22, null, from), new(Deliverer.Teacher, 42, null, from), new(Deliverer.Senco, 48, null, from),
        new(Deliverer.Mentor, 24, null, from), new(Deliverer.Specialist, 70, null, from), new(Deliverer.Volunteer, 0, null, from),
    ]);
}
