import Domain
import Foundation
@testable import Studio
import Terminal
import Testing

/// Answers that come when somebody is at something else already.
struct LateReplyTests {
    private let model = StudioModel(
        workspace: SampleWorld.workspace, size: Size(width: 80, height: 24), theme: .builtIn(depth: .mono),
        themes: ThemeCatalog(folder: nil), glyphs: .unicode, now: SampleWorld.now, zone: .gmt)

    private func picker(_ title: String) -> Picker { Picker(title: title, choices: ["one"]) { model, _ in model.told(.info, title) } }

    /// Asks, and brings back what the studio is to do with the answer.
    private func asked(_ model: inout StudioModel, _ reply: @escaping EngineTask.Reply) async throws -> StudioMessage {
        let effects = model.ask(EngineTask("asking") { _ in reply })
        guard case .run(let task) = effects.first else { throw CancellationError() }
        return await task.answer(from: ScriptedEngine())
    }

    private func title(_ overlay: (any Overlay)?) -> String? { (overlay as? Picker)?.title }

    @Test func whatSomebodyOpenedMeanwhileStaysOpen() async throws {
        var model = model
        let picker = picker("late")
        let reply = try await asked(&model) { model in
            model.overlay = picker
            return []
        }
        _ = model.receive(.input(.key(.character(":"))))
        _ = model.receive(reply)
        #expect(model.overlay is CommandPrompt)
        #expect(model.underway == [])
        // … and then it is the late one's turn.
        _ = model.receive(.input(.key(KeyPress(.escape))))
        #expect(title(model.overlay) == "late")
        _ = model.receive(.input(.key(KeyPress(.escape))))
        #expect(model.overlay == nil)
    }

    @Test func anAnswerMeantToCloseClosesNothingElse() async throws {
        var model = model
        let reply = try await asked(&model) { model in
            model.overlay = nil
            return []
        }
        model.overlay = picker("mine")
        _ = model.receive(reply)
        #expect(title(model.overlay) == "mine")
    }

    @Test func anOverlayTakesTheAnswerItAskedFor() async throws {
        var model = model
        model.overlay = picker("asking")
        let next = picker("answered")
        let reply = try await asked(&model) { model in
            model.overlay = next
            return []
        }
        _ = model.receive(reply)
        #expect(title(model.overlay) == "answered")
    }

    @Test func nothingInTheWayIsNothingToWaitFor() async throws {
        var model = model
        let picker = picker("at once")
        let reply = try await asked(&model) { model in
            model.overlay = picker
            return []
        }
        _ = model.receive(reply)
        #expect(title(model.overlay) == "at once")
    }
}
