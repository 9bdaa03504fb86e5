import Domain
import Foundation
import Testing

@testable import Engine

/// Data that no search can learn from, and the sentence that says why. In sentences `DIR` is the folder of the data.
struct BrokenData: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// By name: what each file holds.
    let files: [String: Data]
    let change: @Sendable (inout AutoMLWork, AutoMLFixture) -> Void
    let reason: String

    init(
        _ name: String, _ text: String, _ reason: String,
        _ change: @escaping @Sendable (inout AutoMLWork, AutoMLFixture) -> Void = { _, _ in }
    ) {
        self.init(name, ["train.csv": Data(text.utf8)], reason, change)
    }

    init(
        _ name: String, _ table: SampleTable, _ reason: String,
        _ change: @escaping @Sendable (inout AutoMLWork, AutoMLFixture) -> Void = { _, _ in }
    ) {
        self.init(name, table.text, reason, change)
    }

    init(
        _ name: String, _ files: [String: Data], _ reason: String,
        _ change: @escaping @Sendable (inout AutoMLWork, AutoMLFixture) -> Void = { _, _ in }
    ) {
        testDescription = name
        self.files = files
        self.reason = reason
        self.change = change
    }

    static let customers = SampleTable.customers()

    /// A table, and a second one that the job names too.
    static func pair(
        _ name: String, _ field: any WritableKeyPath<AutoMLWork, DataInput?> & Sendable, _ table: SampleTable, _ reason: String,
        _ change: @escaping @Sendable (inout AutoMLWork, AutoMLFixture) -> Void = { _, _ in }
    ) -> BrokenData {
        BrokenData(
            name, ["train.csv": Data(customers.text.utf8), "other.csv": Data(table.text.utf8)], reason
        ) { work, fixture in
            work[keyPath: field] = fixture.data("other.csv")
            if field == \.validationData { work.validationShare = nil }
            change(&work, fixture)
        }
    }

    /// A folder with an MLTable.
    static func mltable(
        _ name: String, _ text: String, files: [String: String] = ["a.csv": customers.text], _ reason: String
    ) -> BrokenData {
        var all = ["table/MLTable": Data(text.utf8)]
        for (name, text) in files { all["table/\(name)"] = Data(text.utf8) }
        return BrokenData(name, all, reason) { work, fixture in
            work.trainingData = DataInput(type: .mltable, location: .local(fixture.path("table")))
        }
    }

    /// An MLTable that reads CSV, and does something more with its rows.
    static func steps(_ steps: String..., of path: String) -> String {
        let all = (["read_delimited: {delimiter: ','}"] + steps).map { "  - \($0)\n" }.joined()
        return "paths:\n  - \(path)\ntransformations:\n\(all)"
    }

    static func jsonLines(_ name: String, _ text: String, _ reason: String) -> BrokenData {
        BrokenData(name, ["train.jsonl": Data(text.utf8)], reason) { work, fixture in
            work.trainingData = fixture.data("train.jsonl")
        }
    }
}
