import Domain
import FoundationEssentials

/// The engine's own lines in a deployment's log, in the manner of Azure's inference server.
struct DeploymentLog {
    let folder: DeploymentFolder
    let clock: EngineClock

    func write(_ line: String) {
        folder.append(toLog: Array("\(stamp(clock.now())) I [engine] atelier - \(line)\n".utf8))
    }

    /// `2026-01-01 10:00:00,123`
    private func stamp(_ time: Date) -> String {
        let text = time.formatted(
            Date.ISO8601FormatStyle(includingFractionalSeconds: true).dateTimeSeparator(.space))
        return String(text.prefix(23)).replacing(".", with: ",")
    }
}
