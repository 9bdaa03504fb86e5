import Testing

@testable import Learning

@Suite struct TableStepTests {
    private let table = Table(
        names: ["age", "city", "flag", "when"],
        columns: [
            .numbers([31, .nan, 44, 5]), .texts(TextColumn(["Rome", "Oslo", nil, "Rome"])),
            .texts(TextColumn(["Yes", "no", "No", nil])), .texts(TextColumn(["30.11.26", "1.2.26", nil, "3.4.26"])),
        ])

    @Test(arguments: [
        ("col('age') > 30", [0, 2]), ("col(\"age\") <= 31 and col('city') == 'Rome'", [0, 3]),
        ("not (col('age') > 30 or col('city') is null)", [1, 3]), ("col('age') is not null", [0, 2, 3]),
        ("col('age') == None", [1]), ("col('age') != null and col('age') != 5", [0, 2]), ("col('city') >= 'P'", [0, 3]),
        ("col('city') != 'Rome'", [1]), ("30 < col('age')", [0, 2]), ("col('age') == '44'", [2]),
        ("NOT not col('age') = -5e0 OR col('age')==5", [3]), ("col('city') == col('city')", [0, 1, 3]),
        ("col('flag') == 'Yes' or col('age') > 40 and col('age') < 40", [0]), ("col('age') > 1 and col('age') > col('age')", []),
    ])
    func filtersRows(text: String, expected: [Int]) throws {
        let kept = try RowFilter(text).rows(table)
        #expect(kept.indices.filter { kept[$0] } == expected)
        #expect(try table.applying([.filter(RowFilter(text))]) == table.selecting(expected))
    }

    @Test func truthsAreWordsOrNumbers() throws {
        let table = Table(
            names: ["a", "b"], columns: [.texts(TextColumn(["True", "false", nil, "x"])), .numbers([0, 1, .nan, 1])])
        for (text, expected) in [
            ("col('a') == true", [true, false, false, false]), ("col('a') == False", [false, true, false, false]),
            ("true == col('b')", [false, true, false, true]),
        ] {
            #expect(try RowFilter(text).rows(table) == expected)
        }
    }

    @Test(arguments: [
        ("", "at its end: a column was expected"), ("col('age')", "at its end: one of == != < <= > >= or 'is null' was expected"),
        ("col('age') >", "at its end: a number, a text in quotes or a column was expected"),
        ("(col('age') > 3", "at its end: a closing parenthesis was expected"),
        ("col(age) > 3", "at character 5: the name of a column"),
        ("col('age) > 3", "at character 5: the quote that begins here has no end"),
        ("col('age') > 3 col", "at character 16: nothing more"),
        ("col('age') > 1.2.3", "at character 14: '1.2.3' is not a number"),
        ("col('age') is 3", "at character 15: 'null' was expected"),
        (String(repeating: "(", count: 100_000), "it is nested too deeply"), ("age > 3", "at character 1: a column was expected"),
    ])
    func saysWhereAFilterIsWrong(text: String, expected: String) {
        let fault = #expect(throws: TableFault.self) { try RowFilter(text) }
        #expect(fault?.message.contains(expected) == true, "\(fault?.message ?? "")")
    }

    @Test func filtersFitTheirColumns() throws {
        let unknown = try RowFilter("col('nose') > 3")
        #expect(throws: TableFault.self) { try unknown.rows(table) }
        let text = try RowFilter("col('age') == 'old'")
        let fault = #expect(throws: TableFault.self) { try text.rows(table) }
        #expect(fault?.description == "column 'age': the column is numbers, and the filter compares it with the text 'old'")
    }

    @Test func rowsAndColumnsAreTaken() throws {
        #expect(try table.applying([.take(2)]) == table.selecting([0, 1]) && table.applying([.take(9)]) == table)
        #expect(try table.applying([.skip(3)]) == table.selecting([3]) && table.applying([.skip(9)]).rows == 0)
        #expect(try table.applying([.keepColumns(["city", "age"])]).names == ["city", "age"])
        #expect(try table.applying([.dropColumns(["city", "when"])]).names == ["age", "flag"])
        let many = Table(names: ["a"], columns: [.numbers((0..<2000).map(Double.init))])
        let some = try many.applying([.sample(probability: 0.25, seed: 3)])
        #expect((420...580).contains(some.rows) && (try many.applying([.sample(probability: 0.25, seed: 3)])) == some)
        for step in [
            TableStep.take(-1), .skip(-1), .sample(probability: 0, seed: 1), .sample(probability: 1.5, seed: 1),
            .dropColumns(["x"]), .keepColumns(["x"]), .keepColumns(["age", "age"]), .convertColumnTypes(columns: ["x"], to: .int),
        ] {
            #expect(throws: TableFault.self) { try table.applying([step]) }
        }
    }

