import NIOCore
import NIOHTTP1

/// A request part whose body is plain bytes: NIO's own also carries file regions, which cannot cross threads.
typealias ClientRequestPart = HTTPPart<HTTPRequestHead, ByteBuffer>

/// Hands request parts on in the form NIO's HTTP encoder takes.
final class ClientRequestEncoder: ChannelOutboundHandler {
    typealias OutboundIn = ClientRequestPart
    typealias OutboundOut = HTTPClientRequestPart

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part: HTTPClientRequestPart =
            switch unwrapOutboundIn(data) {
            case .head(let head): .head(head)
            case .body(let buffer): .body(.byteBuffer(buffer))
            case .end(let trailers): .end(trailers)
            }
        context.write(wrapOutboundOut(part), promise: promise)
    }
}
