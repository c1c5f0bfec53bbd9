using SencoFlows.Tests.Processes;

namespace SencoFlows.Tests.Law;

public class LawDocumentTests
{
    [Fact]
    public void The_list_of_law_is_the_one_that_was_approved() =>
        Approved.Is("docs/law.md", LawDocument.Write(), "The rules say something else than the approved list of law. Read each difference against its source before you approve it.");
}
