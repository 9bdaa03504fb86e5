/// A search for the best model of a table (`type: automl` for tables).
package struct AutoMLWork: Codable, Sendable {
    package enum Task: String, Codable, Sendable, CaseIterable {
        case classification, regression, forecasting
    }

    package var task: Task
    package var targetColumn: String
    /// By MLflow's key: `AUC_weighted`.
    package var primaryMetric: String
    package var isHigherBetter: Bool
    package var trainingData: DataInput
    package var validationData: DataInput?
    package var testData: DataInput?
    /// The part of the training data that is set aside to judge trials by, above 0 and below 1.
    package var validationShare: Double?
    package var testShare: Double?
    /// Nil lets the number of rows decide (`auto`).
    package var foldCount: Int?
    package var splitColumns: [String]
    package var weightColumn: String?
    package var positiveLabel: String?
    package var featurization: AutoMLFeaturization
    package var training: AutoMLTraining
    package var forecasting: ForecastingSettings?
    package var limits: AutoMLLimits
    package var outputs: [String: JobOutput]
    package var instanceType: String?
    /// What its searches and splits are drawn from; the same seed and data give the same trials.
    package var seed: Int?

    package init(
        task: Task, targetColumn: String, primaryMetric: String, isHigherBetter: Bool, trainingData: DataInput,
        validationData: DataInput? = nil, testData: DataInput? = nil, validationShare: Double? = nil, testShare: Double? = nil,
        foldCount: Int? = nil, splitColumns: [String] = [], weightColumn: String? = nil, positiveLabel: String? = nil,
        featurization: AutoMLFeaturization = AutoMLFeaturization(), training: AutoMLTraining = AutoMLTraining(),
        forecasting: ForecastingSettings? = nil, limits: AutoMLLimits = AutoMLLimits(), outputs: [String: JobOutput] = [:],
        instanceType: String? = nil, seed: Int? = nil
    ) {
        self.task = task
        self.targetColumn = targetColumn
        self.primaryMetric = primaryMetric
        self.isHigherBetter = isHigherBetter
        self.trainingData = trainingData
        self.validationData = validationData
        self.testData = testData
        self.validationShare = validationShare
        self.testShare = testShare
        self.foldCount = foldCount
        self.splitColumns = splitColumns
        self.weightColumn = weightColumn
        self.positiveLabel = positiveLabel
        self.featurization = featurization
        self.training = training
        self.forecasting = forecasting
        self.limits = limits
        self.outputs = outputs
        self.instanceType = instanceType
        self.seed = seed
    }

    /// Its data by Azure's names.
    package var inputs: [String: JobInput] {
        var inputs: [String: JobInput] = ["training_data": .data(trainingData)]
        inputs["validation_data"] = validationData.map { .data($0) }
        inputs["test_data"] = testData.map { .data($0) }
        return inputs
    }
}

/// `limits` of an `automl` job.
package struct AutoMLLimits: Codable, Sendable, Hashable {
    package var maxTrials: Int
    /// Nil for as many as its compute has nodes.
    package var maxConcurrentTrials: Int?
    package var maxCoresPerTrial: Int?
    package var timeoutMinutes: Int?
    package var trialTimeoutMinutes: Int?
    /// A score that is good enough.
    package var exitScore: Double?
    /// Ends when many trials in a row have found nothing better.
    package var stopsEarly: Bool

    package init(
        maxTrials: Int = 1000, maxConcurrentTrials: Int? = nil, maxCoresPerTrial: Int? = nil, timeoutMinutes: Int? = 360,
        trialTimeoutMinutes: Int? = nil, exitScore: Double? = nil, stopsEarly: Bool = true
    ) {
        self.maxTrials = maxTrials
        self.maxConcurrentTrials = maxConcurrentTrials
        self.maxCoresPerTrial = maxCoresPerTrial
        self.timeoutMinutes = timeoutMinutes
        self.trialTimeoutMinutes = trialTimeoutMinutes
        self.exitScore = exitScore
        self.stopsEarly = stopsEarly
    }
}

/// `training` of an `automl` job.
package struct AutoMLTraining: Codable, Sendable, Hashable {
    /// By Azure's names in YAML (`logistic_regression`); empty for all.
    package var allowedAlgorithms: [String]
    package var blockedAlgorithms: [String]
    package var hasVotingEnsemble: Bool
    package var hasStackEnsemble: Bool
    /// Whether feature importances are worked out.
    package var isExplained: Bool
    /// Only models that ONNX can express.
    package var isOnnxOnly: Bool

    package init(
        allowedAlgorithms: [String] = [], blockedAlgorithms: [String] = [], hasVotingEnsemble: Bool = true,
        hasStackEnsemble: Bool = true, isExplained: Bool = true, isOnnxOnly: Bool = false
    ) {
        self.allowedAlgorithms = allowedAlgorithms
        self.blockedAlgorithms = blockedAlgorithms
        self.hasVotingEnsemble = hasVotingEnsemble
        self.hasStackEnsemble = hasStackEnsemble
        self.isExplained = isExplained
        self.isOnnxOnly = isOnnxOnly
    }
}

/// `featurization` of an `automl` job.
package struct AutoMLFeaturization: Codable, Sendable, Hashable {
    package enum Mode: String, Codable, Sendable, CaseIterable {
        case auto, custom, off
    }

    /// What a column is said to be, by Azure's names (`column_name_and_types`).
    package enum Purpose: String, Codable, Sendable, CaseIterable {
        case numeric = "Numeric"
        case categorical = "Categorical"
        case categoricalHash = "CategoricalHash"
        case dateTime = "DateTime"
        case text = "Text"
        case ignore = "Ignore"
    }

    /// What stands for missing values in some columns.
    package struct Imputation: Codable, Sendable, Hashable {
        package enum Strategy: String, Codable, Sendable, CaseIterable {
            case mean, median, constant
            case mostFrequent = "most_frequent"
        }

        package var columns: [String]
        package var strategy: Strategy
        /// Of `constant`.
        package var fill: Double?

        package init(columns: [String], strategy: Strategy, fill: Double? = nil) {
            self.columns = columns
            self.strategy = strategy
            self.fill = fill
        }
    }

    package var mode: Mode
    package var purposes: [String: Purpose]
    /// By Azure's names (`target_encoder`).
    package var blockedTransformers: [String]
    package var imputations: [Imputation]

    package init(
        mode: Mode = .auto, purposes: [String: Purpose] = [:], blockedTransformers: [String] = [],
        imputations: [Imputation] = []
    ) {
        self.mode = mode
        self.purposes = purposes
        self.blockedTransformers = blockedTransformers
        self.imputations = imputations
    }
}
