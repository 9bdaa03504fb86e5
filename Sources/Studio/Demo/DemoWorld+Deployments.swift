import ControlAPI
import Domain
import FoundationEssentials

extension DemoWorld {
    /// A model version in the colour that takes no requests, like the deployment that serves now.
    mutating func deploy(_ wish: ModelDeployment, to name: EndpointName) throws -> OnlineDeployment {
        let endpoint = endpoints[try index(ofEndpoint: name)]
        let model = try model(wish.model)
        let own = deployments(of: name)
        let serving = own.first { $0.name == endpoint.traffic.live.max { endpoint.traffic[$0] < endpoint.traffic[$1] } }
        guard let serving = serving ?? own.first else {
            throw AtelierError(
                .invalidState, "endpoint \(name) has no deployment to take code and environment from",
                hint: "create its first with 'atelier online-deployment create'", subject: "endpoint \(name)")
        }
        let colours: [DeploymentName] = ["blue", "green"]
        let idle = colours.first { endpoint.traffic[$0] == 0 && endpoint.mirrorTraffic[$0] == 0 }
        guard let colour = wish.deployment ?? idle else {
            throw AtelierError(
                .conflict, "blue and green of endpoint \(name) both take requests",
                hint: "take the traffic from one of them, or name another deployment", subject: "endpoint \(name)")
        }
        guard endpoint.traffic[colour] == 0, endpoint.mirrorTraffic[colour] == 0 else {
            throw AtelierError(
                .invalidState, "deployment \(colour) takes \(endpoint.traffic[colour]) % of endpoint \(name)'s traffic",
                hint: "choose one that takes no requests", subject: "deployment \(name)/\(colour)")
        }
        var spec = serving.spec
        spec.name = colour
        spec.model = .registered(AssetReference(name: model.name.rawValue, selector: .version(model.version)))
        return try make(spec, allTraffic: false)
    }

    mutating func make(_ spec: OnlineDeploymentSpec, allTraffic: Bool) throws -> OnlineDeployment {
        _ = try index(ofEndpoint: spec.endpoint)
        try NameRule.endpoint("deployment").check(spec.name.rawValue)
        guard VMSize.named(spec.instanceType) != nil else {
            throw AtelierError(
                .invalidArgument, "there is no instance type '\(spec.instanceType.neutralised)'",
                hint: Self.suggestion(spec.instanceType, VMSize.catalogue.map(\.name)))
        }
        var model: AssetReference?
        if case .registered(let reference) = spec.model {
            let version = try self.model(reference)
            model = AssetReference(name: version.name.rawValue, selector: .version(version.version))
        }
        let old = deployments.firstIndex {
            $0.deployment.endpoint == spec.endpoint && $0.deployment.name == spec.name
        }
        if let old, deployments[old].isReadyAt != nil {
            throw AtelierError(
                .conflict, "deployment \(spec.name) is being made; one change at a time",
                hint: "wait for it, or delete the deployment to give it up",
                subject: "deployment \(spec.endpoint)/\(spec.name)")
        }
        let random = DemoRandom(seed, for: "\(spec.endpoint)/\(spec.name)/\(events.count)")
        let made = OnlineDeployment(
            workspace: workspace, spec: spec, provisioningState: old == nil ? .creating : .updating,
            reason: "starting \(spec.instanceCount == 1 ? "1 worker" : "\(spec.instanceCount) workers")", model: model,
            code: ContentHash(rawValue: random.digits(64)), environment: ContentHash(rawValue: random.digits(64)),
            creation: old.map { deployments[$0].deployment.creation.modified(at: now, by: user) }
                ?? CreationContext(at: now, by: user))
        let fresh = DemoDeployment(
            deployment: made,
            phases: [DeploymentPhase(name: made.reason ?? "starting", startedAt: now)],
            isReadyAt: now.addingTimeInterval(8), takesAllTraffic: allTraffic)
        if let old { deployments[old] = fresh } else { deployments.append(fresh) }
        note(
            "deployment.\(made.provisioningState.rawValue.lowercased())", "deployment",
            "\(spec.endpoint)/\(spec.name)", message: model.map { "with \($0)" })
        return made
    }

    mutating func delete(_ name: DeploymentName, of endpointName: EndpointName) throws -> Deletion {
        let index = try index(ofDeployment: name, of: endpointName)
        let endpoint = endpoints[try self.index(ofEndpoint: endpointName)]
        let share = max(endpoint.traffic[name], endpoint.mirrorTraffic[name])
        guard share == 0 else {
            throw AtelierError(
                .invalidState, "deployment \(name) has \(share) % of the traffic of endpoint \(endpointName)",
                hint: "move it first with 'atelier online-endpoint update --name \(endpointName) --traffic'",
                subject: "deployment \(endpointName)/\(name)")
        }
        let gone = deployments[index]
        return discard("deployment", "\(endpointName)/\(name)") { world in
            world.deployments.removeAll { $0.deployment.name == name && $0.deployment.endpoint == endpointName }
            return { $0.deployments.insert(gone, at: min(index, $0.deployments.count)) }
        }
    }

    func log(of deployment: DemoDeployment, lines: Int) -> LogTail {
        let name = deployment.deployment.name
        if let diagnosis = deployment.diagnosis {
            return LogTail(text: diagnosis.logTail.suffix(lines).map { $0 + "\n" }.joined())
        }
        let entries = accessEntries(of: deployment.deployment.endpoint, limit: lines * 3)
            .filter { $0.deployment == name }.suffix(lines)
        let style = Date.ISO8601FormatStyle()
        return LogTail(
            text: entries.map { entry in
                "\(entry.at.formatted(style)) worker \(1 + entry.sequence % 2) - POST /score \(entry.status) "
                    + "\(DemoLog.decimal(entry.milliseconds, 1)) ms\n"
            }.joined())
    }
}
