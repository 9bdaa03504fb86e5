import ControlAPI
import Domain
import Domain
import Engine
import Hummingbird

/// Routes of computes.
enum ComputeDoor {
    static func register(on router: Router<BasicRequestContext>, engine: Engine) {
        let computes = engine.computes
        router.on(ComputeRoutes.create) { request, spec in
            try await computes.create(spec, in: request.workspace, by: request.person)
        }
        router.on(ComputeRoutes.list) { try await computes.list(in: $0.workspace) }
        router.on(ComputeRoutes.show) { try await computes.show($0.id("compute"), in: $0.workspace) }
        router.on(ComputeRoutes.delete) { request in
            try await computes.delete(request.id("compute"), in: request.workspace, by: request.person)
        }
        router.on(CostRoutes.list) { request in
            guard let kind = CostKind(rawValue: request.text("by") ?? CostKind.compute.rawValue) else {
                throw AtelierError(
                    .invalidArgument, "'\((request.text("by") ?? "").neutralised)' is nothing costs are told by",
                    hint: "use \(CostKind.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return try await engine.costs.lines(kind, in: request.workspace)
        }
        router.on(ComputeRoutes.start) { request in
            try await computes.start(request.id("compute"), in: request.workspace, by: request.person)
        }
        router.on(ComputeRoutes.stop) { request in
            try await engine.jobs.stopInstance(request.id("compute"), in: request.workspace, by: request.person)
        }
        router.on(ComputeRoutes.drain) { request, change in
            try await computes.drain(
                request.id("compute"), node: change.node, isDraining: change.isDraining, in: request.workspace,
                by: request.person)
        }
    }
}
