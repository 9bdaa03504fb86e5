import Domain
import Runtimes

/// What the end of a command means for its job, in words for a person. Pure.
enum JobVerdict {
    /// - Parameters:
    ///   - limit: the seconds the job was allowed, when it was ended for having used them up.
    ///   - lastLine: of the log, the line that may explain a failure.
    static func outcome(of end: JobEnd, overLimit limit: Int?, lastLine: String?) -> JobOutcome {
        if let limit {
            return .failed(reason: "ran longer than its limit of \(limit) s", exitCode: end.code)
        }
        switch end {
        case .lost(let reason):
            return .failed(reason: "lost runner: \(reason)", exitCode: nil)
        case .exited(let record):
            switch record.outcome {
            case .exited(0):
                return .completed
            case .exited(let code):
                let signal = code > 128 && code < 160 ? " (\(killed(by: code - 128)))" : ""
                return .failed(reason: explained("exit code \(code)\(signal)", lastLine), exitCode: code)
            case .signalled(let number):
                return .failed(reason: explained(killed(by: number), lastLine), exitCode: nil)
            case .notStarted(let reason):
                return .failed(reason: "could not be started: \(reason)", exitCode: nil)
            }
        }
    }

    private static func killed(by signal: Int32) -> String {
        switch signal {
        case 9: "killed by signal 9 (out of memory?)"
        case 11: "killed by signal 11 (segmentation fault)"
        default: "killed by signal \(signal)"
        }
    }

    private static func explained(_ reason: String, _ line: String?) -> String {
        line.map { "\(reason): \($0)" } ?? reason
    }
}

extension JobEnd {
    fileprivate var code: Int32? {
        guard case .exited(let record) = self, case .exited(let code) = record.outcome else { return nil }
        return code
    }
}
