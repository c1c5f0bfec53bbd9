using SencoFlows.Cases;
using SencoFlows.Law;
using SencoFlows.Record;
using static SencoFlows.Processes.SencoPost.SencoPostProcess.Event;

namespace SencoFlows.Processes.SencoPost;

// Courses, awards and certificates.
public sealed partial class SencoPostProcess
{
    private static Step<State> Study(Tenure t, Event e, At at) => e switch
    {
        Enrolled n => WrongCourse(n.Kind, n.Provider, n.Begins) is { } wrong ? Refuse(wrong.Field, wrong.Why)
            : n.Ends is { } ends && ends <= n.Begins ? Refuse("ends", "The end of the course must be after its start")
            : n.Kind is SencoCourseKind.Nasenco && at.Today > SencoQualification.LastNasenco ? Refuse("kind", "A National Award that is not finished can no longer count. It must be the NPQ for SENCOs")
            : t.Underway is not null ? Refuse("", "Another course is being taken. Record how it ended first")
            : Go(Now(t with { Courses = [.. t.Courses, new(t.Courses.Count + 1, n.Kind, n.Provider.Trim(), n.Begins, n.Ends, at.Today)] }, at), new Effect.Email(Role.Head, "senco-enrolled")),

        Held h => WrongCourse(h.Kind, h.Provider, h.Begins) is { } wrong ? Refuse(wrong.Field, wrong.Why)
            : WrongAward(h.Begins, h.Completed, h.On, at) is { } bad ? Refuse(bad.Field, bad.Why)
            : Go(Now(t with { Courses = [.. t.Courses, new(t.Courses.Count + 1, h.Kind, h.Provider.Trim(), h.Begins, null, at.Today) { Completed = h.Completed, Awarded = h.On }] }, at)),

        OfCourse c when t.Courses.FirstOrDefault(x => x.Number == c.Course) is not { } => Refuse("", "Record the course or the award first"),
        OfCourse c => Study(t, t.Courses.Single(x => x.Number == c.Course), c, at),
        _ => Refuse("", "This comes too early, or has already been recorded"),
    };

