import Domain
import Learning

extension AutoMLProblem {
    /// What an `automl` job asks for, with what it does not say decided.
    init(_ work: AutoMLWork, seed: UInt64) throws(TableFault) {
        guard let task = LearningTask(rawValue: work.task.rawValue), let metric = PrimaryMetric(rawValue: work.primaryMetric)
        else { throw TableFault("'\(work.primaryMetric)' is no metric of a \(work.task.rawValue)") }
        let validation: Validation
        if let count = work.foldCount {
            validation = .folds(count)
        } else if let share = work.validationShare {
            validation = .share(share)
        } else {
            validation = .automatic
        }
        self.init(
            task, target: work.targetColumn, metric: metric, positiveLabel: work.positiveLabel,
            algorithms: Self.algorithms(work, task), validation: validation,
            seed: work.seed.map { UInt64(bitPattern: Int64($0)) } ?? seed, wantsVoting: work.training.hasVotingEnsemble,
            wantsStacking: work.training.hasStackEnsemble, featurization: Featurization(work),
            forecast: try work.forecasting.map { given throws(TableFault) in
                try ForecastSettings(given, target: work.targetColumn)
            },
            foldStep: work.forecasting?.foldStep)
    }

    private static func algorithms(_ work: AutoMLWork, _ task: LearningTask) -> [Algorithm] {
        let (allowed, blocked) = (Set(work.training.allowedAlgorithms), Set(work.training.blockedAlgorithms))
        return Algorithm.allCases.filter { algorithm in
            guard algorithm.tasks.contains(task) else { return false }
            return (allowed.isEmpty || allowed.contains(algorithm.writtenName)) && !blocked.contains(algorithm.writtenName)
        }
    }
}

extension ForecastSettings {
    /// Looks one period ahead where the horizon is not given, as Azure does.
    fileprivate init(_ settings: ForecastingSettings, target: String) throws(TableFault) {
        var frequency: TimeFrequency?
        if let name = settings.frequency {
            frequency = TimeFrequency(named: name)
            guard frequency != nil else {
                throw TableFault("'\(name)' is no frequency: give one as pandas writes it, such as D, W, MS, h or 15min")
            }
        }
        self.init(
            target: target, timeColumn: settings.timeColumn, seriesColumns: settings.seriesColumns, horizon: settings.horizon ?? 1,
            frequency: frequency, lags: settings.targetLags, window: settings.rollingWindow, seasonality: settings.seasonality,
            unknownColumns: Set(settings.unknownColumns))
    }
}

extension Algorithm {
    /// Azure's name in YAML: `xg_boost_classifier` for `XGBoostClassifier`.
    var writtenName: String {
        switch self {
        case .xgBoostClassifier: return "xg_boost_classifier"
        case .xgBoostRegressor: return "xg_boost_regressor"
        case .knn: return "knn"
        default:
            var name = ""
            for character in rawValue {
                if character.isUppercase, !name.isEmpty { name.append("_") }
                name += character.lowercased()
            }
            return name
        }
    }
}

extension Recipe {
    /// What a trial was told to train; nil for an algorithm that is not known here any more.
    init?(_ work: TrialWork) {
        guard let algorithm = Algorithm(rawValue: work.algorithm) else { return nil }
        self.init(algorithm, work.parameters, isScaled: work.isScaled, oneHotLimit: work.oneHotLimit)
    }
}
