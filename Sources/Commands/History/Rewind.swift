import Client
import Domain
import FoundationEssentials

/// The journal read back: what a thing was at a time, from what it is and what happened to it since. Pure.
struct Rewind {
    let time: Date
    /// What came after, newest first, by the name of what it is about.
    private let later: [String: [Event]]

    init(to time: Date, over events: [Event]) {
        self.time = time
        later = Dictionary(
            grouping: events.filter { $0.at > time }.sorted { $0.sequence > $1.sequence }, by: \.resource.name)
    }

    func job(_ job: Job) -> Job? {
        guard job.creation.createdAt <= time else { return nil }
        var job = job
        for before in steps(back: job.name.rawValue) {
            if let status = before["status"]?.stringValue.flatMap(JobStatus.init) {
                job.status = status
                // Why it was there is not in the journal; what came with a status is there or was not yet.
                job.reason = nil
                job.node = before["node"]?.stringValue.map { NodeName($0) }
                if case .int(let code)? = before["exit_code"] { job.exitCode = Int32(code) } else { job.exitCode = nil }
            }
            if let name = before["display_name"]?.stringValue { job.displayName = name }
            if let text = before["description"] { job.spec.description = text.stringValue }
            if let tags = before["tags"] { job.spec.tags = tags.texts }
            if let properties = before["properties"] { job.spec.properties = properties.texts }
            if let archived = before["is_archived"] { job.isArchived = archived == true }
        }
        if let started = job.startedAt, started > time { job.startedAt = nil }
        if let ended = job.endedAt, ended > time { job.endedAt = nil }
        return job
    }

    func endpoint(_ endpoint: OnlineEndpoint) throws -> OnlineEndpoint? {
        guard endpoint.creation.createdAt <= time else { return nil }
        var endpoint = endpoint
        for before in steps(back: endpoint.name.rawValue) {
            if let shares = before["traffic"] { endpoint.traffic = try TrafficSplit(shares.shares) }
            if let shares = before["mirror_traffic"] { endpoint.mirrorTraffic = try MirrorSplit(shares.shares) }
            if case .int(let number)? = before["revision"] { endpoint.revision = Int(number) }
            if let text = before["description"] { endpoint.description = text.stringValue }
            if let tags = before["tags"] { endpoint.tags = tags.texts }
            if let properties = before["properties"] { endpoint.properties = properties.texts }
        }
        // Only a deletion takes time, and it began after.
        if endpoint.provisioningState == .deleting { endpoint.provisioningState = .succeeded }
        return endpoint
    }

    func model(_ model: ModelVersion) -> ModelVersion? {
        guard model.creation.createdAt <= time else { return nil }
        var model = model
        for before in steps(back: "\(model.name):\(model.version)") {
            if let text = before["description"] { model.description = text.stringValue }
            if let tags = before["tags"] { model.tags = tags.texts }
            if let properties = before["properties"] { model.properties = properties.texts }
            if let stage = before["stage"] { model.stage = stage.stringValue }
            if let archived = before["is_archived"] { model.isArchived = archived == true }
        }
        return model
    }

    /// What is deleted since then, and so cannot be shown.
    var deleted: [String] {
        later.values.joined().filter { $0.kind.hasSuffix(".deleted") }.map(\.resource.name).sorted()
    }

    /// Changes that the journal of then did not write down whole.
    var untold: [Int64] {
        later.values.joined().filter { $0.kind == "endpoint.updated" && $0.before == nil }.map(\.sequence).sorted()
    }

    private func steps(back name: String) -> [JSONValue] { later[name]?.compactMap(\.before) ?? [] }
}

extension Session {
    /// What happened since `--at` to a kind of thing, or to one of them, and a word about what cannot be shown.
    func rewind(
        to text: String, kind: String, name: String? = nil, in open: OpenWorkspace
    ) async throws -> Rewind {
        let (now, time) = (now(), try Moment.parse(text, flag: "--at", now: now()))
        guard time <= now else {
            throw AtelierError(
                .invalidArgument, "'\(text.neutralised)' after --at is still to come", hint: "give a time that has been")
        }
        let filter = EventFilter(resourceKind: kind, resourceName: name, workspace: open.scope.workspace, since: time)
        var events: [Event] = []
        try await open.engine.events(after: 0, matching: filter, follow: false) { events.append($0) }
        let rewind = Rewind(to: time, over: events)
        if !rewind.deleted.isEmpty {
            say("deleted since, and not shown: \(rewind.deleted.joined(separator: ", "))")
        }
        if !rewind.untold.isEmpty {
            say("what event \(rewind.untold.map { "\($0)" }.joined(separator: ", ")) changed is not in the journal")
        }
        return rewind
    }
}

extension AtelierError {
    /// What was asked for as of a time came later.
    static func notThere(_ what: String, at time: Date, since: Date) -> AtelierError {
        AtelierError(
            .notFound, "\(what) was not there at \(JSONValue(time).stringValue ?? "")",
            hint: "it came at \(JSONValue(since).stringValue ?? "")", subject: what)
    }
}

extension JSONValue {
    fileprivate var texts: [String: String] {
        guard case .object(let members) = self else { return [:] }
        return members.compactMapValues(\.stringValue)
    }

    fileprivate var shares: [DeploymentName: Int] {
        guard case .object(let members) = self else { return [:] }
        var shares: [DeploymentName: Int] = [:]
        for case (let key, .int(let share)) in members { shares[DeploymentName(key)] = Int(share) }
        return shares
    }
}
