import ArgumentParser
import Client
import ControlAPI
import Domain

struct Why: Verb {
    static let configuration = CommandConfiguration.verb(
        "why", "Say why a job, compute, endpoint or deployment waits, failed, is slow or takes no traffic.",
        example: "atelier why job brave_fox_x1")

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case job, compute, endpoint, deployment

        /// As Azure names them too.
        init?(argument: String) {
            self.init(rawValue: argument.lowercased().removing(prefix: "online-") ?? argument.lowercased())
        }
    }

    @Argument(help: "job, compute, endpoint or deployment.")
    var kind: Kind
    @Argument(help: "Its name; of a deployment ENDPOINT/NAME.", completion: NamedThing.subject.completion)
    var name: String
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        let open = try await session.open(global)
        let explanation =
            switch kind {
            case .job: try await job(open, session)
            case .compute: try await compute(open, session)
            case .endpoint: try await endpoint(open)
            case .deployment: try await deployment(open)
            }
        guard global.output == nil, global.query == nil else {
            return Answer(explanation.presentation(kind: kind.rawValue, name: name))
        }
        let text = explanation.text
        try session.console.write(session.console.outputIsTerminal ? text.neutralised : text)
        return .nothing
    }

    private func job(_ open: OpenWorkspace, _ session: Session) async throws -> Explanation {
        let job = try await open.call(JobRoutes.show, ["job": name]).job
        let compute: Compute?
        do {
            compute = try await open.call(ComputeRoutes.show, ["compute": job.compute.rawValue])
        } catch let error as AtelierError where error.code == .notFound {
            compute = nil
        }
        let summary = try await open.call(JobRoutes.summaries, query: ["names": name, "archived": "included"]).first
        return JobExplainer(
            job: job, compute: compute, queuePosition: summary?.queuePosition, logLines: try await logLines(open),
            now: session.now()
        ).explanation
    }

    /// The last errors, else the last lines whatever they say.
    private func logLines(_ open: OpenWorkspace) async throws -> [String] {
        let query = ["from": "end", "direction": "backward", "count": "6"]
        let errors = try await open.call(
            JobRoutes.logLines, ["job": name], query: query.merging(["level": "error"]) { $1 })
        let page = errors.lines.isEmpty ? try await open.call(JobRoutes.logLines, ["job": name], query: query) : errors
        return page.lines.map { $0.text.withoutColours }
    }

    private func compute(_ open: OpenWorkspace, _ session: Session) async throws -> Explanation {
        let compute = try await open.call(ComputeRoutes.show, ["compute": name])
        let jobs = try await open.call(JobRoutes.list, query: ["status": JobStatus.queued.rawValue, "archived": "included"])
        return ComputeExplainer(
            compute: compute, queued: jobs.count { $0.compute == compute.name }, now: session.now()
        ).explanation
    }

    private func endpoint(_ open: OpenWorkspace) async throws -> Explanation {
        let endpoint = try await open.call(EndpointRoutes.show, ["endpoint": name]).endpoint
        let loads = try await loads(of: endpoint.name, open)
        var deployments: [DeploymentExplainer] = []
        for deployment in try await open.call(DeploymentRoutes.list, ["endpoint": name]) {
            deployments.append(try await explainer(deployment.name, of: endpoint, loads, open))
        }
        return EndpointExplainer(endpoint: endpoint, deployments: deployments).explanation
    }

    private func deployment(_ open: OpenWorkspace) async throws -> Explanation {
        let parts = name.split(separator: "/").map(String.init)
        guard parts.count == 2 else {
            throw AtelierError(
                .invalidArgument, "'\(name.neutralised)' names no deployment", hint: "write ENDPOINT/NAME, e.g. iris/blue")
        }
        let endpoint = try await open.call(EndpointRoutes.show, ["endpoint": parts[0]]).endpoint
        return try await explainer(
            DeploymentName(parts[1]), of: endpoint, loads(of: endpoint.name, open), open
        ).explanation
    }

    private func explainer(
        _ deployment: DeploymentName, of endpoint: OnlineEndpoint, _ loads: [EndpointLoad], _ open: OpenWorkspace
    ) async throws -> DeploymentExplainer {
        let details = try await open.call(
            DeploymentRoutes.show, ["endpoint": endpoint.name.rawValue, "deployment": deployment.rawValue])
        return DeploymentExplainer(details: details, endpoint: endpoint, load: ServingLoad(of: deployment, in: loads))
    }

    /// Of the last five minutes.
    private func loads(of endpoint: EndpointName, _ open: OpenWorkspace) async throws -> [EndpointLoad] {
        var loads: [EndpointLoad] = []
        try await open.engine.follow(
            EndpointRoutes.load, ["workspace": open.scope.workspace.rawValue], as: EndpointLoad.self
        ) { load in
            if load.endpoint == endpoint { loads.append(load) }
        }
        return loads
    }
}

extension String {
    /// Without colours (SGR), the only sequences that a line of a log keeps.
    fileprivate var withoutColours: String { replacing(#/\u{1B}\[[0-9;]*m/#, with: "") }
}
