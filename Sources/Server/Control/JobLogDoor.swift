import ControlAPI
import Domain
import Engine
import FoundationEssentials
import Hummingbird
import ServiceLifecycle

/// Routes of a job's log as lines: what the studio's log view shows, searches and follows.
enum JobLogDoor {
    static func register(on router: Router<BasicRequestContext>, engine: Engine) {
        let jobs = engine.jobs
        router.search(JobRoutes.logLines) { request in
            let from = try request.line("from")
            let isForward = try request.isForward ?? (from != nil)
            return try await jobs.logPage(
                of: request.id("job"), in: request.workspace,
                LogQuery(
                    from: from, isForward: isForward, count: try request.number("count").map(Int.init) ?? 500,
                    level: try request.level, only: request.pattern("only")))
        }
        router.search(JobRoutes.logFind) { request in
            LogHit(
                line: try await jobs.findInLog(
                    of: request.id("job"), in: request.workspace, request.target, from: request.line("from"),
                    isForward: request.isForward ?? true))
        }
        router.search(JobRoutes.logMap) { request in
            try await jobs.logMap(
                of: request.id("job"), in: request.workspace, rows: request.number("rows").map(Int.init) ?? 100,
                pattern: request.pattern("pattern"))
        }
        router.feed(JobRoutes.logFeed) { request in
            try await jobs.logFeed(
                of: request.id("job"), in: request.workspace, count: request.number("count").map(Int.init) ?? 100,
                level: request.level, only: request.pattern("only"), until: { _ = try? await gracefulShutdown() })
        }
    }
}

extension ControlRequest {
    /// A line's number; nil for `end`, and where none is given.
    fileprivate func line(_ name: String) throws -> Int? {
        text(name) == "end" ? nil : try number(name).map { Int(min($0, Int64(Int32.max) * 1000)) }
    }

    fileprivate func pattern(_ name: String) -> String? {
        text(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    fileprivate var isForward: Bool? {
        get throws {
            switch text("direction") {
            case nil: nil
            case "forward"?: true
            case "backward"?: false
            case let other?:
                throw AtelierError(
                    .invalidArgument, "'\(other.neutralised)' is not a direction", hint: "use forward or backward")
            }
        }
    }

    fileprivate var level: LogLevel? {
        get throws {
            try text("level").map { try LogLevel(asked: $0) }
        }
    }

    fileprivate var target: LogTarget {
        get throws {
            if let pattern = pattern("pattern") { return .pattern(pattern) }
            if let level = try level { return .level(level) }
            guard let time = text("time") else {
                throw AtelierError(
                    .invalidArgument, "nothing is sought", hint: "give a pattern, a level or a time")
            }
            for fractional in [true, false] {
                let style = Date.ISO8601FormatStyle(includingFractionalSeconds: fractional)
                if let date = try? Date(time, strategy: style) { return .time(date) }
            }
            throw AtelierError(
                .invalidArgument, "'\(time.neutralised)' is not a time", hint: "write it as 2026-01-31T12:00:00Z")
        }
    }
}
