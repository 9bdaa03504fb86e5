/// Samples dealt out into folds: each fold is looked at once, by what was trained on the others.
package struct Folds: Sendable, Hashable {
    /// The fold of each sample.
    package let places: [Int]
    package let count: Int

    /// At random, as many in each.
    package init(samples: Int, count: Int, using generator: inout some RandomNumberGenerator) {
        self.init([Int](repeating: 0, count: samples), count: count, using: &generator)
    }

    /// At random, with its share of every class in each.
    package init(_ classes: [Int], count: Int, using generator: inout some RandomNumberGenerator) {
        precondition(count > 1)
        var places = [Int](repeating: 0, count: classes.count)
        // Where one class ends the next goes on, so that the folds are of one size too.
        var next = 0
        for (_, members) in Dictionary(grouping: classes.indices, by: { classes[$0] }).sorted(by: { $0.key < $1.key }) {
            for member in members.shuffled(using: &generator) {
                places[member] = next % count
                next += 1
            }
        }
        self.places = places
        self.count = count
    }

    /// Samples of one group stay together: the largest group goes where there are fewest, as in scikit-learn's `GroupKFold`.
    package init(keepingTogether groups: [Int], count: Int) {
        precondition(count > 1)
        var places = [Int](repeating: 0, count: groups.count)
        var sizes = [Int](repeating: 0, count: count)
        let members = Dictionary(grouping: groups.indices, by: { groups[$0] })
        for (_, members) in members.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
            let smallest = sizes.indices.min { sizes[$0] < sizes[$1] } ?? 0
            for member in members { places[member] = smallest }
            sizes[smallest] += members.count
        }
        self.places = places
        self.count = count
    }

    /// The samples to train on, and those to look at, when one fold is left out.
    package func split(leavingOut fold: Int) -> (training: [Int], validation: [Int]) {
        (places.indices.filter { places[$0] != fold }, places.indices.filter { places[$0] == fold })
    }
}
