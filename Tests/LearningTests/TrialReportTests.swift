import Foundation
import Testing

@testable import Learning

@Suite struct TrialReportTests {
    @Test func aClassificationIsToldAsAzureTellsIt() throws {
        let set = try TrialTests.classification(300, folds: 3)
        let outcome = try Trial(set, trees: nil).run(Recipe(.logisticRegression, ["C": 1], isScaled: true))
        let report = TrialReport(outcome, set)
        let matrix = try #require(report.confusionMatrix)
        #expect(matrix.kind == "confusion_matrix" && matrix.data.labels == ["no", "yes"])
        let right = matrix.data.matrix[0][0] + matrix.data.matrix[1][1]
        #expect(matrix.data.matrix.flatMap(\.self).reduce(0, +) == 300)
        #expect(abs(Double(right) / 300 - (outcome.scores["accuracy"] ?? 0)) < 1e-9)

        let table = try #require(report.accuracyTable).data
        #expect(table.probabilityTables.count == 2 && table.probabilityTables[1].count == 101)
        // All are taken at 0 and none beyond 1; half way it is the confusion matrix.
        #expect(table.probabilityTables[1][0] == [150, 150, 0, 0] && table.probabilityTables[1][100] == [0, 0, 150, 150])
        let half = matrix.data.matrix
        #expect(table.probabilityTables[1][50] == [half[1][1], half[0][1], half[0][0], half[1][0]])
        #expect(table.percentileTables[1][0] == [150, 150, 0, 0])
        #expect(table.percentileTables[1][50].prefix(2).reduce(0, +) == 150)
        #expect(table.percentileTables[1][100].prefix(2).reduce(0, +) == 1)

        let text = try String(decoding: JSONEncoder().encode(report), as: UTF8.self)
        for key in ["schema_type", "schema_version", "class_labels", "probability_tables", "percentile_thresholds", "roc"] {
            #expect(text.contains("\"\(key)\""))
        }
        #expect(try JSONDecoder().decode(TrialReport.self, from: Data(text.utf8)) == report)
    }

    @Test func curvesAreThinnedAndTheirEndsExact() throws {
        var generator = SeededGenerator(seed: 7)
        let isTrue = (0..<3000).map { _ in Bool.random(using: &generator) }
        let scores = isTrue.map { ($0 ? 0.2 : 0) + 0.8 * Double.random(in: 0..<1, using: &generator) }
        let curves = ClassCurves("yes", scores, isTrue: isTrue)
        for points in [curves.receiver, curves.precisionRecall, curves.gain, curves.lift] {
            #expect(points.count <= 200 && points.count > 150)
            #expect(zip(points, points.dropFirst()).allSatisfy { $0.x <= $1.x })
        }
        #expect(curves.receiver.first == ClassCurves.Point(x: 0, y: 0) && curves.receiver.last == ClassCurves.Point(x: 1, y: 1))
        #expect(curves.gain.last == ClassCurves.Point(x: 1, y: 1) && curves.lift.last == ClassCurves.Point(x: 1, y: 1))
        // The area below what is drawn is nearly that below all.
        let area = zip(curves.receiver, curves.receiver.dropFirst()).reduce(0) { $0 + ($1.1.x - $1.0.x) * ($1.1.y + $1.0.y) / 2 }
        #expect(abs(area - RankedScores(scores, isTrue: isTrue).areaUnderCurve) < 0.005)
        #expect(curves.calibration.count == 10 && curves.calibration.reduce(0) { $0 + $1.count } == 3000)
        #expect(curves.calibration.last?.observed == 1)
        #expect(abs((curves.calibration.first?.predicted ?? 0) - 0.05) < 0.01)
    }

    @Test func aRegressionIsToldByWhatItIsOff() throws {
        let set = try TrialTests.regression()
        let outcome = try Trial(set, trees: nil).run(Recipe(.elasticNet, ["alpha": 0.001], isScaled: true))
        let report = TrialReport(outcome, set)
        let residuals = try #require(report.residuals).data
        #expect(residuals.total == 80 && residuals.counts.reduce(0, +) == 80 && residuals.edges.count == residuals.counts.count + 1)
        #expect(abs(residuals.mean) < 2 && residuals.deviation > 3 && residuals.deviation < 10)
        let bins = try #require(report.predictedTrue).data
        #expect(bins.counts.reduce(0, +) == 80 && bins.edges.first == set.range?.lowerBound && bins.edges.last == set.range?.upperBound)
        #expect((bins.averages.last ?? 0) > (bins.averages.first ?? 0) + 40)
        #expect(report.confusionMatrix == nil && report.curves.isEmpty)
    }

    @Test func whatTheTargetDependsOnIsImportant() throws {
        var generator = SeededGenerator(seed: 9)
        let rows = 200
        func numbers() -> [Double] { (0..<rows).map { _ in Double.random(in: -1...1, using: &generator) } }
        let (a, b, c) = (numbers(), numbers(), numbers())
        let city = (0..<rows).map { $0 % 3 == 0 ? "Rome" : "Bern" }
        let data = Table(
            names: ["a", "b", "c", "city", "y"],
            columns: [
                .numbers(a), .numbers(b), .numbers(c), .texts(TextColumn(city)),
                .numbers((0..<rows).map { 5 * a[$0] + c[$0] + (city[$0] == "Rome" ? 2 : 0) }),
            ])
        let set = try TrainingSet(data, AutoMLProblem(.regression, target: "y", metric: .r2, validation: .folds(4)))
        let trial = Trial(set, trees: StumpLearner())
        let found = try trial.importance(of: trial.run(Recipe(.elasticNet, ["alpha": 0.0001], isScaled: true)))
        #expect(found.map(\.name).prefix(1) == ["a"] && found.last?.name == "b")
        #expect(found[0].importance > 1 && abs(found[3].importance) < 0.01)
        let model = try trial.run(Recipe(.elasticNet, ["alpha": 0.0001], isScaled: true)).model
        let alone = try FeatureImportance.permuting(model, set, rows: Array(0..<50))
        let backwards = try FeatureImportance.permuting(
            model, set, rows: Array(0..<50), parallel: { count, body in (0..<count).reversed().forEach(body) })
        #expect(alone == backwards && alone.count == 4)
        #expect(throws: CancellationError.self) {
            try FeatureImportance.permuting(trial.run(Recipe(.lassoLars)).model, set, rows: [0, 1, 2], isCancelled: { true })
        }
        let gains = try #require(FeatureImportance.gains(of: trial.run(Recipe(.gradientBoosting, ["n_estimators": 12])).model))
        #expect(gains.first?.name == "a" && abs(gains.reduce(0) { $0 + $1.importance } - 1) < 1e-9)
        #expect(try FeatureImportance.gains(of: trial.run(Recipe(.lassoLars)).model) == nil)
    }
}
