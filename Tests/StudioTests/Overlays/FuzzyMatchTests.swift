@testable import Studio
import Testing

struct FuzzyMatchTests {
    @Test(arguments: [
        ("", "anything", true), ("cj", "Cancel the job", true), ("CTJ", "cancel the job", true), ("jc", "Cancel the job", false),
        ("can job", "Cancel the job", true), ("a", "", false), ("zz", "z", false), ("übe", "Über alles", true),
    ])
    func lettersComeInOrder(query: String, text: String, matches: Bool) {
        #expect((FuzzyMatch.score(query, in: text) != nil) == matches)
    }

    @Test(arguments: [
        ("can", "Cancel the job", "Open a clean pane"), ("pj", "Pane Jobs", "Unwrap all jobs"),
        ("roll", "Roll back now", "Re-run a long list"), ("job", "Go to job", "Go to job with a very long name"),
    ])
    func whatIsMeantComesFirst(query: String, better: String, worse: String) throws {
        let high = try #require(FuzzyMatch.score(query, in: better))
        guard let low = FuzzyMatch.score(query, in: worse) else { return }
        #expect(high > low)
    }
}
