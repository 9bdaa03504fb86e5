import Domain
import FoundationEssentials

/// When a line was written, said beside it: many a log says it itself, so not at first.
package enum LogStamp: String, Codable, Sendable, Hashable, CaseIterable {
    case none, clock, sinceStart

    /// Cells, with the blank behind it.
    var width: Int { self == .none ? 0 : 9 }

    var title: String? {
        switch self {
        case .none: nil
        case .clock: "time"
        case .sinceStart: "time since start"
        }
    }

    var next: LogStamp {
        switch self {
        case .none: .clock
        case .clock: .sinceStart
        case .sinceStart: .none
        }
    }

    /// Blank for a line that does not say when it was written.
    func text(of line: LogLine, startedAt start: Date?, zone: TimeZone) -> String {
        guard let at = line.at else { return "" }
        switch self {
        case .none: return ""
        case .clock: return TimeText.clock(at, zone: zone)
        case .sinceStart:
            guard let start else { return "" }
            return TimeText.duration(at.timeIntervalSince(start))
        }
    }
}
