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

    /// Samples that were taken for a class.
    package func taken(_ place: Int) -> Int { (0..<classCount).reduce(0) { $0 + self[$1, place] } }

    package var total: Int { counts.reduce(0, +) }

    /// Samples that were taken for what they are.
    package var right: Int { (0..<classCount).reduce(0) { $0 + self[$1, $1] } }

    package var accuracy: Double { total > 0 ? Double(right) / Double(total) : .nan }

    /// Azure's `weighted_accuracy`: each sample counts as often as its class has samples.
    package var weightedAccuracy: Double {
        let supports = (0..<classCount).map { Double(support($0)) }
        let whole = supports.reduce(0) { $0 + $1 * $1 }
        return whole > 0 ? (0..<classCount).reduce(0) { $0 + supports[$1] * Double(self[$1, $1]) } / whole : .nan
    }

    /// The mean recall of the classes that occur.
    package var balancedAccuracy: Double {
        let present = (0..<classCount).filter { support($0) > 0 }
        return present.isEmpty ? .nan : present.reduce(0) { $0 + recall($1) } / Double(present.count)
    }

    /// 0 for a class that nothing was taken for.
    package func precision(_ place: Int) -> Double {
        let taken = taken(place)
        return taken > 0 ? Double(self[place, place]) / Double(taken) : 0
    }

    /// 0 for a class without samples.
    package func recall(_ place: Int) -> Double {
        let support = support(place)
        return support > 0 ? Double(self[place, place]) / Double(support) : 0
    }

    /// The harmonic mean of precision and recall; 0 where both are 0.
    package func f1(_ place: Int) -> Double {
        let both = support(place) + taken(place)
        return both > 0 ? 2 * Double(self[place, place]) / Double(both) : 0
    }

    /// The mean of a score over the classes that occur, on either side, each alike.
    package func macro(_ score: (Int) -> Double) -> Double {
        let present = (0..<classCount).filter { support($0) + taken($0) > 0 }
        return present.isEmpty ? .nan : present.reduce(0) { $0 + score($1) } / Double(present.count)
    }

    /// The mean of a score over the classes, each by its samples.
    package func weighted(_ score: (Int) -> Double) -> Double {
        guard total > 0 else { return .nan }
        return (0..<classCount).reduce(0) { $0 + score($1) * Double(support($1)) } / Double(total)
    }

    /// Azure's `norm_macro_recall`: the mean recall of the classes that occur, so that chance is 0 and perfect is 1.
    package var normalisedMacroRecall: Double {
        let present = (0..<classCount).count { support($0) > 0 }
        guard present > 1 else { return .nan }
        let chance = 1 / Double(present)
        return (balancedAccuracy - chance) / (1 - chance)
    }

    /// Matthews' correlation, of many classes (Gorodkin 2004): 1 is perfect, 0 is chance, and also where one side has one class only.
    package var matthewsCorrelation: Double {
        let (samples, right) = (Double(total), Double(right))
        var (both, truths, guesses) = (0.0, 0.0, 0.0)
        for place in 0..<classCount {
            let (support, taken) = (Double(support(place)), Double(taken(place)))
            both += support * taken
            truths += support * support
            guesses += taken * taken
        }
        let spread = (samples * samples - guesses) * (samples * samples - truths)
        return spread > 0 ? (right * samples - both) / spread.squareRoot() : 0
    }
}
