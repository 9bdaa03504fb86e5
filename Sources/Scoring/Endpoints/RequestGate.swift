import Domain
import NIOCore

/// Decides from a request's head alone what becomes of it: refused, answered here, or handed to a deployment. Nothing
/// of a body is read into memory for somebody without a key.
struct RequestGate {
    enum Decision {
        case reply(HTTPReply)
        /// Somebody has to be asked for the answer, which is not on the way of scores.
        case later(@Sendable () async -> HTTPReply)
        case score(Assignment)
    }

    /// Which deployment a request goes to.
    struct Assignment {
        let endpoint: String
        /// The deployment the client named.
        let pin: String?
        let runtime: any ScoringRuntime
        let mirror: CompiledRoute.Mirror?
        /// What is kept of the request and its answer.
        let collector: PayloadCollector?
    }

    /// What a request is about, as far as its head says.
    struct Subject {
        var dialect = Dialect.azure
        /// The name and the version that the path called the model by.
        var model: DialectTarget.Model?
        /// Where the request is noted when it is one for scores of an endpoint there is.
        var accesses: AccessRing?
        var meter: TrafficMeter?
    }

    let state: ScoringState

    func decide(_ head: RequestHead, _ ids: RequestIDs, about subject: inout Subject) -> Decision {
        subject = Subject()
        let target = head.withBytes(head.path, RequestTarget.init)
        if case .dialect(_, let asked) = target { subject.dialect = asked.dialect }
        if let excess = ids.excess { return .reply(HTTPReply(431, message: excess)) }
        switch target {
        case .score(let endpoint):
            return score(endpoint, nil, head, &subject)
        case .dialect(let endpoint, let asked):
            return decide(endpoint, asked, head, &subject)
        case .serverHealth:
            return get(head) { .reply(HTTPReply(200, text: "Healthy")) }
        case .health(let endpoint):
            return get(head) { .reply(health(endpoint) ?? HTTPReply(200, text: "Healthy")) }
        case .swagger(let endpoint):
            return get(head) { swagger(endpoint, head) }
        case .metrics:
            return get(head) { .later { [state] in await state.metrics() } }
        case .unknown:
            return .reply(
                HTTPReply(
                    404, message: "nothing lives at this path; scoring is at /endpoints/NAME/score"))
        }
    }

    /// The deployment for a request that was accepted earlier and found its pool stopped.
    func reassign(_ assignment: Assignment, _ head: RequestHead) -> Decision {
        guard let route = state.route(assignment.endpoint) else { return .reply(unknown(assignment.endpoint)) }
        return assign(assignment.endpoint, head, pin: assignment.pin, on: route)
    }

    func get(_ head: RequestHead, _ answer: () -> Decision) -> Decision {
        switch head.method {
        case .get, .head: answer()
        default: .reply(HTTPReply(405, message: "Method not allowed", extraFields: "Allow: GET, HEAD\r\n"))
        }
    }

    /// Nil for an endpoint that answers.
    func health(_ endpoint: String) -> HTTPReply? {
        guard let route = state.route(endpoint) else { return unknown(endpoint) }
        guard !route.isHealthy else { return nil }
        return HTTPReply(503, message: "no deployment of endpoint '\(endpoint)' with traffic has a worker up")
    }

    private func swagger(_ endpoint: String, _ head: RequestHead) -> Decision {
        known(endpoint, head) { route in
            let pinned = head.deployment.flatMap { route.deployment(named: head.text($0))?.runtime }
            guard let runtime = pinned ?? route.firstLive else { return .reply(noTraffic(endpoint)) }
            let query = head.query.map(head.text) ?? ""
            let asked = query.split(separator: "&").first { $0.hasPrefix("version=") }.map { String($0.dropFirst(8)) }
            let version = asked ?? "2"
            return .later {
                if let document = await runtime.swagger(version: version) { return HTTPReply(json: document) }
                return HTTPReply(
                    404, message: "Swagger version [\(version)] is not valid. Supported versions: [2, 3, 3.1].")
            }
        }
    }

