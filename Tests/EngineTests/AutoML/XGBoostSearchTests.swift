import Domain
import Foundation
import Learning
import Testing

@testable import Engine

/// Searches that grow trees, with the library of a Python from PyPI: `SCORING_TEST_LIBRARIES` names an interpreter that has it.
@Suite(.enabled(if: TreeLibrary.path != nil, "needs SCORING_TEST_LIBRARIES, a Python with xgboost"))
struct XGBoostSearchTests {
    @Test func treesAreTriedAndCanBeTheBest() async throws {
        let fixture = try await AutoMLFixture(library: TreeLibrary.path)
        try await fixture.desk.start()
        let job = try await fixture.finished {
            $0.training.allowedAlgorithms = []
            $0.training.blockedAlgorithms = ["multinomial_naive_bayes", "knn"]
            $0.limits.maxTrials = 9
        }
        #expect(job.status == .completed)
        let trials = try await fixture.trials()
        #expect(trials.allSatisfy { $0.status == .completed })
        #expect(
            Set(trials.compactMap(\.algorithm)).isSuperset(of: [
                "XGBoostClassifier", "RandomForest", "GradientBoosting", "DecisionTree", "LogisticRegression", "VotingEnsemble",
            ]))
        #expect(!fixture.log().contains("Trees are left out"))
        let grown = try #require(trials.first { $0.algorithm == "XGBoostClassifier" })
        #expect(fixture.artifacts(of: grown.job).contains("feature_importance_gain"))
        #expect(grown.score ?? 0 > 0.6)
    }

    @Test func aTrialOfTreesIsCanceledBetweenRounds() async throws {
        let fixture = try await AutoMLFixture(library: TreeLibrary.path)
        try await fixture.desk.start()
        let gate = try TrialGate(fixture.layout(of: "fox_0"))
        try fixture.write(SampleTable.customers().text)
        var work = fixture.classification()
        work.training.allowedAlgorithms = ["gradient_boosting"]
        work.validationShare = nil
        work.foldCount = 4
        try await fixture.submit(work)
        try await fixture.engine.event("job.running", of: "fox_0")
        try await fixture.desk.cancel("fox", in: fixture.workspace, by: "bert")
        try await fixture.open(gate, ending: "fox_0")
        #expect(try await fixture.scripted.end(of: "fox").status == .canceled)
        #expect(try await fixture.finished(work, as: "hen").status == .completed)
    }

    @Test func aLibraryThatIsBrokenIsNamed() async throws {
        let fixture = try await AutoMLFixture(library: "/nowhere/libxgboost.so")
        try await fixture.desk.start()
        let job = try await fixture.finished()
        #expect(job.status == .failed && job.reason?.contains("/nowhere/libxgboost.so") == true)
    }
}

private enum TreeLibrary {
    /// Nil where there is none.
    static let path: String? = {
        guard let python = ProcessInfo.processInfo.environment["SCORING_TEST_LIBRARIES"] else { return nil }
        let root = URL(filePath: python).deletingLastPathComponent().deletingLastPathComponent().appending(path: "lib")
        let pythons = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return pythons.sorted().map { root.appending(path: "\($0)/site-packages/xgboost/lib/libxgboost.so").path }
            .first { FileManager.default.fileExists(atPath: $0) }
    }()
}
