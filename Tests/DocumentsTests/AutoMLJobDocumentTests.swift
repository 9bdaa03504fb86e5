import Documents
import Domain
import Testing

@Suite struct AutoMLJobDocumentTests {
    private static func text(_ task: String, _ more: String = "") -> String {
        """
        type: automl
        task: \(task)
        target_column_name: y
        training_data: {type: mltable, path: azureml:bank@latest}
        \(more)

        """
    }

    private func automl(_ text: String, in file: String = "/tmp/somewhere/job.yml") throws -> AutoMLWork {
        guard case .automl(let work) = try JobDocument.read(text: text, file: file).value.work else {
            throw AtelierError(.internal, "not an AutoML job")
        }
        return work
    }

    private func told(_ text: String) -> [String] {
        lines { _ = try JobDocument.read(text: text, file: "/tmp/somewhere/job.yml") }
            .map { $0.replacing("/tmp/somewhere/", with: "") }
    }

    @Test func readsWhatAJobSays() throws {
        let spec = try JobDocument.read(
            text: Self.text("classification", """
                compute: azureml:cpu
                primary_metric: AUC_weighted
                positive_label: 1
                weight_column_name: w
                validation_data_size: 0.2
                test_data: {type: uri_file, path: "https://example.org/a.csv"}
                featurization:
                  column_name_and_types: {age: Numeric, id: ignore, zip: categorical_hash}
                  blocked_transformers: [LabelEncoder, tf_idf]
                  transformer_params:
                    Imputer:
                      - {fields: [age, w], parameters: {strategy: median}}
                      - {fields: [pay], parameters: {strategy: constant, fill_value: 0}}
                limits: {max_trials: 7, max_concurrent_trials: 2, max_cores_per_trial: -1, timeout_minutes: 30, trial_timeout_minutes: 5, exit_score: 0.9, enable_early_termination: no}
                training:
                  allowed_training_algorithms: [XGBoostClassifier, logistic_regression, KNN]
                  blocked_training_algorithms: [sgd]
                  enable_vote_ensemble: false
                outputs: {best_model: }
                resources: {instance_type: Standard_DS3_v2}
                seed: 7
                """), file: "/tmp/somewhere/job.yml"
        ).value
        guard case .automl(let work) = spec.work else {
            Issue.record("not an AutoML job")
            return
        }
        #expect(spec.compute == "cpu" && spec.experimentName == "somewhere")
        #expect(work.task == .classification && work.targetColumn == "y" && work.seed == 7)
        #expect(work.primaryMetric == "AUC_weighted" && work.isHigherBetter)
        #expect(work.positiveLabel == "1" && work.weightColumn == "w" && work.validationShare == 0.2)
        #expect(work.trainingData.type == .mltable && work.testData?.type == .uriFile)
        #expect(
            work.featurization == AutoMLFeaturization(
                mode: .custom, purposes: ["age": .numeric, "id": .ignore, "zip": .categoricalHash],
                blockedTransformers: ["label_encoder", "tf_idf"],
                imputations: [
                    .init(columns: ["age", "w"], strategy: .median), .init(columns: ["pay"], strategy: .constant, fill: 0),
                ]))
        #expect(
            work.limits == AutoMLLimits(
                maxTrials: 7, maxConcurrentTrials: 2, maxCoresPerTrial: -1, timeoutMinutes: 30, trialTimeoutMinutes: 5,
                exitScore: 0.9, stopsEarly: false))
        #expect(
            work.training == AutoMLTraining(
                allowedAlgorithms: ["xg_boost_classifier", "logistic_regression", "knn"], blockedAlgorithms: ["sgd"],
                hasVotingEnsemble: false))
        #expect(work.outputs == ["best_model": JobOutput(type: .mlflowModel)] && work.instanceType == "Standard_DS3_v2")
    }

    @Test func whatIsNotSaidIsAsAzureHasIt() throws {
        let work = try automl(Self.text("classification"))
        #expect(work.primaryMetric == "AUC_weighted" && work.limits == AutoMLLimits() && work.training == AutoMLTraining())
        #expect(work.featurization == AutoMLFeaturization() && work.foldCount == nil && work.outputs.isEmpty)
        let regression = try automl(Self.text("regression"))
        #expect(regression.primaryMetric == "normalized_root_mean_squared_error" && !regression.isHigherBetter)
        let onnx = try automl(Self.text("regression", "training: {enable_onnx_compatible_models: true}"))
        #expect(onnx.training.isOnnxOnly && !onnx.training.hasStackEnsemble)
    }

    @Test(arguments: [
        ("classification", "accuracy", "accuracy", true), ("classification", "auc_weighted", "AUC_weighted", true),
        ("classification", "NormMacroRecall", "norm_macro_recall", true),
        ("classification", "average_precision_score_weighted", "average_precision_score_weighted", true),
        ("classification", "PrecisionScoreWeighted", "precision_score_weighted", true),
        ("regression", "spearman_correlation", "spearman_correlation", true), ("regression", "R2_score", "r2_score", true),
        ("regression", "normalized_mean_absolute_error", "normalized_mean_absolute_error", false),
    ])
    func metricsAreSpelledAsAzureSpellsThem(task: String, word: String, key: String, isHigherBetter: Bool) throws {
        let work = try automl(Self.text(task, "primary_metric: \(word)"))
        #expect(work.primaryMetric == key && work.isHigherBetter == isHigherBetter)
    }

    @Test func readsAForecast() throws {
        let work = try automl(Self.text("forecasting", """
            n_cross_validations: 3
            forecasting:
              time_column_name: day
              time_series_id_column_names: shop
              forecast_horizon: 14
              frequency: D
              target_lags: [7, 1, 7]
              target_rolling_window_size: 5
              seasonality: auto
              cv_step_size: 2
              features_unknown_at_forecast_time: [promo]
              use_stl: none
            training: {allowed_training_algorithms: [ExponentialSmoothing, seasonal_naive]}
            """))
        #expect(
            work.forecasting == ForecastingSettings(
                timeColumn: "day", seriesColumns: ["shop"], horizon: 14, targetLags: [1, 7], rollingWindow: 5,
                frequency: "D", foldStep: 2, unknownColumns: ["promo"]))
        #expect(work.foldCount == 3 && !work.training.hasStackEnsemble)
        #expect(work.training.allowedAlgorithms == ["exponential_smoothing", "seasonal_naive"])
        let lags = try automl(Self.text("forecasting", "forecasting: {time_column_name: day, target_lags: auto}"))
        #expect(lags.forecasting?.targetLags == nil)
    }

    /// A column that its data does not have is told before anything is trained.
    @Test func columnsAreLookedForWhereTheyShouldBe() throws {
        let folder = try Folder([
            "wine.csv": "\u{FEFF}\"alcohol, vol\",quality\n1,2\n", "semicolons.csv": "a;quality\n1;2\n", "more/b.csv": "a,quality\n",
            "more/a.csv": "a,qualty\n1,2\n", "valid.csv": "alcohol\n1\n", "rows.jsonl": "{\"a\": 1}\n", "big.parquet": "PAR1",
            "table/MLTable": """
                paths: [{file: ../wine.csv}]
                transformations:
                  - read_delimited: {delimiter: ","}
                  - drop_columns: [quality]

                """,
            "paths/MLTable": "paths: [{file: ../wine.csv}]\n",
        ])
        func told(_ path: String, _ more: String = "") -> [String] {
            lines(
                of: {
                    let text = "type: automl\ntask: regression\ntarget_column_name: quality\ntraining_data: {path: \(path)}\n\(more)"
                    _ = try JobDocument.read(text: text, file: folder.path + "/job.yml")
                }, in: folder)
        }
        #expect(told("wine.csv", "featurization: {column_name_and_types: {'alcohol, vol': Numeric}}") == [])
        #expect(told("rows.jsonl") == [])
        #expect(
            told("more")
                == ["job.yml:3:21: error: there is no column \"quality\" in 'more/a.csv', did you mean \"qualty\"?"])
        #expect(
            told("semicolons.csv") == [
                "job.yml:3:21: error: there is no column \"quality\" in 'semicolons.csv'; "
                    + "its fields are not separated by commas: describe it by an MLTable"
            ])
        #expect(
            told("table")
                == ["job.yml:3:21: error: there is no column \"quality\" in 'wine.csv'; it has alcohol, vol"])
        #expect(
            told("wine.csv", "validation_data: {path: valid.csv}\n") == [
                "job.yml:5:25: error: there is no column \"quality\" in 'valid.csv'; it has no target to be judged by"
            ])
        #expect(
            told("big.parquet") == [
                "job.yml:4:23: error: 'big.parquet' is Parquet, which is not trained from; write it as CSV or JSON lines"
            ])
        #expect(
            told("paths") == [
                "job.yml:4:23: error: 'paths' does not say how its files are read; "
                    + "add read_delimited or read_json_lines to its transformations"
            ])
    }

    @Test func imagesAndTextsAreRefusedInOneSentence() {
        for task in ["image_classification", "TextNer"] {
            #expect(told("type: automl\ntask: \(task)\nprimary_metric: accuracy\ntarget_column_name: y\n"
                + "training_data: {type: mltable, path: azureml:a:1}\n") == [
                    "job.yml:2:7: error: the task \(task) is not supported; "
                        + "AutoML here is for tables: classification, regression and forecasting"
                ])
        }
    }

    /// What says only what happens anyhow is taken without a word.
    @Test func harmlessSettingsAreNoWarnings() throws {
        let harmless = """
            log_verbosity: info
            limits: {max_nodes: 1}
            featurization: {enable_dnn_featurization: false}
            training: {enable_dnn_training: false, training_mode: auto}
            resources: {instance_count: 1}
            n_cross_validations: auto
            validation_data: {type: mltable, path: azureml:b:1}
            """
        #expect(try JobDocument.read(text: Self.text("classification", harmless), file: "/tmp/x/job.yml").warnings == [])
    }
}
