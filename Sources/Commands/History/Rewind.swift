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

    /// Nil for what was not there yet.
    func former<Thing: Rewindable>(_ thing: Thing) throws -> Thing? {
        guard thing.creation.createdAt <= time else { return nil }
        var thing = thing
        for event in later[thing.journalName] ?? [] { try thing.takeBack(event) }
        thing.forget(after: time)
        return thing
    }

    /// What is deleted since then, and so cannot be shown.
    var deleted: [String] {
        later.flatMap { name, events in
            // What came back is there to be shown.
            let last = events.filter { $0.isDeletion || $0.isUndeletion }.max { $0.sequence < $1.sequence }
            return last.flatMap { $0.isDeletion ? [name] + $0.trials.map(\.rawValue) : nil } ?? []
        }.sorted()
    }

    /// Changes that the journal of then did not write down.
    var untold: [Int64] {
        later.values.joined().filter { $0.kind.hasSuffix(".updated") && $0.before == nil }.map(\.sequence).sorted()
    }
}

extension Session {
    /// The things as they were at `--at`, without those that came later; as they are when it is not given.
    func former<Thing: Rewindable>(
        _ things: [Thing], at past: AtOption, _ engine: any ControlCaller, in workspace: WorkspaceName?
    ) async throws -> [Thing] {
        guard let text = past.at else { return things }
        let rewind = try await rewind(to: text, Thing.self, engine, in: workspace)
        return try things.compactMap(rewind.former)
    }

    /// The thing as it was at `--at`. Throws `notFound` when it came later.
    func former<Thing: Rewindable>(
        _ thing: Thing, at past: AtOption, _ engine: any ControlCaller, in workspace: WorkspaceName?
    ) async throws -> Thing {
        guard let text = past.at else { return thing }
        let rewind = try await rewind(to: text, Thing.self, named: thing.journalName, engine, in: workspace)
        if let former = try rewind.former(thing) { return former }
        let what = "\(Thing.noun) '\(thing.journalName)'"
        throw AtelierError(
            .notFound, "\(what) was not there at \(JSONValue(rewind.time).stringValue ?? "")",
            hint: "it came at \(JSONValue(thing.creation.createdAt).stringValue ?? "")", subject: what)
    }

    func former<Thing: Rewindable>(
        _ things: [Thing], at past: AtOption, in open: OpenWorkspace
    ) async throws -> [Thing] {
        try await former(things, at: past, open.engine, in: open.scope.workspace)
    }

    func former<Thing: Rewindable>(_ thing: Thing, at past: AtOption, in open: OpenWorkspace) async throws -> Thing {
        try await former(thing, at: past, open.engine, in: open.scope.workspace)
    }

    /// What happened since to a kind of thing, or to one of them, and a word about what cannot be shown.
    private func rewind<Thing: Rewindable>(
        to text: String, _ type: Thing.Type, named name: String? = nil, _ engine: any ControlCaller,
        in workspace: WorkspaceName?
    ) async throws -> Rewind {
        let (now, time) = (now(), try Moment.parse(text, flag: "--at", now: now()))
        guard time <= now else {
            throw AtelierError(
                .invalidArgument, "'\(text.neutralised)' after --at is still to come", hint: "give a time that has been")
        }
        let filter = EventFilter(
            resourceKind: type.journalKind, resourceName: name, workspace: workspace, since: time)
        var events: [Event] = []
        try await engine.events(after: 0, matching: filter, follow: false) { events.append($0) }
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
