import Client
import Domain

/// What has to be read for a place in a log to be shown.
package struct LogReading: Sendable, Hashable {
    package enum Place: Sendable, Hashable {
        case start
        case around(Int)
    }

    let topic: LogTopic
    let place: Place
    /// Lines to each side.
    let reach: Int

    func window(from engine: any ControlCaller, in workspace: WorkspaceName) async throws -> LogWindow {
        func page(_ from: Int, isForward: Bool) async throws -> LogPage {
            try await engine.logPage(
                of: topic.job, in: workspace,
                LogQuery(from: from, isForward: isForward, count: reach, level: topic.level, only: topic.only))
        }
        switch place {
        case .start:
            let page = try await page(1, isForward: true)
            return LogWindow(of: topic, lines: page.lines, isAtStart: true, isAtEnd: page.lines.count < reach)
        case .around(let line):
            let above = try await page(line, isForward: false)
            let below = try await page(line + 1, isForward: true)
            return LogWindow(
                of: topic, lines: above.lines + below.lines,
                isAtStart: above.lines.count < reach || above.lines.first?.number == 1,
                isAtEnd: below.lines.count < reach)
        }
    }
}
