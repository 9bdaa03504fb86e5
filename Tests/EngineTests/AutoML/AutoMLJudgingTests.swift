import Domain
import Foundation
import Learning
import Testing

@testable import Engine

/// What trials are scored on, and what of the data is told apart from features.
@Suite struct AutoMLJudgingTests {
    private func fixture() async throws -> AutoMLFixture {
        let fixture = try await AutoMLFixture()
        try await fixture.desk.start()
        return fixture
    }

    @Test func validationDataIsWhatTrialsAreScoredOn() async throws {
        let fixture = try await fixture()
        try fixture.write(SampleTable.customers(60, seed: 11).text, to: "held.csv")
        let job = try await fixture.finished {
            $0.validationShare = nil
            $0.validationData = fixture.data("held.csv")
        }
        #expect(job.status == .completed)
        #expect(fixture.log().contains("Trials are scored on the 60 rows of the validation data."))
        #expect(try counted(fixture, "fox_0") == 60)
    }

    @Test func aShareIsHeldOut() async throws {
        let fixture = try await fixture()
        _ = try await fixture.finished { $0.validationShare = 0.1 }
        #expect(fixture.log().contains("Trials are scored on 12 of 120 rows, which are held out."))
        #expect(try counted(fixture, "fox_0") == 12)
    }

