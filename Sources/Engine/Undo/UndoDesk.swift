package import Domain
import FoundationEssentials
import LinuxSystem
import Logging
import Store

/// Takes back what somebody did, from what the journal keeps of it. What is undone is an event like any other, and can be
/// undone itself.
package struct UndoDesk: Sendable {
    let context: EngineContext
    let computes: ComputeFleet
    let endpoints: EndpointCatalog
    /// Those whose things come back when they are deleted, by the kind of the thing.
    let services: [String: any Undeleting]

    /// What can be undone in a workspace, newest first.
    package func list(in workspace: WorkspaceName, by person: String? = nil, limit: Int = 20) async throws -> [UndoReport] {
        let acts = try await acts(in: workspace, by: person).prefix(limit)
        let items = try await context.store.read { reader in
            try acts.compactMap(\.first).filter(\.isDeletion).compactMap { try reader.trashItem($0.sequence) }
        }
        let home = context.home
        let kept = try await BlockingWork.run {
            Dictionary(uniqueKeysWithValues: try items.map { ($0.event, ($0, try TrashFolder(of: $0, home).size())) })
        }
        return acts.map { events in
            let item = kept[events[0].sequence]
            return UndoReport(events: events, expiresAt: item?.0.expiresAt, size: item?.1)
        }
    }

    /// Takes back an event, or without one the last act of the person.
    package func undo(_ sequence: Int64?, in workspace: WorkspaceName, by person: String) async throws -> UndoReport {
        let events = if let sequence {
            [try await context.store.read { try $0.requireEvent(sequence, in: workspace) }]
        } else {
            try await lastAct(of: person, in: workspace)
        }
        for event in events { try UndoPlanner.check(event) }
        guard let first = events.first, first.isDeletion || first.isUndeletion else {
            return UndoReport(events: events, undoing: try await takeBack(events, in: workspace, by: person))
        }
        guard let service = services[first.resource.kind] else { throw UndoPlanner.forgotten(first) }
        guard first.isDeletion else {
            return UndoReport(
                events: events, undoing: [try await service.deleteAgain(first, in: workspace, by: person).event])
        }
        let back = try await service.undelete(first, in: workspace, by: person)
        return UndoReport(events: events, undoing: [back.event], remark: back.remark)
    }

    private func lastAct(of person: String, in workspace: WorkspaceName) async throws -> [Event] {
        guard let act = try await acts(in: workspace, by: person).first else {
            throw AtelierError(
                .notFound, "\(person.neutralised) did nothing in workspace '\(workspace)' that can be undone",
                hint: "'atelier undo --list' tells what others did, '--event N' undoes it")
        }
        return act
    }

    /// The journal's newest reversible events, as far back as is useful.
    private func acts(in workspace: WorkspaceName, by person: String?) async throws -> [[Event]] {
        let filter = EventFilter(kinds: UndoPlanner.kinds, workspace: workspace)
        let (events, trash) = try await context.store.read { reader in
            _ = try reader.requireWorkspace(workspace)
            let events = try reader.events(before: .max, limit: Self.horizon, matching: filter)
            return (events, try reader.trash(in: workspace))
        }
        let now = context.clock.now()
        let kept = Set(context.reporting(trash).filter { $0.expiresAt > now }.map(\.event))
        // Who undid it does not matter: it is undone.
        return UndoPlanner.actions(among: events, kept: kept).filter { person == nil || $0[0].by == person }
    }

    private static let horizon = 1000

    private func takeBack(_ events: [Event], in workspace: WorkspaceName, by person: String) async throws -> [Int64] {
        guard let first = events.first else { return [] }
        let name = first.resource.name
        switch first.kind {
        case "endpoint.traffic", "endpoint.updated":
            return [try await endpoints.takeBack(first, of: EndpointName(name), in: workspace, by: person)]
        case "compute.draining", "compute.undrained":
            return [
                try await computes.restoreDrain(
                    of: ComputeName(name), in: workspace, by: person, undoing: first.sequence
                ) { try $1.restored($0, undoing: first) }
            ]
        case "compute.updated":
            return [try await restoreCompute(first, in: workspace, by: person)]
        default:
            let now = context.clock.now()
            return try await context.write { transaction in
                try events.map { event in
                    func version<Asset: VersionedAsset>(of type: Asset.Type) throws -> Int64 {
                        try transaction.takeBack(event, of: type, in: workspace, by: person, at: now)
                    }
                    return switch event.resource.kind {
                    case "data": try version(of: DataAsset.self)
                    case "environment": try version(of: EnvironmentAsset.self)
                    case "component": try version(of: Component.self)
                    case "model": try version(of: ModelVersion.self)
                    default: try transaction.takeBackJob(event, in: workspace, by: person, at: now)
                    }
                }
            }
        }
    }

    private func restoreCompute(_ event: Event, in workspace: WorkspaceName, by person: String) async throws -> Int64 {
        let name = ComputeName(event.resource.name)
        let current = try await computes.show(name, in: workspace).spec
        let restored = try await context.store.read { try $0.restored(current.summary, undoing: event) }
        let spec = current.applying(restored)
        return try await computes.save(
            spec, in: workspace, by: person, ifStill: current, undoing: event.sequence).event
    }

    static func message(_ sequence: Int64) -> String { "undoes event \(sequence)" }
}

extension StoreReader {
    /// Throws `notFound` for a number that is no event of the workspace.
    func requireEvent(_ sequence: Int64, in workspace: WorkspaceName) throws -> Event {
        let filter = EventFilter(workspace: workspace)
        let found = try events(after: sequence - 1, limit: 1, matching: filter).first
        guard let found, found.sequence == sequence else {
            throw AtelierError(
                .notFound, "there is no event \(sequence) in workspace '\(workspace)'",
                hint: "see 'atelier undo --list' for what can be undone")
        }
        return found
    }

    /// As `UndoPlanner`, with what came after the event.
    func restored(_ current: JSONValue, undoing event: Event) throws -> JSONValue {
        let newest = try events(before: .max, limit: 500, matching: EventFilter(about: event.resource))
        let later = newest.filter { $0.sequence > event.sequence }.reversed()
        return try UndoPlanner.restored(current, undoing: event, later: Array(later))
    }
}

extension JSONValue {
    /// With the mark of an undo, which the journal reads.
    func undoing(_ sequence: Int64) -> JSONValue {
        guard case .object(var members) = self else { return self }
        members["undoes"] = .int(sequence)
        return .object(members)
    }
}
