import Client
import ControlAPI
import Domain
import FoundationEssentials
import Testing

@testable import Studio

struct DemoLogTests {
    let demo = DemoFixture()
    let workspace = DemoEngine.workspace

    private func whole(_ name: JobName) async throws -> [LogLine] {
        var lines: [LogLine] = []
        while true {
            let page = try await demo.engine.logPage(
                of: name, in: workspace, LogQuery(from: lines.count + 1, isForward: true, count: 5000))
            lines += page.lines
            if lines.count >= page.total { return lines }
        }
    }

    @Test func pagesFindMapAndFeedAgree() async throws {
        let name = try #require(try await demo.snapshot().jobs.first { $0.displayName == "wine forest, 2000 trees" }).name
        let lines = try await whole(name)
        #expect(lines.map(\.number) == Array(1...lines.count))
        #expect(lines.count > 1000)
        #expect(zip(lines, lines.dropFirst()).allSatisfy { ($0.at ?? .distantPast) <= ($1.at ?? .distantPast) })

        let back = try await demo.engine.logPage(of: name, in: workspace, LogQuery(from: 300, isForward: false, count: 20))
        #expect(back.lines == Array(lines[280..<300]))
        let warnings = lines.filter { $0.level.map { $0 >= .warning } ?? false }
        let filtered = try await demo.engine.logPage(
            of: name, in: workspace, LogQuery(from: 1, isForward: true, count: 5000, level: .warning))
        #expect(filtered.lines == warnings)

        let hits = lines.filter { $0.text.withoutColours.contains("was clipped to 4.00") }.map(\.number)
        #expect(!hits.isEmpty)
        var found: [Int] = []
        var at: Int? = 0
        while let from = at {
            at = try await demo.engine.findInLog(of: name, in: workspace, .pattern(#"was CLIPPED"#.lowercased()), from: from)
            if let at { found.append(at) }
        }
        #expect(found == hits)
        let last = try await demo.engine.findInLog(of: name, in: workspace, .pattern("clipped"), from: nil, isForward: false)
        #expect(last == hits.last)
        let error = try await demo.engine.findInLog(of: name, in: workspace, .level(.error), from: 0)
        #expect(error == lines.first { $0.level == .error }?.number)
        let moment = try #require(lines[499].at)
        #expect(try await demo.engine.findInLog(of: name, in: workspace, .time(moment.addingTimeInterval(-0.001)), from: 0) == 500)

        let map = try await demo.engine.logMap(of: name, in: workspace, rows: 40, pattern: "clipped")
        #expect(map.total == lines.count && map.hitCount == hits.count && map.levels.count == 40)
        #expect(map.levels.contains(.error) && map.levels.contains(.warning))

        var pages: [LogPage] = []
        try await demo.engine.followLogFeed(of: name, in: workspace, count: 2500) { pages.append($0) }
        #expect(pages.count == 1 && pages[0].lines.map(\.number) == lines.suffix(2500).map(\.number))
        // Over the wire a time may lose a millisecond.
        #expect(zip(pages[0].lines, lines.suffix(2500)).allSatisfy {
            $0.text == $1.text && $0.level == $1.level
                && abs(($0.at ?? .distantPast).timeIntervalSince($1.at ?? .distantPast)) < 0.002
        })
        #expect(pages[0].isComplete && pages[0].total == lines.count)
    }

    @Test func bytesAreTheLines() async throws {
        let name = try await demo.job(.failed).name
        let lines = try await whole(name)
        let text = lines.map { $0.text + "\n" }.joined()
        var bytes: [UInt8] = []
        try await demo.engine.followLog(of: name, in: workspace, view: .raw) { bytes += $0.bytes }
        #expect(bytes == Array(text.utf8))
        var rest: [UInt8] = []
        try await demo.engine.followLog(of: name, in: workspace, from: 1234, view: .raw) { rest += $0.bytes }
        #expect(rest == Array(text.utf8.dropFirst(1234)))
        var plain: [UInt8] = []
        try await demo.engine.followLog(of: name, in: workspace, view: .plain) { plain += $0.bytes }
        #expect(String(decoding: plain, as: UTF8.self) == text.withoutColours)
    }

    @Test func aFailedJobEndsWithItsTraceback() async throws {
        let job = try #require(try await demo.snapshot().jobs.first { $0.exitCode == 1 })
        let page = try await demo.engine.logPage(of: job.name, in: workspace, LogQuery(from: nil, isForward: false, count: 10))
        #expect(page.isComplete)
        #expect(page.lines.contains { $0.text.hasPrefix("Traceback") && $0.level == .error })
        #expect(page.lines.last?.level == .error)
    }

    @Test func aRunningLogGrowsUnderItsReaders() async throws {
        let name = try #require(try await demo.snapshot().jobs.first { $0.displayName == "iris forest" }).name
        let engine = demo.engine
        let following = Task {
            var pages: [LogPage] = []
            try await engine.followLogFeed(of: name, in: DemoEngine.workspace, count: 10) { page in
                pages.append(page)
                await engine.advance(by: .seconds(pages.count == 1 ? 5 : 1200))
            }
            return pages
        }
        let pages = try await following.value
        #expect(pages.count == 3)
        #expect(pages.map(\.total) == pages.map(\.total).sorted() && pages[0].total < pages[1].total)
        #expect(pages.map(\.isComplete) == [false, false, true])
        #expect(pages[2].lines.last?.text.withoutColours == "done")
    }

    @Test func tenMillionLinesCostWhatIsLookedAt() throws {
        let log = DemoLog(
            story: .taxi, random: DemoRandom(1), body: 10_000_000, start: DemoEngine.moment, interval: 0.01, ending: [],
            isFailed: false, steps: 100_000, lines: 10_000_000, isComplete: false)
        let page = try log.page(LogQuery(from: 9_999_000, isForward: true, count: 100))
        #expect(page.total == 10_000_000 && page.lines.count == 100 && page.lines[99].number == 9_999_099)
        #expect(try log.find(.level(.error), from: 10_000_001, isForward: false)
            == (9_990_000...10_000_000).last { log.level(of: $0) == .error })
        #expect(try log.find(.time(DemoEngine.moment.addingTimeInterval(50_000)), from: 0, isForward: true) == 5_000_000)
    }

    @Test func aPatternThatIsNoneIsRefused() async throws {
        let name = try await demo.job(.completed).name
        let code = try await demo.code {
            _ = try await demo.engine.findInLog(of: name, in: workspace, .pattern("("), from: 0)
        }
        #expect(code == .invalidArgument)
    }
}
