import ControlAPI
import Domain
import Engine
import Hummingbird

/// Routes of the libraries that score models in the engine's own threads.
enum RuntimeDoor {
    static func register(on router: Router<BasicRequestContext>, _ runtimes: RuntimeShelf) {
        router.on(RuntimeRoutes.list) { _ in try await runtimes.list() }
        router.work(RuntimeRoutes.install) { request, report in
            try await runtimes.install(
                request.runtime, version: request.text("version"), by: request.person, report: report)
        }
        router.on(RuntimeRoutes.remove) { request in
            try await runtimes.remove(request.runtime, version: request.part("version"), by: request.person)
        }
    }
}

extension ControlRequest {
    fileprivate var runtime: RuntimeName {
        get throws {
            let name = try part("runtime")
            guard let runtime = RuntimeName(rawValue: name) else {
                let known = RuntimeName.allCases.map(\.rawValue).joined(separator: " and ")
                throw AtelierError(.notFound, "there is no runtime '\(name.neutralised)'", hint: "there are \(known)")
            }
            return runtime
        }
    }
}
