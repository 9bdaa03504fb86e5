import Domain
package import Engine
import HTTPTypes
package import Hummingbird
package import Logging
import NIOCore

/// The door for MLflow's clients: its REST API over HTTP on a loopback port, behind a token.
///
/// A path may start with `/workspaces/NAME`: that workspace's experiments. Without it a user is in the default
/// workspace, and a job is always in its own. `/ajax-api/…` is another name of `/api/…`.
package struct TrackingDoor: Sendable {
    private let routes: TrackingRoutes
    private let gate: TrackingGate
    private let logger: Logger

    package init(ledger: TrackingLedger, files: ArtifactFiles, tokens: RunTokens, logger: Logger) {
        routes = TrackingRoutes(ledger: ledger, files: files)
        gate = TrackingGate(tokens: tokens)
        self.logger = logger
    }

    /// The service that listens on 127.0.0.1.
    /// - Parameters:
    ///   - port: 0 for any free one.
    ///   - onBound: told the port once it listens.
    package func makeApplication(
        port: Int, onBound: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> Application<TrackingResponder> {
        Application(
            responder: TrackingResponder(door: self),
            configuration: ApplicationConfiguration(
                address: .hostname("127.0.0.1", port: port), serverName: "atelier"),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { await onBound(port) }
            },
            logger: logger)
    }

    func answer(_ request: Request) async -> Response {
        let (workspace, path) = Self.split(request.uri.path)
        let method = request.method.rawValue
        switch (method, path) {
        case ("GET", "/health"): return .text("OK")
        case ("GET", "/version"): return .text(Self.version)
        default: break
        }
        do {
            try gate.checkOrigin(request)
            guard let principal = gate.principal(request) else { return .fault(.unauthenticated) }
            guard let place = Self.routed(path), let (route, tail) = routes.route(method, place) else {
                if method == "GET", path.hasSuffix("api/3.0/mlflow/server-info") { return .json(Self.serverInfo) }
                return .fault(.noEndpoint(method, path))
            }
            let caller = try await routes.ledger.caller(principal, in: workspace)
            let answer = try await route.handle(
                TrackingRequest(
                    caller: caller, fields: try await fields(of: request, route.body), tail: tail,
                    idempotencyKey: HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] },
                    body: request.body))
            switch answer {
            case .json(let writer): return .json(writer)
            case .file(let reading, let name): return .file(reading, name: name)
            }
        } catch {
            return .fault(TrackingFault(error, logger: logger))
        }
    }

    private func fields(of request: Request, _ body: TrackingRoute.Body) async throws -> WireFields {
        let query = request.uri.query.map(WireQuery.read) ?? [:]
        guard case .fields(let limit) = body else { return WireFields(query) }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw AtelierError(
                .invalidArgument,
                limit == TrackingLimits.batchBytes
                    ? "Batched logging API requests must be at most \(limit) bytes, got a request of more."
                    : "the request is too large: it may be at most \(limit) bytes")
        }
        guard buffer.readableBytes > 0 else { return WireFields(query) }
        let value: JSONValue
        do {
            value = try buffer.withUnsafeReadableBytes { try WireReader.read($0.assumingMemoryBound(to: UInt8.self)) }
        } catch let error as WireReader.Malformed {
            throw AtelierError(.invalidArgument, "the body is not JSON (near byte \(error.offset))")
        }
        guard case .object(let members) = value else {
            throw AtelierError(.invalidArgument, "the body must be a JSON object")
        }
        return WireFields(query.isEmpty ? members : query.merging(members) { $1 })
    }

    /// Takes the workspace off the front of a path.
    private static func split(_ path: String) -> (workspace: WorkspaceName?, path: Substring) {
        let prefix = "/workspaces/"
        guard path.hasPrefix(prefix) else { return (nil, path[...]) }
        let rest = path.dropFirst(prefix.count)
        let name = rest.prefix { $0 != "/" }
        return (WorkspaceName(String(name).percentDecoded ?? String(name)), rest.dropFirst(name.count))
    }

    /// The path below the API's root; nil when it is not under it.
    private static func routed(_ path: Substring) -> Substring? {
        if path == "/get-artifact" { return path }
        for root in ["/api/2.0", "/ajax-api/2.0"] where path.hasPrefix(root) {
            let rest = path.dropFirst(root.count)
            return rest.hasPrefix("/mlflow/") ? rest.dropFirst("/mlflow".count) : rest
        }
        return nil
    }

    /// Below 3.4, so that MLflow 3 clients do not try to send spans by OpenTelemetry.
    private static let version = "3.3.0"

    private static let serverInfo: WireWriter = {
        var writer = WireWriter()
        writer.object {
            $0.field("store_type", "SqlStore")
            $0.field("workspaces_enabled", false)
            $0.field("multipart_uploads_enabled", false)
            $0.field("multipart_downloads_enabled", false)
            $0.field("trace_archival_enabled", false)
            $0.field("features_enabled") { $0.field("gateway", false) }
        }
        return writer
    }()
}

/// Hands Hummingbird's requests to the door.
package struct TrackingResponder: HTTPResponder {
    let door: TrackingDoor

    package func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        await door.answer(request)
    }
}
