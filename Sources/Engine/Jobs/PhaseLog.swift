import Domain
import FoundationEssentials
import LinuxSystem

/// The job's `system_logs/atelier.log`: one line a phase, with the time it took. Lines are gathered and written where
/// files are written anyway.
struct PhaseLog: Sendable {
    private var lines = ""
    private var lastMark: Date

    init(at now: Date) {
        lastMark = now
    }

    /// `2026-05-01T12:00:00.120Z environment ready, after 0.031 s`
    mutating func note(_ what: String, at now: Date) {
        let milliseconds = Int64((max(0, now.timeIntervalSince(lastMark)) * 1000).rounded())
        let fraction = String(1000 + milliseconds % 1000).dropFirst()
        lines += "\(now.formatted(Self.style)) \(what), after \(milliseconds / 1000).\(fraction) s\n"
        lastMark = now
    }

    /// What was gathered since the last time.
    mutating func take() -> String {
        defer { lines = "" }
        return lines
    }

    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
