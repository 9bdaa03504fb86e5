import ControlAPI
import Domain
import FoundationEssentials

/// A stream of the control API, as far as somebody has read it.
protocol DemoFeed: Sendable {
    /// The next piece that the world has for the reader; nil when there is none for now.
    mutating func next(in world: DemoWorld) async throws -> [UInt8]?
    /// Nothing more will come.
    func isOver(in world: DemoWorld) -> Bool
    /// The studio that is attached for as long as it reads.
    var presence: StudioPresence? { get }
}

extension DemoFeed {
    var presence: StudioPresence? { nil }

    static func lines(_ values: [some Encodable]) throws -> [UInt8] {
        try values.reduce(into: []) { bytes, value in
            bytes.append(contentsOf: try ControlCoding.encode(value))
            bytes.append(UInt8(ascii: "\n"))
        }
    }
}

extension DemoRouter {
    mutating func registerFeeds() {
        stream(EngineRoutes.events) { _, request in
            DemoEventFeed(after: try request.number("after") ?? 0, isFollowing: request.flag("follow"))
        }
        stream(BoxRoutes.load) { world, request in
            let isFollowing = request.flag("follow")
            return DemoLoadFeed(from: world.now.addingTimeInterval(isFollowing ? -120 : 0), isFollowing: isFollowing) {
                [$0.boxLoad(at: $1)]
            }
        }
        stream(BoxRoutes.studios) { world, request in
            DemoStudioFeed(
                presence: request.flag("attach")
                    ? StudioPresence(user: world.user, since: world.now, isReadOnly: request.flag("read-only")) : nil)
        }
        stream(EndpointRoutes.load) { world, request in
            _ = try world.require(workspace: request.workspace)
            return DemoLoadFeed(from: world.now.addingTimeInterval(-299), isFollowing: request.flag("follow")) { world, at in
                world.endpoints.map { world.load(of: $0, at: at) }
            }
        }
        stream(JobRoutes.metrics) { world, request in
            let points = try request.number("points") ?? 1000
            guard (10...100_000).contains(points) else {
                throw AtelierError(
                    .invalidArgument, "\(points) is not a number of points for a chart", hint: "use 10 to 100000")
            }
            return DemoMetricFeed(
                job: try world.job(request.id("job")).name,
                keys: request.text("keys").map { Set($0.split(separator: ",").map(String.init)) }, limit: points,
                steps: try request.steps, isFollowing: request.flag("follow"))
        }
        stream(JobRoutes.logs) { world, request in
            DemoLogFeed(
                job: try world.job(request.id("job")).name, from: Int64(try request.number("from") ?? 0),
                isPlain: request.text("view") == "plain", isFollowing: request.flag("follow"))
        }
        stream(JobRoutes.logFeed) { world, request in
            DemoLogTailFeed(
                job: try world.job(request.id("job")).name,
                query: LogQuery(
                    from: nil, isForward: false, count: try request.number("count") ?? 100,
                    level: try request.level, only: request.text("only")))
        }
        stream(JobRoutes.file) { world, request in
            let file = try DemoFiles(world.job(request.id("job"))).file(request.text("path") ?? "")
            let from = min(try request.number("from") ?? 0, file.count)
            let count = min(try request.number("count") ?? file.count, file.count - from)
            return DemoFileFeed(bytes: Array(file[from..<from + count]))
        }
    }
}

struct DemoEventFeed: DemoFeed {
    private var sent: Int
    private let isFollowing: Bool

    init(after sequence: Int, isFollowing: Bool) {
        sent = sequence
        self.isFollowing = isFollowing
    }

    mutating func next(in world: DemoWorld) throws -> [UInt8]? {
        guard sent < world.events.count else { return nil }
        defer { sent = world.events.count }
        return try Self.lines(Array(world.events[sent...]))
    }

    func isOver(in world: DemoWorld) -> Bool { !isFollowing }
}

/// What happened second by second. The engine measures only while somebody looks; here the last minutes come first, so
/// that a picture has a curve.
struct DemoLoadFeed<Load: Encodable & Sendable>: DemoFeed {
    private var at: Date
    private let isFollowing: Bool
    private let loads: @Sendable (DemoWorld, Date) -> [Load]

    init(from start: Date, isFollowing: Bool, loads: @escaping @Sendable (DemoWorld, Date) -> [Load]) {
        at = start
        self.isFollowing = isFollowing
        self.loads = loads
    }

    mutating func next(in world: DemoWorld) throws -> [UInt8]? {
        guard at <= world.now else { return nil }
        defer { at = at.addingTimeInterval(1) }
        return try Self.lines(loads(world, at))
    }

    func isOver(in world: DemoWorld) -> Bool { !isFollowing }
}

struct DemoStudioFeed: DemoFeed {
    let presence: StudioPresence?
    private var last: [StudioPresence]?

    init(presence: StudioPresence?) {
        self.presence = presence
    }

    mutating func next(in world: DemoWorld) throws -> [UInt8]? {
        guard world.studios != last else { return nil }
        last = world.studios
        return try Self.lines([world.studios])
    }

    func isOver(in world: DemoWorld) -> Bool { false }
}
