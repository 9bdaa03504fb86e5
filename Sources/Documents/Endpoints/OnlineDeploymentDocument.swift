package import Domain

/// A deployment behind an online endpoint (`managedOnlineDeployment.schema.json`; a Kubernetes one is read the same
/// way). `name` and `endpoint_name` may come from flags.
package enum OnlineDeploymentDocument: Document {
    package struct Draft {
        var spec = OnlineDeploymentSpec(name: "", endpoint: "")
        var model: ModelFields.Draft?
        var code: String?
        var scoringScript: String?
    }

    package static let noun = "online deployment"
    package static let schemas: Set<String> = [
        "manageddeployment", "managedonlinedeployment", "kubernetesonlinedeployment", "onlinedeployment",
    ]
    private static let seconds = 0...1_000_000
    private static let counts = 1...1_000_000

    package static func blank() -> Draft { Draft() }

    package static var fields: [Field<Draft>] {
        [
            .readOnly("$schema"),
            .name("name", \.spec.name, rule: .endpoint("deployment"), required: true),
            .name("endpoint_name", \.spec.endpoint, rule: .endpoint("endpoint"), required: true),
            .custom("model", children: ModelFields.fields(isNamed: false).map(\.outline)) { draft, entry, reading in
                reading.model(entry.value, into: &draft)
            },
            .group(
                "code_configuration",
                [
                    .value("code", \.code, required: true) { $0.existingPath($1, "code", allowing: [.folder]) },
                    .text("scoring_script", \.scoringScript, required: true),
                ]),
            .custom("environment", children: EnvironmentFields.outline) { draft, entry, reading in
                draft.spec.environment = reading.environment(entry.value)
            },
            .textMap("environment_variables", \.spec.environmentVariables),
            .custom("instance_type", required: true) { draft, entry, reading in
                if let text = reading.text(entry.value, "instance_type") { draft.spec.instanceType = text }
            },
            .integer("instance_count", \.spec.instanceCount, in: 1...1000),
            .group(
                "request_settings",
                [
                    .integer(
                        "request_timeout_ms", \.spec.requestSettings.requestTimeoutMilliseconds, in: 1...180_000),
                    .integer(
                        "max_concurrent_requests_per_instance",
                        \.spec.requestSettings.maxConcurrentRequestsPerInstance, in: counts),
                    .integer("max_queue_wait_ms", \.spec.requestSettings.queueWaitLimit, in: 0...180_000),
                ]),
            .group("liveness_probe", probe(\.spec.livenessProbe)),
            .group("readiness_probe", probe(\.spec.readinessProbe)),
            .text("description", \.spec.description),
            .textMap("tags", \.spec.tags),
            .textMap("properties", \.spec.properties),
            .boolean("app_insights_enabled", \.spec.appInsightsEnabled).kept,
            .custom("type") { _, entry, reading in reading.deploymentType(entry.value) },
            .custom("scale_settings", children: ScaleFields.fields.map(\.outline)) { draft, entry, reading in
                draft.spec.scale = reading.scale(entry.value)
            },
            .value("data_collector", \.spec.dataCollection, children: CollectionFields.fields.map(\.outline)) {
                $0.dataCollection($1)
            },
            .ignored("egress_public_network_access"), .ignored("model_mount_path"),
            .ignored("private_network_connection"), .ignored("resources"),
            .choice("runtime", \.spec.runtime),
            .choice("accelerate", \.spec.accelerate),
            .value("rollout", \.spec.rollout, children: RolloutFields.fields.map(\.outline)) { RolloutFields.spec($1, $0) },
            .readOnly("id"), .readOnly("provisioning_state"), .readOnly("creation_context"),
        ]
    }

    private static func probe(_ path: WritableKeyPath<Draft, ProbeSettings>) -> [Field<Draft>] {
        [
            .integer("initial_delay", path.appending(path: \.initialDelay), in: seconds),
            .integer("period", path.appending(path: \.period), in: counts),
            .integer("timeout", path.appending(path: \.timeout), in: counts),
            .custom("success_threshold") { draft, entry, reading in
                guard let count = reading.integer(entry.value, "success_threshold", in: counts) else { return }
                draft[keyPath: path].successThreshold = count
                if count > 1 {
                    reading.diagnostics.warning(
                        "\"success_threshold\" is \(count): one success is enough here", at: entry.value.position)
                }
            },
            .integer("failure_threshold", path.appending(path: \.failureThreshold), in: counts),
        ]
    }

    /// What a cluster gives a deployment that asks for no instance type.
    package static let clusterInstanceType = "defaultinstancetype"

    private static func isKubernetes(_ root: DocumentNode) -> Bool {
        root["type"]?.scalar?.text.lowercased() == "kubernetes"
    }

    /// A cluster has instance types of its own making, and one for who names none.
    package static func waived(in root: DocumentNode) -> Set<String> {
        isKubernetes(root) ? ["instance_type"] : []
    }

    package static func finish(_ draft: Draft, root: DocumentNode, reading: Reading) -> OnlineDeploymentSpec {
        var spec = draft.spec
        if let node = root["instance_type"], !node.isNull {
            if !isKubernetes(root) { _ = reading.size(node, "instance_type") }
        } else if isKubernetes(root) {
            spec.instanceType = clusterInstanceType
        }
        if let model = draft.model {
            spec.model = .inline(ModelFields.spec(model, name: ModelName("\(spec.endpoint)-\(spec.name)")))
        }
        if let code = draft.code, let script = draft.scoringScript {
            let node = root["code_configuration"]?["scoring_script"] ?? root
            let path = FilePlace.absolute(script, in: code)
            if FilePlace.kind(of: path) != .file || !path.hasPrefix(code + "/") {
                reading.diagnostics.error("there is no file '\(script)' in '\(code)'", at: node.position)
            }
            spec.code = CodeConfiguration(code: code, scoringScript: script)
        }
        return spec
    }
}

extension Reading {
    /// A reference, or a map. A map without a path names a model that is registered already.
    fileprivate func model(_ node: DocumentNode, into draft: inout OnlineDeploymentDocument.Draft) {
        guard node.entries != nil else {
            if let reference = assetReference(node, "model") { draft.spec.model = .registered(reference) }
            return
        }
        var model = ModelFields.Draft()
        fill(&model, from: node, with: ModelFields.fields(isNamed: false), noun: "the model")
        if node["path"] != nil {
            draft.model = model
        } else if let name = model.name {
            let selector = model.version.map { AssetReference.Selector.version($0) } ?? .label("latest")
            draft.spec.model = .registered(AssetReference(name: name.rawValue, selector: selector))
        } else {
            diagnostics.error("the model has neither a path nor a name", at: node.position)
        }
    }

    fileprivate func deploymentType(_ node: DocumentNode) {
        guard let text = text(node, "type")?.lowercased(), text != "managed" else { return }
        if text == "kubernetes" {
            diagnostics.warning("a kubernetes deployment runs here as a managed one", at: node.position)
        } else {
            reportChoice(text, "type", among: ["managed", "kubernetes"], at: node.position)
        }
    }
}