    /// `model` is what another dialect's path names.
    func score(
        _ endpoint: String, _ model: DialectTarget.Model?, _ head: RequestHead, _ subject: inout Subject
    ) -> Decision {
        guard let route = state.route(endpoint) else { return .reply(unknown(endpoint)) }
        subject.accesses = route.accesses
        subject.meter = route.meter
        let isAzure = subject.dialect == .azure
        switch head.method {
        case .post: break
        case .get where isAzure: break
        case .options where isAzure:
            var reply = HTTPReply(200, text: "")
            reply.extraFields = "Allow: GET, POST, OPTIONS\r\n"
            return .reply(reply)
        default:
            let allowed = isAzure ? "Allow: GET, POST, OPTIONS\r\n" : "Allow: POST\r\n"
            return .reply(HTTPReply(405, message: "Method not allowed", extraFields: allowed))
        }
        guard isAuthorised(head, route) else { return .reply(unauthorised(endpoint, head)) }
        let pin = head.deployment.flatMap { $0.isEmpty ? nil : head.text($0) }
        guard let model else { return assign(endpoint, head, pin: pin, on: route) }
        subject.model = model
        switch route.pin(for: model, of: endpoint, named: pin) {
        case .success(let pin): return assign(endpoint, head, pin: pin, on: route)
        case .failure(let fault): return .reply(HTTPReply(fault.status, message: fault.message))
        }
    }

    private func assign(
        _ endpoint: String, _ head: RequestHead, pin: String?, on route: CompiledRoute
    ) -> Decision {
        if let pin {
            guard let target = route.deployment(named: pin) else {
                let names = route.deploymentNames.joined(separator: ", ")
                return .reply(
                    HTTPReply(
                        404,
                        message: "endpoint '\(endpoint)' has no deployment '\(pin.neutralised)' that the "
                            + "azureml-model-deployment header could name; it has: \(names.isEmpty ? "none" : names)"))
            }
            return send(to: target, endpoint, pin: pin, mirror: nil, on: route)
        }
        let (target, mirror) = route.choose(head)
        guard let target else { return .reply(noTraffic(endpoint)) }
        return send(to: target, endpoint, pin: nil, mirror: mirror, on: route)
    }

    private func send(
        to target: CompiledRoute.Target, _ endpoint: String, pin: String?, mirror: CompiledRoute.Mirror?,
        on route: CompiledRoute
    ) -> Decision {
        switch target {
        case .runtime(let runtime):
            let collector = route.collectors.isEmpty ? nil : route.collectors[runtime.deployment]
            return .score(
                Assignment(endpoint: endpoint, pin: pin, runtime: runtime, mirror: mirror, collector: collector))
        case .absent(let deployment):
            deployment.wake()
            return .reply(HTTPReply(503, message: deployment.reason, extraFields: "Retry-After: 5\r\n"))
        }
    }

    // MARK: Keys

    func isAuthorised(_ head: RequestHead, _ route: CompiledRoute) -> Bool {
        guard let field = head.authorization else { return false }
        return head.withBytes(field) { bytes in
            let scheme: StaticString = "bearer "
            guard bytes.count > scheme.utf8CodeUnitCount else { return false }
            for index in 0..<scheme.utf8CodeUnitCount {
                guard bytes[index] | 0x20 == scheme.utf8Start[index] else { return false }
            }
            let key = UnsafeRawBufferPointer(rebasing: bytes[scheme.utf8CodeUnitCount...])
            let digest = KeyDigest(hashing: key)
            // All keys are looked at, so that the time does not tell which one matched.
            return route.route.keys.reduce(false) { found, key in key.matches(digest) || found }
        }
    }

    func unauthorised(_ endpoint: String, _ head: RequestHead) -> HTTPReply {
        let what = head.authorization == nil ? "the request has no key" : "the key of the request is not right"
        return HTTPReply(
            401,
            message: "\(what): send 'Authorization: Bearer KEY' with one of the keys of "
                + "'atelier online-endpoint get-credentials --name \(endpoint)'",
            extraFields: "WWW-Authenticate: Bearer\r\n")
    }

    func unknown(_ endpoint: String) -> HTTPReply {
        HTTPReply(
            404,
            message: "there is no online endpoint '\(endpoint.neutralised)' here; "
                + "'atelier online-endpoint list' shows those that exist")
    }

    func noTraffic(_ endpoint: String) -> HTTPReply {
        HTTPReply(
            404,
            message: "no deployment of endpoint '\(endpoint)' has a positive weight: give one traffic with "
                + "'atelier online-endpoint update --name \(endpoint) --traffic DEPLOYMENT=100', or name one in the "
                + "azureml-model-deployment header")
    }
}
