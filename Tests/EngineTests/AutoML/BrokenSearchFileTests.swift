import Documents
import Domain
import Foundation
import Testing

@testable import Engine

/// What is wrong with an `automl` job's file is told before anything is submitted, with the line and the column of each mistake.
@Suite struct BrokenSearchFileTests {
    private static let right = [
        "type: automl", "task: classification", "target_column_name: left", "primary_metric: auc_weighted",
        "training_data: {type: uri_file, path: ./train.csv}",
    ]

    private static let algorithms = [
        "logistic_regression", "knn", "multinomial_naive_bayes", "bernoulli_naive_bayes",
        "decision_tree", "random_forest", "gradient_boosting", "xg_boost_classifier",
    ].joined(separator: ", ")

    /// The lines of a file that is right, one of them written otherwise and some added.
    private static func file(_ changes: [String: String] = [:], adding: String...) -> String {
        (right.map { line in changes[String(line.prefix { $0 != ":" })] ?? line }.filter { !$0.isEmpty } + adding)
            .joined(separator: "\n") + "\n"
    }

    @Test(arguments: [
        (file(), []),
        (
            file(["target_column_name": "target_column_name: lef"]),
            [
                "job.yml:3:21: error: there is no column \"lef\" in 'train.csv', did you mean \"left\"?"
            ]
        ),
        (file(["target_column_name": ""]), ["job.yml:1:1: error: field \"target_column_name\" of an AutoML job is missing"]),
        (
            file(["task": "task: clasification"]),
            [
                "job.yml:2:7: error: \"clasification\" is not a value of \"task\", did you mean \"classification\"?"
            ]
        ),
        (
            file(["primary_metric": "primary_metric: auc_weigted"]),
            [
                "job.yml:4:17: error: \"auc_weigted\" is not a value of \"primary_metric\", did you mean "
                    + "\"auc_weighted\"?"
            ]
        ),
        (
            file(["primary_metric": "primary_metric: r2_score"]),
            [
                "job.yml:4:17: error: \"r2_score\" is not a value of \"primary_metric\"; use one of: auc_weighted, "
                    + "accuracy, norm_macro_recall, average_precision_score_weighted, precision_score_weighted"
            ]
        ),
        (
            file(["training_data": "training_data: {type: uri_file, path: ./gone.csv}"]),
            [
                "job.yml:5:39: error: \"path\" names 'gone.csv', which does not exist"
            ]
        ),
        (
            file(["training_data": "training_data: {type: mltable, path: ./empty}"]),
            [
                "job.yml:5:38: error: 'empty' has no file MLTable; write one, or use type uri_folder"
            ]
        ),
        (
            file(["training_data": "training_data: {type: mltable, path: ./parquet}"]),
            [
                "job.yml:5:38: error: 'parquet' reads Parquet, which is not trained from; write its data as CSV or "
                    + "JSON lines"
            ]
        ),
        (
            file(["training_data": "training_data: ./train.csv"]),
            [
                "job.yml:5:16: error: \"training_data\" must be a map with a type and a path, not text; write {type: "
                    + "mltable, path: …}, or {type: uri_file, path: data.csv}"
            ]
        ),
        (file(["training_data": ""]), ["job.yml:1:1: error: field \"training_data\" of an AutoML job is missing"]),
        (
            file(adding: "validation_data_size: 1.2"),
            [
                "job.yml:6:23: error: \"validation_data_size\" is 1.2 and must be above 0 and below 1; give the part "
                    + "of the rows: 0.2 is a fifth"
            ]
        ),
        (
            file(adding: "n_cross_validations: 1"),
            [
                "job.yml:6:22: error: \"n_cross_validations\" is 1 and must be between 2 and 100"
            ]
        ),
        (
            file(adding: "weight_column_name: wieght"),
            [
                "job.yml:6:21: error: there is no column \"wieght\" in 'train.csv'; it has age, spent, city, left"
            ]
        ),
        (
            file(adding: "test_data: {type: uri_file, path: ./no-target.csv}"),
            [
                "job.yml:6:35: error: there is no column \"left\" in 'no-target.csv'; it has no target to be judged "
                    + "by"
            ]
        ),
        (file(adding: "limits: {max_trials: 0}"), ["job.yml:6:22: error: \"max_trials\" is 0 and must be 1 or more"]),
        (
            file(adding: "limits: {trial_timeout_minutes: soon}"),
            [
                "job.yml:6:33: error: \"trial_timeout_minutes\" must be a whole number, not \"soon\""
            ]
        ),
        (
            file(adding: "training: {blocked_training_algorithms: [\(algorithms)]}"),
            [
                "job.yml:6:41: error: every algorithm is blocked; leave one of them out"
            ]
        ),
        (
            file(adding: "training: {allowed_training_algorithms: [logistic]}"),
            [
                "job.yml:6:42: error: \"logistic\" is not a value of \"allowed_training_algorithms\"; use one of: "
                    + "logistic_regression, knn, multinomial_naive_bayes, bernoulli_naive_bayes, decision_tree, "
                    + "random_forest, gradient_boosting, xg_boost_classifier, extreme_random_trees, light_gbm, linear_svm, "
                    + "sgd, svm"
            ]
        ),
        (
            file(adding: "featurization: {column_name_and_types: {towm: Categorical}}"),
            [
                "job.yml:6:41: error: there is no column \"towm\" in 'train.csv'; it has age, spent, city, left"
            ]
        ),
        (
            file(adding: "outputs: {model: {type: mlflow_model}}"),
            [
                "job.yml:6:11: error: \"model\" is not an output of an AutoML job; its only one is best_model, of "
                    + "type mlflow_model"
            ]
        ),
    ] as [(String, [String])])
    func everyMistakeHasItsPlace(text: String, lines: [String]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "atelier-searches-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, content) in [
            "train.csv": SampleTable.customers(10).text, "no-target.csv": SampleTable.customers(10).dropping("left").text,
            "empty/note.txt": "", "parquet/MLTable": "paths:\n  - file: ./a.parquet\ntransformations:\n  - read_parquet\n",
            "parquet/a.parquet": "PAR1",
        ] {
            let place = folder.appending(path: name)
            try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(content.utf8).write(to: place)
        }
        var told: [String] = []
        do {
            _ = try JobDocument.read(text: text, file: folder.appending(path: "job.yml").path)
        } catch let error as DocumentError {
            told = error.diagnostics.map { $0.description.replacing(folder.path + "/", with: "") }
        }
        #expect(told == lines)
    }
}
