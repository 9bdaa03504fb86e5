import Foundation
import Testing

@testable import Learning

@Suite struct PredictorTests {
    @Test(arguments: ["regression", "two_classes", "many_classes"])
    func forestsAnswerAsXGBoostDoes(name: String) throws {
        let reference = try Reference.named(name)
        let trees = try #require(reference.trees)
        let asked = name == "many_classes" ? reference.some : reference.features.selecting(Array(0..<20))
        let answers = Predictor.trees(trees.forest).predict(asked.withGaps)
        if name == "two_classes" {
            try expectAlike((0..<20).map { answers[$0, 1] }, trees.answers, within: 1e-6)
            #expect((0..<20).allSatisfy { answers[$0, 0] + answers[$0, 1] == 1 })
        } else {
            try expectAlike(answers.values, trees.answers, within: 1e-6)
        }
    }

    /// 0.1 is not the float32 0.1: which side it falls on is decided in float32.
    @Test func forestsCompareInFloat32() {
        let tree = DecisionTree(
            features: [0, -1, -1], thresholds: [0.1, 0, 0], yes: [1, -1, -1], no: [2, -1, -1],
            missingIsYes: [true, false, false], values: [0, 5, 7])
        let forest = TreeForest(trees: [tree], outputs: [0], bases: [1], link: .identity, gains: [1])
        let asked = Matrix(rows: 4, columns: 1, values: [0.1, 0.1 - 1e-12, 0.0999, .nan])
        #expect(Predictor.trees(forest).predict(asked).values == [8, 8, 6, 6])
    }

    /// However many rows there are, and with gaps or without: each goes down on its own as a plain walk says.
    @Test(arguments: [1, 3, 4, 6, 70], [false, true])
    func rowsGoDownSideBySide(rows: Int, hasGaps: Bool) throws {
        let forest = try #require(Reference.named("many_classes").trees).forest
        var generator = SeededGenerator(seed: 2)
        let values = (0..<rows * 4).map { _ in
            hasGaps && Int.random(in: 0..<5, using: &generator) == 0 ? Double.nan : Double.random(in: 0...8, using: &generator)
        }
        let asked = Matrix(rows: rows, columns: 4, values: values)
        let answers = ForestEvaluator(
            TreeForest(trees: forest.trees, outputs: forest.outputs, bases: forest.bases, link: .identity, gains: forest.gains)
        ).predict(asked)
        for row in 0..<rows {
            var sums = forest.bases
            for (tree, output) in zip(forest.trees, forest.outputs) {
                var place = 0
                while tree.features[place] >= 0 {
                    let value = Float(asked[row, Int(tree.features[place])])
                    let isYes = value.isNaN ? tree.missingIsYes[place] : value < tree.thresholds[place]
                    place = Int(isYes ? tree.yes[place] : tree.no[place])
                }
                sums[Int(output)] += tree.values[place]
            }
            #expect(Array(answers.row(row)) == sums.map { Double($0) })
        }
    }

