package import Domain
import FoundationEssentials
import Store

/// What computes, jobs and endpoints have cost so far, read from the journal and the records. What it has heard it keeps,
/// so that the journal is read once and then only its end.
package actor CostLedger {
    private struct Account {
        var tally = CostTally()
        /// The last event it has heard.
        var sequence: Int64 = 0
    }

    private let context: EngineContext
    private let computes: ComputeFleet
    private var accounts: [WorkspaceName: [CostKind: Account]] = [:]

    package init(context: EngineContext, computes: ComputeFleet) {
        self.context = context
        self.computes = computes
    }

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
        let tally = try await tally(.compute, of: ["compute"], in: workspace)
        let present = Dictionary(
            try await computes.list(in: workspace).map { ($0.name.rawValue, Set($0.nodes.map(\.name.rawValue))) },
            uniquingKeysWith: { first, _ in first })
        return tally.computeLines(nodes: present, at: context.clock.now())
    }

    private func endpointLines(_ workspace: WorkspaceName) async throws -> [CostLine] {
        try await tally(.endpoint, of: ["deployment", "endpoint"], in: workspace).endpointLines(at: context.clock.now())
    }

    private func tally(_ kind: CostKind, of nouns: [String], in workspace: WorkspaceName) async throws -> CostTally {
        let last = accounts[workspace]?[kind]?.sequence ?? 0
        let events = try await context.store.read { reader in
            try nouns.flatMap { try reader.events(about: $0, in: workspace, after: last) }
        }
        var account = accounts[workspace]?[kind] ?? Account()
        // Somebody else may have heard them meanwhile.
        for event in events.sorted(by: { $0.sequence < $1.sequence }) where event.sequence > account.sequence {
            account.tally.hear(event)
            account.sequence = event.sequence
        }
        accounts[workspace, default: [:]][kind] = account
        return account.tally
    }

    private func jobLines(_ workspace: WorkspaceName) async throws -> [CostLine] {
        let now = context.clock.now()
        let records = try await context.store.read { reader in
            _ = try reader.requireWorkspace(workspace)
            return try reader.jobs(in: workspace, matching: JobFilter(archived: .included))
        }
        return context.reporting(records).compactMap { $0.costLine(at: now) }
    }
}
