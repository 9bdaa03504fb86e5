import Domain
@testable import Studio
import Testing

struct JobFilterTextTests {
    /// The display names that a filter leaves of the sample's jobs.
    private func found(_ filter: String) -> [String] {
        SampleWorld().jobs.filter(JobFilterText(filter).matches).map(\.displayName)
    }

    private static let all = ["train-large", "sweep-lr-0.01", "churn-train", "fraud-broken", "fraud-old"]

    @Test(arguments: [
        ("", all), ("  ", all), ("TRAIN", ["train-large", "churn-train"]), ("churn train", ["train-large", "churn-train"]),
        ("!fraud", ["train-large", "sweep-lr-0.01", "churn-train"]), ("train !large", ["churn-train"]),
        ("brave_fox", ["sweep-lr-0.01"]), ("state:fail", ["fraud-broken"]), ("status:Running", ["sweep-lr-0.01"]),
        ("!state:completed fraud", ["fraud-broken", "fraud-old"]), ("user:ben", ["train-large", "fraud-broken"]),
        ("by:ben exp:churn", ["train-large"]), ("on:cpu-cluster-1", ["sweep-lr-0.01"]),
        ("on:cpu", ["train-large", "sweep-lr-0.01"]), ("tag:stage=trial", ["sweep-lr-0.01"]), ("tag:stage", ["sweep-lr-0.01"]),
        ("tag:nothing", []), ("no-such-thing", []),
    ])
    func wordsNarrow(filter: String, names: [String]) {
        #expect(found(filter) == names)
    }

    /// Half a word must not empty the list while it is being typed.
    @Test(arguments: ["!", "!state:", "tag:", "state:", "fraud !"])
    func whatIsNotTypedYetNarrowsNothing(filter: String) {
        let whole = filter.split(separator: " ").dropLast().joined(separator: " ")
        #expect(found(filter) == found(filter == "fraud !" ? whole : ""))
    }
}
