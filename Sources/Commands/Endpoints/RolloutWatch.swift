import ArgumentParser
import Client
import ControlAPI
import Domain

/// Follows a rollout, which is not tied to whoever watches: Ctrl-C ends the watching.
struct RolloutWatch: Sendable {
    let session: Session
    let open: OpenWorkspace
    private let first: RolloutReport
    private let endpoint: [String: String]

    init(session: Session, open: OpenWorkspace, from report: RolloutReport, of endpoint: String) {
        self.session = session
        self.open = open
        first = report
        self.endpoint = ["endpoint": endpoint]
    }

    /// Returns when the golden requests are answered. Throws `invalidState` when they are not as they must be.
    func checked() async throws -> RolloutReport {
        var progress = Progress(what: "rollout of \(first.rollout.deployment)", in: session)
        let report = try await follow(until: { $0.rollout.state != .checking }) { _ in
            progress.show("sending the golden requests")
        }
        progress.end(report.rollout.state.words)
        guard report.rollout.state == .refused else { return report }
        throw AtelierError(
            .invalidState,
            "the rollout of \(report.rollout.deployment) did not begin: \(report.rollout.reason ?? "it was refused")",
            hint: "no request of anybody else was sent to it; mend it and start again")
    }

    /// Returns when the rollout is over. Throws `cancelled` when the user stopped watching.
    func ended() async throws -> RolloutReport {
        do {
            return try await Interruption.cancelling { try await told() }
        } catch is Interruption.Interrupted {
            session.console.say("\nno longer watching: the rollout goes on")
            throw ExitCode(ErrorCode.cancelled.exitCode)
        }
    }

    private func told() async throws -> RolloutReport {
        var verdicts = 0
        var progress = Progress(what: "rollout of \(first.rollout.deployment)", in: session)
        let report = try await follow(until: { !$0.rollout.isActive }) { report in
            for verdict in report.rollout.verdicts.dropFirst(verdicts) {
                session.say("step \(verdict.step + 1): \(verdict.decision.rawValue): \(verdict.reason.neutralised)")
            }
            verdicts = report.rollout.verdicts.count
            if report.rollout.isActive { progress.show(report.line) }
        }
        progress.end(report.rollout.standing)
        return report
    }

    private struct Reached: Error {}

    /// Hears what is new until something is so.
    private func follow(
        until isEnough: (RolloutReport) -> Bool, hear: (RolloutReport) -> Void
    ) async throws -> RolloutReport {
        var last = first
        guard !isEnough(last) else { return last }
        do {
            try await open.engine.follow(
                RolloutRoutes.feed, endpoint.merging(["workspace": open.scope.workspace.rawValue]) { $1 },
                query: ["follow": "true"], as: RolloutReport.self
            ) { report in
                last = report
                hear(report)
                if isEnough(report) { throw Reached() }
            }
        } catch is Reached {}
        return last
    }
}
