import ArgumentParser
import ControlAPI
import Documents
import Domain

struct OnlineDeploymentRollout: Verb {
    static let configuration = CommandConfiguration.verb(
        "rollout", "Move an endpoint's traffic to a deployment step by step, judged by how it does beside the others.",
        example: "atelier online-deployment rollout -e iris -n green --file plan.yml --watch")

    @OptionGroup var deployment: DeploymentOption
    @Option(name: .shortAndLong, help: "The plan's YAML file; 10 % mirrored, then 1, 5, 25, 50, 100 % without it.", completion: .yaml)
    var file: String?
    @Option(parsing: .upToNextOption, help: "Change the plan's fields: PATH=VALUE …")
    var set: [String] = []
    @Flag(help: "Show how it stands.")
    var show = false
    @Flag(help: "Follow it to its end; 1 when it is not promoted.")
    var watch = false
    @Flag(help: "Stay at this step.")
    var hold = false
    @Flag(help: "Begin the step again, and go on.")
    var resume = false
    @Flag(help: "Give it all traffic now.")
    var promote = false
    @Flag(help: "Go back to the traffic there was before.")
    var abort = false
    @Flag(help: "Return before the golden requests are answered.")
    var noWait = false
    @OptionGroup var global: GlobalOptions

    private var actions: [RolloutAction] {
        [(hold, RolloutAction.hold), (resume, .resume), (promote, .promote), (abort, .abort)].filter(\.0).map(\.1)
    }

    private var isStart: Bool { file != nil || !set.isEmpty }

    /// Throws `invalidArgument` for flags that ask for different things.
    func checkFlags() throws {
        guard actions.count + (show ? 1 : 0) <= 1, !(isStart && (show || !actions.isEmpty)) else {
            throw AtelierError(
                .invalidArgument, "a rollout is started, shown, held, resumed, promoted or aborted, one at a time",
                hint: "give one of --file, --show, --hold, --resume, --promote and --abort")
        }
    }

    func perform(in session: Session) async throws -> Answer {
        try checkFlags()
        let endpoint = ["endpoint": deployment.endpointName]
        let name = DeploymentName(deployment.name)
        if let action = actions.first {
            let open = try await session.open(global)
            let report = try await open.call(RolloutRoutes.change, endpoint, body: RolloutChange(action, of: name))
            return try await answer(report, session, open)
        }
        if show || (watch && !isStart) {
            let open = try await session.open(global)
            let report = try await open.call(RolloutRoutes.show, endpoint)
            try check(report)
            return try await answer(report, session, open)
        }
        let spec = try RolloutDocument.read(file: file, flags: DocumentFlags(), overrides: set, in: session)
        let open = try await session.open(global)
        var report = try await open.call(RolloutRoutes.start, endpoint, body: RolloutStart(deployment: name, spec: spec))
        if !noWait { report = try await RolloutWatch(session: session, open: open, from: report, of: deployment.endpointName).checked() }
        if report.rollout.isActive {
            session.say("'\(name)' is being rolled out, \(report.rollout.stepText)")
        }
        return try await answer(report, session, open)
    }

    /// Throws `conflict` when the endpoint's rollout is another deployment's.
    private func check(_ report: RolloutReport) throws {
        guard report.rollout.deployment.rawValue != deployment.name else { return }
        throw AtelierError(
            .conflict, "endpoint \(deployment.endpointName) has a rollout of \(report.rollout.deployment), not of \(deployment.name.neutralised)",
            hint: "name that one")
    }

    private func answer(_ report: RolloutReport, _ session: Session, _ open: OpenWorkspace) async throws -> Answer {
        guard watch else { return Answer(report.presentation, columns: RolloutReport.columns) }
        let end = try await RolloutWatch(session: session, open: open, from: report, of: deployment.endpointName).ended()
        return Answer(
            end.presentation, columns: RolloutReport.columns, exitCode: end.rollout.state == .promoted ? 0 : 1)
    }
}
