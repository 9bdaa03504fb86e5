import Domain
@testable import Studio
import Terminal
import Testing

/// How the values of a parameter are laid along an axis.
struct ParameterAxisTests {
    @Test func numbersThatSpanDecadesStandByTheirLogarithms() throws {
        let axis = try #require(ParameterAxis("lr", values: [.double(0.001), .double(0.1), .double(0.01), .double(0.02)]))
        #expect(axis.isLogarithmic)
        #expect(axis.range == -3 ... -1)
        #expect(abs(try #require(axis.share(of: .double(0.01))) - 0.5) < 1e-12)
        #expect(axis.place(of: .int(0)) == nil, "nothing has no logarithm")
        #expect(axis.ticks.map(\.text).contains("0.01"))
    }

    @Test func othersStandByWhatTheyAre() throws {
        let axis = try #require(ParameterAxis("subsample", values: [.double(0.5), .double(1), .double(0.75)]))
        #expect(!axis.isLogarithmic)
        #expect(axis.share(of: .double(0.75)) == 0.5)
        #expect(axis.labels.map(\.text).prefix(2) == ["0.5", "1"])
        let zero = try #require(ParameterAxis("dropout", values: [.double(0), .double(1), .double(0.5)]))
        #expect(!zero.isLogarithmic)
    }

    @Test func wordsAndFewNumbersAreChoices() throws {
        let words = try #require(ParameterAxis("booster", values: ["dart", "gbtree", "dart"]))
        #expect(words.ticks.map(\.text) == ["dart", "gbtree"])
        #expect(words.share(of: "gbtree") == 1)
        #expect(words.place(of: "linear") == nil)
        let depths = try #require(ParameterAxis("depth", values: [10, 4, 10, 4, 6, 6]))
        #expect(depths.ticks.map(\.text) == ["4", "6", "10"])
        #expect(depths.share(of: 6) == 0.5)
        let mixed = try #require(ParameterAxis("depth", values: [10, "none"]))
        #expect(mixed.ticks.map(\.text) == ["10", "none"])
    }

    @Test func oneValueStandsInTheMiddle() throws {
        let one = try #require(ParameterAxis("seed", values: ["x", "x"]))
        #expect(one.share(of: "x") == 0.5)
        #expect(one.labels.map(\.share) == [0.5])
        let number = try #require(ParameterAxis("seed", values: [7]))
        #expect(number.share(of: 7)?.isFinite == true)
        #expect(ParameterAxis("none", values: []) == nil)
    }

    @Test func theAlgorithmComesFirstThenWhatMostHave() {
        let progress = SearchSample.progress([
            SearchSample.trial(0, score: 1, algorithm: "KNN", ["n_neighbors": 5]),
            SearchSample.trial(1, score: 1, algorithm: "LightGBM", ["learning_rate": 1, "num_leaves": 3]),
            SearchSample.trial(2, score: 1, algorithm: "SGD", ["learning_rate": 2]),
        ])
        #expect(progress.parameterNames == ["algorithm", "learning_rate", "n_neighbors", "num_leaves"])
        #expect(progress.value(of: "algorithm", in: progress.trials[0]) == "KNN")
        #expect(progress.axis("learning_rate")?.share(of: 2) == 1)
        #expect(SearchSample.progress([SearchSample.trial(0, score: 1)]).parameterNames.isEmpty)
    }
}
