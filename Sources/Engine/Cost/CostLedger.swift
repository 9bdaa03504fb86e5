package import Domain
import FoundationEssentials
import Store

/// What computes, jobs and endpoints have cost so far, read from the journal and the records.
package struct CostLedger: Sendable {
    let context: EngineContext
    let computes: ComputeFleet

    /// The dearest first; what was deleted too, as far as the journal knows it.
    package func lines(_ kind: CostKind, in workspace: WorkspaceName) async throws -> [CostLine] {
        let lines =
            switch kind {
            case .compute: try await computeLines(workspace)
            case .job: try await jobLines(workspace)
            case .endpoint: try await endpointLines(workspace)
            }
        return lines.sorted { ($1.cost, $1.nodeHours, $0.name) < ($0.cost, $0.nodeHours, $1.name) }
    }

    private func computeLines(_ workspace: WorkspaceName) async throws -> [CostLine] {
        let now = context.clock.now()
        let events = try await context.store.read { try $0.events(about: "compute", in: workspace) }
        let present = Dictionary(
            try await computes.list(in: workspace).map { ($0.name.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
        return Dictionary(grouping: events, by: \.resource.name).map { name, events in
            var meter = CostMeter()
            for event in events { meter.hear(compute: event) }
            let nodes = Set((present[name]?.nodes ?? []).map(\.name.rawValue))
            meter.close(present: nodes, at: now)
            return meter.line(.compute, name, isRunning: !nodes.isEmpty)
        }
    }

    private func jobLines(_ workspace: WorkspaceName) async throws -> [CostLine] {
        let now = context.clock.now()
        let records = try await context.store.read { reader in
            _ = try reader.requireWorkspace(workspace)
            return try reader.jobs(in: workspace, matching: JobFilter(archived: .included))
        }
        return context.reporting(records).compactMap { $0.costLine(at: now) }
    }

    private func endpointLines(_ workspace: WorkspaceName) async throws -> [CostLine] {
        let now = context.clock.now()
        let (deployments, endpoints) = try await context.store.read {
            (try $0.events(about: "deployment", in: workspace), try $0.events(about: "endpoint", in: workspace))
        }
        var byEndpoint: [String: [Event]] = [:]
        for event in (deployments + endpoints).sorted(by: { $0.sequence < $1.sequence }) {
            byEndpoint[event.resource.name.split(separator: "/").first.map(String.init) ?? "", default: []].append(event)
        }
        return byEndpoint.compactMap { name, events in
            var meters: [String: CostMeter] = [:]
            for event in events {
                if event.kind == "endpoint.deleted" {
                    for key in meters.keys { meters[key]?.end(key, at: event.at) }
                } else if event.resource.kind == "deployment" {
                    meters[event.resource.name, default: CostMeter()].hear(deployment: event)
                }
            }
            guard !meters.isEmpty else { return nil }
            var line = CostLine(
                kind: .endpoint, name: name, size: nil, nodeHours: 0, cost: 0, isRunning: false, since: nil)
            for (key, meter) in meters.sorted(by: { $0.key < $1.key }) {
                line = line.adding(meter.closed(present: [key], at: now, as: name))
            }
            return line
        }
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
