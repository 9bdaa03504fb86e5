import ControlAPI
import Domain
import FoundationEssentials

/// What people do to endpoints and their deployments.
extension DemoWorld {
    /// Writes a new traffic and the revision that tells it.
    mutating func changeTraffic(
        _ index: Int, _ traffic: TrafficSplit, _ mirror: MirrorSplit, reason: String, by person: String
    ) {
        let before = endpoints[index]
        endpoints[index].traffic = traffic
        endpoints[index].mirrorTraffic = mirror
        endpoints[index].revision += 1
        endpoints[index].creation = before.creation.modified(at: now, by: person)
        let after = endpoints[index]
        revisions.append(
            EndpointRevision(
                endpoint: after.name, number: after.revision, traffic: traffic, mirrorTraffic: mirror, at: now,
                by: person, reason: reason))
        let mirrored = mirror.target == nil ? "" : ", mirrored \(mirror)"
        note(
            "endpoint.traffic", "endpoint", after.name.rawValue, by: person,
            message: "revision \(after.revision): \(traffic)\(mirrored) (\(reason))", before: before.trafficValue,
            after: after.trafficValue)
    }

    mutating func update(_ name: EndpointName, _ change: EndpointChange) throws -> EndpointDetails {
        let index = try index(ofEndpoint: name)
        let traffic = change.traffic ?? endpoints[index].traffic
        let mirror = change.mirrorTraffic ?? endpoints[index].mirrorTraffic
        if let split = change.traffic { try check(split.weights, of: name) }
        if let split = change.mirrorTraffic { try check(split.weights, of: name) }
        if let shadow = mirror.target, traffic[shadow] > 0 {
            throw AtelierError(
                .invalidArgument,
                "deployment \(shadow) cannot have live traffic (\(traffic[shadow]) %) and mirrored traffic at once",
                hint: "end the mirroring with --mirror-traffic \"\(shadow)=0\", or take its live traffic away")
        }
        if change.traffic != nil || change.mirrorTraffic != nil, let rollout = endpoints[index].rollout, rollout.isActive {
            throw AtelierError(
                .conflict, "endpoint \(name) is in a rollout of \(rollout.deployment), \(rollout.stepText)",
                hint: "end it first")
        }
        endpoints[index].description = change.description ?? endpoints[index].description
        endpoints[index].tags = change.tags ?? endpoints[index].tags
        endpoints[index].properties = change.properties ?? endpoints[index].properties
        if traffic != endpoints[index].traffic || mirror != endpoints[index].mirrorTraffic {
            changeTraffic(index, traffic, mirror, reason: change.reason ?? "update", by: user)
        } else {
            endpoints[index].creation = endpoints[index].creation.modified(at: now, by: user)
            note("endpoint.updated", "endpoint", name.rawValue)
        }
        return details(of: endpoints[index])
    }

    private func check(_ weights: [DeploymentName: Int], of endpoint: EndpointName) throws {
        let known = deployments(of: endpoint)
        for name in weights.keys.sorted() {
            guard let deployment = known.first(where: { $0.name == name }) else {
                let names = known.map(\.name.rawValue).sorted().joined(separator: ", ")
                throw AtelierError(
                    .invalidArgument, "endpoint \(endpoint) has no deployment \(name.rawValue.neutralised)",
                    hint: names.isEmpty ? "create one with 'atelier online-deployment create'" : "it has \(names)")
            }
            guard weights[name, default: 0] > 0, deployment.provisioningState != .succeeded else { continue }
            throw deployment.provisioningState == .failed
                ? AtelierError(
                    .invalidState, "deployment \(name) failed, so it gets no traffic",
                    hint: "see 'atelier online-deployment get-logs --name \(name)'")
                : AtelierError(
                    .invalidState, "deployment \(name) is not ready yet (\(deployment.provisioningState.rawValue))",
                    hint: "wait for it, then give it traffic")
        }
    }

