import ControlAPI
import Domain

extension DemoRouter {
    mutating func registerEndpoints() {
        on(EndpointRoutes.create) { world, _, spec in try world.create(spec) }
        on(EndpointRoutes.list) { world, request, _ in
            _ = try world.require(workspace: request.workspace)
            return world.endpoints.map(world.details)
        }
        on(EndpointRoutes.show) { world, request, _ in
            world.details(of: world.endpoints[try world.index(ofEndpoint: request.id("endpoint"))])
        }
        on(EndpointRoutes.update) { world, request, change in try world.update(request.id("endpoint"), change) }
        on(EndpointRoutes.delete) { world, request, _ in
            try world.delete(request.id("endpoint") as EndpointName)
        }
        on(EndpointRoutes.credentials) { world, request, _ in
            let index = try world.index(ofEndpoint: request.id("endpoint"))
            return world.keys[world.endpoints[index].name] ?? world.newKeys()
        }
        on(EndpointRoutes.regenerateKey) { world, request, change in
            let name = world.endpoints[try world.index(ofEndpoint: request.id("endpoint"))].name
            let fresh = world.newKeys()
            var keys = world.keys[name] ?? fresh
            switch change.slot {
            case .primary: keys.primary = fresh.primary
            case .secondary: keys.secondary = fresh.secondary
            }
            world.keys[name] = keys
            world.note("endpoint.key.regenerated", "endpoint", name.rawValue, message: "the \(change.slot.rawValue) key")
            return keys
        }
        on(EndpointRoutes.revisions) { world, request, _ in
            let name: EndpointName = request.id("endpoint")
            _ = try world.index(ofEndpoint: name)
            return world.revisions.filter { $0.endpoint == name }.sorted { $0.number > $1.number }
        }
        on(EndpointRoutes.rollback) { world, request, rollback in
            try world.rollBack(request.id("endpoint"), to: rollback.revision)
        }
        on(EndpointRoutes.access) { world, request, _ in
            let name: EndpointName = request.id("endpoint")
            _ = try world.index(ofEndpoint: name)
            let after = Int64(try request.number("after") ?? 0)
            let limit = try request.number("limit") ?? 100
            return world.accessEntries(of: name, limit: limit).filter { $0.sequence > after }
        }
        on(EndpointRoutes.deploy) { world, request, wish in try world.deploy(wish, to: request.id("endpoint")) }

        on(RolloutRoutes.show) { world, request, _ in try world.rolloutReport(of: request.id("endpoint")) }
        on(RolloutRoutes.start) { world, request, start in
            try world.startRollout(start, on: request.id("endpoint"))
        }
        on(RolloutRoutes.change) { world, request, change in try world.change(change, on: request.id("endpoint")) }
        stream(RolloutRoutes.feed) { world, request in
            let name: EndpointName = request.id("endpoint")
            _ = try world.rolloutReport(of: name)
            return DemoRolloutFeed(of: name, isFollowing: request.flag("follow"))
        }

        on(DeploymentRoutes.create) { world, _, wish in
            try world.make(wish.spec, allTraffic: wish.allTraffic)
        }
        on(DeploymentRoutes.list) { world, request, _ in
            let name: EndpointName = request.id("endpoint")
            _ = try world.index(ofEndpoint: name)
            return world.deployments(of: name)
        }
        for route in [DeploymentRoutes.show, DeploymentRoutes.wait] {
            on(route) { world, request, _ in
                world.deployments[
                    try world.index(ofDeployment: request.id("deployment"), of: request.id("endpoint"))
                ].details
            }
        }
        on(DeploymentRoutes.delete) { world, request, _ in
            try world.delete(request.id("deployment"), of: request.id("endpoint"))
        }
        on(DeploymentRoutes.logs) { world, request, _ in
            let index = try world.index(ofDeployment: request.id("deployment"), of: request.id("endpoint"))
            return world.log(of: world.deployments[index], lines: try request.number("lines") ?? 50)
        }
    }
}
