import Glibc

/// A tree-structured Parzen estimator over shares of the distributions: the best points and the others each make a density of
/// kernels around them, and of points drawn from the first the one is taken where it outweighs the second most. All dimensions of a
/// kernel go together, so that what works in combination is found.
struct ParzenSearch {
    private let space: SearchSpace
    private let good: Kernels
    private let bad: Kernels
    private static let candidates = 32

    /// `scored` have finite scores and are not empty; `running` count as bad, so that others are tried beside them.
    init(_ space: SearchSpace, _ scored: [SearchRecord], _ running: [SearchPoint], isMaximised: Bool) {
        let order = scored.enumerated().sorted { left, right in
            let (one, other) = (left.element.score ?? 0, right.element.score ?? 0)
            return one == other ? left.offset < right.offset : isMaximised ? one > other : one < other
        }
        let count = min(25, max(2, (scored.count + 6) / 7))
        self.space = space
        good = Kernels(order.prefix(count).map { space.shares(of: $0.element.point) }, in: space)
        bad = Kernels(
            order.dropFirst(count).map { space.shares(of: $0.element.point) } + running.map { space.shares(of: $0) }, in: space)
    }

    /// Nil when all that was drawn is among `tried`.
    func next(using generator: inout SeededGenerator, except tried: Set<SearchPoint>) -> SearchPoint? {
        var best: (point: SearchPoint, promise: Double)?
        for _ in 0..<Self.candidates {
            let point = space.point(at: draw(&generator))
            guard !tried.contains(point) else { continue }
            let shares = space.shares(of: point)
            let promise = good.density(shares) - bad.density(shares)
            if promise > best?.promise ?? -.infinity { best = (point, promise) }
        }
        return best?.point
    }

    /// From a kernel of the good ones, or once in a while from the whole space, as the density has it.
    private func draw(_ generator: inout SeededGenerator) -> [Double] {
        let place = Int.random(in: 0...good.centres.count, using: &generator)
        let width = good.width
        return space.dimensions.indices.map { index in
            let anywhere = Double.random(in: 0..<1, using: &generator)
            guard place < good.centres.count else { return anywhere }
            let centre = good.centres[place][index]
            if space.dimensions[index].distribution.isCategorical {
                return Double.random(in: 0..<1, using: &generator) < Kernels.own ? centre : anywhere
            }
            let (low, high) = (NormalQuantile.share(below: -centre / width), NormalQuantile.share(below: (1 - centre) / width))
            let share = centre + width * NormalQuantile.value(at: low + anywhere * (high - low))
            return min(1 - 1e-12, max(0, share))
        }
    }
}

/// A density over shares: a kernel around each centre, a normal one cut off at 0 and 1, and one that is everywhere.
private struct Kernels {
    let centres: [[Double]]
    let width: Double
    /// What each choice counts; 0 for what has an order.
    private let counts: [Double]
    /// The logarithm of each kernel's height.
    private let heights: [Double]
    /// A kernel of a choice stays with its own so often, and else takes any.
    static let own = 0.7

    init(_ centres: [[Double]], in space: SearchSpace) {
        let width = 0.25 * pow(Double(max(1, centres.count)), -1 / Double(space.dimensions.count + 4))
        let counts = space.dimensions.map { $0.distribution.isCategorical ? Double($0.distribution.count ?? 1) : 0 }
        self.centres = centres
        self.width = width
        self.counts = counts
        heights = centres.map { centre in
            counts.indices.reduce(0) { sum, index in
                guard counts[index] == 0 else { return sum }
                let inside = NormalQuantile.share(below: (1 - centre[index]) / width)
                    - NormalQuantile.share(below: -centre[index] / width)
                return sum - log(width * (2 * Double.pi).squareRoot() * inside)
            }
        }
    }

    /// Its logarithm.
    func density(_ shares: [Double]) -> Double {
        var logs = heights
        for (place, centre) in centres.enumerated() {
            for index in counts.indices {
                let off = shares[index] - centre[index]
                if counts[index] == 0 {
                    logs[place] -= off * off / (2 * width * width)
                } else {
                    // By the share, as everywhere: a choice among so many is so many times as dense.
                    let isOwn = abs(off) < 0.5 / counts[index]
                    logs[place] += log(1 - Self.own + (isOwn ? Self.own * counts[index] : 0))
                }
            }
        }
        let top = max(0, logs.max() ?? 0)
        return top + log(logs.reduce(exp(-top)) { $0 + exp($1 - top) } / Double(centres.count + 1))
    }
}