    private static Step<State> Study(Tenure t, Study s, OfCourse e, At at) => e switch
    {
        CourseCorrected when s.Certificate?.Checked is not null => Refuse("", "The certificate of this award has already been checked"),
        CourseCorrected c => WrongCourse(s.Kind, c.Provider, c.Begins) is { } wrong ? Refuse(wrong.Field, wrong.Why)
            : s.Awarded is { } on && WrongAward(c.Begins, c.Completed, on, at) is { } bad ? Refuse(bad.Field, bad.Why)
            : Go(Now(t.With(s with { Provider = c.Provider.Trim(), Begins = c.Begins, Completed = c.Completed }), at)),
        PutOff or AttemptFailed or GivenUp or Awarded when s.Stopped is not null => Refuse("", "This course has been given up"),
        PutOff or AttemptFailed or GivenUp or Awarded when s.Awarded is not null => Refuse("", "The award of this course has already been recorded"),
        PutOff { Ends: { } ends } when ends <= at.Today => Refuse("ends", "The new end of the course must be in the future"),
        PutOff p => Go(Now(t.With(s.Afresh(at.Today) with { Ends = p.Ends }), at), new Effect.Email(Role.Head, "senco-course-changed")),
        AttemptFailed { On: var on } when on > at.Today || on < s.Begins => Refuse("on", "The date of the result must be after the course began, and today or in the past"),
        AttemptFailed { Ends: { } ends } when ends <= at.Today => Refuse("ends", "The date of the next result must be in the future"),
        AttemptFailed { Ends: null } f => Go(Now(t.With(s.Afresh(at.Today) with { Stopped = f.On }), at), new Effect.Email(Role.Head, "senco-course-changed")),
        AttemptFailed f => Go(Now(t.With(s.Afresh(at.Today) with { Ends = f.Ends }), at), new Effect.Email(Role.Head, "senco-course-changed")),
        GivenUp { On: var on } when on > at.Today || on < s.Begins => Refuse("on", "The date must be after the course began, and today or in the past"),
        GivenUp g => Go(Now(t.With(s.Afresh(at.Today) with { Stopped = g.On }), at), new Effect.Email(Role.Head, "senco-course-changed")),
        Awarded a => WrongAward(s.Begins, a.Completed, a.On, at) is { } wrong ? Refuse(wrong.Field, wrong.Why)
            : Go(Now(t.With(s.Afresh(at.Today) with { Awarded = a.On, Completed = a.Completed }), at)),

        CertificateAdded when s.Awarded is null => Refuse("", "First record the award"),
        CertificateAdded when s.Certificate?.Checked is not null => Refuse("", "The certificate of this award has already been checked"),
        CertificateAdded { Type: not ("application/pdf" or "image/jpeg" or "image/png") } => Refuse("file", "The selected file must be a PDF, JPG or PNG"),
        CertificateAdded a => Go(Now(t.With(s.Afresh(at.Today) with { Certificate = new(a.Sha256, a.Name, a.Type, a.Bytes, at.By.Id) }), at), Nudge(Checker(t, at.By.Id), "senco-certificate-check", "check")),

        CertificateChecked when s.Certificate is null => Refuse("", "No certificate has been uploaded"),
        CertificateChecked when s.Certificate.Checked is not null => Refuse("", "The certificate of this award has already been checked"),
        CertificateChecked when at.By.Id == t.Staff || at.By.Id == s.Certificate.AddedBy => Refuse("", "Somebody else must check the certificate: not the SENCO, and not who uploaded it"),
        CertificateChecked { Why: null or "", Right: false } => Refuse("why", "Enter what is wrong with the certificate"),
        CertificateChecked { Right: false } c => Go(Now(t.With(s.Afresh(at.Today) with { Certificate = s.Certificate with { Rejected = c.Why } }), at), new Effect.Email(Role.Self, "senco-certificate-wrong")),
        CertificateChecked => Go(Now(t.With(s.Afresh(at.Today) with { Certificate = s.Certificate with { Checked = at.Today, CheckedBy = at.By.Id, Rejected = null } }), at), new Effect.Email(Role.Self, "senco-qualified"), new Effect.Email(Role.Governor, "senco-qualified")),
        _ => Refuse("", "This comes too early, or has already been recorded"),
    };

    /// <summary>The head, unless the head is the SENCO or uploaded it.</summary>
    private static Role Checker(Tenure t, string addedBy) => addedBy == t.Staff && !t.Person.IsHead ? Role.Head : Role.Governor;

    private static (string Field, string Why)? WrongCourse(SencoCourseKind kind, string provider, DateOnly? begins) => kind switch
    {
        _ when string.IsNullOrWhiteSpace(provider) => ("provider", "Select or enter the provider"),
        SencoCourseKind.Npq when NpqProviders.MayAward(provider.Trim()) is false => ("provider", "Select a provider that may award the NPQ for SENCOs"),
        SencoCourseKind.Npq when begins < SencoQualification.NpqOnly => ("begins", "The NPQ for SENCOs cannot have begun before 1 September 2024"),
        SencoCourseKind.Nasenco when begins >= SencoQualification.NpqOnly => ("kind", "A course that begins on or after 1 September 2024 must be the NPQ for SENCOs"),
        _ => null,
    };

    private static (string Field, string Why)? WrongAward(DateOnly? begins, DateOnly? completed, DateOnly on, At at) =>
        on > at.Today ? ("on", "The date of the award must be today or in the past")
        : on < begins ? ("on", "The date of the award must be after the course began")
        : completed > on ? ("completed", "The course must have been finished before the award")
        : completed < begins ? ("completed", "The course must have been finished after it began")
        : null;
}
