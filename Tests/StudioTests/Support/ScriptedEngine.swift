import Client
import ControlAPI
import Domain
import Foundation
import Synchronization

/// Answers the control API out of a `SampleWorld`, changes it as the engine would, and remembers what was asked of it.
final class ScriptedEngine: ControlCaller {
    /// A change that was asked for: `POST jobs/brave_fox_x1/cancel`.
    struct Asked: Sendable, Hashable, CustomStringConvertible {
        let method: ControlMethod
        let path: String

        var description: String { "\(method.rawValue) \(path)" }
    }

    private struct State {
        var world: SampleWorld
        var changes: [Asked] = []
        var bodies: [any Sendable] = []
        var refusal: AtelierError?
    }

    private let state: Mutex<State>

    init(_ world: SampleWorld = SampleWorld()) {
        state = Mutex(State(world: world))
    }

    var world: SampleWorld { state.withLock { $0.world } }

    /// Everything but reads, in order, below the workspace.
    var changes: [String] { state.withLock { $0.changes.map(\.description) } }

    /// What was sent with the changes, of one type.
    func sent<Body: Sendable>(_ type: Body.Type) -> [Body] { state.withLock { $0.bodies.compactMap { $0 as? Body } } }

    func change(_ change: @Sendable (inout SampleWorld) -> Void) {
        state.withLock { change(&$0.world) }
    }

    /// From now on every call ends so; nil answers again.
    func refuse(_ error: AtelierError?) {
        state.withLock { $0.refusal = error }
    }

    func call<Body, Answer>(
        _ route: ControlRoute<Body, Answer>, _ parts: [String: String], query: [String: String], body: Body
    ) async throws -> Answer {
        let answer = try state.withLock { state -> any Sendable in
            if let refusal = state.refusal { throw refusal }
            if route.method != .get {
                let path = route.filled(with: parts).replacing("/v1/workspaces/\(SampleWorld.workspace)/", with: "")
                state.changes.append(Asked(method: route.method, path: path))
                state.bodies.append(body)
            }
            if route.method == .delete {
                try state.world.delete(route.path, parts)
                return Deletion(event: Int64(state.changes.count), at: Date(timeIntervalSince1970: 0))
            }
            return try state.world.answer(route.path, parts, query: query, body: body)
        }
        guard let typed = answer as? Answer else {
            throw AtelierError(.internal, "\(route.path) was answered with \(type(of: answer))")
        }
        return typed
    }

    /// What every model answers; the body comes back with it.
    func score(_ request: ScoringRequest) async throws -> ScoringResponse {
        if let refusal = state.withLock({ $0.refusal }) { throw refusal }
        state.withLock { $0.bodies.append(request) }
        let isSound = request.body.first == UInt8(ascii: "{")
        return ScoringResponse(
            status: isSound ? 200 : 424, headers: ["azureml-model-deployment": "blue"],
            body: Array((isSound ? "{\"predictions\":\n[0]}" : "{\"message\": \"no \\u001bJSON\"}").utf8))
    }

    func stream(
        _ route: ControlRoute<Nothing, Nothing>, _ parts: [String: String], query: [String: String],
        consume: (_ piece: [UInt8]) async throws -> Void
    ) async throws {
        let pieces = try state.withLock { state -> [[UInt8]] in
            if let refusal = state.refusal { throw refusal }
            return try state.world.pieces(route.path, parts, query: query)
        }
        for piece in pieces { try await consume(piece) }
    }
}

