import Domain
import Foundation
import Testing

@testable import Commands

/// `job trials`, and how searches and their trials are shown.
@Suite struct JobTrialsTests {
    private let bench = Bench()

    private static func progress(algorithm: String? = nil, best: JobName? = "fox_1") -> SearchProgress {
        SearchProgress(
            job: "fox", metric: "accuracy", isHigherBetter: true, trialLimit: 20, notes: ["two columns are constant"],
            trials: [
                SearchTrial(
                    job: "fox_0", number: 0, algorithm: algorithm, parameters: ["rate": 0.5, "depth": 3], status: .failed,
                    reason: "exit code 1", startedAt: Fixture.time, endedAt: Fixture.time.addingTimeInterval(65)),
                SearchTrial(
                    job: "fox_1", number: 1, algorithm: algorithm, parameters: ["rate": 0.1, "depth": 2], status: .completed,
                    score: 0.93, startedAt: Fixture.time, endedAt: Fixture.time.addingTimeInterval(4.25)),
                SearchTrial(job: "fox_2", number: 2, algorithm: algorithm, status: .queued),
            ], best: best)
    }

    @Test func aTableMarksTheBest() async {
        defer { bench.cleanUp() }
        bench.engine.answer("GET /v1/workspaces/default/jobs/fox/search", Self.progress())
        #expect(await bench.run("job", "trials", "--name", "fox") == 0)
        let rows = bench.console.output.split(separator: "\n").map { $0.split(separator: "  ").map { $0.drop { $0 == " " } } }
        #expect(rows[0] == ["Number", "Trial", "Parameters", "Score", "Best", "Status", "Duration", "Reason"])
        #expect(rows[2] == ["0", "fox_0", "depth=3 rate=0.5", "False", "Failed", "1 min 5 s", "exit code 1"])
        #expect(rows[3] == ["1", "fox_1", "depth=2 rate=0.1", "0.93", "True", "Completed", "4.2 s"])
        #expect(rows[4] == ["2", "fox_2", "False", "Queued"])
        #expect(
            bench.console.errors == "two columns are constant\n3 trials of at most 20; the best accuracy is 0.93, of fox_1\n")
    }

    @Test func aTableIsForTheEye() async {
        defer { bench.cleanUp() }
        let trial = SearchTrial(
            job: "fox_0", number: 0, parameters: ["rate": 0.001799548946108711, "trees": 352.0], status: .completed,
            score: 0.9548273105, startedAt: Fixture.time, endedAt: Fixture.time.addingTimeInterval(4.25))
        let progress = SearchProgress(
            job: "fox", metric: "auc", isHigherBetter: true, trialLimit: 20, notes: [], trials: [trial], best: "fox_0")
        bench.engine.answer("GET /v1/workspaces/default/jobs/fox/search", progress)
        #expect(await bench.run("job", "trials", "--name", "fox") == 0)
        let row = bench.console.output.split(separator: "\n").last.map(String.init) ?? ""
        #expect(row.contains("rate=0.00179955 trees=352") && row.contains(" 0.954827 "))
        #expect(bench.console.errors.hasSuffix("the best auc is 0.954827, of fox_0\n"))
    }

    @Test func programsGetItAsJSON() async throws {
        defer { bench.cleanUp() }
        bench.engine.answer("GET /v1/workspaces/default/jobs/fox/search", Self.progress(algorithm: "KNN", best: nil))
        #expect(await bench.run("job", "trials", "-n", "fox", "-o", "json") == 0)
        guard case .array(let trials) = try JSONParser.parse(bench.console.output) else {
            Issue.record("no list")
            return
        }
        #expect(
            trials[1] == [
                "algorithm": "KNN", "duration": 4.25, "ended_at": "2026-01-01T00:00:04.500+00:00", "is_best": false,
                "name": "fox_1", "number": 1, "parameters": ["depth": 2, "rate": 0.1], "score": 0.93,
                "started_at": "2026-01-01T00:00:00.250+00:00", "status": "Completed",
            ])
        #expect(bench.console.errors.hasSuffix("3 trials of at most 20; none has logged accuracy yet\n"))
        let table = Bench()
        defer { table.cleanUp() }
        table.engine.answer("GET /v1/workspaces/default/jobs/fox/search", Self.progress(algorithm: "KNN"))
        #expect(await table.run("job", "trials", "-n", "fox") == 0)
        #expect(table.console.output.contains("Algorithm"))
    }

    @Test func aJobOfAnotherKindIsToldByTheEngine() async {
        defer { bench.cleanUp() }
        bench.engine.answer(
            "GET /v1/workspaces/default/jobs/fox/search", failure: AtelierError(.invalidState, "fox is no search"))
        #expect(await bench.run("job", "trials", "-n", "fox") == 1)
        #expect(bench.console.errors == "error: fox is no search\n")
    }

    private static func job(_ work: JobWork, properties: [String: String] = [:]) -> Job {
        Job(
            name: "fox", workspace: "lab", spec: JobSpec(properties: properties, parentJobName: "parent", work: work),
            experiment: "wine", displayName: "fox", status: .running, compute: "cpu", environment: ContentHash(rawValue: "e4f"),
            creation: Fixture.creation)
    }

    @Test func aSweepLooksAsAzShowsIt() throws {
        let trial = CommandWork(
            command: "python hello-sweep.py --C ${{search_space.C}}", code: "/src",
            environment: .registered(AssetReference(name: "sklearn", selector: .label("latest"))),
            inputs: ["A": .literal(0.5)], outputs: ["model": JobOutput()])
        let sweep = SweepWork(
            trial: trial, searchSpace: ["C": .uniform(min: 0.1, max: 1), "B": .choice(["hello", "world"])],
            sampling: .random(rule: .random, seed: nil, logBase: nil),
            objective: SweepObjective(goal: .minimize, metric: "loss"),
            limits: SweepLimits(maxTotalTrials: 4, maxConcurrentTrials: 2, timeout: 3600))
        let shown = Self.job(.sweep(sweep)).presentation(in: Fixture.scope)
        #expect(shown["type"] == "sweep" && shown["command"] == nil && shown["status"] == "Running")
        #expect(shown["trial"]?["command"] == "python hello-sweep.py --C ${{search_space.C}}")
        #expect(shown["trial"]?["environment"] == "azureml:sklearn@latest" && shown["trial"]?["code"] == "/src")
        #expect(shown["sampling_algorithm"] == "random" && shown["inputs"] == ["A": 0.5])
        #expect(
            shown["search_space"] == [
                "B": ["type": "choice", "values": ["hello", "world"]],
                "C": ["type": "uniform", "min_value": 0.1, "max_value": 1.0],
            ])
        #expect(shown["objective"] == ["goal": "minimize", "primary_metric": "loss"])
        #expect(shown["limits"] == ["max_concurrent_trials": 2, "max_total_trials": 4, "timeout": 3600])
        #expect(shown["outputs"]?["model"]?["type"] == "uri_folder" && shown["outputs"]?["default"] != nil)
    }

    @Test func anAutoMLJobLooksAsAzShowsIt() {
        let work = AutoMLWork(
            task: .classification, targetColumn: "y", primaryMetric: "AUC_weighted", isHigherBetter: true,
            trainingData: DataInput(type: .mltable, location: .local("/data")), training: AutoMLTraining(allowedAlgorithms: ["knn"]),
            limits: AutoMLLimits(maxTrials: 5), outputs: ["best_model": JobOutput(type: .mlflowModel)])
        let shown = Self.job(.automl(work)).presentation(in: Fixture.scope)
        #expect(shown["type"] == "automl" && shown["task"] == "classification" && shown["primary_metric"] == "auc_weighted")
        #expect(shown["training_data"] == ["mode": "ro_mount", "path": "/data", "type": "mltable"])
        #expect(shown["limits"] == ["enable_early_termination": true, "max_trials": 5, "timeout_minutes": 360])
        #expect(shown["training"]?["allowed_training_algorithms"] == ["knn"])
        #expect(shown["featurization"] == ["mode": "auto"] && shown["command"] == nil && shown["inputs"] == nil)
        #expect(shown["outputs"]?["best_model"]?["type"] == "mlflow_model" && shown["outputs"]?["default"] != nil)
    }

    @Test func trialsSayWhatTheyAre() throws {
        let work = TrialWork(number: 3, algorithm: "XGBoostClassifier", parameters: ["eta": 0.25], isScaled: true, timeout: 60)
        let shown = Self.job(.trial(work)).presentation(in: Fixture.scope)
        #expect(shown["type"] == "automl_trial" && shown["algorithm"] == "XGBoostClassifier" && shown["trial"] == 3)
        #expect(shown["parameters"] == ["eta": 0.25] && shown["limits"] == ["timeout": 60] && shown["scaled"] == true)
        #expect(shown["parent_job_name"] == "parent" && shown["command"] == nil)
        let child = CommandWork(command: "python a.py 3", environment: .inline(EnvironmentSpec()))
        let noted = [JobProperty.trialNumber: "0", JobProperty.hyperparameters: #"{"x": 3}"#]
        let swept = Self.job(.command(child), properties: noted).presentation(in: Fixture.scope)
        #expect(swept["type"] == "command" && swept["command"] == "python a.py 3")
        #expect(swept["properties"]?[JobProperty.hyperparameters] == #"{"x": 3}"#)
    }
}
