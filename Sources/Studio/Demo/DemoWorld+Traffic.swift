import Domain
import FoundationEssentials

/// The requests that endpoints answer: functions of the time and of the traffic that was in force then.
extension DemoWorld {
    func load(of endpoint: OnlineEndpoint, at time: Date) -> EndpointLoad {
        let random = DemoRandom(seed, for: endpoint.name.rawValue)
        let second = time.timeIntervalSince1970
        let split = revisions.last { $0.endpoint == endpoint.name && $0.at <= time }
        let traffic = split?.traffic ?? TrafficSplit()
        let mirror = split?.mirrorTraffic ?? MirrorSplit()
        let rate = (12 + 60 * random.share(at: 1)) * (1 + 0.35 * random.wobble(at: second / 25))
        return EndpointLoad(
            endpoint: endpoint.name, at: time,
            deployments: deployments(of: endpoint.name).map { deployment in
                let share = Double(max(traffic[deployment.name], mirror[deployment.name])) / 100
                return load(of: deployment, rate: deployment.provisioningState == .succeeded ? rate * share : 0, second)
            })
    }

    private func load(of deployment: OnlineDeployment, rate: Double, _ second: Double) -> DeploymentLoad {
        let random = DemoRandom(seed, for: "\(deployment.endpoint)/\(deployment.name)")
        let base = latency(of: deployment)
        let asked = rate > 0.05
        let jitter = 1 + 0.22 * random.wobble(at: second / 6)
        let failing = max(0, random.wobble(at: second / 45) - 0.55) * rate * 0.2
        let isUp = deployment.provisioningState == .succeeded
        let workers = (0..<(isUp ? deployment.spec.instanceCount : 0)).map { index in
            let place = DemoRandom(random.bits(at: index + 20))
            return WorkerLoad(
                pid: Int32(30_000 + place.bits(at: 0) % 9000),
                state: asked && place.noise(at: Int(second)) > -0.2 ? "busy" : "ready",
                memory: ByteCount(210_000_000 + Int64(place.share(at: 1) * 60_000_000)),
                processors: min(1, rate * base / 1000 / Double(max(1, deployment.spec.instanceCount))),
                startedAt: deployment.creation.lastModifiedAt.addingTimeInterval(6),
                restarts: place.bits(at: 2) % 11 == 0 ? 1 : 0)
        }
        return DeploymentLoad(
            deployment: deployment.name, requestsPerSecond: rate, errorsPerSecond: failing,
            p50: asked ? base * jitter : nil, p95: asked ? base * jitter * 2.4 : nil,
            p99: asked ? base * jitter * (4.1 + random.wobble(at: second / 11)) : nil,
            inFlight: asked ? max(0, Int(rate * base / 700 + random.noise(at: Int(second)))) : 0,
            queued: rate > 60 && random.noise(at: Int(second) + 9) > 0.5 ? 2 : 0, workers: workers)
    }

    /// Milliseconds.
    private func latency(of deployment: OnlineDeployment) -> Double {
        7 + 26 * DemoRandom(seed, for: "latency \(deployment.endpoint)/\(deployment.name)").share(at: 0)
    }

    /// The newest requests, oldest first.
    func accessEntries(of name: EndpointName, limit: Int) -> [AccessEntry] {
        guard let endpoint = endpoints.first(where: { $0.name == name }), !endpoint.traffic.live.isEmpty else {
            return []
        }
        let random = DemoRandom(seed, for: "access \(name)")
        let every = 0.4 + random.share(at: 0)
        let count = Int(now.timeIntervalSince(startedAt) / every)
        return (max(1, count - limit + 1)..<max(1, count) + 1).filter { $0 <= count }.map { number in
            let at = startedAt.addingTimeInterval(Double(number) * every)
            let luck = DemoRandom(random.bits(at: number))
            var place = Int(luck.share(at: 1) * 100)
            let deployment = endpoint.traffic.live.first { deployment in
                place -= endpoint.traffic[deployment]
                return place < 0
            }
            let status = switch luck.share(at: 2) {
            case ..<0.006: 500
            case ..<0.011: 503
            case ..<0.03: 400
            case ..<0.038: 401
            default: 200
            }
            let base = deployments(of: name).first { $0.name == deployment }.map { latency(of: $0) } ?? 9
            return AccessEntry(
                sequence: Int64(number), at: at, deployment: status == 401 ? nil : deployment, status: status,
                milliseconds: status == 401 ? 0.3 : base * (0.7 + luck.share(at: 3)) * (luck.share(at: 4) > 0.97 ? 5 : 1),
                requestSize: ByteCount(120 + Int64(luck.share(at: 5) * 900)),
                responseSize: ByteCount(24 + Int64(luck.share(at: 6) * 300)), requestID: luck.digits(16))
        }
    }
}
