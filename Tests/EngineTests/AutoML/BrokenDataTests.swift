import Domain
import Foundation
import Glibc
import Testing

@testable import Engine

/// What is wrong with the data of a search is one sentence that says what, where, and what to do next; and nothing is left behind.
@Suite struct BrokenDataTests {
    @Test(arguments: BrokenData.files + BrokenData.tables) func aFileThatIsNoTableIsRefused(_ broken: BrokenData) async throws {
        try await expectRefused(broken)
    }

    @Test(arguments: BrokenData.targets) func aTableThatNothingCanBeLearntFromIsRefused(_ broken: BrokenData) async throws {
        try await expectRefused(broken)
    }

    @Test(arguments: BrokenData.judging) func trialsThatCannotBeJudgedAreNotBegun(_ broken: BrokenData) async throws {
        try await expectRefused(broken)
    }

    private func expectRefused(_ broken: BrokenData) async throws {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        for (name, bytes) in broken.files { try fixture.write(bytes, to: name) }
        var work = fixture.classification()
        broken.change(&work, fixture)
        let job = try await fixture.finished(work)
        #expect(job.status == .failed)
        let reason = (job.reason ?? "none").replacing(fixture.path(""), with: "DIR/")
        #expect(reason == broken.reason)
        #expect(fixture.log().replacing(fixture.path(""), with: "DIR/").contains("error: \(broken.reason)\n"))
        #expect(try await fixture.trials().isEmpty)
        #expect(try await fixture.desk.list(in: fixture.workspace).map(\.name) == ["fox"])
        let jobs = (fixture.layout().root as NSString).deletingLastPathComponent
        #expect(try FileManager.default.contentsOfDirectory(atPath: jobs) == ["fox"])
        #expect(fixture.artifacts(of: "fox").filter { !$0.hasPrefix("user_logs") && !$0.hasPrefix("system_logs") }.isEmpty)
        #expect(try await fixture.busyNodes().isEmpty)
    }

    @Test(arguments: ["training_data", "validation_data", "test_data"]) func dataThatIsNotThereIsToldBeforeTheJobIsTakenIn(
        _ field: String
    ) async throws {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        try fixture.write(SampleTable.customers().text)
        var work = fixture.classification()
        work.validationShare = nil
        let gone = fixture.data("gone.csv")
        switch field {
        case "training_data": work.trainingData = gone
        case "validation_data": work.validationData = gone
        default: work.testData = gone
        }
        let error = await #expect(throws: AtelierError.self) { try await fixture.submit(work) }
        #expect(error?.description == "input '\(field)': there is nothing at \(fixture.path("gone.csv")); check its path")
        #expect(try await fixture.desk.list(in: fixture.workspace).isEmpty)
    }

    @Test func tenMillionColumnsAreGivenUpBeforeTheyAreTakenApart() async throws {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        let path = try fixture.write(String(repeating: "a,", count: 10_000_000) + "left\n")
        let job = try await fixture.finished(fixture.classification())
        #expect(job.reason == "\(path):1: it has more than 100000 columns: is the delimiter right?")
    }

    @Test(.enabled(if: getuid() != 0, "root reads everything")) func aFileThatMayNotBeReadIsNamed() async throws {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        let path = try fixture.write(SampleTable.customers().text)
        chmod(path, 0)
        let job = try await fixture.finished(fixture.classification())
        #expect(job.status == .failed && job.reason?.contains(path) == true)
    }

    @Test(arguments: RefusedSearch.all) func aSearchThatCannotBeIsNotTakenIn(_ refused: RefusedSearch) async throws {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        var work = fixture.classification()
        refused.change(&work)
        let error = await #expect(throws: AtelierError.self) { try await fixture.submit(work) }
        #expect(error?.description == refused.sentence)
        #expect(try await fixture.desk.list(in: fixture.workspace).isEmpty)
        #expect(!FileManager.default.fileExists(atPath: fixture.layout().root))
    }
}

/// A search that the engine does not take in, and why.
struct RefusedSearch: CustomTestStringConvertible, Sendable {
    let sentence: String
    let change: @Sendable (inout AutoMLWork) -> Void

    var testDescription: String { sentence }

    init(_ sentence: String, _ change: @escaping @Sendable (inout AutoMLWork) -> Void) {
        self.sentence = sentence
        self.change = change
    }

    static let all = [
        RefusedSearch("the job has no target_column_name; name the column to predict") { $0.targetColumn = "" },
        RefusedSearch("validation_data_size is 1.5; give the part of the rows, above 0 and below 1") { $0.validationShare = 1.5 },
        RefusedSearch("test_data_size is 0.0; give the part of the rows, above 0 and below 1") { $0.testShare = 0 },
        RefusedSearch("n_cross_validations is 1; give 2 to 100, or leave it to the number of rows") { $0.foldCount = 1 },
        RefusedSearch("limits.max_trials is 0; give it 1 or more") { $0.limits.maxTrials = 0 },
        RefusedSearch("limits.max_concurrent_trials is 0; give it 1 or more") { $0.limits.maxConcurrentTrials = 0 },
        RefusedSearch("limits.timeout_minutes is -5; give it 1 or more") { $0.limits.timeoutMinutes = -5 },
        RefusedSearch("limits.trial_timeout_minutes is 0; give it 1 or more") { $0.limits.trialTimeoutMinutes = 0 },
        RefusedSearch("limits.max_cores_per_trial is -2; give it 1 or more") { $0.limits.maxCoresPerTrial = -2 },
    ]
}