    @Test func columnsAreTurned() throws {
        func turned(_ name: String, _ type: ColumnType) throws -> Column? {
            try table.applying([.convertColumnTypes(columns: [name], to: type)])[name]
        }
        #expect(try turned("age", .string) == .texts(TextColumn(["31", nil, "44", "5"])) && turned("age", .int) == table["age"])
        #expect(
            try turned("flag", .boolean(trueWords: ["yes"], falseWords: ["no"]))
                == .texts(TextColumn(["true", "false", "false", nil])))
        #expect(
            try turned("flag", .boolean(trueWords: ["yes"], mismatch: .isFalse))
                == .texts(TextColumn(["true", "false", "false", nil])))
        #expect(
            try turned("when", .datetime(formats: [DateFormat("%Y"), DateFormat("%d.%m.%y")]))
                == .texts(TextColumn(["2026-11-30", "2026-02-01", nil, "2026-04-03"])))
        let texts = Table(names: ["n"], columns: [.texts(TextColumn(["1.5", nil, "-2"]))])
        #expect(try ColumnType.float.convert(texts.columns[0], named: "n") == .numbers([1.5, .nan, -2]))
        let faults: [(Column, ColumnType, String)] = [
            (texts.columns[0], .int, "row 1, column 'c': 1.5 is not a whole number"),
            (table.columns[1], .float, "row 1, column 'c': 'Rome' is not a number"),
            (table.columns[2], .boolean(), "row 1, column 'c': 'Yes' is neither true nor false"),
            (table.columns[1], .datetime(), "row 1, column 'c': 'Rome' is no date"),
            (
                .texts(TextColumn(["1/2/2026"])), .datetime(),
                "column 'c': its dates may have the day or the month first: write them as 2026-11-30"
            ),
            (
                table.columns[3], .datetime(formats: [try DateFormat("%m.%d.%y")]),
                "row 1, column 'c': '30.11.26' is no date that is written as '%m.%d.%y'"
            ),
        ]
        for (column, type, expected) in faults {
            let fault = #expect(throws: TableFault.self) { try type.convert(column, named: "c") }
            #expect(fault?.description == expected)
        }
    }

    @Test(
        arguments: [
            ("%d %b %Y %I:%M %p", "3 Feb 2026 12:05 AM", "2026-02-03T00:05:00"),
            ("%A, %B %d %y", "Monday, November 30 68", "2068-11-30"),
            ("%Y-%m-%dT%H:%M:%S.%f%z", "2026-11-30T04:41:35.5+01:00", "2026-11-30T04:41:35.500000"),
            ("%%%F %T", "%2026-11-30 01:02:03", "2026-11-30T01:02:03"),
            ("%d/%m/%Y", "31/2/2026", nil), ("%d/%m/%Y", "3/2/26", nil), ("%d/%m/%Y", "3/2/2026 x", nil), ("%p", "noon", nil),
            ("%%", "", nil),
        ] as [(String, String, String?)])
    func datesAreReadByTheirFormat(pattern: String, text: String, expected: String?) throws {
        #expect(try DateFormat(pattern).moment(text)?.description == expected)
    }

    @Test func tablesAreJoined() throws {
        let one = Table(names: ["a", "b"], columns: [.numbers([1, .nan]), .texts(TextColumn(["x", "y"]))])
        let other = Table(
            names: ["b", "a"], columns: [.texts(TextColumn(["z", "x", nil])), .texts(TextColumn(["7", "q", nil]))])
        let joined = try Table.joining([one, other])
        #expect(joined.names == ["a", "b"] && joined["a"] == .texts(TextColumn(["1", nil, "7", "q", nil])))
        #expect(joined["b"] == .texts(TextColumn(["x", "y", "z", "x", nil])))
        #expect(try Table.joining([one, one])["a"] == .numbers([1, .nan, 1, .nan]))
        let fault = #expect(throws: TableFault.self) { try Table.joining([one, one.dropping(["b"])]) }
        #expect(fault?.description == "column 'b': the first file has this column, and file 2 has not")
        #expect(throws: TableFault.self) { try Table.joining([one.dropping(["b"]), one]) }
        #expect(throws: TableFault.self) { try Table.joining([]) }
        for pattern in ["%q", "%", "%%%", "a%"] { #expect(throws: TableFault.self) { try DateFormat(pattern) } }
    }
}
