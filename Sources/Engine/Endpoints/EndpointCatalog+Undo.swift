import Domain
import Store

extension EndpointCatalog {
    /// Brings back the traffic, or what else an event changed, and returns the event that tells so. Throws `conflict` when
    /// it was changed since, and as a change of traffic does when that cannot be any more.
    func takeBack(
        _ event: Event, of name: EndpointName, in workspace: WorkspaceName, by person: String
    ) async throws -> Int64 {
        let isAboutTraffic = event.kind == "endpoint.traffic"
        _ = try await changeTraffic(
            of: name, ifRevision: nil, in: workspace, by: person, undoing: event.sequence,
            edit: { endpoint in
                // Decided on in the same transaction: it holds here too.
                guard !isAboutTraffic,
                    let value = try? UndoPlanner.restored(endpoint.edited, undoing: event, later: [])
                else { return }
                endpoint.description = value["description"]?.stringValue
                endpoint.tags = value["tags"]?.texts ?? endpoint.tags
                endpoint.properties = value["properties"]?.texts ?? endpoint.properties
            },
            decide: { endpoint, reader in
                guard isAboutTraffic else {
                    _ = try reader.restored(endpoint.edited, undoing: event)
                    return (endpoint.plan, "")
                }
                let value = try reader.restored(endpoint.trafficValue, undoing: event)
                let plan = try TrafficPlanner.plan(
                    traffic: TrafficSplit(value["traffic"]?.shares ?? [:]),
                    mirrorTraffic: MirrorSplit(value["mirror_traffic"]?.shares ?? [:]), of: endpoint,
                    deployments: reader.standings(of: name))
                return (plan, UndoDesk.message(event.sequence))
            })
        var mine = EventFilter(about: event.resource)
        mine.kinds = [event.kind]
        return try await context.store.read { [mine] reader in
            try reader.events(before: .max, limit: 20, matching: mine).first { $0.undoes == event.sequence }?.sequence ?? 0
        }
    }
}
