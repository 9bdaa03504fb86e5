import Domain
import Foundation
import Learning
import Store
import Scoring
import Testing
import Training

@testable import Engine

/// The whole road of an `automl` job, from its data to the model that is its output.
@Suite struct AutoMLRoadTests {
    @Test func aClassificationTriesAlgorithmsThenEnsemblesAndItsOutputIsTheBestModel() async throws {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        let job = try await fixture.finished { $0.training.isExplained = true }
        #expect(job.status == .completed && job.reason == nil && job.node == nil)
        let progress = try await fixture.progress()
        #expect(
            progress.trials.map(\.algorithm) == [
                "LogisticRegression", "BernoulliNaiveBayes", "VotingEnsemble", "StackEnsemble",
            ])
        #expect(progress.trials.allSatisfy { $0.status == .completed && $0.score ?? 0 > 0.6 && $0.score ?? 2 <= 1 })
        let best = try #require(progress.trials.max { ($0.score ?? 0, $1.number) < ($1.score ?? 0, $0.number) })
        #expect(progress.best == best.job && job.spec.properties["best_child_run_id"] == best.job.rawValue)
        #expect(job.spec.properties["score"] == best.score.map { "\($0)" })
        #expect(
            job.spec.work.outputs["best_model"]?.location
                == .jobOutput(best.job, output: "artifacts", path: "outputs/mlflow-model"))
        for trial in progress.trials { try await expectWhole(trial, in: fixture) }
        // What only the best one is asked.
        #expect(fixture.artifacts(of: best.job).contains("feature_importance"))
        #expect(progress.trials.count { fixture.artifacts(of: $0.job).contains("feature_importance") } == 1)
        let model = try LearnedModelDocument.read(folder: "\(fixture.layout(of: best.job).artifacts)/outputs/mlflow-model").model
        let table = try TableReader.read(Array("age,spent,city\n75,40,Chur\n20,990,Bern\n".utf8))
        let answers = try model.predict(table)
        #expect(answers[0, 1] > 0.5 && answers[1, 1] < 0.5)
    }

    /// A trial is a child with metrics, parameters, a model and reports.
    private func expectWhole(_ trial: SearchTrial, in fixture: AutoMLFixture) async throws {
        let child = try await fixture.scripted.show(trial.job)
        #expect(child.spec.parentJobName == "fox" && child.experiment == "searches" && child.attempt == 1)
        #expect(child.displayName.hasSuffix(trial.algorithm ?? "?"))
        let metrics = try await fixture.metrics(of: trial.job)
        #expect(metrics["AUC_weighted"] == trial.score)
        #expect(metrics.keys.count > 10 && metrics["accuracy"] != nil && metrics["log_loss"] != nil)
        let parameters = try await fixture.engine.context.store.read { try $0.parameters(of: trial.job) }
        #expect(parameters["algorithm"] == trial.algorithm)
        if trial.algorithm == "LogisticRegression" { #expect(parameters["C"] == "1.0" || parameters["C"] == "1") }
        let files = fixture.artifacts(of: trial.job)
        for name in ["confusion_matrix", "accuracy_table", "curves", "outputs/mlflow-model/MLmodel"] {
            #expect(files.contains(name), "\(trial.job) has no \(name)")
        }
        #expect(!files.contains("residuals"))
        #expect(fixture.log(of: trial.job).hasPrefix("\(trial.algorithm ?? "?") on 120 rows, one part held out\n"))
    }

    @Test func theSearchsOwnRunHasTheBestScoreSoFar() async throws {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        _ = try await fixture.finished()
        let scores = try await fixture.trials().map { try #require($0.score) }
        let curve = try await fixture.engine.context.store.read {
            try $0.history(of: "AUC_weighted", run: RunID("fox"), after: nil, limit: 100).elements
        }
        #expect(curve.map(\.step) == [1, 2, 3, 4])
        #expect(curve.map(\.value) == scores.indices.map { scores[...$0].max() })
        let log = fixture.log()
        #expect(log.hasPrefix("classification of 'left': 120 rows, 3 columns\n"))
        #expect(log.contains("Missing values are filled, or told to trees as missing: 'age' (11), 'city' (9)."))
        #expect(log.contains("trial 0  LogisticRegression  AUC_weighted \(JSONValue.brief(scores[0]))  0.0 s  best so far\n"))
        #expect(log.contains("best: \(try #require(try await fixture.progress().best))"))
    }

    @Test func aRegressionHasReportsOfItsOwnAndTheLeastErrorIsTheBest() async throws {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        try fixture.write(SampleTable.flats().text)
        let job = try await fixture.finished(fixture.regression())
        #expect(job.status == .completed)
        let trials = try await fixture.trials()
        #expect(trials.map(\.algorithm) == ["ElasticNet", "KNN", "VotingEnsemble", "StackEnsemble"])
        let best = try #require(trials.min { ($0.score ?? 9, $0.number) < ($1.score ?? 9, $1.number) })
        #expect(job.spec.properties["best_child_run_id"] == best.job.rawValue && best.score ?? 9 < 0.1)
        for trial in trials {
            let files = fixture.artifacts(of: trial.job)
            #expect(files.contains("residuals") && files.contains("predicted_true") && !files.contains("confusion_matrix"))
        }
        let metrics = try await fixture.metrics(of: best.job)
        #expect(metrics["r2_score"] ?? 0 > 0.8 && metrics["normalized_root_mean_squared_error"] == best.score)
    }

    @Test(arguments: [
        (1, ["LogisticRegression"]), (2, ["LogisticRegression", "BernoulliNaiveBayes"]),
        (3, ["LogisticRegression", "BernoulliNaiveBayes", "VotingEnsemble"]),
        (5, ["LogisticRegression", "BernoulliNaiveBayes", "LogisticRegression", "VotingEnsemble", "StackEnsemble"]),
    ])
    func noMoreIsTriedThanAllowedAndEnsemblesCount(most: Int, algorithms: [String]) async throws {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        #expect(try await fixture.finished { $0.limits.maxTrials = most }.status == .completed)
        #expect(try await fixture.trials().map(\.algorithm) == algorithms)
    }

    @Test func aScoreThatIsGoodEnoughEndsTheSearch() async throws {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        let job = try await fixture.finished {
            $0.limits.maxTrials = 50
            $0.limits.exitScore = 0.6
        }
        #expect(job.status == .completed)
        #expect(try await fixture.trials().map(\.algorithm) == ["LogisticRegression"])
    }

    @Test func aSearchThatFindsNothingBetterAnyMoreEnds() async throws {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        // Trees aside, what a number next to the target says is said by the first trial.
        let table = SampleTable.customers(40).adding("told") { "\($0 % 2)" }.changing("left") { row, _ in row % 2 == 1 ? "yes" : "no" }
        _ = try await fixture.finished(over: table) {
            $0.limits.maxTrials = 100
            $0.training.allowedAlgorithms = ["bernoulli_naive_bayes"]
            $0.training.hasStackEnsemble = false
            $0.training.hasVotingEnsemble = false
        }
        #expect(try await fixture.trials().count == 30)
    }

    @Test func noMoreTrialsRunAtOnceThanAllowed() async throws {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        let gates = try (0..<2).map { try TrialGate(fixture.layout(of: JobName("fox_\($0)"))) }
        try fixture.write(SampleTable.customers().text)
        var work = fixture.classification()
        work.limits = AutoMLLimits(maxTrials: 5, maxConcurrentTrials: 2)
        try await fixture.submit(work)
        for number in 0..<2 { try await fixture.engine.event("job.running", of: "fox_\(number)") }
        #expect(try await fixture.trials().map(\.status) == [.running, .running])
        gates[1].open()
        // The third takes the place of the one that has ended, and the first is held still.
        try await fixture.engine.event("job.running", of: "fox_2")
        #expect(try await fixture.trials().filter { !$0.status.isFinal || $0.status == .completed }.count >= 3)
        #expect(try await fixture.trials()[0].status == .running)
        gates[0].open()
        #expect(try await fixture.scripted.end(of: "fox").status == .completed)
        // Ensembles wait for all that they are made of.
        let trials = try await fixture.trials()
        #expect(trials.suffix(2).map(\.algorithm) == ["VotingEnsemble", "StackEnsemble"] && trials.count == 5)
    }

    @Test func blockedAlgorithmsAreNotTried() async throws {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        _ = try await fixture.finished {
            $0.training.allowedAlgorithms = []
            $0.training.blockedAlgorithms = ["logistic_regression", "knn"]
            $0.limits.maxTrials = 6
        }
        let algorithms = Set(try await fixture.trials().compactMap(\.algorithm))
        #expect(algorithms == ["BernoulliNaiveBayes", "MultinomialNaiveBayes", "VotingEnsemble", "StackEnsemble"])
        #expect(fixture.log().contains("Trees are left out: XGBoost is not on this box."))
    }

    @Test func theSameSeedFindsTheSame() async throws {
        var scores: [[Double?]] = []
        for _ in 0..<2 {
            let fixture = try await AutoMLFixture()
            try await fixture.desk.start()
            _ = try await fixture.finished { $0.limits.maxTrials = 8 }
            scores.append(try await fixture.trials().map(\.score))
        }
        #expect(scores[0] == scores[1] && scores[0].count == 8)
    }
}
