import Domain
import Learning
import Scoring
import Training

/// The data of an `automl` job, read once for all its trials.
struct AutoMLData: Sendable {
    let set: TrainingSet
    let planner: TrialPlanner
    let trees: (any TreeLearner)?
    /// Whether some of the algorithms grow trees.
    let isInNeedOfTrees: Bool
    /// Features that trials share.
    let cache = FeatureCache()
    let columns: [ModelColumn]
    /// Nil for a regression.
    let classes: ModelClasses?
    /// Rows that no trial sees, by which the best model is told at last.
    let test: Table?
    /// What a person should know of the data, a sentence each.
    let notes: [String]

    init(
        _ work: AutoMLWork, training: Table, validation: Table?, test: Table?, trees: (any TreeLearner)?, seed: UInt64
    ) throws(TableFault) {
        let problem = try AutoMLProblem(work, seed: seed)
        var (training, test) = (training, test)
        if let share = work.testShare, test == nil { (training, test) = try Self.held(share, of: training, problem) }
        set = try TrainingSet(training, validation: validation, problem)
        planner = TrialPlanner(set, hasTrees: trees != nil)
        self.trees = trees
        self.test = test
        columns = set.modelColumns
        classes = ModelClasses(set.targets)
        var notes = set.guardrails.filter { $0.result != .passed }.map(\.message)
            + set.featureNotes
        isInNeedOfTrees = problem.algorithms.contains(where: \.needsTrees)
        if trees == nil, isInNeedOfTrees {
            notes.append(
                "Trees are left out: XGBoost is not on this box. Install it with '\(RuntimeName.xgboost.installation)'.")
        }
        if let share = work.validationShare, let folds = work.foldCount {
            notes.append("validation_data_size \(share) is not looked at: trials are scored by the \(folds) folds of n_cross_validations.")
        }
        self.notes = notes
    }

    private static func held(
        _ share: Double, of table: Table, _ problem: AutoMLProblem
    ) throws(TableFault) -> (training: Table, test: Table) {
        // Of forecasts the newest, as what comes is what they are for.
        if let forecast = problem.forecast { return try forecast.holdingOut(share, of: table) }
        var generator = SeededGenerator(seed: problem.seed &+ 1)
        let split = try Split(samples: table.rows, validationShare: share, using: &generator)
        return (table.selecting(split.training), table.selecting(split.validation))
    }
}

extension TrainingSet {
    /// The data's columns as a model's signature has them.
    fileprivate var modelColumns: [ModelColumn] {
        zip(asked.names, asked.columns).map { name, column in
            let kind: ModelColumn.Kind
            switch column {
            case .numbers(let values):
                kind = values.allSatisfy { $0.isNaN || ($0 == $0.rounded() && abs($0) < 9e15) } ? .long : .double
            case .texts:
                kind = name == forecast?.features.settings.timeColumn ? .datetime : .string
            }
            return ModelColumn(name: name, kind: kind, isOptional: column.missing > 0)
        }
    }
}

extension ModelClasses {
    fileprivate init?(_ targets: TrainingTargets) {
        guard case .classes(let labels, _) = targets else { return nil }
        let numbers = labels.compactMap { Int64($0) }
        self = numbers.count == labels.count ? .numbers(numbers) : .texts(labels)
    }
}