    mutating func rollBack(_ name: EndpointName, to number: Int?) throws -> EndpointDetails {
        let index = try index(ofEndpoint: name)
        let own = revisions.filter { $0.endpoint == name }
        let current = endpoints[index]
        if number == nil, let rollout = current.rollout, rollout.isActive {
            endRollout(index, because: "\(user) rolled the traffic back")
            changeTraffic(index, rollout.trafficBefore, rollout.mirrorBefore, reason: "rollback of the rollout", by: user)
            return details(of: endpoints[index])
        }
        let revision: EndpointRevision
        if let number {
            guard let found = own.first(where: { $0.number == number }) else {
                throw AtelierError(
                    .notFound, "endpoint \(name) has no revision \(number)",
                    hint: own.isEmpty ? "its traffic was never set" : "it has 1 to \(own.map(\.number).max() ?? 0)")
            }
            revision = found
        } else {
            guard let earlier = own.last(where: {
                $0.number < current.revision && $0.traffic != current.traffic
            }) else {
                throw AtelierError(
                    .invalidState, "endpoint \(name) has no earlier traffic to go back to",
                    hint: "see 'atelier online-endpoint revisions --name \(name)'")
            }
            revision = earlier
        }
        guard revision.traffic != current.traffic || revision.mirrorTraffic != current.mirrorTraffic else {
            throw AtelierError(
                .invalidState,
                "the traffic of endpoint \(name) is that of revision \(revision.number) already",
                hint: "see 'atelier online-endpoint revisions --name \(name)'")
        }
        let names = Set(deployments(of: name).map(\.name))
        if let gone = revision.traffic.live.first(where: { !names.contains($0) }) {
            throw AtelierError(
                .invalidState, "revision \(revision.number) (\(revision.traffic)) needs deployment \(gone), which is gone",
                hint: "create \(gone) again, or choose another revision")
        }
        changeTraffic(
            index, revision.traffic, revision.mirrorTraffic.keeping(names),
            reason: "rollback to revision \(revision.number)", by: user)
        return details(of: endpoints[index])
    }

    mutating func create(_ spec: OnlineEndpointSpec) throws -> EndpointDetails {
        try NameRule.endpoint("endpoint").check(spec.name.rawValue)
        guard !endpoints.contains(where: { $0.name == spec.name }) else {
            throw AtelierError(
                .alreadyExists, "endpoint \(spec.name) exists already",
                hint: "change it with 'atelier online-endpoint update'", subject: "endpoint \(spec.name)")
        }
        endpoints.append(
            OnlineEndpoint(
                workspace: workspace, name: spec.name, authMode: spec.authMode, description: spec.description,
                tags: spec.tags, properties: spec.properties, provisioningState: .succeeded,
                creation: CreationContext(at: now, by: user)))
        keys[spec.name] = newKeys()
        note("endpoint.created", "endpoint", spec.name.rawValue)
        return details(of: endpoints[endpoints.count - 1])
    }

    mutating func newKeys() -> EndpointKeys {
        EndpointKeys(
            primary: DemoRandom(luck.next()).digits(64), secondary: DemoRandom(luck.next()).digits(64))
    }

    mutating func delete(_ name: EndpointName) throws -> Deletion {
        let index = try index(ofEndpoint: name)
        return discard("endpoint", name.rawValue) { world in
            let gone = (
                world.endpoints.filter { $0.name == name }, world.keys.removeValue(forKey: name),
                world.deployments.filter { $0.deployment.endpoint == name },
                world.revisions.filter { $0.endpoint == name })
            world.endpoints.removeAll { $0.name == name }
            world.deployments.removeAll { $0.deployment.endpoint == name }
            world.revisions.removeAll { $0.endpoint == name }
            return { world in
                world.endpoints.insert(contentsOf: gone.0, at: min(index, world.endpoints.count))
                world.keys[name] = gone.1
                world.deployments += gone.2
                world.revisions += gone.3
            }
        }
    }
}

extension OnlineEndpoint {
    /// What the journal keeps of its traffic.
    var trafficValue: JSONValue {
        func map(_ weights: [DeploymentName: Int]) -> JSONValue {
            .object(Dictionary(uniqueKeysWithValues: weights.map { ($0.rawValue, .int(Int64($1))) }))
        }
        return [
            "revision": .int(Int64(revision)), "traffic": map(traffic.weights),
            "mirror_traffic": map(mirrorTraffic.weights),
        ]
    }
}
