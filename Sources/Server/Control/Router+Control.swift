import ControlAPI
import Domain
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Typed routes on Hummingbird's router: decode, call, encode, and one error envelope for all.
extension Router {
    func on<Body, Answer>(
        _ route: ControlRoute<Body, Answer>, limit: Int = 16 << 20,
        use handler: @escaping @Sendable (ControlRequest, Body) async throws -> Answer
    ) {
        answering(route) { request, call, _ in
            let body: Body
            if let nothing = Nothing() as? Body {
                body = nothing
            } else {
                body = try Self.decode(Body.self, from: await Self.collect(request.body, upTo: limit))
            }
            return try Self.response(.ok, await handler(call, body))
        }
    }

    func on<Answer>(
        _ route: ControlRoute<Nothing, Answer>,
        use handler: @escaping @Sendable (ControlRequest) async throws -> Answer
    ) {
        on(route) { call, _ in try await handler(call) }
    }

    /// A route that answers a stream of bytes. The source ends by itself when the engine stops.
    func stream<Source: AsyncSequence & Sendable>(
        _ route: ControlRoute<Nothing, Nothing>, contentType: String,
        use source: @escaping @Sendable (ControlRequest) async throws -> Source
    ) where Source.Element == ByteBuffer {
        answering(route) { _, call, _ in
            Response(
                status: .ok, headers: [.contentType: contentType],
                body: ResponseBody(asyncSequence: try await source(call)))
        }
    }

    /// A route whose work stops when the caller hangs up.
    func search<Answer>(
        _ route: ControlRoute<Nothing, Answer>,
        use handler: @escaping @Sendable (ControlRequest) async throws -> Answer
    ) {
        answering(route) { request, call, _ in
            do {
                let answer = try await request.body.consumeWithCancellationOnInboundClose { _ in try await handler(call) }
                return try Self.response(.ok, answer)
            } catch is CancellationError {
                throw AtelierError(.cancelled, "nobody waits for the answer any more")
            }
        }
    }

    /// A route that answers JSON lines, for as long as the caller listens: a source that has nothing to say is left as
    /// soon as the caller has gone.
    func feed<Source: AsyncSequence & Sendable>(
        _ route: ControlRoute<Nothing, Nothing>, use source: @escaping @Sendable (ControlRequest) async throws -> Source
    ) where Source.Element: Encodable {
        answering(route) { request, call, _ in
            let values = try await source(call)
            return Response(
                status: .ok, headers: [.contentType: "application/jsonl"],
                body: ResponseBody { writer in
                    do {
                        try await request.body.consumeWithCancellationOnInboundClose { _ in
                            for try await value in values { try await writer.write(Self.line(value)) }
                        }
                    } catch is CancellationError {}
                    try await writer.finish(nil)
                })
        }
    }

    private func answering<Body, Answer>(
        _ route: ControlRoute<Body, Answer>,
        _ handler: @escaping @Sendable (Request, ControlRequest, Context) async throws -> Response
    ) {
        let method = HTTPRequest.Method(rawValue: route.method.rawValue) ?? .get
        on(RouterPath(route.path), method: method) { request, context in
            do {
                let call = ControlRequest(
                    request: request, context: context, person: request.headers[Self.userHeader] ?? "unknown")
                return try await handler(request, call, context)
            } catch {
                return try Self.refusal(error, logger: context.logger)
            }
        }
    }

    private static func collect(_ body: RequestBody, upTo limit: Int) async throws -> Data {
        do {
            return Data(try await body.collect(upTo: limit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw AtelierError(
                .invalidArgument, "the request is longer than \(ByteCount(Int64(limit)))", hint: "send less at once")
        } catch let error as CancellationError {
            throw error
        } catch {
            throw AtelierError(.invalidArgument, "the request broke off", hint: "send it again", cause: error)
        }
    }

    private static func line(_ value: some Encodable) throws -> ByteBuffer {
        var buffer = ByteBuffer(bytes: try ControlCoding.encode(value))
        buffer.writeInteger(UInt8(ascii: "\n"))
        return buffer
    }

    private static func decode<Body: Decodable>(_ type: Body.Type, from data: Data) throws -> Body {
        do {
            return try ControlCoding.decode(type, from: data)
        } catch let error as AtelierError {
            throw error
        } catch {
            throw AtelierError(
                .invalidArgument, "the engine cannot read the request",
                hint: "are 'atelier' and 'atelierd' of the same version?", cause: error)
        }
    }

    private static func response(_ status: HTTPResponse.Status, _ answer: some Encodable) throws -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try ControlCoding.encode(answer))))
    }

    /// An error the house knows goes out as it is; any other only as a number to look up in the log.
    private static func refusal(_ error: any Error, logger: Logger) throws -> Response {
        let known: AtelierError
        if let error = error as? AtelierError {
            known = error
            if error.code == .internal { logger.error("\(error.message)", metadata: ["cause": "\(error.cause ?? "")"]) }
        } else {
            let number = String(UInt32.random(in: .min ... .max), radix: 16)
            logger.error("unexpected error", metadata: ["number": "\(number)", "error": "\(error)"])
            known = AtelierError(
                .internal, "the engine met an unexpected error (\(number))", hint: "see 'atelier engine logs'")
        }
        return try response(
            HTTPResponse.Status(code: known.code.httpStatus), ErrorEnvelope(error: known))
    }

    private static var userHeader: HTTPField.Name {
        HTTPField.Name(ControlHeader.user) ?? .from
    }
}
