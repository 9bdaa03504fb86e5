import Dispatch
import Testing

@testable import Learning

@Suite struct ParallelReadingTests {
    private func read(_ text: String, _ format: DelimitedFormat, _ partBytes: Int?) -> Result<Table, TableFault> {
        do throws(TableFault) {
            guard let partBytes else { return .success(try TableReader.read(Array(text.utf8), format)) }
            let threads: TableReader.Parallel = { count, body in DispatchQueue.concurrentPerform(iterations: count) { body($0) } }
            return .success(try TableReader.read(Array(text.utf8), format, parallel: threads, partBytes: partBytes))
        } catch {
            return .failure(error)
        }
    }

    /// Numbers, numbers that turn out texts late, quotes with lines and quotes in them, missing words, every line end.
    private func nasty(rows: Int, seed: UInt64, lineEnd: String) -> String {
        var generator = SeededGenerator(seed: seed)
        let odd = [
            "\"two\(lineEnd)lines\"", "\"say \"\"so\"\"\"", "5\" nail", "\"\"", "", "NA", "\"a,b\"", "São", "\"\n\n,\"\"\"",
        ]
        var text = "n,late,t,early" + lineEnd
        for row in 0..<rows {
            let number = Int.random(in: -999...999, using: &generator)
            text += "\(Double(number) / 8),"
            text += (row > rows * 3 / 4 && row % 7 == 0 ? "x\(number % 5)" : row % 11 == 0 ? "" : "00\(number % 9)") + ","
            text += (odd.randomElement(using: &generator) ?? "") + ","
            text += (row == 1 ? "first" : row % 5 == 0 ? "?" : "\(number % 4)") + lineEnd
            if row % 13 == 0 { text += lineEnd }
        }
        return text
    }

    @Test(arguments: ["\n", "\r\n", "\r"], [false, true])
    func isTheSameAsOneAfterTheOther(lineEnd: String, emptyIsText: Bool) throws {
        for seed in 0..<6 {
            let text = nasty(rows: 40 + Int(seed) * 9, seed: UInt64(seed), lineEnd: lineEnd)
            let format = DelimitedFormat(emptyIsText: emptyIsText, texts: seed == 3 ? ["n"] : [])
            let serial = try read(text, format, nil).get()
            for partBytes in [1, 7, 40, 200, 1000] {
                let parallel = try read(text, format, partBytes).get()
                #expect(parallel == serial)
                // Not only the same texts, but by the same codes.
                for (one, other) in zip(parallel.columns, serial.columns) {
                    guard case .texts(let one) = one, case .texts(let other) = other else { continue }
                    #expect(one.codes == other.codes && one.values == other.values)
                }
            }
        }
    }

    /// The cells as a reader that goes byte by byte and knows no parts sees them.
    @Test func cellsAreThoseOfAPlainReader() throws {
        for seed in 10..<16 {
            let text = nasty(rows: 60, seed: UInt64(seed), lineEnd: "\n")
            let table = try read(text, DelimitedFormat(texts: ["n", "late", "t", "early"]), 64).get()
            let rows = PlainReader.rows(text).dropFirst()
            #expect(table.rows == rows.count)
            for (row, cells) in rows.enumerated() {
                for (place, column) in table.columns.enumerated() {
                    guard case .texts(let texts) = column else {
                        Issue.record("numbers")
                        return
                    }
                    let expected = DelimitedFormat.usualMissing.contains(cells[place]) ? nil : cells[place]
                    #expect(texts[row] == expected)
                }
            }
        }
    }

    @Test(arguments: [
        ("a,b\n1,2\n3,4\n\n\"x\ny\",5\n6\n7,8\n", DelimitedFormat(), "line 7: the row has 1 cell, and there are 2 columns"),
        ("a,b\n1,2\n3,4\n\n7,8\n1,x\n2,y\n", DelimitedFormat(numbers: ["b"]), "line 6, column 'b': 'x' is not a number"),
        ("a,b\n1,2\n3,\"4\n\n7,8\n1,x\n", DelimitedFormat(), "line 3: the quote that begins a cell here has no end"),
        (
            "a,b\n1,2\n3,\"4\"5\n\"\n\",8\n1\n", DelimitedFormat(),
            "line 3: something follows the end of a quoted cell: double the quotes within it"
        ),
        (
            "a,b\n\n1,2\n3,4\n5,6\n7,\u{0}\n1\n", DelimitedFormat(),
            "line 6, column 'b': the cell has a NUL byte, which no text has: is the file in another encoding?"
        ),
    ])
    func faultsKeepTheirLines(text: String, format: DelimitedFormat, expected: String) {
        for partBytes in [nil, 1, 4, 9] {
            guard case .failure(let fault) = read(text, format, partBytes) else {
                Issue.record("no fault")
                return
            }
            #expect(fault.description == expected)
        }
    }

    @Test func cutsOnlyBetweenRows() {
        let text = Array("1,\"a\nb\"\n2,5\" x\n\"c\"\"\n\",3\n4,5\n".utf8)
        text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            let parts = DelimitedParts.cut(base, 0..<bytes.count, delimiter: UInt8(ascii: ","), parts: bytes.count)
            #expect(
                parts.map { String(decoding: text[$0], as: UTF8.self) } == [
                    "1,\"a\nb\"\n", "2,5\" x\n", "\"c\"\"\n\",3\n", "4,5\n",
                ])
            #expect(DelimitedParts.cut(base, 0..<bytes.count, delimiter: UInt8(ascii: ","), parts: 1) == [0..<bytes.count])
        }
    }
}

/// Characters one by one, for texts with line ends of one byte and no faults.
private enum PlainReader {
    static func rows(_ text: String) -> [[String]] {
        var (rows, row, cell) = ([[String]](), [String](), "")
        var (isQuoted, wasQuote, isAtStart) = (false, false, true)
        for character in text.unicodeScalars {
            if isQuoted {
                if wasQuote {
                    wasQuote = false
                    if character == "\"" {
                        cell.unicodeScalars.append("\"")
                        continue
                    }
                    isQuoted = false
                } else if character == "\"" {
                    wasQuote = true
                    continue
                } else {
                    cell.unicodeScalars.append(character)
                    continue
                }
            }
            switch character {
            case "\"" where isAtStart: (isQuoted, isAtStart) = (true, false)
            case ",":
                row.append(cell)
                (cell, isAtStart) = ("", true)
            case "\n":
                row.append(cell)
                if row != [""] || !isAtStart { rows.append(row) }
                (row, cell, isAtStart) = ([], "", true)
            default:
                cell.unicodeScalars.append(character)
                isAtStart = false
            }
        }
        return rows
    }
}
