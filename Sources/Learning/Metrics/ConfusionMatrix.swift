/// How many samples of each class were taken for each: a row a true class, a column a predicted one.
package struct ConfusionMatrix: Sendable, Hashable {
    package let classCount: Int
    package let counts: [Int]

    package init(_ classes: [Int], predicted: [Int], classCount: Int) {
        precondition(classes.count == predicted.count)
        var counts = [Int](repeating: 0, count: classCount * classCount)
        for (one, other) in zip(classes, predicted) { counts[one * classCount + other] += 1 }
        self.classCount = classCount
        self.counts = counts
    }

    package subscript(row: Int, column: Int) -> Int { counts[row * classCount + column] }

    /// Samples of a class.
    package func support(_ place: Int) -> Int { (0..<classCount).reduce(0) { $0 + self[place, $1] } }

    package var total: Int { counts.reduce(0, +) }

    package var accuracy: Double {
        guard total > 0 else { return .nan }
        return Double((0..<classCount).reduce(0) { $0 + self[$1, $1] }) / Double(total)
    }

    /// 0 for a class that nothing was taken for.
    package func precision(_ place: Int) -> Double {
        let taken = (0..<classCount).reduce(0) { $0 + self[$1, place] }
        return taken > 0 ? Double(self[place, place]) / Double(taken) : 0
    }

    /// 0 for a class without samples.
    package func recall(_ place: Int) -> Double {
        let support = support(place)
        return support > 0 ? Double(self[place, place]) / Double(support) : 0
    }

    /// Azure's `precision_score_weighted`: by the samples of each class.
    package var weightedPrecision: Double {
        guard total > 0 else { return .nan }
        return (0..<classCount).reduce(0) { $0 + precision($1) * Double(support($1)) } / Double(total)
    }

    /// Azure's `norm_macro_recall`: the mean recall of the classes that occur, so that chance is 0 and perfect is 1.
    package var normalisedMacroRecall: Double {
        let present = (0..<classCount).filter { support($0) > 0 }
        guard present.count > 1 else { return .nan }
        let mean = present.reduce(0) { $0 + recall($1) } / Double(present.count)
        let chance = 1 / Double(present.count)
        return (mean - chance) / (1 - chance)
    }
}
