package import Domain

// An AutoML job as its file has it.

extension AutoMLWork {
    /// Everything, also what is as it is by itself.
    package var written: JSONValue {
        .members([
            "type": "automl", "task": .string(task.rawValue), "primary_metric": .string(primaryMetric.lowercased()),
            "target_column_name": .string(targetColumn), "training_data": JobInput.data(trainingData).written,
            "validation_data": validationData.map { JobInput.data($0).written },
            "test_data": testData.map { JobInput.data($0).written },
            "validation_data_size": validationShare.map(JSONValue.double), "test_data_size": testShare.map(JSONValue.double),
            "n_cross_validations": foldCount.map { JSONValue($0) },
            "cv_split_column_names": splitColumns.isEmpty ? nil : JSONValue(splitColumns),
            "weight_column_name": weightColumn.map(JSONValue.string), "positive_label": positiveLabel.map(JSONValue.string),
            "featurization": featurization.written, "training": training.written, "forecasting": forecasting?.written,
            "limits": limits.written, "outputs": outputs.mapValues(\.written).written,
            "resources": instanceType.map { ["instance_type": .string($0)] }, "seed": seed.map { JSONValue($0) },
        ])
    }

    /// What somebody would have to write for the same.
    var writtenShort: JSONValue {
        let usual = AutoMLTraining(hasStackEnsemble: task != .forecasting && !training.isOnnxOnly)
        guard case .object(var members) = written else { return written }
        members["training"] = training.written.without(usual.written)
        members["limits"] = limits.written.without(AutoMLLimits().written)
        members["featurization"] = featurization.written.without(AutoMLFeaturization().written)
        return .object(members)
    }
}

extension AutoMLTraining {
    fileprivate var written: JSONValue {
        .members([
            "allowed_training_algorithms": allowedAlgorithms.isEmpty ? nil : JSONValue(allowedAlgorithms),
            "blocked_training_algorithms": blockedAlgorithms.isEmpty ? nil : JSONValue(blockedAlgorithms),
            "enable_vote_ensemble": .bool(hasVotingEnsemble), "enable_stack_ensemble": .bool(hasStackEnsemble),
            "enable_model_explainability": .bool(isExplained), "enable_onnx_compatible_models": .bool(isOnnxOnly),
        ])
    }
}

extension AutoMLLimits {
    fileprivate var written: JSONValue {
        .members([
            "max_trials": JSONValue(maxTrials), "max_concurrent_trials": maxConcurrentTrials.map { JSONValue($0) },
            "max_cores_per_trial": maxCoresPerTrial.map { JSONValue($0) },
            "timeout_minutes": timeoutMinutes.map { JSONValue($0) },
            "trial_timeout_minutes": trialTimeoutMinutes.map { JSONValue($0) },
            "exit_score": exitScore.map(JSONValue.double), "enable_early_termination": .bool(stopsEarly),
        ])
    }
}

extension AutoMLFeaturization {
    fileprivate var written: JSONValue {
        .members([
            "mode": .string(mode.rawValue),
            "blocked_transformers": blockedTransformers.isEmpty ? nil : JSONValue(blockedTransformers),
            "column_name_and_types": purposes.mapValues(\.rawValue).written,
            "transformer_params": imputations.isEmpty ? nil : ["imputer": .array(imputations.map(\.written))],
        ])
    }
}

extension AutoMLFeaturization.Imputation {
    fileprivate var written: JSONValue {
        [
            "fields": JSONValue(columns),
            "parameters": .members(["strategy": .string(strategy.rawValue), "fill_value": fill.map(JSONValue.double)]),
        ]
    }
}

extension ForecastingSettings {
    fileprivate var written: JSONValue {
        let lags = targetLags.map { $0.isEmpty ? JSONValue.null : .array($0.map { JSONValue($0) }) } ?? "auto"
        return .members([
            "time_column_name": .string(timeColumn),
            "time_series_id_column_names": seriesColumns.isEmpty ? nil : JSONValue(seriesColumns),
            "forecast_horizon": horizon.map { JSONValue($0) }, "frequency": frequency.map(JSONValue.string),
            "target_lags": lags, "target_rolling_window_size": rollingWindow.map { JSONValue($0) },
            "seasonality": seasonality.map { JSONValue($0) }, "cv_step_size": foldStep.map { JSONValue($0) },
            "features_unknown_at_forecast_time": unknownColumns.isEmpty ? nil : JSONValue(unknownColumns),
        ])
    }
}