    @Test func foldsScoreEveryRow() async throws {
        let fixture = try await fixture()
        _ = try await fixture.finished {
            $0.validationShare = 0.5
            $0.foldCount = 3
        }
        #expect(fixture.log().contains("Trials are scored by 3 folds of 120 rows."))
        #expect(try counted(fixture, "fox_0") == 120)
        let told = fixture.log(of: "fox_0")
        #expect(fixture.log().contains("validation_data_size 0.5 is not looked at"))
        for fold in 1...3 { #expect(told.contains("fold \(fold) of 3: ")) }
    }

    @Test func columnsMaySayWhichRowsAreHeldOut() async throws {
        let fixture = try await fixture()
        let table = SampleTable.customers().adding("one") { $0 < 100 ? "1" : "0" }.adding("two") { $0 < 30 ? "0" : "1" }
        let job = try await fixture.finished(over: table) {
            $0.validationShare = nil
            $0.splitColumns = ["one", "two"]
        }
        #expect(job.status == .completed)
        #expect(try counted(fixture, "fox_0") == 50)
        #expect(fixture.log().hasPrefix("classification of 'left': 120 rows, 3 columns\n"))
    }

    @Test func testDataScoresOnlyTheBestModel() async throws {
        let fixture = try await fixture()
        try fixture.write(SampleTable.customers(80, seed: 23).text, to: "test.csv")
        let job = try await fixture.finished { $0.testData = fixture.data("test.csv") }
        #expect(job.status == .completed)
        let metrics = try await fixture.metrics(of: "fox")
        #expect(metrics["test_AUC_weighted"] ?? 0 > 0.6 && metrics["test_accuracy"] ?? 0 > 0.5)
        for trial in try await fixture.trials() {
            #expect(try await fixture.metrics(of: trial.job).keys.allSatisfy { !$0.hasPrefix("test_") })
        }
        #expect(fixture.log().hasPrefix("classification of 'left': 120 rows"))
    }

    @Test func aShareForTheTestIsSeenByNoTrial() async throws {
        let fixture = try await fixture()
        let job = try await fixture.finished {
            $0.testShare = 0.2
            $0.validationShare = nil
            $0.foldCount = 2
        }
        #expect(job.status == .completed)
        #expect(fixture.log().hasPrefix("classification of 'left': 96 rows, 3 columns\n"))
        #expect(try counted(fixture, "fox_0") == 96)
        #expect(try await fixture.metrics(of: "fox")["test_AUC_weighted"] != nil)
    }

    @Test func rowsWithoutWeightAreNotLearntFrom() async throws {
        // The second half says the opposite, and weighs nothing.
        let table = SampleTable.customers(120).adding("weight") { $0 < 60 ? "1" : "0" }
            .changing("left") { row, cell in row < 60 ? cell : cell == "yes" ? "no" : "yes" }
        try await withKnownAnswers(over: table, weightColumn: "weight") { old, young in #expect(old > 0.5 && young < 0.5) }
    }

    private func withKnownAnswers(
        over table: SampleTable, weightColumn: String?, _ body: (Double, Double) -> Void
    ) async throws {
        let fixture = try await fixture()
        let job = try await fixture.finished(over: table) {
            $0.weightColumn = weightColumn
            $0.training.allowedAlgorithms = ["logistic_regression"]
            $0.limits.maxTrials = 1
        }
        #expect(job.status == .completed)
        #expect(fixture.log().hasPrefix("classification of 'left': 120 rows, 3 columns\n"))
        let model = try TrialFiles(layout: fixture.layout(of: "fox_0")).outcome().model
        let answers = try model.predict(TableReader.read(Array("age,spent,city\n75,40,Chur\n20,990,Bern\n".utf8)))
        body(answers[0, 1], answers[1, 1])
    }

    @Test(arguments: [("yes", "no"), ("no", "yes")])
    func thePositiveLabelHasScoresOfItsOwn(positive: String, other: String) async throws {
        let fixture = try await fixture()
        let table = SampleTable.customers().changing("left") { row, cell in row % 4 == 0 ? "no" : cell }
        _ = try await fixture.finished(over: table) {
            $0.positiveLabel = positive
            $0.limits.maxTrials = 1
        }
        let metrics = try await fixture.metrics(of: "fox_0")
        let confusion = try JSONDecoder().decode(
            ReportArtifact<ConfusionContent>.self,
            from: Data(contentsOf: URL(filePath: fixture.layout(of: "fox_0").artifacts + "/confusion_matrix"))).data
        let place = try #require(confusion.labels.firstIndex(of: positive))
        let right = Double(confusion.matrix[place][place])
        let recall = right / Double(confusion.matrix[place].reduce(0, +))
        let told = try #require(metrics["recall_score_binary"])
        #expect(abs(told - recall) < 1e-12)
    }

    @Test func featurizationSaysWhatColumnsAreAndHowTheyAreFilled() async throws {
        let fixture = try await fixture()
        let table = SampleTable.customers().adding("zip") { ["3000", "4000", "7000"][$0 % 3] }.adding("note") { "row \($0)" }
        let job = try await fixture.finished(over: table) {
            $0.featurization = AutoMLFeaturization(
                mode: .custom, purposes: ["zip": .categorical, "spent": .ignore, "note": .text],
                imputations: [AutoMLFeaturization.Imputation(columns: ["age"], strategy: .constant, fill: 33)])
            $0.training.allowedAlgorithms = ["logistic_regression"]
            $0.limits.maxTrials = 1
        }
        #expect(job.status == .completed)
        guard case .pipeline(let features, _) = try TrialFiles(layout: fixture.layout(of: "fox_0")).outcome().model else {
            Issue.record("the trial is no pipeline")
            return
        }
        #expect(Set(features.sources.map(\.name)) == ["age", "city", "zip"])
        let fills = features.sources.compactMap { source -> Double? in
            if source.name == "age", case .number(let fill) = source.column { return fill }
            return nil
        }
        #expect(fills == [33])
        let categories = features.sources.compactMap { source -> [String]? in
            if source.name == "zip", case .oneHot(let categories, _) = source.column { return categories }
            return nil
        }
        #expect(categories == [["3000", "4000", "7000"]])
        #expect(fixture.log().contains("column 'spent' is left out: it is to be ignored"))
        #expect(fixture.log().contains("column 'note' is left out: free text is not turned into features"))
    }

    @Test func aColumnOfMissingValuesIsNotedAndLeftOut() async throws {
        let fixture = try await fixture()
        let job = try await fixture.finished(over: SampleTable.customers().adding("empty") { _ in "" })
        #expect(job.status == .completed)
        #expect(fixture.log().contains("column 'empty' is left out: every value is missing"))
    }

    /// How many rows a trial was scored on.
    private func counted(_ fixture: AutoMLFixture, _ name: JobName) throws -> Int {
        try TrialFiles(layout: fixture.layout(of: name)).outcome().heldOut.rows.count
    }
}
