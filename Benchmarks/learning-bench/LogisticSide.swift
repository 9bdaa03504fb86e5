import Learning

/// Fits a logistic regression of two classes as scikit-learn does by default, with C = 1.
final class LogisticSide: Side {
    private let features: Matrix
    private let classes: [Int]
    private var model: LogisticModel?

    init(features: String, targets: String, columns: Int) throws {
        self.features = try Matrix(of: features, columns: columns)
        classes = try numbers(of: targets).map { Int($0) }
    }

    func run() { model = LogisticRegression().fit(features, classes, classCount: 2) }

    /// The weights, then the intercept.
    var result: [Double] { model.map { $0.weights.values + $0.intercepts } ?? [] }
}
