import ControlAPI
package import Domain
import FoundationEssentials

/// A job's log as lines.
extension ControlCaller {
    package func logPage(of job: JobName, in workspace: WorkspaceName, _ query: LogQuery) async throws -> LogPage {
        var fields = Self.filter(query.level, query.only)
        fields["from"] = query.from.map(String.init) ?? "end"
        fields["direction"] = query.isForward ? "forward" : "backward"
        fields["count"] = "\(query.count)"
        return try await call(JobRoutes.logLines, Self.parts(job, workspace), query: fields)
    }

    /// The number of the next line after (or before) line `from` that is sought; `from` nil is the end.
    package func findInLog(
        of job: JobName, in workspace: WorkspaceName, _ target: LogTarget, from line: Int?, isForward: Bool = true
    ) async throws -> Int? {
        var fields = ["from": line.map(String.init) ?? "end", "direction": isForward ? "forward" : "backward"]
        switch target {
        case .pattern(let pattern): fields["pattern"] = pattern
        case .level(let level): fields["level"] = level.name
        case .time(let date): fields["time"] = date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        }
        return try await call(JobRoutes.logFind, Self.parts(job, workspace), query: fields).line
    }

    package func logMap(
        of job: JobName, in workspace: WorkspaceName, rows: Int, pattern: String? = nil
    ) async throws -> LogMap {
        var fields = ["rows": "\(rows)"]
        fields["pattern"] = pattern
        return try await call(JobRoutes.logMap, Self.parts(job, workspace), query: fields)
    }

    /// The last lines of the log now and whenever they change, until the job is over or `consume` throws.
    package func followLogFeed(
        of job: JobName, in workspace: WorkspaceName, count: Int, level: LogLevel? = nil, only: String? = nil,
        consume: (LogPage) async throws -> Void
    ) async throws {
        var fields = Self.filter(level, only)
        fields["count"] = "\(count)"
        try await follow(
            JobRoutes.logFeed, Self.parts(job, workspace), query: fields, as: LogPage.self, consume: consume)
    }

    private static func parts(_ job: JobName, _ workspace: WorkspaceName) -> [String: String] {
        ["workspace": workspace.rawValue, "job": job.rawValue]
    }

    private static func filter(_ level: LogLevel?, _ only: String?) -> [String: String] {
        var fields: [String: String] = [:]
        fields["level"] = level?.name
        fields["only"] = only
        return fields
    }
}
