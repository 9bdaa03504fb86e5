import Foundation
import Testing

/// The engine is killed with `kill -9` in the middle of an `automl` job: the next one finishes it.
@Suite struct SearchCrashTests {
    private struct Trial: Decodable, Equatable {
        let name: String
        let number: Int
        let algorithm: String
        let parameters: [String: Double]
        let status: String
        let score: Double?
        let ended_at: String?
    }

    @Test(.ends) func finishedTrialsAreKeptAndTheNextEngineFinishesTheSearch() async throws {
        try await Box.with { box in
            let file = try Self.writeSearch(in: box)
            try await box.atelier("job", "create", "--file", file, "--name", "fox")
            try await box.wait(for: box.logFile(of: "fox"), toContain: "\ntrial 0 ")
            #expect(try await box.killEngine())
            let log = try String(contentsOf: box.logFile(of: "fox"), encoding: .utf8)
            // It was in the middle.
            try #require(!log.contains("\nbest: "))
            let before = try await Self.trials(in: box).filter { $0.status == "Completed" && log.contains("\ntrial \($0.number) ") }
            #expect(!before.isEmpty)

            #expect(try await box.stream("fox").code == 0)
            #expect(try await box.status(of: "fox") == "Completed")
            let after = try await Self.trials(in: box)
            #expect(after.map(\.number) == Array(0..<10) && after.allSatisfy { $0.status == "Completed" })
            // As they were, to the moment of their end.
            for trial in before { #expect(after.contains(trial), "\(trial.name)") }
            // Nothing is tried twice; the last one is made of the others.
            #expect(Set(after.map { "\($0.algorithm) \($0.parameters.sorted { $0.key < $1.key })" }).count == after.count)
            #expect(after.last?.algorithm == "StackEnsemble")
            for trial in after {
                let model = "workspaces/default/jobs/\(trial.name)/artifacts/outputs/mlflow-model/MLmodel"
                #expect(FileManager.default.fileExists(atPath: box.home.appending(path: model).path), "\(trial.name)")
            }
            // Each has one line in the log, whichever engine wrote it.
            let whole = try String(contentsOf: box.logFile(of: "fox"), encoding: .utf8)
            #expect(whole.hasPrefix(log))
            for trial in after {
                #expect(whole.components(separatedBy: "\ntrial \(trial.number) ").count == 2, "trial \(trial.number)")
            }
            let best = try #require(after.max { ($0.score ?? 0) < ($1.score ?? 0) })
            #expect(whole.contains("best: "))
            let told = try await box.atelier(
                "job", "show", "--name", "fox", "--query", "properties.score", "-o", "tsv")
            #expect(Double(told) == best.score)
            let next = try await box.submit(try box.writeJob("next", command: "echo next"))
            #expect(try await box.stream(next).code == 0)
        }
    }

    private static func trials(in box: Box) async throws -> [Trial] {
        let outcome = try await box.run("job", "trials", "--name", "fox", "-o", "json")
        return try JSONDecoder().decode([Trial].self, from: Data(outcome.output.utf8))
    }

    /// Customers that leave when they are old and spend little, but for every tenth.
    private static func writeSearch(in box: Box) throws -> String {
        var rows = "age,spent,left\n"
        for row in 0..<600 {
            let (age, spent) = (18 + row * 37 % 63, row * 911 % 1000)
            let isGone = (age - 49) * 12 > spent - 500
            rows += "\(age),\(spent),\(isGone != (row % 10 == 3) ? "yes" : "no")\n"
        }
        try box.write(rows, to: "train.csv")
        return try box.write(
            """
            $schema: https://azuremlschemas.azureedge.net/latest/autoMLJob.schema.json
            type: automl
            task: classification
            experiment_name: e2e
            compute: azureml:local
            target_column_name: left
            primary_metric: auc_weighted
            training_data: {type: uri_file, path: ./train.csv}
            n_cross_validations: 5
            training:
              allowed_training_algorithms: [logistic_regression, bernoulli_naive_bayes, knn]
              enable_vote_ensemble: false
              enable_model_explainability: false
            limits: {max_trials: 10, max_concurrent_trials: 2, enable_early_termination: false}
            outputs:
              best_model: {type: mlflow_model}
            seed: 3
            """, to: "search.yml")
    }
}
