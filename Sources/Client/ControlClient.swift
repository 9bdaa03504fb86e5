package import ControlAPI
import Domain
import FoundationEssentials
import LinuxSystem
import NIOCore
import NIOHTTP1
import NIOPosix

/// The one way front ends speak to the engine: typed calls over the control socket. A connection a call; a Unix
/// socket makes that cheap.
package struct ControlClient: Sendable {
    private let socket: String
    private let user: String
    private let group: any EventLoopGroup
    private var revive: (@Sendable () throws -> Void)?

    /// - Parameter user: the login name that events will carry.
    package init(socket: String, user: String) {
        self.socket = socket
        self.user = user
        group = MultiThreadedEventLoopGroup.singleton
    }

    /// The same client, which calls `revive` and connects again when no engine is there: one that answered a moment ago
    /// may have been told to stop. Nothing was sent then, so nothing is sent twice.
    package func reviving(_ revive: @escaping @Sendable () throws -> Void) -> ControlClient {
        var client = self
        client.revive = revive
        return client
    }

    /// Calls a route that takes a body. Throws the engine's own `AtelierError`, or `unavailable` when no engine answers.
    package func call<Body, Answer>(
        _ route: ControlRoute<Body, Answer>, _ parts: [String: String] = [:], query: [String: String] = [:],
        body: Body
    ) async throws -> Answer {
        let content = Body.self == Nothing.self ? Data() : try ControlCoding.encode(body)
        var answer = Data()
        try await exchange(route.method, target(route.filled(with: parts), query), content) {
            answer.append(contentsOf: $0)
        }
        if Answer.self == Nothing.self, let nothing = Nothing() as? Answer { return nothing }
        return try ControlCoding.decode(Answer.self, from: answer)
    }

    /// Calls a route that answers a stream of bytes, and gives each piece to `consume` as it comes.
    package func stream(
        _ route: ControlRoute<Nothing, Nothing>, _ parts: [String: String] = [:], query: [String: String] = [:],
        consume: (_ piece: [UInt8]) async throws -> Void
    ) async throws {
        try await exchange(route.method, target(route.filled(with: parts), query), Data(), consume: consume)
    }

    private func target(_ path: String, _ query: [String: String]) -> String {
        query.isEmpty ? path : "\(path)?\(PercentEncoding.query(query))"
    }

    /// Sends one request and gives the pieces of a successful answer's body to `consume`.
    private func exchange(
        _ method: ControlMethod, _ target: String, _ content: Data, consume: ([UInt8]) async throws -> Void
    ) async throws {
        do {
            try await converse(over: connect(), method, target, content, consume: consume)
        } catch let error as ChannelError {
            throw Self.interruption(error)
        } catch let error as IOError {
            throw Self.interruption(error)
        } catch let error as HTTPParserError {
            throw Self.interruption(error)
        }
    }

    private func converse(
        over channel: NIOAsyncChannel<HTTPClientResponsePart, ClientRequestPart>, _ method: ControlMethod,
        _ target: String, _ content: Data, consume: ([UInt8]) async throws -> Void
    ) async throws {
        try await channel.executeThenClose { inbound, outbound in
            // The engine may answer and close before it has read everything; its answer says more than the failed write.
            try? await outbound.write(contentsOf: request(method, target, content))
            var status: UInt = 0
            var failure = Data()
            for try await part in inbound {
                switch part {
                case .head(let head): status = head.status.code
                case .body(let buffer) where status < 300: try await consume(Array(buffer.readableBytesView))
                case .body(let buffer): failure.append(contentsOf: buffer.readableBytesView)
                case .end where status < 300: return
                case .end: throw Self.failure(status: status, body: failure)
                }
            }
            throw Self.interruption(nil)
        }
    }

    private func request(_ method: ControlMethod, _ target: String, _ content: Data) -> [ClientRequestPart] {
        var head = HTTPRequestHead(version: .http1_1, method: HTTPMethod(rawValue: method.rawValue), uri: target)
        head.headers.add(name: "Host", value: "atelier")
        head.headers.add(name: "Connection", value: "close")
        head.headers.add(name: "Content-Length", value: "\(content.count)")
        head.headers.add(name: "Content-Type", value: "application/json")
        head.headers.add(name: ControlHeader.user, value: user)
        let body: [ClientRequestPart] = content.isEmpty ? [] : [.body(ByteBuffer(bytes: content))]
        return [.head(head)] + body + [.end(nil)]
    }

    private func connect() async throws -> NIOAsyncChannel<HTTPClientResponsePart, ClientRequestPart> {
        try refuseForeignSocket()
        do {
            return try await knock()
        } catch {
            guard let revive else {
                throw AtelierError(
                    .unavailable, "the engine is not running", hint: "start it with 'atelier engine start'", cause: error)
            }
            try revive()
        }
        do {
            return try await knock()
        } catch {
            throw Self.interruption(error)
        }
    }

    private func knock() async throws -> NIOAsyncChannel<HTTPClientResponsePart, ClientRequestPart> {
        try await ClientBootstrap(group: group).connect(unixDomainSocketPath: socket) { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHTTPClientHandlers()
                try channel.pipeline.syncOperations.addHandler(ClientRequestEncoder())
                return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
            }
        }
    }

    /// Whoever can change the socket's folder could listen there in the engine's place.
    private func refuseForeignSocket() throws {
        let folder = socket.splitAtLastComponent.folder
        guard let exposure = try? PrivateFolder.exposure(of: folder) else { return }
        throw AtelierError(
            .unavailable, "the engine's socket is not safe: \(folder) \(exposure)",
            hint: "remove that folder, and start the engine again")
    }

    private static func failure(status: UInt, body: Data) -> AtelierError {
        if let envelope = try? ControlCoding.decode(ErrorEnvelope.self, from: body) { return envelope.error }
        return AtelierError(.internal, "the engine answered \(status)", hint: "see 'atelier engine logs'")
    }

    private static func interruption(_ cause: (any Error)?) -> AtelierError {
        AtelierError(
            .unavailable, "the engine went away in the middle of an answer",
            hint: "try again; 'atelier engine status' tells how it is", cause: cause)
    }
}