extension SampleWorld {
    /// All that is there now; who follows hears no more than that.
    fileprivate func pieces(
        _ path: String, _ parts: [String: String], query: [String: String]
    ) throws -> [[UInt8]] {
        func lines(_ values: [some Encodable]) throws -> [[UInt8]] {
            try values.map { try [UInt8](ControlCoding.encode($0)) + [UInt8(ascii: "\n")] }
        }
        let job = JobName(parts["job"] ?? "")
        return switch path {
        case BoxRoutes.load.path: try lines([load])
        case BoxRoutes.studios.path: try lines([studios])
        case EndpointRoutes.load.path: try lines(endpointLoad)
        case JobRoutes.metrics.path: try lines(metrics(of: job, query))
        case JobRoutes.file.path: [Array(try found(files[query["path"] ?? ""], query["path"]).utf8)]
        case JobRoutes.logFeed.path:
            try lines([
                logTail(
                    of: job, count: query["count"].flatMap(Int.init) ?? 0,
                    level: query["level"].flatMap(LogLevel.init(named:)), only: query["only"])
            ])
        default: throw AtelierError(.unsupported, "the sample world does not tell of \(path)")
        }
    }

    fileprivate mutating func answer(
        _ path: String, _ parts: [String: String], query: [String: String], body: any Sendable
    ) throws -> any Sendable {
        switch path {
        case WorkspaceRoutes.snapshot.path: return snapshot
        case UndoRoutes.undo.path where body is UndoOrder:
            return UndoReport(events: [], undoing: [((body as? UndoOrder)?.event ?? 0) + 100])
        case JobRoutes.update.path where body is JobEdit: return try edit(JobName(parts["job"] ?? ""), body)
        case JobRoutes.show.path: return try found(details(of: JobName(parts["job"] ?? "")), parts["job"])
        case JobRoutes.logLines.path, JobRoutes.logFind.path, JobRoutes.logMap.path: return logAnswer(path, parts, query)
        case JobRoutes.cancel.path, JobRoutes.kill.path: return try end(JobName(parts["job"] ?? ""))
        case JobRoutes.rerun.path, JobRoutes.move.path:
            return full(try found(jobs.first { $0.name.rawValue == parts["job"] }, parts["job"]))
        case JobRoutes.create.path where body is JobSpec: return submit(body)
        case JobRoutes.files.path: return entries(of: query["path"] ?? "")
        case ModelRoutes.show.path:
            return ModelDetails(model: try version(parts["model"], query["version"]), path: "/models/\(parts["model"] ?? "")")
        case ModelRoutes.update.path where body is AssetEdit: return try edit(parts["model"], parts["version"], body)
        case EndpointRoutes.update.path, EndpointRoutes.rollback.path:
            return try changeTraffic(EndpointName(parts["endpoint"] ?? ""), body)
        case EndpointRoutes.show.path:
            return try found(endpoints.first { $0.name.rawValue == parts["endpoint"] }.map(Self.details), parts["endpoint"])
        case EndpointRoutes.credentials.path: return EndpointKeys(primary: "one", secondary: "two")
        case EndpointRoutes.deploy.path: return try deploy(to: EndpointName(parts["endpoint"] ?? ""), body)
        case EndpointRoutes.access.path:
            let after = query["after"].flatMap { Int64($0) } ?? 0
            return Array(accesses.filter { $0.sequence > after }.suffix(query["limit"].flatMap { Int($0) } ?? 0))
        case ComputeRoutes.drain.path: return try drain(ComputeName(parts["compute"] ?? ""), body)
        default: throw AtelierError(.unsupported, "the sample world does not answer \(path)")
        }
    }

    private func found<Value>(_ value: Value?, _ name: String?) throws -> Value {
        guard let value else { throw AtelierError(.notFound, "there is no \(name ?? "")", hint: "list what there is") }
        return value
    }