    @Test(arguments: [
        (#""features":[0,-1,-1],"yes":[1,0,0],"no":[5,0,0]"#, "tree 0 of the forest goes from node 0 to 5, where there is none"),
        (#""features":[0,-1,-1],"yes":[1,0,0],"no":[1,0,0]"#, "tree 0 of the forest reaches node 1 in two ways"),
        (#""features":[9,-1,-1],"yes":[1,0,0],"no":[2,0,0]"#, "tree 0 of the forest looks at a feature beyond its 1"),
        (#""features":[0,-1],"yes":[1,0,0],"no":[2,0,0]"#, "tree 0 of the forest has lists of different lengths"),
    ])
    func aForestThatCannotBeIsNotRead(nodes: String, message: String) {
        let rest = #""thresholds":[0,0,0],"missingIsYes":[true,true,true],"values":[0,1,2]"#
        let text = #"{"trees":[{\#(nodes),\#(rest)}],"outputs":[0],"bases":[0],"link":"identity","gains":[1]}"#
        let fault = #expect(throws: DecodingError.self) { try JSONDecoder().decode(TreeForest.self, from: Data(text.utf8)) }
        guard case .dataCorrupted(let context) = fault else { return #expect(Bool(false), "\(String(describing: fault))") }
        #expect(context.debugDescription == message)
    }

    @Test func nearSamplesWeighMoreWhereDistancesAreAsked() throws {
        let many = try Reference.named("many_classes")
        let moved = Matrix(rows: many.some.rows, columns: many.some.columns, values: many.some.values.map { $0 + 0.01 })
        let classes = NearestNeighbours(
            samples: many.features, targets: many.data.targets, classCount: 3, count: 7, weights: .distance)
        try expectAlike(Predictor.neighbours(classes).predict(moved).values, many.knnByDistance)
        let numbers = try Reference.named("regression")
        let first = numbers.features.selecting(Array(0..<20))
        let near = NearestNeighbours(
            samples: numbers.features, targets: numbers.data.targets, classCount: 0, count: 4, weights: .distance)
        let asked = Matrix(rows: 20, columns: first.columns, values: first.values.map { $0 + 0.01 })
        try expectAlike(near.predict(asked).values, numbers.knnByDistance)
        // Where a sample is, there is nothing but its own target.
        #expect(near.predict(first).values == Array(numbers.data.targets.prefix(20)))
    }

    /// Whatever the count of samples and of questions, blocks of four find what a plain search finds.
    @Test(arguments: [1, 2, 3, 4, 5, 9])
    func blocksOfAnySizeFindTheNearest(count: Int) {
        var generator = SeededGenerator(seed: 5)
        func random(_ rows: Int) -> Matrix {
            Matrix(rows: rows, columns: 3, values: (0..<rows * 3).map { _ in Double(Int.random(in: 0...3, using: &generator)) })
        }
        let (samples, asked) = (random(count), random(count))
        let near = NearestNeighbours(
            samples: samples, targets: (0..<count).map { Double($0) }, classCount: 0, count: min(2, count))
        let answers = near.predict(asked).values
        for row in 0..<count {
            let distances = (0..<count).map { place in
                (0..<3).reduce(0.0) { $0 + (asked[row, $1] - samples[place, $1]) * (asked[row, $1] - samples[place, $1]) }
            }
            let nearest = (0..<count).sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(min(2, count))
            #expect(answers[row] == Double(nearest.reduce(0, +)) / Double(nearest.count))
        }
    }

    @Test func wholeModelsMixWhatTheirMembersAnswer() throws {
        let table = Table(names: ["a"], columns: [.numbers([1, 2])])
        func line(_ weight: Double) -> LearnedModel {
            .pipeline(
                FittedFeatures(
                    sources: [FittedFeatures.Source(name: "a", column: .number(fill: 0))], scaler: nil, names: ["a"]),
                .linear(LinearModel(weights: [weight], intercept: 0)))
        }
        #expect(try LearnedModel.voting(members: [line(1), line(10)], weights: [0.25, 0.75]).predict(table).values == [7.75, 15.5])
        let last = Predictor.linear(LinearModel(weights: [1, -1], intercept: 3))
        #expect(try LearnedModel.stacking(members: [line(1), line(10)], last: last).predict(table).values == [-6, -15])
        let wrong = LearnedModel.stacking(members: [line(1)], last: last)
        #expect(throws: TableFault("the model's last part was fitted on 2 answers, and its members give 1")) {
            try wrong.predict(table)
        }
        #expect(throws: TableFault.self) { try LearnedModel.voting(members: [], weights: []).predict(table) }
    }

    @Test func modelsComeBackFromJSONAsTheyWere() throws {
        let reference = try Reference.named("two_classes")
        let logistic = LogisticRegression().fit(reference.features, reference.classes, classCount: 2)
        let predictors: [Predictor] = [
            .logistic(logistic), .trees(try #require(reference.trees).forest),
            .bernoulliNaiveBayes(BernoulliNaiveBayes().fit(reference.features, reference.classes, classCount: 2)),
            .neighbours(NearestNeighbours(samples: reference.features, targets: reference.data.targets, classCount: 2)),
        ]
        for predictor in predictors {
            let copy = try JSONDecoder().decode(Predictor.self, from: JSONEncoder().encode(predictor))
            #expect(copy == predictor)
            #expect(copy.predict(reference.features) == predictor.predict(reference.features))
        }
    }

    @Test func whatDoesNotFitTogetherIsAFaultAndNoCrash() throws {
        let table = Table(names: ["a"], columns: [.numbers([1, 2])])
        let features = FittedFeatures(
            sources: [FittedFeatures.Source(name: "a", column: .number(fill: 0))], scaler: nil, names: ["a"])
        func fault(_ predictor: Predictor) -> String? {
            #expect(throws: TableFault.self) { try LearnedModel.pipeline(features, predictor).predict(table) }?.message
        }
        let two = Matrix(rows: 2, columns: 1)
        #expect(
            fault(.naiveBayes(GaussianNaiveBayesModel(logPriors: [0, 0], means: [[1]], variances: [[1], [1]])))
                == "the model has means and variances of different sizes: it is damaged, train it again")
        #expect(
            fault(.multinomialNaiveBayes(MultinomialNaiveBayesModel(logPriors: [0, 0], logShares: two, lows: [], ranges: [1])))
                == "the model has shares of different sizes: it is damaged, train it again")
        #expect(
            fault(.linear(LinearModel(weights: [1, 2], intercept: 0)))
                == "the model was fitted on 2 features, and its table makes 1")
        let texts = [
            #"{"rows":2,"columns":2,"values":[1,2,3]}"#, #"{"rows":-1,"columns":-1,"values":[1]}"#,
            #"{"rows":4611686018427387904,"columns":4,"values":[]}"#,
        ]
        for text in texts {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(Matrix.self, from: Data(text.utf8)) }
        }
        let samples = #"{"rows":1,"columns":1,"values":[1]}"#
        for rest in [#""targets":[3],"classCount":2,"count":1"#, #""targets":[0],"classCount":2,"count":2"#] {
            let text = #"{"samples":\#(samples),\#(rest),"weights":"uniform"}"#
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(NearestNeighbours.self, from: Data(text.utf8)) }
        }
    }
}
