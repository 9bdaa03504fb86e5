import Testing

@testable import Learning

@Suite struct FeatureFitterTests {
    private let table = Table(
        names: ["age", "city", "when", "y"],
        columns: [
            .numbers([1, .nan, 3, 8]), .texts(TextColumn(["b", "a", nil, "b"])),
            .texts(TextColumn(["2026-01-05", "2026-02-05", "2026-02-05", nil])), .numbers([0, 1, 1, 0]),
        ])

    private func fit(_ change: (inout FeatureFitter) -> Void = { _ in }) throws -> (features: FittedFeatures, training: Matrix) {
        var fitter = FeatureFitter(try FeaturePlanner().plan(table, target: "y"))
        change(&fitter)
        return try fitter.fit(table, .classes([0, 1, 1, 0], names: ["no", "yes"]))
    }

    @Test func fitsWhatThePlanSays() throws {
        let (features, training) = try fit()
        #expect(
            features.names == [
                "age", "age.missing", "city=a", "city=b", "when.month", "when.weekday", "when.day_of_year", "when.seconds",
            ])
        #expect(features.sources.map(\.column)[0] == .number(fill: 4))
        #expect(Array(training.row(1)).prefix(7) == [4, 1, 1, 0, 2, 3, 36])
        #expect(try features.transform(table) == training)
        guard case .date(let parts, .yearFirst, let fill) = features.sources[3].column else {
            Issue.record("no date")
            return
        }
        #expect(parts == [.month, .weekday, .dayOfYear, .seconds] && abs(fill[0] - 5.0 / 3) < 1e-12)
    }

    @Test func treesKeepWhatIsMissing() throws {
        let (features, training) = try fit { $0.fillsMissing = false }
        #expect(features.names.first == "age" && features.names[1] == "city=a" && training[1, 0].isNaN)
        let scaled = try fit {
            $0.fillsMissing = false
            $0.isScaled = true
        }
        #expect(scaled.features.scaler?.means[0] == 4 && scaled.training[0, 0] < 0 && scaled.training[1, 0].isNaN)
        #expect(try fit { $0.isScaled = true }.training.means.allSatisfy { abs($0) < 1e-9 })
    }

    /// Two rows have each category, with targets 0 and 1: a mean that knew a row's own target would be the same for both.
    @Test func noTargetIsItsOwnFeature() throws {
        let count = 400
        let texts = Table(names: ["code"], columns: [.texts(TextColumn((0..<count).map { "c\($0 / 2)" }))])
        let plan = FeaturePlan(decisions: [FeaturePlan.Decision(name: "code", treatment: .category)])
        let targets = (0..<count).map { Double($0 % 2) }
        let (features, training) = try FeatureFitter(plan, oneHotLimit: 20).fit(texts, .numbers(targets))
        #expect(features.names == ["code.mean"] && training.columns == 1)
        // Most have the other row in another fold, and hear of that one's target alone.
        let towardsOther = (0..<count).count { (training[$0, 0] - 0.5) * (targets[$0 ^ 1] - 0.5) > 0.01 }
        #expect(towardsOther > 250)
        let fitted = try features.transform(texts)
        #expect(abs(fitted[0, 0] - (targets[0] + targets[1] + 10 * 0.5) / 12) < 1e-12)
    }

    @Test func manyClassesAreSharesOfEach() throws {
        let texts = Table(names: ["code"], columns: [.texts(TextColumn(["a", "a", "b", "b", "c", nil]))])
        let plan = FeaturePlan(decisions: [FeaturePlan.Decision(name: "code", treatment: .category)])
        let targets = FeatureFitter.Targets.classes([0, 1, 2, 2, 0, 1], names: ["x", "y", "z"])
        let (features, training) = try FeatureFitter(plan, oneHotLimit: 2).fit(texts, targets)
        #expect(features.names == ["code.share.y", "code.share.z"] && training.columns == 2)
        let blocked = FeaturePlan(decisions: plan.decisions, blocked: [.targetEncoder])
        let (hot, _) = try FeatureFitter(blocked, oneHotLimit: 2).fit(texts, targets)
        #expect(hot.names == ["code=a", "code=(others)"])
        let unhot = FeaturePlan(decisions: plan.decisions, blocked: [.oneHotEncoder])
        #expect(try FeatureFitter(unhot).fit(texts, targets).features.names.count == 2)
    }

    @Test func onlyTheRowsItSeesCount() throws {
        let plan = try FeaturePlanner().plan(table, target: "y")
        let some = table.selecting([0, 2])
        let (features, _) = try FeatureFitter(plan).fit(some, .numbers([1, 2]))
        #expect(features.names.contains("city=b") && !features.names.contains("city=a"))
        #expect(features.sources[0].column == .number(fill: 2))
    }

    @Test(arguments: [(MissingFilling.mean, 2.0), (.median, 1), (.mostFrequent, 1), (.constant(-5), -5)])
    func missingNumbersBecomeWhatIsSaid(filling: MissingFilling, expected: Double) {
        #expect(filling.value([1, .nan, 1, 4]) == expected)
        #expect(filling.value([.nan]) == (filling == .constant(-5) ? -5 : 0))
    }

    @Test func saysWhatDoesNotFit() throws {
        let plan = try FeaturePlanner().plan(table, target: "y")
        #expect(throws: TableFault.self) { try FeatureFitter(plan).fit(table, .numbers([1])) }
        let forced = try FeaturePlanner(Featurization(purposes: ["city": .numeric])).plan(table, target: "y")
        let fault = #expect(throws: TableFault.self) { try FeatureFitter(forced).fit(table, .numbers([1, 2, 3, 4])) }
        #expect(fault?.description == "row 1, column 'city': 'b' is not a number")
    }

    /// Tables of anything: what is fitted has a number for everything, and makes the same of the rows again.
    @Test func anyTableHasFeatures() throws {
        var generator = SeededGenerator(seed: 12)
        let words: [String?] = ["a", "b", "", nil, "2026-11-30", "2026-01-02T03:04:05", "1", "x y", "é"]
        var fitted = 0
        for _ in 0..<300 {
            let rows = Int.random(in: 1...40, using: &generator)
            var columns: [Column] = []
            for _ in 0..<Int.random(in: 1...5, using: &generator) {
                let reach = Int.random(in: 1...words.count, using: &generator)
                columns.append(
                    Bool.random(using: &generator)
                        ? .numbers((0..<rows).map { _ in [1, 2.5, .nan, -1e30, 7].randomElement(using: &generator) ?? 0 })
                        : .texts(TextColumn((0..<rows).map { _ in words[Int.random(in: 0..<reach, using: &generator)] })))
            }
            let names = columns.indices.map { "c\($0)" } + ["y"]
            let table = Table(names: names, columns: columns + [.numbers((0..<rows).map(Double.init))])
            guard let plan = try? FeaturePlanner().plan(table, target: "y") else { continue }
            let fitter = FeatureFitter(
                plan, isScaled: Bool.random(using: &generator), oneHotLimit: Int.random(in: 0...6, using: &generator))
            let (features, training) = try fitter.fit(table, .classes((0..<rows).map { $0 % 3 }, names: ["p", "q", "r"]))
            let made = try features.transform(table)
            fitted += 1
            #expect(training.values.allSatisfy(\.isFinite) && training.columns == features.names.count)
            let isEncoded = features.sources.contains { if case .encoded = $0.column { true } else { false } }
            #expect(isEncoded || made == training)
            #expect(Set(features.names).count == features.names.count)
        }
        #expect(fitted > 200)
    }
}
