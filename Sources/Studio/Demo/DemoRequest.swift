import ControlAPI
import Domain
import FoundationEssentials

/// What a route is called with, read by the same rules as the engine's doors.
struct DemoRequest: Sendable {
    let parts: [String: String]
    let query: [String: String]

    func id<Noun>(_ part: String) -> Identifier<Noun> { Identifier(parts[part] ?? "") }

    var workspace: WorkspaceName { id("workspace") }

    func text(_ name: String) -> String? { query[name].flatMap { $0.isEmpty ? nil : $0 } }

    func flag(_ name: String) -> Bool { query[name] == "true" }

    /// Those of a part of a metric; an imagined job counts them from 0.
    var steps: ClosedRange<Int>? {
        get throws {
            let (first, last) = (try number("from"), try number("to"))
            guard first != nil || last != nil else { return nil }
            let (low, high) = (first ?? 0, last ?? .max - 1)
            guard low <= high else {
                throw AtelierError(.invalidArgument, "no step lies from \(low) to \(high)", hint: "give the smaller one as from")
            }
            return low...high
        }
    }

    /// Throws `invalidArgument` for what is no whole number.
    func number(_ name: String) throws -> Int? {
        guard let text = text(name) else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw AtelierError(
                .invalidArgument, "\(name) is '\(text.neutralised)'", hint: "give it as a whole number")
        }
        return number
    }

    /// A line's number; nil for `end`, and where none is given.
    func line(_ name: String) throws -> Int? { query[name] == "end" ? nil : try number(name) }

    var archived: ListFilter.Archived {
        get throws {
            guard let text = text("archived") else { return .excluded }
            guard let archived = ListFilter.Archived(rawValue: text) else {
                throw AtelierError(
                    .invalidArgument, "archived is '\(text.neutralised)'", hint: "use excluded, included or only")
            }
            return archived
        }
    }

    var level: LogLevel? {
        get throws {
            try text("level").map { try LogLevel(asked: $0) }
        }
    }

    var isForward: Bool? { text("direction").map { $0 == "forward" } }

    var logQuery: LogQuery {
        get throws {
            let from = try line("from")
            return LogQuery(
                from: from, isForward: isForward ?? (from != nil), count: try number("count") ?? 500,
                level: try level, only: text("only"))
        }
    }

    /// What is looked for in a log.
    var target: LogTarget {
        get throws {
            if let pattern = text("pattern") { return .pattern(pattern) }
            if let level = try level { return .level(level) }
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            if let time = text("time"), let date = try? Date(time, strategy: style) { return .time(date) }
            throw AtelierError(.invalidArgument, "nothing is sought", hint: "give a pattern, a level or a time")
        }
    }
}