    private func logAnswer(_ path: String, _ parts: [String: String], _ query: [String: String]) -> any Sendable {
        let job = JobName(parts["job"] ?? "")
        let (from, isForward) = (query["from"].flatMap(Int.init), query["direction"] == "forward")
        let level = query["level"].flatMap(LogLevel.init(named:))
        if path == JobRoutes.logMap.path {
            return logMap(of: job, rows: query["rows"].flatMap(Int.init) ?? 0, pattern: query["pattern"])
        }
        if path == JobRoutes.logLines.path {
            return logLines(
                of: job, from: from, isForward: isForward, count: query["count"].flatMap(Int.init) ?? 0, level: level,
                only: query["only"])
        }
        let time = query["time"].flatMap { try? Date($0, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) }
        let hit = logHit(of: job, from: from, isForward: isForward) { line in
            if let time { return line.at.map { $0 >= time } ?? false }
            return level.map { (line.level ?? .debug) >= $0 } ?? line.text.contains(query["pattern"] ?? "")
        }
        return LogHit(line: hit)
    }

    fileprivate mutating func delete(_ path: String, _ parts: [String: String]) throws {
        switch path {
        case JobRoutes.delete.path: jobs.removeAll { $0.name.rawValue == parts["job"] }
        case ModelRoutes.delete.path:
            models.removeAll { $0.name.rawValue == parts["model"] && $0.version == parts["version"] }
        case EndpointRoutes.delete.path: endpoints.removeAll { $0.name.rawValue == parts["endpoint"] }
        case DeploymentRoutes.delete.path: deployments.removeAll { $0.name.rawValue == parts["deployment"] }
        default: throw AtelierError(.unsupported, "the sample world does not delete \(path)")
        }
    }

    private func version(_ name: String?, _ version: String?) throws -> ModelVersion {
        try found(models.first { $0.name.rawValue == name && $0.version == version }, name)
    }

    private mutating func edit(_ name: String?, _ number: String?, _ body: any Sendable) throws -> ModelVersion {
        var model = try version(name, number)
        let edit = body as? AssetEdit
        model.description = edit?.description ?? model.description
        model.tags = edit?.tags ?? model.tags
        model.stage = edit?.stage ?? model.stage
        models = models.map { $0.name == model.name && $0.version == model.version ? model : $0 }
        return model
    }

    private mutating func end(_ name: JobName) throws -> Job {
        let old = try found(jobs.first { $0.name == name }, name.rawValue)
        let ended = JobSummary(
            name: old.name, displayName: old.displayName, experiment: old.experiment, status: .canceled,
            compute: old.compute, createdAt: old.createdAt, createdBy: old.createdBy, startedAt: old.startedAt,
            endedAt: Self.now)
        jobs = jobs.map { $0.name == name ? ended : $0 }
        return full(ended)
    }

    private mutating func changeTraffic(_ name: EndpointName, _ body: any Sendable) throws -> EndpointDetails {
        let place = try found(endpoints.firstIndex { $0.name == name }, name.rawValue)
        var past = history[name] ?? []
        let split: TrafficSplit
        if let change = body as? EndpointChange, let asked = change.traffic {
            split = asked
        } else {
            let number = (body as? Rollback)?.revision ?? endpoints[place].revision - 1
            split = try found(past.indices.contains(number - 1) ? past[number - 1] : nil, "revision \(number)")
        }
        past.append(split)
        history[name] = past
        endpoints[place].traffic = split
        endpoints[place].revision = past.count
        return Self.details(endpoints[place])
    }

    private mutating func deploy(to endpoint: EndpointName, _ body: any Sendable) throws -> OnlineDeployment {
        let model = try found((body as? ModelDeployment)?.model, "model")
        guard case .version(let version) = model.selector else { throw AtelierError(.invalidArgument, "no version") }
        let made = Self.deployment("green", of: endpoint, model: "\(model.name):\(version)", age: 0, .creating)
        deployments.removeAll { $0.endpoint == endpoint && $0.name == made.name }
        deployments.append(made)
        return made
    }

    private mutating func drain(_ name: ComputeName, _ body: any Sendable) throws -> Compute {
        let place = try found(computes.firstIndex { $0.name == name }, name.rawValue)
        computes[place].drain = (body as? DrainChange)?.isDraining == true ? Drain(isWhole: true) : nil
        return computes[place]
    }
}
