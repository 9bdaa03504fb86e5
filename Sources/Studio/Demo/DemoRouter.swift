import ControlAPI
import Domain

/// Which closure answers which route. A route that nobody registered is refused by name, so that what the demonstration
/// lacks is seen at once.
struct DemoRouter: Sendable {
    typealias Handler<Body, Answer> = @Sendable (inout DemoWorld, DemoRequest, Body) throws -> Answer
    typealias Opener = @Sendable (DemoWorld, DemoRequest) throws -> any DemoFeed

    private var handlers: [String: Handler<any Sendable, any Sendable>] = [:]
    private var openers: [String: Opener] = [:]

    init() {
        registerWorkspaces()
        registerJobs()
        registerComputes()
        registerAssets()
        registerEndpoints()
        registerUndo()
        registerFeeds()
    }

    mutating func on<Body, Answer>(
        _ route: ControlRoute<Body, Answer>, _ handler: @escaping Handler<Body, Answer>
    ) {
        handlers[Self.key(route)] = { world, request, body in
            guard let body = body as? Body else { throw Self.mistyped(route) }
            return try handler(&world, request, body)
        }
    }

    mutating func stream(_ route: ControlRoute<Nothing, Nothing>, _ opener: @escaping Opener) {
        openers[Self.key(route)] = opener
    }

    func answer<Body, Answer>(
        _ route: ControlRoute<Body, Answer>, _ request: DemoRequest, _ body: Body, in world: inout DemoWorld
    ) throws -> Answer {
        guard let handler = handlers[Self.key(route)] else { throw Self.unknown(route) }
        guard let answer = try handler(&world, request, body) as? Answer else { throw Self.mistyped(route) }
        return answer
    }

    func open(_ route: ControlRoute<Nothing, Nothing>, _ request: DemoRequest, in world: DemoWorld) throws -> any DemoFeed {
        guard let opener = openers[Self.key(route)] else { throw Self.unknown(route) }
        return try opener(world, request)
    }

    private static func key<Body, Answer>(_ route: ControlRoute<Body, Answer>) -> String {
        "\(route.method.rawValue) \(route.path)"
    }

    private static func unknown<Body, Answer>(_ route: ControlRoute<Body, Answer>) -> AtelierError {
        AtelierError(
            .unsupported, "the demonstration does not answer \(key(route))", hint: "use an engine of your own for that")
    }

    private static func mistyped<Body, Answer>(_ route: ControlRoute<Body, Answer>) -> AtelierError {
        AtelierError(.internal, "the demonstration answers \(key(route)) with another type", hint: "tell its authors")
    }
}
