import ControlAPI
import Domain
import Engine
import Hummingbird
import ServiceLifecycle

/// Routes of the rollouts of online endpoints.
enum RolloutDoor {
    static func register(on router: Router<BasicRequestContext>, engine: Engine) {
        let endpoints = engine.endpoints
        router.on(RolloutRoutes.show) { try await endpoints.rollout(of: $0.id("endpoint"), in: $0.workspace) }
        router.on(RolloutRoutes.start) { request, start in
            try await endpoints.startRollout(
                start.spec, of: start.deployment, on: request.id("endpoint"), in: request.workspace, by: request.person)
        }
        router.on(RolloutRoutes.change) { request, change in
            try await endpoints.act(
                change.action, onRolloutOf: change.deployment, on: request.id("endpoint"), in: request.workspace,
                by: request.person)
        }
        router.feed(RolloutRoutes.feed) { request in
            try await endpoints.rolloutReports(
                of: request.id("endpoint"), in: request.workspace, follow: request.flag("follow")
            ).cancelOnGracefulShutdown()
        }
    }
}
