/// Says which point of a space is tried next. It remembers nothing: all follows from the seed, and from what was tried and is
/// running, so that a search goes on where it was after a restart.
package struct Sampler: Codable, Sendable, Hashable {
    package enum Rule: String, Codable, Sendable, CaseIterable {
        case random
        /// Evenly spread over the first 64 dimensions (Sobol 1967), and at random beyond.
        case sobol
        /// Every combination of choices and whole numbers, the last dimension first.
        case grid
        /// Near what was good and far from what was bad (Bergstra and others 2011).
        case bayesian
    }

    package let space: SearchSpace
    package let rule: Rule
    package let seed: UInt64
    /// Whether higher scores are better.
    package let isMaximised: Bool

    package init(_ space: SearchSpace, rule: Rule = .random, seed: UInt64 = 0, isMaximised: Bool = true) {
        self.space = space
        self.rule = rule
        self.seed = seed
        self.isMaximised = isMaximised
    }

    /// What is wrong, as a sentence; nil when it can draw.
    package var flaw: String? {
        if let flaw = space.flaw { return flaw }
        guard rule == .grid else { return nil }
        let endless = space.dimensions.first { $0.distribution.count == nil }
        return endless.map {
            "a grid needs choices, and the dimension '\($0.name)' has endless values: sample at random, or list its values"
        }
    }

    /// Nil when nothing is left: a grid is through, or all points of a space that can be counted were tried by the bayesian rule.
    package func next(history: [SearchRecord], running: [SearchPoint]) -> SearchPoint? {
        guard flaw == nil else { return nil }
        let index = history.count + running.count
        switch rule {
        case .random: return space.point(at: shares(index))
        case .sobol: return space.point(at: evenShares(index))
        case .grid: return combination(index)
        case .bayesian: return likely(history, running, index)
        }
    }

    /// A generator of its own for each draw.
    private func generator(_ index: Int) -> SeededGenerator {
        var mixed = SeededGenerator(seed: seed)
        return SeededGenerator(seed: mixed.next() ^ (UInt64(truncatingIfNeeded: index) &* 0xD134_2543_DE82_EF95))
    }

    private func shares(_ index: Int) -> [Double] {
        var generator = generator(index)
        return space.dimensions.map { _ in Double.random(in: 0..<1, using: &generator) }
    }

    private func evenShares(_ index: Int) -> [Double] {
        let even = SobolSequence(seed: seed).point(index, dimensions: min(SobolSequence.dimensions, space.dimensions.count))
        return even + shares(index).dropFirst(even.count)
    }

    private func combination(_ index: Int) -> SearchPoint? {
        var rest = index
        var values: [Double] = []
        for dimension in space.dimensions.reversed() {
            let count = dimension.distribution.count ?? 1
            // Of one value only, which need not be 0.
            values.append(count == 1 ? dimension.distribution.value(at: 0) : Double(rest % count))
            rest /= count
        }
        return rest == 0 ? SearchPoint(values.reversed()) : nil
    }

    private func likely(_ history: [SearchRecord], _ running: [SearchPoint], _ index: Int) -> SearchPoint? {
        let tried = Set(history.map(\.point) + running)
        if let count = space.count, tried.count >= count { return nil }
        let scored = history.filter { $0.score?.isFinite == true && $0.point.values.count == space.dimensions.count }
        var generator = generator(index)
        if scored.count >= Self.starts {
            let parzen = ParzenSearch(space, scored, running, isMaximised: isMaximised)
            if let point = parzen.next(using: &generator, except: tried) { return point }
        }
        // The first ones, and where all that is likely was tried. In a small space a few draws need not find what is left.
        for attempt in 0..<1000 {
            let any = space.dimensions.map { _ in Double.random(in: 0..<1, using: &generator) }
            let point = space.point(at: attempt == 0 ? evenShares(index) : any)
            if !tried.contains(point) { return point }
        }
        guard let count = space.count else { return space.point(at: shares(index)) }
        return (0..<count).lazy.compactMap { combination($0) }.first { !tried.contains($0) }
    }

    /// Scores there are before they are believed.
    private static let starts = 10
}
