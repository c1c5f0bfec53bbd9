namespace SencoFlows.Web.GovUk;

public enum Progress { Done, Now, Later, Stopped }

/// <param name="When">"Done on 3 March 2027", "Expected by 9 June 2027".</param>
public sealed record ProgressStep(string Text, Progress State, string? When = null, string? Note = null);
