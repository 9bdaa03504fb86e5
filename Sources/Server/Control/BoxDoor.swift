import ControlAPI
import Domain
import Engine
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Routes about the box itself.
enum BoxDoor {
    static func register(on router: Router<BasicRequestContext>, engine: Engine) {
        router.stream(BoxRoutes.load, contentType: "application/jsonl") { request in
            await engine.box.loads(follow: request.flag("follow")).cancelOnGracefulShutdown().map(line)
        }
        router.feed(BoxRoutes.studios) { request in
            let studios = request.flag("attach")
                ? await engine.studios.attach(request.person, isReadOnly: request.flag("read-only"))
                : await engine.studios.follow()
            return studios.cancelOnGracefulShutdown()
        }
    }

    private static func line(_ load: BoxLoad) throws -> ByteBuffer {
        var buffer = ByteBuffer(bytes: try ControlCoding.encode(load))
        buffer.writeInteger(UInt8(ascii: "\n"))
        return buffer
    }
}
