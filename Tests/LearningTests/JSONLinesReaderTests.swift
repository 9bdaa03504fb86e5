import Testing

@testable import Learning

@Suite struct JSONLinesReaderTests {
    private func read(_ text: String) throws(TableFault) -> Table { try JSONLinesReader.read(Array(text.utf8)) }

    @Test func keysAreColumns() throws {
        let table = try read(
            "\u{FEFF}{\"a\": 1, \"b\":\"x\\ty\\u00e9\\ud83d\\ude00\\\"\"}\r\n\n{ }\n{\"c\":true,\"a\":-2.5e1,\"b\":null}\n{\"c\":3,\"d\":NaN}"
        )
        #expect(table.names == ["a", "b", "c", "d"] && table.rows == 4)
        #expect(table["a"] == .numbers([1, .nan, -25, .nan]))
        #expect(table["b"] == .texts(TextColumn(["x\tyé😀\"", nil, nil, nil])))
        #expect(table["c"] == .texts(TextColumn([nil, nil, "true", "3"])))
        #expect(table["d"] == .numbers([.nan, .nan, .nan, .nan]))
        #expect(try read("{\"a\":1.5}\n{\"a\":\"x\"}\n{\"a\":2}\n")["a"] == .texts(TextColumn(["1.5", "x", "2"])))
    }

    @Test(arguments: [
        ("", "the file is empty"), ("{}\n{}", "no object of the file has a key"),
        ("{\"a\":1}\n[1]", "line 2: it is not JSON at character 1 of the line: an object was expected: {\"name\": value}"),
        (
            "{\"a\":1}\n\n{\"a\":{\"b\":1}}",
            "line 3, column 'a': the value is an object, and a cell holds one number or text: give each of its keys a column"
        ),
        ("{\"a\":[1]}", "line 1, column 'a': the value is a list, and a cell holds one number or text"),
        ("{\"a\":1,}", "line 1: it is not JSON at character 8 of the line: a key in double quotes was expected"),
        ("{\"a\":1", "line 1: it is not JSON at character 7 of the line: a comma or } was expected"),
        ("{\"a\" 1}", "line 1: it is not JSON at character 6 of the line: a colon was expected after the key 'a'"),
        (
            "{\"a\":1} {\"a\":2}",
            "line 1: it is not JSON at character 9 of the line: something follows the object: each line holds one"
        ),
        ("{\"a\":yes}", "line 1, column 'a': it is not JSON at character 6 of the line: a value was expected"),
        ("{\"a\":", "line 1, column 'a': it is not JSON at character 6 of the line: a value was expected"),
        ("{\"a\":1-2}", "line 1, column 'a': it is not JSON at character 9 of the line: '1-2' is not a number"),
        ("{\"a\":\"x", "line 1, column 'a': it is not JSON at character 8 of the line: a text has no closing quote"),
        (
            "{\"a\":\"\\q\"}",
            "line 1, column 'a': it is not JSON at character 9 of the line: a backslash is followed by nothing that JSON knows"
        ),
        (
            "{\"a\":\"\\ud83d\"}",
            "line 1, column 'a': it is not JSON at character 13 of the line: half a character is written with \\u"
        ),
        (
            "{\"a\":\"\\u00g0\"}",
            "line 1, column 'a': it is not JSON at character 9 of the line: \\u is followed by four hexadecimal digits"
        ),
        (
            "{\"a\":\"\t\"}",
            "line 1, column 'a': it is not JSON at character 7 of the line: a control character in a text must be written as \\u0009"
        ),
        ("{\"a\":1,\"a\":2}", "line 1, column 'a': the object has this key twice"),
        ("{\"\":1}", "line 1: a key is empty, and a column must have a name"),
    ])
    func saysWhatIsWrongAndWhere(text: String, expected: String) {
        let fault = #expect(throws: TableFault.self) { try read(text) }
        #expect(fault?.description == expected)
    }

    @Test func onlyUTF8IsText() {
        let fault = #expect(throws: TableFault.self) {
            try JSONLinesReader.read(Array("{\"a\":\"".utf8) + [0xE9] + Array("\"}".utf8))
        }
        #expect(fault?.description == "line 1, column 'a': a text is not UTF-8: save the file in that encoding")
    }

    @Test func invalidLinesMayBeLeftOut() throws {
        let (table, dropped) = try JSONLinesReader.readValid(Array("{\"a\":1}\nx\n{\"a\":2,\"b\":[]}\n\n{\"a\":3}\n".utf8))
        #expect(table == Table(names: ["a"], columns: [.numbers([1, 3])]) && dropped == 2)
        let none = #expect(throws: TableFault.self) { try JSONLinesReader.readValid(Array("x\ny".utf8)) }
        #expect(none?.message == "none of the 2 lines is an object")
    }

    /// Each object with a key of its own: a table of all would be the square of the file.
    @Test func keysAreInCommon() {
        let text = (0..<6000).map { "{\"k\($0)\":1}" }.joined(separator: "\n")
        let fault = #expect(throws: TableFault.self) { try read(text) }
        #expect(fault?.message.hasSuffix("keys and hardly one in common: give each of them the same keys") == true)
    }
}
