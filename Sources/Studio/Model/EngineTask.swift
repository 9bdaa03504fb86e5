package import Client
import Domain

/// Something asked of the engine while the studio goes on: a title for the time it takes, and what becomes of the answer.
package struct EngineTask: Sendable {
    package typealias Reply = @Sendable (inout StudioModel) -> [StudioEffect]

    static let startTitle = "starting the engine"

    package let title: String
    package let run: @Sendable (any ControlCaller) async throws -> Reply

    package init(_ title: String, _ run: @escaping @Sendable (any ControlCaller) async throws -> Reply) {
        self.title = title
        self.run = run
    }

    /// Asks, and brings back the reply; a refusal becomes a sentence on the screen.
    package func answer(from engine: any ControlCaller) async -> StudioMessage {
        do {
            return .reply(title: title, try await run(engine))
        } catch {
            return .reply(title: title, Self.refusal(error))
        }
    }

    static func refusal(_ error: any Error) -> Reply {
        let sentence = sentence(of: error)
        return { $0.told(.failure, sentence) }
    }

    static func sentence(of error: any Error) -> String {
        let known = error as? AtelierError
        return [known?.message ?? "\(error)", known?.hint].compactMap(\.self).joined(separator: "; ").neutralised
    }
}
