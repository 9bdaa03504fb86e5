import Testing

@testable import Learning

@Suite struct FeaturePlannerTests {
    private let table = Table(
        names: ["id", "age", "few", "same", "none", "city", "when", "us", "vague", "essay", "y"],
        columns: [
            .texts(TextColumn((0..<40).map { "a\($0)" })), .numbers((0..<40).map { Double($0) }),
            .numbers((0..<40).map { Double($0 % 2) }), .numbers(Array(repeating: 7, count: 40)),
            .numbers(Array(repeating: .nan, count: 40)), .texts(TextColumn((0..<40).map { ["Rome", "Oslo", nil][$0 % 3] })),
            .texts(TextColumn((0..<40).map { $0 == 5 ? "soon" : "2026-01-\($0 % 28 + 1)T08:00:00Z" })),
            .texts(TextColumn((0..<40).map { "1/\($0 % 28 + 1)/2026" })),
            .texts(TextColumn((0..<40).map { "1/\($0 % 12 + 1)/2026" })),
            .texts(TextColumn((0..<40).map { "the \($0). of many things that were said" })),
            .numbers((0..<40).map { Double($0 % 3) }),
        ])

    private func plan(_ featurization: Featurization = Featurization()) throws(TableFault) -> FeaturePlan {
        try FeaturePlanner(featurization).plan(table, target: "y")
    }

    @Test func decidesByWhatIsThere() throws {
        let plan = try plan()
        #expect(
            plan.decisions.map(\.treatment) == [
                .dropped, .number(.mean), .number(.mean), .dropped, .dropped, .category, .date(.yearFirst), .date(.monthFirst),
                .dropped, .dropped,
            ])
        #expect(
            plan.notes == [
                "column 'id' is left out: every row has another value", "column 'same' is left out: every row has the same value",
                "column 'none' is left out: every value is missing", "column 'city': 13 of 40 values are missing",
                "column 'when': 3% of its values are no dates, and count as missing",
                "column 'vague' is left out: its dates may have the day or the month first: write them as 2026-11-30",
                "column 'essay' is left out: it is free text, which is not turned into features",
            ])
    }

    @Test func onlyNumbersAreFilledInAsItIsSaid() throws {
        let plan = try plan(Featurization(fillings: ["city": .mostFrequent, "age": .median]))
        #expect(plan.decisions[1].treatment == .number(.median))
        #expect(
            plan.decisions[5].note == "column 'city': 13 of 40 values are missing, and only numbers are filled in as it is said")
    }

    @Test func doesAsItIsTold() throws {
        let told = Featurization(
            purposes: ["id": .categorical, "few": .categorical, "age": .ignore, "when": .dateTime, "city": .text],
            fillings: ["same": .median], dropped: ["us"], weightColumn: "essay", splitColumns: ["vague"])
        let plan = try plan(told)
        #expect(plan.decisions.map(\.name) == ["id", "age", "few", "same", "none", "city", "when", "us"])
        #expect(
            plan.decisions.map(\.treatment) == [
                .category, .dropped, .category, .dropped, .dropped, .dropped, .date(.yearFirst), .dropped,
            ])
        let off = try self.plan(Featurization(mode: .off, fillings: ["same": .median]))
        #expect(off.decisions.map(\.treatment)[3...7] == [.number(.median), .dropped, .category, .category, .category])
        let blocked = try self.plan(Featurization(blocked: [.oneHotEncoder, .targetEncoder]))
        #expect(blocked.decisions[5].treatment == .dropped && blocked.decisions[5].note?.contains("blocked") == true)
    }

    @Test(arguments: [
        (Featurization(purposes: ["nose": .numeric]), "column 'nose': it is named as its purpose, and there is no such column"),
        (Featurization(splitColumns: ["nose"]), "column 'nose': it is named as a split"),
        (Featurization(weightColumn: "nose"), "column 'nose': it is named as the weights"),
        (Featurization(purposes: ["city": .dateTime]), "column 'city': it is to be dates, and no value is one"),
        (Featurization(purposes: ["vague": .dateTime]), "column 'vague': its dates may have the day or the month first"),
        (
            Featurization(dropped: ["age", "few", "city", "when", "us"]),
            "no column is left to learn from: all but the target are left out (column 'id' is left out"
        ),
    ])
    func saysWhatCannotBe(told: Featurization, expected: String) {
        let fault = #expect(throws: TableFault.self) { try plan(told) }
        #expect(fault?.description.hasPrefix(expected) == true, "\(fault.map { "\($0)" } ?? "")")
        #expect(throws: TableFault.self) { try FeaturePlanner().plan(table, target: "nose") }
    }
}
