import Glibc

/// How far the scores of a new model lie from those of the old one for the same requests: the population stability index
/// over the tenths of the old one's scores, without what so few samples may show by chance.
package struct ScoreDrift: Sendable {
    /// The newest pairs of every slot.
    private var pairs: [Int: [ScorePair]] = [:]
    private var oldest: [Int: Int] = [:]

    package static let kept = 1000
    /// Fewer say nothing.
    package static let needed = 50
    private static let bins = 10

    package init() {}

    package mutating func add(_ pair: ScorePair) {
        guard pair.live.isFinite, pair.shadow.isFinite else { return }
        if pairs[pair.slot, default: []].count < Self.kept {
            pairs[pair.slot, default: []].append(pair)
        } else {
            let place = oldest[pair.slot, default: 0]
            pairs[pair.slot]?[place] = pair
            oldest[pair.slot] = (place + 1) % Self.kept
        }
    }

    /// That of the slot that moved most; nil while no slot has samples enough.
    package var index: Double? {
        pairs.values.filter { $0.count >= Self.needed }.map(Self.index).max()
    }

    private static func index(of pairs: [ScorePair]) -> Double {
        let sorted = pairs.map(\.live).sorted()
        // Many equal scores make fewer bins: an edge counts once.
        var edges: [Double] = []
        for bin in 1..<bins {
            let edge = sorted[bin * sorted.count / bins]
            if edges.last.map({ $0 < edge }) ?? true { edges.append(edge) }
        }
        // Above all that was seen there is a place too: the old scores may all be the same.
        if let last = sorted.last { edges.append(last.nextUp) }
        var counts = [(live: Int, shadow: Int)](repeating: (0, 0), count: edges.count + 1)
        for pair in pairs {
            counts[place(of: pair.live, among: edges)].live += 1
            counts[place(of: pair.shadow, among: edges)].shadow += 1
        }
        let total = Double(pairs.count)
        var index = 0.0
        var used = 0
        for count in counts where count.live + count.shadow > 0 {
            used += 1
            let expected = max(Double(count.live), 0.5) / total
            let actual = max(Double(count.shadow), 0.5) / total
            index += (actual - expected) * log(actual / expected)
        }
        // Two samples of the same distribution show n/2 times it distributed as χ²: what that hardly ever is over.
        let freedom = Double(used - 1)
        return max(0, index - (freedom + 4 * (2 * freedom).squareRoot()) * 2 / total)
    }

    /// How many edges lie at or below a score.
    private static func place(of score: Double, among edges: [Double]) -> Int {
        var low = 0
        var high = edges.count
        while low < high {
            let middle = (low + high) / 2
            if edges[middle] <= score { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
