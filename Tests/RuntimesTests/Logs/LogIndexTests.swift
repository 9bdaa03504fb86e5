import Domain
import Testing

@testable import Runtimes

@Suite struct LogIndexTests {
    private func index(_ text: String, chunk: Int = .max) -> LogIndex {
        var index = LogIndex()
        var indexer = LogIndexer()
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            index.append(Array(rest.prefix(chunk)).withUnsafeBufferPointer { indexer.read($0) })
            rest = rest.dropFirst(chunk)
        }
        return index
    }

    static let corpus = """
        INFO:root:start\r
        \u{1B}[31mERROR\u{1B}[0m: red
         10%|#\r 20%|##\r100%|###

        2026-01-01T00:00:00Z WARNING: careful
        \u{1B}]0;title\u{7}[ERROR] hostile
        \u{1B}[32mgreen from here
        Traceback (most recent call last):
          File "x"
        ValueError: bad
        DEBUG: unfinished
        """

    @Test(arguments: [1, 2, 3, 7, 50, 10_000])
    func theSameHoweverItArrives(_ chunk: Int) {
        let index = index(Self.corpus, chunk: chunk)
        #expect(index.lineCount == 10 && index.total == 11)
        #expect((0..<10).map(index.level(of:)) == [.info, .error, nil, nil, .warning, .error, nil, .error, .error, .error])
        #expect(index.open?.level == .debug)
        #expect(index.open.map { String(decoding: $0.text, as: UTF8.self) } == "\u{1B}[32mDEBUG: unfinished\u{1B}[0m")
        #expect(index.scanned == Int64(Self.corpus.utf8.count))
        #expect(index.marks == [1_767_225_600_000])
    }

    @Test func levelsAreFoundBothWaysAcrossBlocks() {
        let grave: [Int: String] = [3: "ERROR: a", 63: "WARNING: b", 64: "INFO: c", 200: "ERROR: d"]
        let index = index((0..<300).map { (grave[$0] ?? "text") + "\n" }.joined())
        #expect(index.next(.error, from: 0) == 3 && index.next(.error, from: 3) == 3 && index.next(.error, from: 4) == 200)
        #expect(index.next(.warning, from: 4) == 63 && index.next(.info, from: 64) == 64 && index.next(.debug, from: 201) == nil)
        #expect(index.previous(.error, from: 299) == 200 && index.previous(.error, from: 199) == 3)
        #expect(index.previous(.warning, from: 63) == 63 && index.previous(.info, from: 66) == 64 && index.previous(.error, from: 2) == nil)
        #expect(index.gravest(in: 4..<64) == .warning && index.gravest(in: 0..<64) == .error && index.gravest(in: 64..<200) == nil)
    }

    @Test func readingCanBeginAtAnyLine() throws {
        let lines = (0..<500).map { $0 % 100 == 37 ? String(repeating: "x", count: 300_000) : "line \($0)" }
        let text = lines.map { $0 + "\n" }.joined()
        let index = index(text, chunk: 65_536)
        let bytes = Array(text.utf8)
        for line in 0..<500 {
            let anchor = index.anchor(before: line)
            #expect(anchor.line <= line && line - anchor.line < 64)
            #expect(anchor.offset == 0 || bytes[Int(anchor.offset) - 1] == 0x0A)
            #expect(bytes[..<Int(anchor.offset)].count { $0 == 0x0A } == anchor.line)
            #expect(index.bound(after: line) >= anchor.offset)
            let piece = try #require(index.piece(of: line))
            #expect(piece.lines.contains(line) && piece.from.line == piece.lines.lowerBound)
            #expect(bytes[Int(piece.from.offset)..<Int(piece.end)].count { $0 == 0x0A } == piece.lines.count)
        }
        #expect(index.piece(of: 500) == nil)
    }

    @Test func coloursGoOnWhereReadingBegins() {
        let index = index("\u{1B}[31mred\n" + String(repeating: "still\n", count: 100) + "\u{1B}[0m\n" + String(repeating: "plain\n", count: 100))
        #expect(index.anchor(before: 0).colours == [])
        #expect(index.anchor(before: 70).colours == Array("\u{1B}[31m".utf8))
        #expect(index.anchor(before: 128).colours == [])
    }

    @Test func theFirstTimeOfEachThousandLinesIsKept() {
        let text = (0..<3000).map { $0 == 100 ? "2026-01-01T00:00:00Z\n" : $0 == 2500 ? "2026-01-01T00:00:01Z\n" : "x\n" }.joined()
        #expect(index(text).marks == [1_767_225_600_000, LogIndex.noMark, 1_767_225_601_000])
    }

    @Test func halfAByteALine() {
        #expect(MemoryLayout<LogIndex.Block>.stride * 2 <= LogIndex.blockLines)
    }
}
