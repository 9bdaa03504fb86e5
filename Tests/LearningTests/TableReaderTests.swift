import Testing

@testable import Learning

@Suite struct TableReaderTests {
    private func read(_ text: String, _ format: DelimitedFormat = DelimitedFormat()) throws(TableFault) -> Table {
        try TableReader.read(Array(text.utf8), format)
    }

    @Test func columnsAreNumbersOrTexts() throws {
        let table = try read("age,city,score\n31,Bern,1.5\n,\"Basel, Stadt\",-2e3\n44,NA,.5\n")
        #expect(table.names == ["age", "city", "score"] && table.rows == 3)
        #expect(table["age"] == .numbers([31, .nan, 44]))
        #expect(table["city"] == .texts(TextColumn(["Bern", "Basel, Stadt", nil])))
        #expect(table["score"] == .numbers([1.5, -2000, 0.5]))
        #expect(table.columns.map(\.missing) == [1, 1, 0])
    }

    /// One text late in a column makes it texts, the cells before it as they were written.
    @Test func aColumnTurnsToTextsAsAWhole() throws {
        let table = try read("id\n007\n\n1.50\n\n?\nx7\n")
        #expect(table["id"] == .texts(TextColumn(["007", "1.50", nil, "x7"])))
    }

    @Test(arguments: ["a;b\n1;2", "\u{FEFF}a;b\r\n1;2\r\n", "a;b\r1;2\r", "\n\na;b\n\n1;2\n\n"])
    func takesEveryLineEndAndMark(text: String) throws {
        let table = try read(text, DelimitedFormat(delimiter: UInt8(ascii: ";")))
        #expect(table == Table(names: ["a", "b"], columns: [.numbers([1]), .numbers([2])]))
    }

    @Test func quotesHoldDelimitersLinesAndQuotes() throws {
        let table = try read("a,b\n\"x,\"\"y\"\"\n z\",\"\"\n5\" nails,w\n")
        #expect(table["a"] == .texts(TextColumn(["x,\"y\"\n z", "5\" nails"])))
        #expect(table["b"]?.count == 2)
    }

    @Test func columnsWithoutNamesAreNumbered() throws {
        let table = try read("1,a\n2,b", DelimitedFormat(hasNames: false))
        #expect(table.names == ["Column1", "Column2"] && table.rows == 2)
    }

    @Test func aColumnMayBeSaidToBeTexts() throws {
        #expect(try read("zip\n3000\n", DelimitedFormat(texts: ["zip"]))["zip"] == .texts(TextColumn(["3000"])))
    }

    @Test func emptyCellsAreTextsWhereThatIsSaid() throws {
        let text = "a,b\n,x\n1,\n\"\",NA\n"
        #expect(try read(text)["b"] == .texts(TextColumn(["x", nil, nil])))
        let table = try read(text, DelimitedFormat(emptyIsText: true))
        #expect(table["a"] == .numbers([.nan, 1, .nan]) && table["b"] == .texts(TextColumn(["x", "", nil])))
        #expect(try read("a\n\"\"\nx\n", DelimitedFormat(emptyIsText: true))["a"] == .texts(TextColumn(["", "x"])))
        let asWritten = try read("a,b,c\n01,1.50,2\n", DelimitedFormat(infersNumbers: false, numbers: ["c"]))
        #expect(asWritten.columns == [.texts(TextColumn(["01"])), .texts(TextColumn(["1.50"])), .numbers([2])])
    }

    @Test(arguments: [
        ("", "the file is empty"), ("\n\n", "the file is empty"), ("a,b\n", "line 1: the file has names and no rows"),
        ("a,b\n1,2\n3\n", "line 3: the row has 1 cell, and there are 2 columns"),
        ("a,b\n1,2,3\n", "line 2: the row has 3 cells, and there are 2 columns"),
        ("a,,c\n1,2,3\n", "line 1, column '2': the column has no name"),
        ("a,b,a\n1,2,3\n", "line 1, column 'a': two columns have this name"),
        ("a\n\"x\n1\n", "line 2: the quote that begins a cell here has no end"),
        ("a,b\n\"x\"y,1\n", "line 2: something follows the end of a quoted cell: double the quotes within it"),
    ])
    func saysWhatIsWrongAndWhere(text: String, expected: String) {
        let fault = #expect(throws: TableFault.self) { try read(text) }
        #expect(fault?.description == expected)
    }

    @Test func saysWhichCellIsNoNumberOrNoText() {
        let wrong = #expect(throws: TableFault.self) { try read("a,b\n1,\"two\nlines\"\nx,3\n", DelimitedFormat(numbers: ["a"])) }
        #expect(wrong?.description == "line 4, column 'a': 'x' is not a number")
        let unknown = #expect(throws: TableFault.self) { try read("a,b\n1,2\n", DelimitedFormat(numbers: ["c"])) }
        #expect(unknown?.description == "column 'c': there is no such column: the data has 'a', 'b'")
        let latin = #expect(throws: TableFault.self) { try TableReader.read(Array("a\nGen".utf8) + [0xE8, 0x76, 0x65]) }
        #expect(latin?.description == "line 2, column 'a': the cell is not UTF-8: save the file in that encoding")
    }

    @Test func numbersAreReadAsTheStandardLibraryReadsThem() {
        var generator = SeededGenerator(seed: 1)
        func number(_ text: String) -> Double? { Array(text.utf8).withUnsafeBufferPointer(DecimalNumber.read) }
        for _ in 0..<20_000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            #expect(number("\(value)") == value)
            let short = (value.significand * 1e5).rounded() / 1e3
            #expect(number("\(short)") == short)
        }
        // As many digits as may be, and powers on both sides of where tables end.
        for _ in 0..<20_000 {
            let digits = UInt64.random(in: 0...(.max), using: &generator) >> UInt64.random(in: 0..<64, using: &generator)
            let zeros = String(repeating: "0", count: Int.random(in: 0...3, using: &generator))
            let text = "\(zeros)\(digits % 1000).\(zeros)\(digits)e\(Int.random(in: -120...120, using: &generator))"
            #expect(number(text) == Double(text), "\(text)")
            let whole = "\(digits)e\(Int.random(in: -30...30, using: &generator))"
            #expect(number(whole) == Double(whole), "\(whole)")
        }
        // Halfway between two doubles, and next to it.
        for text in [
            "9007199254740993", "9007199254740993.0000000001", "9007199254740992.9999", "5e-324", "2.2250738585072011e-308",
            "1.7976931348623159e308", "4503599627370497.5", "0.500000000000000166533453693773481063544750213623046875",
        ] {
            #expect(number(text) == Double(text), "\(text)")
        }
        for text in ["", "-", ".", "e5", "1e", "1.2.3", "0x10", "1_000", "1 2", "--1", "nan"] {
            #expect(number(text) == nil, "\(text)")
        }
        for (text, value) in [("+.5", 0.5), ("1.", 1), ("-0", -0.0), ("1E5", 1e5), ("-inf", -Double.infinity)] {
            #expect(number(text) == value)
        }
    }
}
