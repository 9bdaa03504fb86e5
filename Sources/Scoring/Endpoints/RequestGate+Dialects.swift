import Domain
import NIOCore

/// What the other dialects' paths ask for. Health needs no key, as Azure's does not; what is said of a model does.
extension RequestGate {
    func decide(
        _ endpoint: String, _ target: DialectTarget, _ head: RequestHead, _ subject: inout Subject
    ) -> Decision {
        switch target.ask {
        case .score(let model):
            return score(endpoint, model, head, &subject)
        case .live:
            return get(head) {
                state.route(endpoint) == nil ? .reply(unknown(endpoint)) : .reply(HTTPReply(json: ["live": true]))
            }
        case .ready:
            return get(head) { .reply(health(endpoint) ?? ready(target.dialect)) }
        case .server:
            return get(head) {
                state.route(endpoint) == nil ? .reply(unknown(endpoint)) : .reply(HTTPReply(json: Self.server))
            }
        case .version:
            return get(head) { .reply(HTTPReply(200, text: "atelier")) }
        case .index:
            guard head.method != .post else { return known(endpoint, head) { index($0) } }
            return get(head) { known(endpoint, head) { index($0) } }
        case .models:
            return get(head) {
                known(endpoint, head) { route in
                    .reply(HTTPReply(json: ["models": .array(([endpoint] + route.deploymentNames).map { .string($0) })]))
                }
            }
        case .model(let model), .modelReady(let model):
            return get(head) {
                about(model, of: endpoint, head) { route, runtime in
                    if case .model = target.ask { return metadata(model, of: endpoint, route, runtime) }
                    return readiness(model, runtime)
                }
            }
        case .statistics(let model):
            return get(head) { known(endpoint, head) { statistics(model, of: endpoint, $0) } }
        case .explain:
            return .reply(HTTPReply(501, message: "nothing here explains predictions; ask ':predict'"))
        case .nothing:
            return .reply(HTTPReply(404, message: "nothing lives at this path of endpoint '\(endpoint.neutralised)'"))
        }
    }

    private static let server: JSONValue = [
        "name": "atelier", "version": "1", "extensions": ["binary_tensor_data", "model_repository", "statistics"],
    ]

    private func ready(_ dialect: Dialect) -> HTTPReply {
        dialect == .openInference ? HTTPReply(json: ["ready": true]) : HTTPReply(200, text: "\n")
    }

    func known(_ endpoint: String, _ head: RequestHead, _ answer: (CompiledRoute) -> Decision) -> Decision {
        guard let route = state.route(endpoint) else { return .reply(unknown(endpoint)) }
        guard isAuthorised(head, route) else { return .reply(unauthorised(endpoint, head)) }
        return answer(route)
    }

    private func about(
        _ model: DialectTarget.Model, of endpoint: String, _ head: RequestHead,
        _ answer: (CompiledRoute, (any ScoringRuntime)?) -> Decision
    ) -> Decision {
        known(endpoint, head) { route in
            switch route.pin(for: model, of: endpoint, named: nil) {
            case .success(let pin):
                return answer(route, pin.map { route.deployment(named: $0)?.runtime } ?? route.firstLive)
            case .failure(let fault): return .reply(HTTPReply(fault.status, message: fault.message))
            }
        }
    }

    // MARK: Answers

    private func index(_ route: CompiledRoute) -> Decision {
        .reply(HTTPReply(json: .array(route.deploymentNames.map { name in
            var entry: [String: JSONValue] = ["name": .string(name)]
            switch route.deployment(named: name) {
            case .runtime(let runtime):
                entry["version"] = .string(CompiledRoute.version(of: runtime))
                entry["state"] = runtime.isReady ? "READY" : "LOADING"
                entry["reason"] = ""
            case .absent(let deployment):
                entry["state"] = "UNAVAILABLE"
                entry["reason"] = .string(deployment.reason)
            case nil: break
            }
            return .object(entry)
        })))
    }

    private func readiness(_ model: DialectTarget.Model, _ runtime: (any ScoringRuntime)?) -> Decision {
        guard runtime?.isReady == true else {
            return .reply(HTTPReply(503, message: "model '\(model.name)' is not ready"))
        }
        return .reply(HTTPReply(json: ["name": .string(model.name), "ready": true]))
    }

    private func metadata(
        _ model: DialectTarget.Model, of endpoint: String, _ route: CompiledRoute, _ runtime: (any ScoringRuntime)?
    ) -> Decision {
        guard let runtime else { return .reply(noTraffic(endpoint)) }
        let versions = model.version.map { [$0] } ?? route.versions(of: model.name == endpoint ? nil : model.name)
        return .later {
            let description = await runtime.description()
            func tensors(_ specs: [TensorSpec]?) -> JSONValue {
                .array((specs ?? []).map { spec in
                    [
                        "name": .string(spec.name), "datatype": .string(spec.type.rawValue),
                        "shape": .array(spec.shape.map { .int(Int64($0 ?? -1)) }),
                    ]
                })
            }
            return HTTPReply(json: [
                "name": .string(model.name), "versions": .array(versions.map { .string($0) }),
                "platform": .string(description.platform), "inputs": tensors(description.signature?.inputs),
                "outputs": tensors(description.signature?.outputs),
            ])
        }
    }

    private func statistics(
        _ model: DialectTarget.Model?, of endpoint: String, _ route: CompiledRoute
    ) -> Decision {
        var wanted: String?
        if let model {
            switch route.pin(for: model, of: endpoint, named: nil) {
            case .success(let pin): wanted = pin
            case .failure(let fault): return .reply(HTTPReply(fault.status, message: fault.message))
            }
        }
        let tallies = route.meter.snapshot().filter { wanted == nil || $0.deployment?.rawValue == wanted }
        let deployments = Dictionary(grouping: tallies) { $0.deployment?.rawValue }
        return .reply(HTTPReply(json: ["model_stats": .array(deployments.keys.compactMap(\.self).sorted().map { name in
            let version = route.deployment(named: name)?.runtime.map(CompiledRoute.version) ?? "1"
            return TrafficMeter.tritonStatistics(deployments[name] ?? [], name: name, version: version)
        })]))
    }
}
