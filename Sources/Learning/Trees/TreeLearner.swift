/// Who grows trees. We write no tree learner: a library is asked, and where it is not installed there are none.
package protocol TreeLearner: Sendable {
    /// `XGBoost 3.1.0`
    var title: String { get }

    /// Grows a forest on the calling thread and those it is allowed. Asks `isCancelled` between rounds and throws
    /// `CancellationError` when it says so.
    func grow(
        _ samples: TreeSamples, _ parameters: TreeParameters, isCancelled: @Sendable () -> Bool
    ) throws -> TreeForest
}

/// What trees are grown on. NaN is a missing value.
package struct TreeSamples: Sendable {
    package var features: Matrix
    /// Classes from 0, or numbers.
    package var targets: [Double]
    /// How much each sample counts; nil for all alike.
    package var weights: [Double]?
    /// 0 for a regression.
    package var classCount: Int
    /// Samples that are only looked at, to stop when more rounds do not help.
    package var watched: (features: Matrix, targets: [Double])?

    package init(
        features: Matrix, targets: [Double], weights: [Double]? = nil, classCount: Int,
        watched: (features: Matrix, targets: [Double])? = nil
    ) {
        self.features = features
        self.targets = targets
        self.weights = weights
        self.classCount = classCount
        self.watched = watched
    }
}

/// How trees are grown, by XGBoost's meanings and defaults.
package struct TreeParameters: Codable, Sendable, Hashable {
    package var rounds = 100
    /// `num_parallel_tree`: trees a round; more than one is a random forest.
    package var treesPerRound = 1
    package var learningRate = 0.3
    /// 0 for no limit.
    package var maximumDepth = 6
    /// 0 for no limit. Above 0, the leaf that gains most grows first (`lossguide`).
    package var maximumLeaves = 0
    package var minimumChildWeight = 1.0
    package var minimumGain = 0.0
    package var l1 = 0.0
    package var l2 = 1.0
    package var sampleShare = 1.0
    package var featureShare = 1.0
    package var featureShareByLevel = 1.0
    package var featureShareByNode = 1.0
    package var bins = 256
    /// Rounds without a better score on the watched samples before it stops; nil runs them all.
    package var patience: Int?
    package var seed: UInt64 = 0
    package var threads = 1

    package init() {}
}
