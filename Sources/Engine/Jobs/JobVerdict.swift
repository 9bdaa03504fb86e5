import Domain
import Runtimes

/// What the end of a command means for its job, in words for a person. Pure.
enum JobVerdict {
    /// - Parameters:
    ///   - limit: the seconds the job was allowed, when it was ended for having used them up.
    ///   - lastLine: of the log, the line that may explain a failure.
    ///   - node: where it ran.
    static func outcome(
        of end: JobEnd, overLimit limit: Int?, lastLine: String?, node: ComputeNode? = nil
    ) -> JobOutcome {
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
                let signal = code > 128 && code < 160 ? " (\(killed(by: code - 128, record)))" : ""
                let reason = explained(record.subject + "exit code \(code)\(signal)", lastLine)
                return .failed(reason: reason + memoryNote(lastLine, node), exitCode: code)
            case .signalled(let number):
                let reason = explained(record.subject + killed(by: number, record), lastLine)
                return .failed(reason: reason + memoryNote(lastLine, node), exitCode: nil)
            case .notStarted(let reason):
                return .failed(reason: "could not be started: \(reason)", exitCode: nil)
            case .failed(let reason):
                return .failed(reason: reason, exitCode: nil)
            }
        }
    }

    private static func killed(by signal: Int32, _ record: ExitRecord) -> String {
        switch (signal, record.outOfMemoryKills) {
        case (9, nil): "killed by signal 9 (out of memory?)"
        case (9, 0?): "killed by signal 9 (by a person or a program; the box did not run out of memory)"
        case (9, _):
            "killed because the box ran out of memory (signal 9); its largest process held \(record.maximumResident)"
        case (11, _): "killed by signal 11 (segmentation fault)"
        default: "killed by signal \(signal)"
        }
    }

    /// What the program was refused when it says so itself.
    private static func memoryNote(_ line: String?, _ node: ComputeNode?) -> String {
        guard let line, let node, !line.contains("CUDA"), refusals.contains(where: { line.contains($0) }) else { return "" }
        return " (a process on \(node.name) may hold \(node.processMemory))"
    }

    /// How the languages of jobs put it.
    private static let refusals = [
        "MemoryError", "bad_alloc", "annot allocate", "nable to allocate", "ut of memory", "OutOfMemory",
    ]

    private static func explained(_ reason: String, _ line: String?) -> String {
        line.map { "\(reason): \($0)" } ?? reason
    }
}

extension ExitRecord {
    /// Which of several processes it is about.
    fileprivate var subject: String { rank.map { "rank \($0): " } ?? "" }
}

extension JobEnd {
    fileprivate var code: Int32? {
        guard case .exited(let record) = self, case .exited(let code) = record.outcome else { return nil }
        return code
    }
}
