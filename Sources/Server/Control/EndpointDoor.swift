import ControlAPI
import Domain
import Engine
import Hummingbird
import ServiceLifecycle

/// Routes of online endpoints and their deployments.
enum EndpointDoor {
    static func register(on router: Router<BasicRequestContext>, engine: Engine) {
        registerEndpoints(on: router, engine)
        registerDeployments(on: router, engine)
    }

    private static func registerEndpoints(on router: Router<BasicRequestContext>, _ engine: Engine) {
        let endpoints = engine.endpoints
        let details = { @Sendable in Self.details(of: $0, engine) }
        router.on(EndpointRoutes.create) { request, spec in
            details(try await endpoints.create(spec, in: request.workspace, by: request.person))
        }
        router.on(EndpointRoutes.list) { try await endpoints.list(in: $0.workspace).map(details) }
        router.on(EndpointRoutes.show) { details(try await endpoints.show($0.id("endpoint"), in: $0.workspace)) }
        router.on(EndpointRoutes.update) { request, change in
            details(
                try await endpoints.update(request.id("endpoint"), change, in: request.workspace, by: request.person))
        }
        router.on(EndpointRoutes.delete) { request in
            try await endpoints.delete(request.id("endpoint"), in: request.workspace, by: request.person)
        }
        router.on(EndpointRoutes.credentials) {
            try await endpoints.credentials(of: $0.id("endpoint"), in: $0.workspace)
        }
        router.on(EndpointRoutes.regenerateKey) { request, change in
            try await endpoints.regenerateKey(
                change.slot, of: request.id("endpoint"), in: request.workspace, by: request.person)
        }
        router.on(EndpointRoutes.revisions) {
            try await endpoints.revisions(of: $0.id("endpoint"), in: $0.workspace)
        }
        router.feed(EndpointRoutes.load) { request in
            let workspace = try await engine.workspaces.show(request.workspace).name
            return await endpoints.loads.loads(of: workspace, follow: request.flag("follow"))
                .cancelOnGracefulShutdown()
        }
        router.on(EndpointRoutes.access) { request in
            try await endpoints.accesses(
                of: request.id("endpoint"), in: request.workspace, after: request.number("after") ?? 0,
                limit: Int(request.number("limit") ?? 1000))
        }
        router.on(EndpointRoutes.deploy) { request, wish in
            try await endpoints.deploy(
                wish.model, to: request.id("endpoint"), as: wish.deployment, in: request.workspace, by: request.person)
        }
        router.on(EndpointRoutes.rollback) { request, rollback in
            details(
                try await endpoints.rollback(
                    request.id("endpoint"), to: rollback.revision, ifRevision: rollback.ifRevision,
                    in: request.workspace, by: request.person))
        }
    }

    static func details(of endpoint: OnlineEndpoint, _ engine: Engine) -> EndpointDetails {
        EndpointDetails(
            endpoint: endpoint, scoringURI: engine.addresses.scoringURI(of: endpoint.name),
            openapiURI: engine.addresses.openapiURI(of: endpoint.name))
    }

    private static func registerDeployments(on router: Router<BasicRequestContext>, _ engine: Engine) {
        let endpoints = engine.endpoints
        router.on(DeploymentRoutes.create) { request, creation in
            try await endpoints.deploy(
                creation.spec, allTraffic: creation.allTraffic, keepingParts: creation.keepsParts ?? false,
                in: request.workspace, by: request.person)
        }
        router.on(DeploymentRoutes.list) {
            try await endpoints.listDeployments(of: $0.id("endpoint"), in: $0.workspace)
        }
        router.on(DeploymentRoutes.show) { try await details(of: $0, endpoints) }
        router.on(DeploymentRoutes.delete) { request in
            try await endpoints.deleteDeployment(
                request.id("deployment"), of: request.id("endpoint"), in: request.workspace, by: request.person)
        }
        router.on(DeploymentRoutes.wait) { request in
            let name: DeploymentName = try request.id("deployment")
            let endpoint: EndpointName = try request.id("endpoint")
            let workspace = try request.workspace
            let limit = Duration.seconds(try request.number("seconds") ?? 30)
            _ = try await within(limit, of: engine.context.clock) {
                try await endpoints.waitUntilSettled(name, of: endpoint, in: workspace, atMost: limit)
            }
            return try await details(of: request, endpoints)
        }
        router.on(DeploymentRoutes.logs) { request in
            let lines = try await endpoints.logs(
                of: request.id("deployment"), request.id("endpoint"), in: request.workspace,
                lines: Int(request.number("lines") ?? 5000))
            return LogTail(text: lines.map { $0 + "\n" }.joined())
        }
    }

    private static func details(
        of request: ControlRequest, _ endpoints: EndpointCatalog
    ) async throws -> DeploymentDetails {
        let name: DeploymentName = try request.id("deployment")
        let endpoint: EndpointName = try request.id("endpoint")
        let workspace = try request.workspace
        return DeploymentDetails(
            deployment: try await endpoints.showDeployment(name, of: endpoint, in: workspace),
            phases: try await endpoints.phases(of: name, endpoint, in: workspace),
            diagnosis: try await endpoints.diagnosis(of: name, endpoint, in: workspace),
            workers: try await endpoints.workers(of: name, endpoint, in: workspace))
    }
}
