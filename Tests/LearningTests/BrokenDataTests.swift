import Testing

@testable import Learning

/// Files that cannot be tables: each is refused with a sentence that says where.
@Suite struct BrokenDataTests {
    private static let notUTF8 = "the cell is not UTF-8: save the file in that encoding"
    private static let hasNUL = "the cell has a NUL byte, which no text has: is the file in another encoding?"
    private static let numbers = DelimitedFormat(numbers: ["b"])

    @Test(
        arguments: [
            ([], DelimitedFormat(), "the file is empty"),
            (Array("\n\r\n\n".utf8), DelimitedFormat(), "the file is empty"),
            ([0xEF, 0xBB, 0xBF], DelimitedFormat(), "the file is empty"),
            (Array("a,b".utf8), DelimitedFormat(), "line 1: the file has names and no rows"),
            (Array("\n\na,b\r\n\r\n".utf8), DelimitedFormat(), "line 3: the file has names and no rows"),
            (Array("a,b,a\n1,2,3\n".utf8), DelimitedFormat(), "line 1, column 'a': two columns have this name"),
            (Array("a,,b\n1,2,3\n".utf8), DelimitedFormat(), "line 1, column '2': the column has no name"),
            (Array("a,\"\",b\n1,2,3\n".utf8), DelimitedFormat(), "line 1, column '2': the column has no name"),
            (Array("a,b,\n1,2,\n".utf8), DelimitedFormat(), "line 1, column '3': the column has no name"),
            (Array("a,b\0\n1,2\n".utf8), DelimitedFormat(), "line 1, column '2': \(hasNUL)"),
            (Array("a,b\n1,x\n2,y\0z\n".utf8), DelimitedFormat(), "line 3, column 'b': \(hasNUL)"),
            (Array("a,b\n1,2\n2,3\0\n".utf8), DelimitedFormat(), "line 3, column 'b': \(hasNUL)"),
            ([0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x31, 0], DelimitedFormat(), "line 1, column '1': \(notUTF8)"),
            (Array("a,b".utf8) + [0xE9] + Array("\n1,2\n".utf8), DelimitedFormat(), "line 1, column '2': \(notUTF8)"),
            (Array("a,b\n\n1,Gen".utf8) + [0xE8] + Array("ve\n".utf8), DelimitedFormat(), "line 3, column 'b': \(notUTF8)"),
            (Array("a,b\n1,x\n1,".utf8) + [0xE2, 0x82], DelimitedFormat(), "line 3, column 'b': \(notUTF8)"),
            (Array("a,b\n1,".utf8) + [0xC0, 0x80] + Array("\n".utf8), DelimitedFormat(), "line 2, column 'b': \(notUTF8)"),
            (Array("a,b\n1,".utf8) + [0xED, 0xA0, 0x80], DelimitedFormat(), "line 2, column 'b': \(notUTF8)"),
            ([0x1F, 0x8B, 0x08, 0x00, 0x4A], DelimitedFormat(), "line 1, column '1': \(notUTF8)"),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], DelimitedFormat(), "line 1, column '1': \(notUTF8)"),
            (Array("PAR1\0\0\0".utf8), DelimitedFormat(), "line 1, column '1': \(hasNUL)"),
            (Array("\"a,b\n1,2\n".utf8), DelimitedFormat(), "line 1: the quote that begins a cell here has no end"),
            (Array("a,b\n1,2\n3,\"4\n5,6\n".utf8), DelimitedFormat(), "line 3: the quote that begins a cell here has no end"),
            (Array("a,b\n\"1\n\n\"\"\n".utf8), DelimitedFormat(), "line 2: the quote that begins a cell here has no end"),
            (
                Array("a,b\n1,\"x\ny\" z\n".utf8), DelimitedFormat(),
                "line 3: something follows the end of a quoted cell: double the quotes within it"
            ),
            (Array("a,b\n1,2\n3\n".utf8), DelimitedFormat(), "line 3: the row has 1 cell, and there are 2 columns"),
            (
                Array("a,b\n1,\"x\r\n\r\ny\"\r\n3,4,5\r\n".utf8), DelimitedFormat(),
                "line 5: the row has 3 cells, and there are 2 columns"
            ),
            (Array("a,b\n1,5,2\n".utf8), DelimitedFormat(), "line 2: the row has 3 cells, and there are 2 columns"),
            (Array("a;b\n1,5;2\n".utf8), DelimitedFormat(), "line 2: the row has 2 cells, and there is 1 column"),
            (Array("1,2\n3\n".utf8), DelimitedFormat(hasNames: false), "line 2: the row has 1 cell, and there are 2 columns"),
            (Array("a,b\n1,\n2,old\n".utf8), numbers, "line 3, column 'b': 'old' is not a number"),
            (Array("a,b\n1,2026-11-30\n".utf8), numbers, "line 2, column 'b': '2026-11-30' is not a number"),
            (Array("a,b\n1,\"1,5\"\n".utf8), numbers, "line 2, column 'b': '1,5' is not a number"),
            (Array("a,b\n1,0x10\n".utf8), numbers, "line 2, column 'b': '0x10' is not a number"),
            (Array("a,b\n1,\"say \"\"no\"\"\"\n".utf8), numbers, "line 2, column 'b': 'say \"no\"' is not a number"),
            (Array("a,c\n1,2\n".utf8), numbers, "column 'b': there is no such column: the data has 'a', 'c'"),
            (
                Array("a,c\n1,2\n".utf8), DelimitedFormat(texts: ["b"]),
                "column 'b': there is no such column: the data has 'a', 'c'"
            ),
        ] as [([UInt8], DelimitedFormat, String)])
    func isRefusedWithItsPlace(bytes: [UInt8], format: DelimitedFormat, expected: String) {
        let fault = #expect(throws: TableFault.self) { try TableReader.read(bytes, format) }
        #expect(fault?.description == expected)
    }

    /// Ten million columns are given up at the first that is too many, and as many cells in a row are counted and not kept.
    @Test func tooManyColumnsAreNotKept() {
        let bytes = [UInt8](repeating: UInt8(ascii: ","), count: 10_000_000)
        let names = #expect(throws: TableFault.self) { try TableReader.read(bytes) }
        #expect(names?.description == "line 1: it has more than 100000 columns: is the delimiter right?")
        let cells = #expect(throws: TableFault.self) { try TableReader.read(Array("a,b\n".utf8) + bytes[..<500_000]) }
        #expect(cells?.description == "line 2: the row has 500001 cells, and there are 2 columns")
    }

    /// As many columns as may be, and lines as many as a table of them would need terabytes for.
    @Test func memoryIsAskedForByWhatIsThere() throws {
        let names = (0..<100_000).map { "c\($0)" }.joined(separator: ",")
        let bytes = Array(names.utf8) + [UInt8](repeating: UInt8(ascii: "\n"), count: 3_000_000)
        let empty = #expect(throws: TableFault.self) { try TableReader.read(bytes) }
        #expect(empty?.description == "line 1: the file has names and no rows")
        let row = Array(repeating: "1", count: 100_000).joined(separator: ",")
        #expect(try TableReader.read(bytes + Array(row.utf8)).rows == 1)
    }

    @Test func numbersThatAreTooGreatAreRefusedByFeatures() throws {
        let table = try TableReader.read(Array("a,b,y\n1,1e400,0\n2,1e39,1\n3,-inf,0\n".utf8))
        #expect(table["b"] == .numbers([.infinity, 1e39, -.infinity]))
        let plan = try FeaturePlanner().plan(table, target: "y")
        let fault = #expect(throws: TableFault.self) { try FeatureFitter(plan).fit(table, .numbers([0, 1, 0])) }
        #expect(
            fault?.description
                == "row 1, column 'b': no model reckons with inf, which is beyond 3.4e38: correct it, or write it as missing")
    }

    @Test func columnsThatSayNothingAreLeftOut() throws {
        let table = try TableReader.read(Array("a,b,c,y\n1,,x,0\n2,NA,x,1\n3,?,x,0\n".utf8))
        #expect(table["b"] == .numbers([.nan, .nan, .nan]))
        let plan = try FeaturePlanner().plan(table, target: "y")
        #expect(
            plan.notes == [
                "column 'b' is left out: every value is missing", "column 'c' is left out: every row has the same value",
            ])
        // Also where only the rows that are trained on have none.
        let (features, training) = try FeatureFitter(
            FeaturePlan(decisions: [FeaturePlan.Decision(name: "b", treatment: .number(.median))])
        ).fit(table, .numbers([0, 1, 0]))
        #expect(features.names == ["b", "b.missing"] && training.values == [0, 1, 0, 1, 0, 1])
    }

    /// Bytes that are near to tables: nothing crashes, and parts find what the whole finds.
    @Test func anyBytesAreATableOrAFault() {
        var generator = SeededGenerator(seed: 77)
        let alphabet: [UInt8] = Array("\",\n\r1a.e- ;N".utf8) + [0, 0xC3, 0xA9, 0xEF]
        var tables = 0
        for _ in 0..<1500 {
            let count = Int.random(in: 0...60, using: &generator)
            let reach = Int.random(in: 3...alphabet.count, using: &generator)
            let bytes =
                (count.isMultiple(of: 2) ? Array("a,b\n".utf8) : [])
                + (0..<count).map { _ in alphabet[Int.random(in: 0..<reach, using: &generator)] }
            let format = DelimitedFormat(hasNames: count % 3 > 0, emptyIsText: count % 5 == 0)
            func read(_ parallel: TableReader.Parallel?) -> Result<Table, TableFault> {
                do throws(TableFault) {
                    return .success(try TableReader.read(bytes, format, parallel: parallel, partBytes: 3))
                } catch {
                    return .failure(error)
                }
            }
            let (whole, parts) = (read(nil), read { count, body in for place in (0..<count).reversed() { body(place) } })
            switch (whole, parts) {
            case (.success(let one), .success(let other)):
                #expect(one == other)
                tables += 1
            case (.failure(let one), .failure(let other)): #expect(one == other)
            default: Issue.record("\(bytes): \(whole) and \(parts)")
            }
            _ = try? JSONLinesReader.read(Array("{\"a\":".utf8) + bytes)
            for encoding in TextEncoding.allCases { _ = try? encoding.utf8(bytes) }
            _ = try? RowFilter(String(decoding: bytes, as: UTF8.self))
            _ = Moment(String(decoding: bytes, as: UTF8.self), order: .dayFirst)
        }
        #expect(tables > 50)
    }
}
