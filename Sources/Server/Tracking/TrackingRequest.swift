import Domain
import Engine
import Hummingbird

/// A request that is known to be allowed in: who asks, where, and with what fields.
struct TrackingRequest {
    let caller: TrackingCaller
    let fields: WireFields
    /// The part of the path that names one thing, still encoded: an artifact or a model.
    let tail: String
    let idempotencyKey: String?
    let body: RequestBody
}

/// What a route answers.
enum TrackingAnswer {
    case json(WireWriter)
    case file(ArtifactReading, name: String)

    static let empty = json { _ in }

    static func json(_ body: (inout WireWriter) -> Void) -> TrackingAnswer {
        var writer = WireWriter()
        writer.object(body)
        return .json(writer)
    }
}

typealias TrackingHandler = @Sendable (TrackingRequest) async throws -> TrackingAnswer

/// What a route does and how it wants its body.
struct TrackingRoute: Sendable {
    enum Body: Sendable {
        /// A JSON object of at most so many bytes; its fields win over the query's.
        case fields(limit: Int)
        /// Left to the handler, who streams it.
        case stream
    }

    let body: Body
    let handle: TrackingHandler

    init(_ body: Body = .fields(limit: TrackingRoute.usualLimit), _ handle: @escaping TrackingHandler) {
        self.body = body
        self.handle = handle
    }

    /// Room for any filter and all the tags of a run. A body is held whole, and some ten times over once it is read.
    static let usualLimit = 4 << 20
    /// Room for a dataset's profile, the largest field there is, and for the signature of a wide model.
    static let roomyLimit = 32 << 20
}
