import Glibc

/// A tree-structured Parzen estimator over shares of the distributions: the best points and the others each make a density of
/// kernels around them, and of points drawn from the first the one is taken where it outweighs the second most. All dimensions of a
/// kernel go together, so that what works in combination is found.
struct ParzenSearch {
    private let space: SearchSpace
    private let good: [[Double]]
    private let bad: [[Double]]
    private static let candidates = 32

    /// `scored` have finite scores and are not empty; `running` count as bad, so that others are tried beside them.
    init(_ space: SearchSpace, _ scored: [SearchRecord], _ running: [SearchPoint], isMaximised: Bool) {
        let order = scored.enumerated().sorted { left, right in
            let (one, other) = (left.element.score ?? 0, right.element.score ?? 0)
            return one == other ? left.offset < right.offset : isMaximised ? one > other : one < other
        }
        let count = min(25, max(2, (scored.count + 6) / 7))
        self.space = space
        good = order.prefix(count).map { space.shares(of: $0.element.point) }
        bad = order.dropFirst(count).map { space.shares(of: $0.element.point) } + running.map { space.shares(of: $0) }
    }

    /// Nil when all that was drawn is among `tried`.
    func next(using generator: inout SeededGenerator, except tried: Set<SearchPoint>) -> SearchPoint? {
        var best: (point: SearchPoint, promise: Double)?
        for _ in 0..<Self.candidates {
            let point = space.point(at: draw(&generator))
            guard !tried.contains(point) else { continue }
            let shares = space.shares(of: point)
            let promise = density(shares, good) - density(shares, bad)
            if promise > best?.promise ?? -.infinity { best = (point, promise) }
        }
        return best?.point
    }

    private func width(_ count: Int) -> Double {
        0.25 * pow(Double(max(1, count)), -1 / Double(space.dimensions.count + 4))
    }

    /// From a kernel of the good ones, or once in a while from the whole space, as the density has it.
    private func draw(_ generator: inout SeededGenerator) -> [Double] {
        let place = Int.random(in: 0...good.count, using: &generator)
        let width = width(good.count)
        return space.dimensions.indices.map { index in
            let anywhere = Double.random(in: 0..<1, using: &generator)
            guard place < good.count else { return anywhere }
            let centre = good[place][index]
            if space.dimensions[index].distribution.isCategorical {
                return Double.random(in: 0..<1, using: &generator) < Self.own ? centre : anywhere
            }
            let (low, high) = (NormalQuantile.share(below: -centre / width), NormalQuantile.share(below: (1 - centre) / width))
            let share = centre + width * NormalQuantile.value(at: low + anywhere * (high - low))
            return min(1 - 1e-12, max(0, share))
        }
    }

    /// A kernel of a choice stays with its own so often, and else takes any.
    private static let own = 0.7

    /// The logarithm of the density: a kernel for each centre, and one that is everywhere.
    private func density(_ shares: [Double], _ centres: [[Double]]) -> Double {
        let width = width(centres.count)
        let logs = centres.map { centre in
            space.dimensions.indices.reduce(0) { sum, index in
                if let count = space.dimensions[index].distribution.isCategorical ? space.dimensions[index].distribution.count : nil {
                    let share = (1 - Self.own) / Double(count)
                    // By the share, as everywhere: that of one among so many is their number times as dense.
                    return sum + log((share + (abs(centre[index] - shares[index]) < 0.5 / Double(count) ? Self.own : 0)) * Double(count))
                }
                let off = (shares[index] - centre[index]) / width
                let inside = NormalQuantile.share(below: (1 - centre[index]) / width)
                    - NormalQuantile.share(below: -centre[index] / width)
                return sum - off * off / 2 - log(width * (2 * Double.pi).squareRoot() * inside)
            }
        }
        let top = max(0, logs.max() ?? 0)
        return top + log((logs.reduce(exp(-top)) { $0 + exp($1 - top) }) / Double(centres.count + 1))
    }
}
