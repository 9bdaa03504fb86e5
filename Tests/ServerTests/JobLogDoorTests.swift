import Client
import ControlAPI
import Domain
import Engine
import Foundation
import Testing

@Suite(.serialized) struct JobLogDoorTests {
    /// Starts a job with this command.
    private func start(_ command: String, _ door: OpenDoor) async throws -> JobName {
        let work = CommandWork(command: command, environment: .inline(EnvironmentSpec(image: "python")))
        return try await door.client.call(
            JobRoutes.create, ["workspace": "default"], body: JobSpec(work: .command(work))).name
    }

    private func finished(_ command: String, _ door: OpenDoor) async throws -> JobName {
        let job = try await start(command, door)
        _ = try await door.engine.jobs.end(of: job, in: "default")
        return job
    }

    @Test func linesAreReadSearchedAndMapped() async throws {
        try await OpenDoor.with { door in
            let job = try await finished(
                #"printf 'one\rtwo\n\033[31mERROR: red\033[0m\n'; for i in $(seq 3 100); do echo line $i; done; printf 'WARNING: last'"#, door)
            let client = door.client
            let page = try await client.logPage(of: job, in: "default", LogQuery(from: 1, isForward: true, count: 3))
            #expect(page == LogPage(
                lines: [
                    LogLine(number: 1, text: "two"), LogLine(number: 2, level: .error, text: "\u{1B}[31mERROR: red\u{1B}[0m"),
                    LogLine(number: 3, text: "line 3"),
                ], total: 101, isComplete: true))
            let end = try await client.logPage(of: job, in: "default", LogQuery(from: nil, isForward: false, count: 2))
            #expect(end.lines.map(\.text) == ["line 100", "WARNING: last"])
            let grave = try await client.logPage(
                of: job, in: "default", LogQuery(from: nil, isForward: false, count: 9, level: .warning))
            #expect(grave.lines.map(\.number) == [2, 101])
            let only = try await client.logPage(
                of: job, in: "default", LogQuery(from: 1, isForward: true, count: 9, only: "line .5$"))
            #expect(only.lines.map(\.number) == [15, 25, 35, 45, 55, 65, 75, 85, 95])
            #expect(try await client.findInLog(of: job, in: "default", .pattern("line 7 ?"), from: 7) == 70)
            #expect(try await client.findInLog(of: job, in: "default", .level(.error), from: nil, isForward: false) == 2)
            #expect(try await client.findInLog(of: job, in: "default", .time(Date()), from: 0) == nil)
            let map = try await client.logMap(of: job, in: "default", rows: 2, pattern: "line 4")
            #expect(map == LogMap(levels: [.error, .warning], hits: [11, 0], total: 101))
        }
    }

    @Test func whatMakesNoSenseIsRefused() async throws {
        try await OpenDoor.with { door in
            let job = try await finished("echo done", door)
            let error = await #expect(throws: AtelierError.self) {
                try await door.client.findInLog(of: job, in: "default", .pattern("a(b"), from: 0)
            }
            #expect(error?.code == .invalidArgument && error?.message.contains("a(b") == true)
            for query in [["level": "loud"], ["direction": "up"], ["from": "x"]] {
                let error = await #expect(throws: AtelierError.self) {
                    try await door.client.call(
                        JobRoutes.logLines, ["workspace": "default", "job": job.rawValue], query: query)
                }
                #expect(error?.code == .invalidArgument)
            }
            let missing = await #expect(throws: AtelierError.self) {
                try await door.client.logMap(of: "nobody", in: "default", rows: 3)
            }
            #expect(missing?.code == .notFound)
        }
    }

    @Test func theEndIsFollowedUntilTheJobIsOver() async throws {
        try await OpenDoor.with { door in
            let go = "/tmp/atelier-feed-\(UUID().uuidString)"
            #expect(mkfifo(go, 0o600) == 0)
            defer { unlink(go) }
            let job = try await start("echo first; printf half; read x < \(go); echo ' and half'; echo INFO: last", door)
            var isReleased = false
            var last: LogPage?
            try await door.client.followLogFeed(of: job, in: "default", count: 2) { page in
                last = page
                if !isReleased, page.lines.map(\.text) == ["first", "half"] {
                    isReleased = true
                    #expect(!page.isComplete)
                    try "x\n".write(toFile: go, atomically: false, encoding: .utf8)
                }
            }
            #expect(isReleased)
            #expect(last == LogPage(
                lines: [LogLine(number: 2, text: "half and half"), LogLine(number: 3, level: .info, text: "INFO: last")],
                total: 3, isComplete: true))
        }
    }
}
