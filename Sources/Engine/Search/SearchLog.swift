import Domain
import FoundationEssentials
import LinuxSystem
import Logging

/// The log of a search: a line for each trial that has ended, and what else is worth knowing.
struct SearchLog: Sendable {
    let layout: JobLayout
    let logger: Logger

    func write(_ lines: [String]) async {
        guard !lines.isEmpty else { return }
        let text = lines.joined(separator: "\n") + "\n"
        let (layout, folder) = (layout, JobFolder(layout: layout))
        do {
            try await BlockingWork.run {
                try FileCopy.makeFolder(layout.userLog.splitAtLastComponent.folder)
                try folder.append(text, to: layout.userLog)
            }
        } catch {
            logger.warning("cannot write the log of a search", metadata: ["log": "\(layout.userLog)", "error": "\(error)"])
        }
    }

    func write(_ trial: SearchTrial, metric: String, isBest: Bool) async {
        await write([Self.line(trial, metric: metric, isBest: isBest)])
    }

    /// `trial 3  XGBoostClassifier  AUC_weighted 0.9931  1.2 s  best so far`
    static func line(_ trial: SearchTrial, metric: String, isBest: Bool) -> String {
        var parts = ["trial \(trial.number)"]
        parts.append(trial.algorithm ?? trial.parameters.sorted { $0.key < $1.key }
            .map { "\($0.key)=\($0.value.stringValue ?? $0.value.compactText)" }.joined(separator: " "))
        parts.append(trial.score.map { "\(metric) \(JSONValue.brief($0))" } ?? "no \(metric)")
        if let start = trial.startedAt, let end = trial.endedAt {
            let tenths = (end.timeIntervalSince(start) * 10).rounded() / 10
            parts.append("\(tenths) s")
        }
        if trial.status != .completed { parts.append(trial.status.rawValue + (trial.reason.map { ": \($0)" } ?? "")) }
        if isBest { parts.append("best so far") }
        return parts.filter { !$0.isEmpty }.joined(separator: "  ").neutralised
    }
}
