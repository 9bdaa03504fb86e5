import Domain
import Foundation
import LinuxSystem
import Testing

@testable import Runtimes

/// The end of a log that grows, looked at through a filter.
@Suite struct LogTailTests {
    private let folder: JobFolder
    private let log: IndexedLog

    init() throws {
        folder = try JobFolder()
        log = IndexedLog(path: folder.path("log"))
        try Data().write(to: file)
    }

    private var file: URL { URL(fileURLWithPath: folder.path("log")) }

    private func append(_ text: String) throws {
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    private static let filters: [LogQuery] = [
        LogQuery(from: nil, isForward: false, count: 5, only: "odd"),
        LogQuery(from: nil, isForward: false, count: 5, level: .warning),
        LogQuery(from: nil, isForward: false, count: 3, level: .error, only: "odd"),
        LogQuery(from: nil, isForward: false, count: 4), LogQuery(from: nil, isForward: false, count: 0, only: "odd"),
    ]

    /// Cut anywhere, a log ends for the tail as it does for somebody who looks at it for the first time.
    @Test(arguments: filters) func theTailIsWhatAFreshLookFinds(query: LogQuery) async throws {
        var random = SystemRandomNumberGenerator()
        let text = (1...400).map { "\($0 % 7 == 0 ? "ERROR" : $0 % 5 == 0 ? "WARNING" : "INFO") \($0 % 2 == 0 ? "even" : "odd") \($0)\n" }
            .joined()
        var tail = LogTail(query)
        var rest = Substring(text)
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...300, using: &random))
            rest = rest.dropFirst(piece.count)
            try append(String(piece))
            let page = try await tail.page(of: log, isComplete: false)
            #expect(try await page == IndexedLog(path: folder.path("log")).page(query))
        }
    }

    /// What was searched is not searched again: a line that was changed behind its back is not found.
    @Test func onlyWhatIsNewIsSearched() async throws {
        try append("one\ntwo\n")
        var tail = LogTail(LogQuery(from: nil, isForward: false, count: 9, only: "hit"))
        #expect(try await tail.page(of: log, isComplete: false).lines == [])
        let handle = try FileHandle(forUpdating: file)
        try handle.write(contentsOf: Data("hit".utf8))
        try handle.close()
        try append("hit\n")
        #expect(try await tail.page(of: log, isComplete: false).lines.map(\.number) == [3])
    }

    @Test func aLogThatBeganAnewIsSearchedAnew() async throws {
        try append("hit 1\nhit 2\nhit 3\n")
        var tail = LogTail(LogQuery(from: nil, isForward: false, count: 9, only: "hit"))
        #expect(try await tail.page(of: log, isComplete: false).lines.count == 3)
        try Data("hit a\n".utf8).write(to: file)
        #expect(try await tail.page(of: log, isComplete: true).lines.map(\.text) == ["hit a"])
    }
}
