import Domain
import Terminal

extension StudioModel {
    /// Hands what was typed into a prompt to the person's editor, and takes back what comes of it.
    mutating func edit(typed text: String) -> [StudioEffect] {
        ask(EngineTask("opening the editor") { _ in
            let draft = try await DraftFile.make(text)
            return { _ in
                [
                    .edit(FileEdit(draft.path) { model, isDone in
                        guard isDone else {
                            draft.discard()
                            return []
                        }
                        return model.ask(EngineTask("reading what was written") { _ in
                            let text = try await draft.take()
                            return { $0.retype(text) }
                        })
                    })
                ]
            }
        })
    }

    /// As if it had been typed instead of what stands there, so that a prompt that acts on every letter does now.
    private mutating func retype(_ text: String) -> [StudioEffect] {
        guard overlay?.typed != nil else { return [] }
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        let events: [InputEvent] = [.key(KeyPress(.end)), .key(.control("u")), .paste(line)]
        return events.flatMap { receive(.input($0)) }
    }
}
