import Testing

@testable import Learning

@Suite struct TrainingSetTests {
    private func table(_ targets: Column, rows: Int) -> Table {
        Table(names: ["x", "label"], columns: [.numbers((0..<rows).map { Double($0) }), targets])
    }

    private func problem(
        _ task: LearningTask = .classification, target: String = "label", _ validation: AutoMLProblem.Validation = .automatic
    ) -> AutoMLProblem {
        AutoMLProblem(task, target: target, metric: task == .classification ? .accuracy : .r2, validation: validation, seed: 1)
    }

    @Test func labelsAreSortedAndWrittenAsInTheFile() throws {
        let numbers = try TrainingSet(table(.numbers([10, 2, 2, .nan, 10, 0.5]), rows: 6), problem(.classification, .folds(2)))
        #expect(numbers.targets == .classes(labels: ["0.5", "2", "10"], places: [2, 1, 1, 2, 0]))
        #expect(numbers.sourceRows == [0, 1, 2, 4, 5] && numbers.table.names == ["x"] && numbers.rows == 5)
        #expect(numbers.guardrails.contains(Guardrail(.missingTargets, .done, "1 row has no target and is left out.")))
        #expect(numbers.guardrails.contains { $0.kind == .classBalance && $0.message.contains("Only one row has the class '0.5'") })
        let texts = try TrainingSet(table(.texts(TextColumn(["no", "yes", "no", "yes"])), rows: 4), problem(.classification, .folds(2)))
        #expect(texts.targets == .classes(labels: ["no", "yes"], places: [0, 1, 0, 1]))
    }

    @Test(arguments: [(10, 10), (999, 10), (1000, 3), (20_000, 3), (20_001, 1)])
    func foldsAreAsManyAsAzureTakes(rows: Int, splits: Int) throws {
        let set = try TrainingSet(table(.numbers((0..<rows).map { Double($0 % 2) }), rows: rows), problem())
        #expect(set.splits.count == splits)
        // Each row is scored once at most, and never by what was trained on it.
        let scored = set.splits.flatMap(\.validation)
        #expect(Set(scored).count == scored.count && scored.count == (splits == 1 ? rows / 10 : rows))
        for split in set.splits {
            #expect(Set(split.training).isDisjoint(with: split.validation))
            #expect(split.training.count + split.validation.count == rows)
        }
        #expect(set.finalRows == Array(0..<rows))
    }

    @Test func aShareIsTakenOfEachClass() throws {
        let values = (0..<100).map { $0 < 80 ? 0.0 : 1.0 }
        let set = try TrainingSet(table(.numbers(values), rows: 100), problem(.classification, .share(0.2)))
        #expect(set.splits[0].validation.count { $0 >= 80 } == 4 && set.splits[0].validation.count == 20)
    }

    @Test func rowsOfAValidationTableAreOnlyScored() throws {
        let other = Table(
            names: ["label", "more", "x"],
            columns: [.numbers([1, .nan, 0]), .texts(TextColumn(["a", "b", "c"])), .numbers([7, 8, 9])])
        let set = try TrainingSet(table(.numbers([0, 1, 0]), rows: 3), validation: other, problem())
        #expect(set.splits == [TrainingSet.Split(training: [0, 1, 2], validation: [3, 4])])
        #expect(set.finalRows == [0, 1, 2] && set.table["x"] == .numbers([0, 1, 2, 7, 9]) && set.sourceRows == [0, 1, 2, 3, 5])
    }

    @Test func weightsAreNoFeature() throws {
        let data = Table(
            names: ["x", "w", "label"], columns: [.numbers([1, 2, 3, 4]), .numbers([1, 0, 2, 1]), .numbers([0, 1, 0, 1])])
        var weighed = problem(.classification, .folds(2))
        weighed.weightColumn = "w"
        let set = try TrainingSet(data, weighed)
        #expect(set.weights == [1, 0, 2, 1] && set.table.names == ["x"])
        let wrong = Table(names: data.names, columns: [data.columns[0], .numbers([1, -1, 2, 1]), data.columns[2]])
        #expect(throws: TableFault("row 2 has no weight of 0 or more", column: "w")) { try TrainingSet(wrong, weighed) }
    }

    @Test func saysWhatIsWrongWithTheData() {
        func fault(_ targets: Column, _ problem: AutoMLProblem) -> String? {
            #expect(throws: TableFault.self) { try TrainingSet(table(targets, rows: targets.count), problem) }?.description
        }
        #expect(fault(.numbers([0, 1]), problem(target: "lable")) == "column 'lable': there is no such column for the target: did you mean 'label'?")
        #expect(
            fault(.numbers([0, 1]), problem(target: "price"))
                == "column 'price': there is no such column for the target; the data has 'x', 'label'")
        #expect(fault(.numbers([3, 3]), problem()) == "column 'label': all rows have the class '3': there is nothing to tell apart")
        #expect(
            fault(.texts(TextColumn(["1.5", "tall"])), problem(.regression))
                == "column 'label': row 2 has 'tall', which is no number: a regression needs numbers, and a classification takes texts")
        #expect(fault(.numbers([0, 1, 0]), problem(.classification, .folds(5))) == "3 rows are too few for 5 folds: take fewer folds")
        #expect(fault(.numbers([0, 1]), problem(.classification, .share(1))) == "the share of rows that is held out lies between 0 and 1, and 1 does not")
        #expect(fault(.numbers([.nan, .nan]), problem()) == "column 'label': no row has a target")
        var odd = problem()
        odd.metric = .r2
        #expect(fault(.numbers([0, 1]), odd)?.hasPrefix("the primary metric 'r2_score' is none of a classification: take accuracy") == true)
        odd = problem()
        odd.positiveLabel = "yes"
        #expect(fault(.numbers([0, 1]), odd) == "column 'label': the positive label 'yes' does not occur; there are '0', '1'")
    }

    @Test func notesWhatAHumanShouldLookAt() throws {
        let rows = 240
        let data = Table(
            names: ["id", "age", "label"],
            columns: [
                .texts(TextColumn((0..<rows).map { "n\($0)" })), .numbers((0..<rows).map { $0 % 3 == 0 ? .nan : 1 }),
                .numbers((0..<rows).map { $0 < 20 ? 1 : 0 }),
            ])
        let found = try TrainingSet(data, problem()).guardrails
        #expect(found.first { $0.kind == .highCardinality }?.message.contains("'id' (240)") == true)
        #expect(found.first { $0.kind == .missingValues }?.message == "Missing values are filled, or told to trees as missing: 'age' (80).")
        #expect(found.first { $0.kind == .classBalance }?.result == .alerted)
        #expect(found.first { $0.kind == .validation }?.message == "Trials are scored by 10 folds of 240 rows.")
    }
}
