import Testing

@testable import Learning

@Suite struct SplitTests {
    @Test func hasItsShareOfEveryClass() throws {
        let classes = Array(repeating: 0, count: 60) + Array(repeating: 1, count: 30) + [2]
        var generator = SeededGenerator(seed: 4)
        let split = try Split(classes, validationShare: 0.2, using: &generator)
        #expect((0...2).map { wanted in split.validation.count { classes[$0] == wanted } } == [12, 6, 0])
        #expect(Set(split.training).isDisjoint(with: split.validation) && split.training.count + split.validation.count == 91)
        #expect(split.validation != Array(0..<12) + Array(60..<66))
        var same = SeededGenerator(seed: 4)
        #expect(try Split(classes, validationShare: 0.2, using: &same) == split)
        for share in [0.001, 0.5, 0.999] {
            let two = try Split(samples: 2, validationShare: share, using: &generator)
            #expect(two.training.count == 1 && two.validation.count == 1)
        }
        #expect(try Split([0, 1, 2], validationShare: 0.3, using: &generator).training.count == 2)
    }

    @Test func groupsStayOnOneSide() throws {
        let groups = (0..<100).map { $0 / 7 }
        for seed in 0..<10 {
            var generator = SeededGenerator(seed: UInt64(seed))
            let split = try Split(keepingTogether: groups, validationShare: 0.3, using: &generator)
            #expect(Set(split.training.map { groups[$0] }).isDisjoint(with: split.validation.map { groups[$0] }))
            #expect((24...30).contains(split.validation.count) && split.training.count + split.validation.count == 100)
        }
        var generator = SeededGenerator(seed: 1)
        let uneven = try Split(keepingTogether: [0, 0, 0, 0, 1, 1], validationShare: 0.1, using: &generator)
        #expect(uneven.validation == [4, 5])
        #expect(throws: TableFault.self) { try Split(keepingTogether: [3, 3], validationShare: 0.5, using: &generator) }
        #expect(throws: TableFault.self) { try Split(samples: 1, validationShare: 0.5, using: &generator) }
        #expect(throws: TableFault.self) { try Split(samples: 10, validationShare: 1, using: &generator) }
    }

    @Test func isAsAColumnSays() throws {
        let table = Table(
            names: ["cv", "bad", "gap"],
            columns: [.numbers([1, 0, 1]), .numbers([1, 0, 2]), .texts(TextColumn(["1", nil, "0"]))])
        #expect(try Split(table, column: "cv") == Split(training: [0, 2], validation: [1]))
        let two = #expect(throws: TableFault.self) { try Split(table, column: "bad") }
        #expect(
            two?.description
                == "row 3, column 'bad': a column of splits has 1 for rows to train on and 0 for others: 2 is neither")
        #expect(throws: TableFault.self) { try Split(table, column: "gap") }
        #expect(throws: TableFault.self) { try Split(table, column: "none") }
        #expect(throws: TableFault.self) { try Split(Table(names: ["a"], columns: [.numbers([1, 1])]), column: "a") }
    }

    @Test func originsRoll() throws {
        #expect(try RollingOrigins(horizon: 2, count: 3, step: 2).cutoffs(0...9) == [3, 5, 7])
        #expect(try RollingOrigins(horizon: 4, count: 3, step: 1).cutoffs(-5...5) == [-1, 0, 1])
        // Two periods are the least to learn from.
        #expect(try RollingOrigins(horizon: 4, count: 2, step: 4).cutoffs(0...9) == [1, 5])
        let short = #expect(throws: TableFault.self) { try RollingOrigins(horizon: 4, count: 4, step: 3).cutoffs(0...9) }
        #expect(short?.message == "10 periods are too few for 4 folds with a step of 3 and a horizon of 4: 15 are the least")
        let long = #expect(throws: TableFault.self) { try RollingOrigins(horizon: 12, count: 1, step: 12).cutoffs(0...9) }
        #expect(long?.message == "10 periods are too few for 1 fold and a horizon of 12: 14 are the least")
        #expect(throws: TableFault.self) { try RollingOrigins(horizon: 0, count: 1, step: 1).cutoffs(0...9) }
        #expect(throws: TableFault.self) { try RollingOrigins(horizon: 1, count: .max, step: 1_000_000).cutoffs(0...9) }
    }

    @Test func asManyFoldsAsTheHistoryAllows() {
        func count(_ periods: Int) -> Int { RollingOrigins.automatic(horizon: 12, step: 12, season: 12, periods: periods).count }
        #expect(count(144) == 5 && count(96) == 5 && count(95) == 4 && count(48) == 1 && count(14) == 1)
    }
}
