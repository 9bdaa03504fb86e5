import Glibc

/// Whether something happens more often than chance has it, asked as often as one likes.
///
/// A test that is made again after every few requests finds a difference where there is none sooner or later. This one
/// is a mixture of likelihood ratios: without a difference its mean never rises, so that in the whole of a rollout it
/// passes 1/p with a probability of p at most (Ville's inequality; Robbins 1970). Given how many failures there were on
/// both sides, the candidate's share of them is that of its requests: the conditional test of two proportions.
package struct SequentialTest: Sendable {
    /// The odds that are weighed against one to one.
    private static let odds: [Double] = [1.5, 2, 3, 5, 10, 30, 100]

    private var logarithms = [Double](repeating: 0, count: odds.count)

    package init() {}

    /// - Parameters:
    ///   - hits: how many of `total` fell on the side in question.
    ///   - chance: how likely each was to, when there is no difference; 0 to 1.
    package mutating func observe(_ hits: Int, of total: Int, chance: Double) {
        guard total > 0, chance > 0, chance < 1 else { return }
        for (index, odds) in Self.odds.enumerated() {
            logarithms[index] += Double(hits) * log(odds) - Double(total) * log(odds * chance + 1 - chance)
        }
    }

    /// How likely chance alone is to have shown as much by now, at most.
    package var probability: Double {
        let largest = logarithms.max() ?? 0
        let sum = logarithms.reduce(0) { $0 + exp($1 - largest) }
        return min(1, exp(-largest) * Double(Self.odds.count) / sum)
    }
}
