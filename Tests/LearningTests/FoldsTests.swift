import Testing

@testable import Learning

@Suite struct FoldsTests {
    @Test func haveTheirShareOfEveryClass() {
        let classes = Array(repeating: 0, count: 50) + Array(repeating: 1, count: 25) + Array(repeating: 2, count: 7)
        var generator = SeededGenerator(seed: 3)
        let folds = Folds(classes, count: 5, using: &generator)
        for fold in 0..<5 {
            let (training, validation) = folds.split(leavingOut: fold)
            #expect(Set(training).isDisjoint(with: validation) && training.count + validation.count == classes.count)
            let counts = (0..<3).map { wanted in validation.count { classes[$0] == wanted } }
            #expect(counts[0] == 10 && counts[1] == 5 && (1...2).contains(counts[2]), "\(counts)")
        }
        var same = SeededGenerator(seed: 3)
        #expect(Folds(classes, count: 5, using: &same) == folds)
    }

    @Test func areOfOneSize() {
        var generator = SeededGenerator(seed: 9)
        let folds = Folds(samples: 11, count: 3, using: &generator)
        #expect((0..<3).map { fold in folds.places.count { $0 == fold } } == [4, 4, 3])
    }

    @Test func groupsStayTogether() {
        let groups = [5, 5, 5, 1, 1, 2, 2, 3, 4, 5]
        let folds = Folds(keepingTogether: groups, count: 3)
        for group in Set(groups) { #expect(Set(groups.indices.filter { groups[$0] == group }.map { folds.places[$0] }).count == 1) }
        #expect((0..<3).map { fold in folds.places.count { $0 == fold } }.sorted() == [3, 3, 4])
    }
}
