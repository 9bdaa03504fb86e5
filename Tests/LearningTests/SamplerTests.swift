import Testing

@testable import Learning

@Suite struct SamplerTests {
    private let mixed = SearchSpace([
        .init("kind", .choice(count: 3)), .init("rate", .logUniform(low: -7, high: 0)), .init("size", .wholeNumber(upper: 10)),
        .init("share", .rounded(.uniform(low: 0, high: 1), step: 0.25)),
    ])

    @Test func distributionsAreAsAzureHasThem() {
        #expect(Distribution.choice(count: 4).value(at: 0.74) == 2 && Distribution.wholeNumber(upper: 10).value(at: 0.999) == 9)
        #expect(abs(Distribution.logUniform(low: -2, high: 2).value(at: 0.5) - 1) < 1e-12)
        #expect(Distribution.rounded(.uniform(low: 0, high: 10), step: 4).value(at: 0.55) == 4)
        #expect(abs(Distribution.normal(mean: 1, deviation: 2).value(at: 0.975) - (1 + 2 * 1.959963984540054)) < 1e-9)
        #expect(abs(Distribution.normal(mean: 0, deviation: 1).value(at: 1e-10) + 6.361340902404056) < 1e-9)
        #expect(abs(Distribution.logNormal(mean: 0, deviation: 1).value(at: 0.5) - 1) < 1e-12)
        #expect(Distribution.rounded(.normal(mean: 5, deviation: 1), step: 2).value(at: 0.5) == 4)
    }

    @Test(arguments: [0.001, 0.2, 0.5, 0.93])
    func aShareIsThatOfItsValue(share: Double) {
        let distributions: [Distribution] = [
            .uniform(low: -3, high: 9), .logUniform(low: -4, high: 1), .normal(mean: 3, deviation: 4), .logNormal(mean: -1, deviation: 0.5),
        ]
        for distribution in distributions { #expect(abs(distribution.share(of: distribution.value(at: share)) - share) < 1e-9) }
    }

    @Test func saysWhatCannotBeSearched() {
        #expect(SearchSpace([]).flaw == "the search space has no dimensions")
        let empty = SearchSpace([.init("a", .uniform(low: 2, high: 1))])
        #expect(empty.flaw == "the dimension 'a' needs a least value that is not above the largest")
        #expect(Sampler(empty).next(history: [], running: []) == nil)
        let endless = Sampler(mixed, rule: .grid)
        #expect(endless.flaw?.contains("the dimension 'rate' has endless values") == true)
        #expect(endless.next(history: [], running: []) == nil)
    }

    /// The eighth and the 63rd point, by scipy's `qmc.Sobol`.
    @Test func sobolPointsAreThePublishedOnes() {
        let sequence = SobolSequence(seed: nil)
        #expect(sequence.point(4, dimensions: 5) == [0.375, 0.375, 0.625, 0.875, 0.375])
        let far = sequence.point(63, dimensions: 64)
        #expect(far.prefix(4) == [0.015625, 0.796875, 0.359375, 0.453125] && far.suffix(3) == [0.234375, 0.234375, 0.734375])
    }

    /// However they are scrambled: every sixteenth of each dimension has one of sixteen points.
    @Test(arguments: [1, 2, 77] as [UInt64])
    func scrambledPointsStayEven(seed: UInt64) {
        let sequence = SobolSequence(seed: seed)
        let points = (0..<16).map { sequence.point($0, dimensions: 40) }
        for dimension in 0..<40 { #expect(Set(points.map { Int($0[dimension] * 16) }).count == 16) }
        #expect(points != (0..<16).map { SobolSequence(seed: seed + 1).point($0, dimensions: 40) })
    }

    @Test func aGridHasEveryCombinationOnceInOrder() {
        let sampler = Sampler(SearchSpace([.init("a", .choice(count: 2)), .init("b", .choice(count: 3))]), rule: .grid)
        var history: [SearchRecord] = []
        while let point = sampler.next(history: history, running: []) { history.append(SearchRecord(point, score: nil)) }
        #expect(history.map(\.point.values) == [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]])
    }

    @Test(arguments: Sampler.Rule.allCases.filter { $0 != .grid })
    func whatIsDrawnFollowsFromTheSeedAndTheHistory(rule: Sampler.Rule) throws {
        func run(seed: UInt64) throws -> [SearchRecord] {
            var history: [SearchRecord] = []
            for _ in 0..<25 {
                // Made anew each time, as after a restart.
                let point = try #require(Sampler(mixed, rule: rule, seed: seed).next(history: history, running: []))
                history.append(SearchRecord(point, score: point.values[3] - point.values[2]))
            }
            return history
        }
        let first = try run(seed: 3)
        #expect(try run(seed: 3) == first)
        #expect(try run(seed: 4) != first)
        for record in first {
            #expect(record.point.values[0] < 3 && record.point.values[1] <= 1 && record.point.values[2] < 10)
            #expect([0, 0.25, 0.5, 0.75, 1].contains(record.point.values[3]))
        }
    }

    /// It finds a small hill in four dimensions better than as many draws at random do, whatever the seed.
    @Test(arguments: [true, false])
    func theBayesianRuleClimbs(isMaximised: Bool) {
        let space = SearchSpace([
            .init("a", .uniform(low: 0, high: 1)), .init("b", .uniform(low: 0, high: 1)), .init("kind", .choice(count: 4)),
            .init("c", .logUniform(low: -5, high: 0)),
        ])
        func height(_ point: SearchPoint) -> Double {
            let shares = space.shares(of: point)
            let off = (shares[0] - 0.3) * (shares[0] - 0.3) + (shares[1] - 0.8) * (shares[1] - 0.8) + (shares[3] - 0.5) * (shares[3] - 0.5)
            return -off - (point.values[2] == 2 ? 0 : 0.3)
        }
        func best(_ rule: Sampler.Rule, _ seed: UInt64) -> Double {
            let sampler = Sampler(space, rule: rule, seed: seed, isMaximised: isMaximised)
            var history: [SearchRecord] = []
            for _ in 0..<60 {
                guard let point = sampler.next(history: history, running: []) else { break }
                history.append(SearchRecord(point, score: isMaximised ? height(point) : -height(point)))
            }
            return history.map { height($0.point) }.max() ?? -.infinity
        }
        let climbs = (0..<5).map { best(.bayesian, $0) }.reduce(0, +) / 5
        let draws = (0..<5).map { best(.random, $0) }.reduce(0, +) / 5
        #expect(climbs > draws / 2, "\(climbs) after climbing, \(draws) at random")
    }

    @Test func theBayesianRuleNeverRepeatsAndEnds() {
        let sampler = Sampler(SearchSpace([.init("a", .choice(count: 3)), .init("b", .wholeNumber(upper: 5))]), rule: .bayesian)
        var history: [SearchRecord] = []
        while let point = sampler.next(history: history, running: []), history.count < 20 {
            history.append(SearchRecord(point, score: point.values[0]))
        }
        #expect(history.count == 15 && Set(history.map(\.point)).count == 15)
    }
}
