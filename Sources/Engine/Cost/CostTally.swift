import Domain
import FoundationEssentials

/// The meters of a workspace's computes or endpoints, fed with what the journal tells of them. Pure.
struct CostTally {
    /// By the compute's name, or the deployment's with its endpoint before it.
    private var meters: [String: CostMeter] = [:]

    /// Events come in the journal's order.
    mutating func hear(_ event: Event) {
        let name = event.resource.name
        switch event.resource.kind {
        case "compute": meters[name, default: CostMeter()].hear(compute: event)
        case "deployment": meters[name, default: CostMeter()].hear(deployment: event)
        default:
            guard event.kind == "endpoint.deleted" else { return }
            for key in meters.keys where Self.endpoint(of: key) == name { meters[key]?.end(key, at: event.at) }
        }
    }

    /// - Parameter nodes: those that are there, by compute.
    func computeLines(nodes: [String: Set<String>], at now: Date) -> [CostLine] {
        meters.map { name, meter in
            var meter = meter
            let present = nodes[name] ?? []
            meter.close(present: present, at: now)
            return meter.line(.compute, name, isRunning: !present.isEmpty)
        }
    }

    func endpointLines(at now: Date) -> [CostLine] {
        Dictionary(grouping: meters) { Self.endpoint(of: $0.key) }.map { name, meters in
            var line = CostLine(
                kind: .endpoint, name: name, size: nil, nodeHours: 0, cost: 0, isRunning: false, since: nil)
            for (key, meter) in meters.sorted(by: { $0.key < $1.key }) {
                line = line.adding(meter.closed(present: [key], at: now, as: name))
            }
            return line
        }
    }

    private static func endpoint(of deployment: String) -> String {
        deployment.split(separator: "/").first.map(String.init) ?? ""
    }
}

extension CostMeter {
    fileprivate mutating func hear(compute event: Event) {
        if let size = event.after?["size"]?.stringValue { resize(to: size, at: event.at) }
        guard let node = event.after?["node"]?.stringValue else {
            if event.kind == "compute.deleted" { for name in names { end(name, at: event.at) } }
            return
        }
        switch event.kind {
        case "compute.node.leaving": end(node, at: event.at)
        case "compute.node.preparing": hear(of: node, isNew: true, at: event.at)
        default: hear(of: node, isNew: false, at: event.at)
        }
    }

    fileprivate mutating func hear(deployment event: Event) {
        let name = event.resource.name
        if let size = event.after?["instance_type"]?.stringValue, case .int(let count)? = event.after?["instance_count"] {
            resize(to: size, at: event.at)
            hear(of: name, count: Int(count), isNew: false, at: event.at)
        } else if event.kind == "deployment.deleted" {
            end(name, at: event.at)
        }
    }

    fileprivate func closed(present: Set<String>, at now: Date, as name: String) -> CostLine {
        var meter = self
        let isRunning = !meter.names.isEmpty
        meter.close(present: present, at: now)
        return meter.line(.endpoint, name, isRunning: isRunning)
    }
}

extension CostLine {
    fileprivate func adding(_ other: CostLine) -> CostLine {
        CostLine(
            kind: kind, name: name, size: size ?? other.size, nodeHours: nodeHours + other.nodeHours,
            cost: cost + other.cost, isRunning: isRunning || other.isRunning,
            since: [since, other.since].compactMap { $0 }.min())
    }
}
