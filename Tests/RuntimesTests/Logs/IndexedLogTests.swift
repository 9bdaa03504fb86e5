import Domain
import Foundation
import LinuxSystem
import Testing

@testable import Runtimes

@Suite struct IndexedLogTests {
    private let folder: JobFolder

    init() throws {
        folder = try JobFolder()
    }

    private func log(_ text: String) throws -> IndexedLog {
        try write(text)
        return IndexedLog(path: folder.path("log"))
    }

    private func write(_ text: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path("log")))
    }

    private func append(_ text: String) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path("log")))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    static let thousand = (1...1000).map { $0 % 100 == 0 ? "ERROR: line \($0)\n" : "line \($0)\n" }.joined()

    private func numbers(_ log: IndexedLog, _ query: LogQuery) async throws -> [Int] {
        try await log.page(query).lines.map(\.number)
    }

    @Test func pagesForwardAndBackward() async throws {
        let log = try log(Self.thousand)
        #expect(try await numbers(log, LogQuery(from: 1, isForward: true, count: 3)) == [1, 2, 3])
        #expect(try await numbers(log, LogQuery(from: 999, isForward: true, count: 5)) == [999, 1000])
        #expect(try await numbers(log, LogQuery(from: 1001, isForward: true, count: 5)) == [])
        #expect(try await numbers(log, LogQuery(from: 130, isForward: false, count: 3)) == [128, 129, 130])
        #expect(try await numbers(log, LogQuery(from: 2, isForward: false, count: 5)) == [1, 2])
        #expect(try await numbers(log, LogQuery(from: nil, isForward: false, count: 2)) == [999, 1000])
        #expect(try await numbers(log, LogQuery(from: nil, isForward: true, count: 2)) == [])
        #expect(try await numbers(log, LogQuery(from: 0, isForward: true, count: 2)) == [1, 2])
        let page = try await log.page(LogQuery(from: 500, isForward: false, count: 2), isComplete: true)
        #expect(page == LogPage(
            lines: [LogLine(number: 499, text: "line 499"), LogLine(number: 500, level: .error, text: "ERROR: line 500")],
            total: 1000, isComplete: true))
    }

    @Test func oneThatGrowsWhileItIsReadIsReadOnce() async throws {
        let log = try log(Self.thousand)
        var asked = 0
        try await log.grow { _ in
            asked += 1
            try? append("and one more\n")
            return asked > 20
        }
        #expect(asked == 1)
        #expect(log.look(\.lineCount) == 1001)
    }

    @Test func onlyWhatIsAskedFor() async throws {
        let log = try log(Self.thousand)
        #expect(try await numbers(log, LogQuery(from: 150, isForward: true, count: 2, level: .warning)) == [200, 300])
        #expect(try await numbers(log, LogQuery(from: nil, isForward: false, count: 2, level: .error)) == [900, 1000])
        #expect(try await numbers(log, LogQuery(from: 200, isForward: false, count: 5, level: .error)) == [100, 200])
        #expect(try await numbers(log, LogQuery(from: 1, isForward: true, count: 3, only: "99$")) == [99, 199, 299])
        #expect(try await numbers(log, LogQuery(from: nil, isForward: false, count: 3, only: "line 99")) == [997, 998, 999])
        #expect(try await numbers(log, LogQuery(from: 1, isForward: true, count: 9, level: .error, only: "[78]00")) == [700, 800])
        await #expect(throws: AtelierError.self) { try await log.page(LogQuery(from: 1, isForward: true, count: 1, only: "(")) }
    }

    @Test func whatIsSoughtIsFound() async throws {
        let log = try log(Self.thousand + "WARNING: the end, unfinished")
        #expect(try await log.find(.pattern("line 5"), from: 0, isForward: true) == 5)
        #expect(try await log.find(.pattern("line 5"), from: 5, isForward: true) == 50)
        #expect(try await log.find(.pattern("line 5"), from: 50, isForward: false) == 5)
        #expect(try await log.find(.pattern("unfinished"), from: 7, isForward: true) == 1001)
        #expect(try await log.find(.pattern("unfinished"), from: nil, isForward: false) == 1001)
        #expect(try await log.find(.pattern("unfinished"), from: 1001, isForward: true) == nil)
        #expect(try await log.find(.level(.error), from: 100, isForward: true) == 200)
        #expect(try await log.find(.level(.error), from: 100, isForward: false) == nil)
        #expect(try await log.find(.level(.warning), from: 1000, isForward: true) == 1001)
        #expect(try await log.find(.level(.warning), from: nil, isForward: false) == 1001)
        #expect(try await log.find(.pattern("nowhere"), from: 0, isForward: true) == nil)
    }

    @Test func aTimeIsFoundAmongLinesThatSayNone() async throws {
        let start = 1_767_225_600
        let text = (0..<5000).map { line in
            guard line % 10 == 0, !(1000..<4000).contains(line) else { return "text\n" }
            return Date(timeIntervalSince1970: Double(start + line)).formatted(.iso8601) + " x\n"
        }.joined()
        let log = try log(text)
        func find(_ seconds: Double, from: Int = 0, isForward: Bool = true) async throws -> Int? {
            try await log.find(.time(Date(timeIntervalSince1970: Double(start) + seconds)), from: from, isForward: isForward)
        }
        #expect(try await find(-5) == 1)
        #expect(try await find(501) == 511)
        #expect(try await find(2000) == 4001)
        #expect(try await find(4995) == nil)
        #expect(try await find(100, from: 700) == 701)
        #expect(try await find(100, from: 700, isForward: false) == 691)
    }

    @Test func whatWasHostileIsNeutral() async throws {
        let long = String(repeating: "y", count: 65_536)
        let log = try log("\u{1B}]0;t\u{7}\u{1B}[31mred\u{1B}[0m\u{1B}[2J\r\n 1%\r 2%\n\u{7}\u{202E}\n\(long)\nlast")
        let page = try await log.page(LogQuery(from: 1, isForward: true, count: 10))
        #expect(page.lines.map(\.text) == [
            "\u{1B}[31mred\u{1B}[0m", " 2%", "\\u{7}\\u{202E}", "\(long.prefix(16_384)) … [49152 bytes more]", "last",
        ])
        #expect(page.total == 5)
    }

    @Test func itGrowsWithItsFile() async throws {
        let log = try log("one\ntw")
        let end = LogQuery(from: nil, isForward: false, count: 5)
        #expect(try await log.page(end).lines.map(\.text) == ["one", "tw"])
        try append("o\nERROR: three\n")
        #expect(try await log.page(end).lines.map(\.text) == ["one", "two", "ERROR: three"])
        #expect(try await log.find(.level(.error), from: 0, isForward: true) == 3)
        try write("anew\n")
        #expect(try await log.page(end).lines.map(\.text) == ["anew"])
    }

    @Test func aFileThatIsNotThereYetIsEmpty() async throws {
        let log = IndexedLog(path: folder.path("none"))
        #expect(try await log.page(LogQuery(from: nil, isForward: false, count: 5)) == LogPage(lines: [], total: 0, isComplete: false))
        #expect(try await log.find(.pattern("x"), from: 0, isForward: true) == nil)
        #expect(try await log.map(rows: 3, pattern: "x") == LogMap(levels: [nil, nil, nil], hits: [0, 0, 0], total: 0))
    }

    @Test func theMapShowsErrorsAndHits() async throws {
        let log = try log((1...10).map { $0 == 4 ? "ERROR: x\n" : $0 == 9 ? "WARNING: x\n" : "line\n" }.joined() + "x")
        let map = try await log.map(rows: 5, pattern: "x")
        #expect(map == LogMap(levels: [nil, .error, nil, .warning, nil], hits: [0, 1, 0, 1, 1], total: 11))
        #expect(try await log.map(rows: 11, pattern: nil).levels[3] == .error)
        // More rows than lines: each line is in one.
        let fine = try await log.map(rows: 30, pattern: "x")
        #expect(fine.hitCount == 3 && fine.levels.compactMap { $0 } == [.error, .warning])
    }

    @Test func aMapOfALogThatGrowsCountsOn() async throws {
        let log = try log(Self.thousand)
        #expect(try await log.map(rows: 2, pattern: "error").hits == [5, 5])
        try append(Self.thousand)
        #expect(try await log.map(rows: 2, pattern: "error").hitCount == 20)
        #expect(try await log.map(rows: 2, pattern: "line 1000").hitCount == 2)
    }

    @Test func theEndOfALongLogIsThereBeforeItIsCounted() async throws {
        let line = String(repeating: "z", count: 4095) + "\n"
        let log = try log(String(repeating: line, count: 2000) + "INFO: last\n")
        let end = LogQuery(from: nil, isForward: false, count: 2)
        let page = try await log.page(end)
        #expect(!page.isCounted && page.lines.count == 2 && page.lines.last?.text == "INFO: last")
        #expect(page.lines.last?.level == .info && page.lines.last?.number == page.total)
        #expect(abs(page.total - 2001) < 100)
        try await log.count()
        let counted = try await log.page(end)
        #expect(counted.isCounted && counted.total == 2001 && counted.lines.map(\.number) == [2000, 2001])
    }
}
