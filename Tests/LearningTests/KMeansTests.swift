import Testing

@testable import Learning

@Suite struct KMeansTests {
    @Test func groupsAsScikitLearnDoes() throws {
        let reference = try Reference.named("many_classes")
        let expected = try #require(reference.kMeans)
        var generator = SeededGenerator(seed: 5)
        let model = KMeans(count: 3).fit(reference.features, using: &generator)
        try expectAlike([model.inertia], [expected.inertia])
        let centres = (0..<3).map { Array(model.centres.row($0)) }.sorted { $0[0] < $1[0] }
        try expectAlike(centres.flatMap(\.self), expected.centres.flatMap(\.self))
        #expect(Set(model.predict(reference.features)).count == 3)
    }

    /// More groups than there are different samples: none is lost and nothing is NaN.
    @Test func samplesThatAreAllTheSameAreOneGroup() {
        var generator = SeededGenerator(seed: 1)
        let model = KMeans(count: 3).fit(Matrix(rows: 4, columns: 1, values: [2, 2, 2, 2]), using: &generator)
        #expect(model.inertia == 0 && model.centres.values == [2, 2, 2])
        #expect(Set(model.predict(Matrix(rows: 2, columns: 1, values: [0, 9]))).count == 1)
    }
}
