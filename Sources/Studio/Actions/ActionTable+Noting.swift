import Domain

extension ActionTable {
    private static let noted: [ActionScope] = [
        .pane(.jobs), .screen("job"), .screen("search"), .pane(.models), .screen("model"),
    ]

    static let noting: [Action] = noted.flatMap { scope in
        [
            Action("tag", "Tag: key=value, and key= takes the tag off", in: scope, keys: ["t"], changesThings: true) {
                $0.askForTag()
            },
            Action("note", "Name it, or describe it", in: scope, keys: ["e"], changesThings: true) {
                $0.askForNote()
            },
        ]
    }
}

extension StudioModel {
    fileprivate mutating func askForTag() -> [StudioEffect] {
        let objects = chosenObjects
        guard !objects.isEmpty else { return told(.info, "select a job or a model first") }
        overlay = TextPrompt(sign: "tag \(title(of: objects)) key=value: ", completions: knownTags) { model, text in
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                return model.told(.warning, "a tag is key=value; key= takes it off")
            }
            let value = text[text.index(after: equals)...]
            return model.tag(objects, String(text[..<equals]), value.isEmpty ? nil : String(value))
        }
        return []
    }

    /// The tags that jobs and models have, the most used first.
    private var knownTags: [String] {
        var counts: [String: Int] = [:]
        let tags = data.jobs.all.map(\.tags) + data.models.map(\.tags)
        for (key, value) in tags.joined() { counts["\(key)=\(value)", default: 0] += 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    private mutating func tag(_ objects: [StudioObject], _ key: String, _ value: String?) -> [StudioEffect] {
        let verb = value.map { "tagged \(key)=\($0)" } ?? "took \(key) off"
        return change(objects, title: "tagging", told: verb.neutralised) { $0.tags[key] = value }
    }

    fileprivate mutating func askForNote() -> [StudioEffect] {
        guard let object = chosenObjects.first else { return told(.info, "select a job or a model first") }
        let workspace = data.workspace
        return ask(EngineTask("reading its notes") { engine in
            let notes = try await ObjectNotes.read(of: object, in: workspace, from: engine)
            return { model in
                model.overlay = Picker(title: "Write", choices: NoteField.of(notes).map(\.rawValue)) { model, choice in
                    NoteField(rawValue: choice).map { model.askFor($0, notes, of: object) } ?? []
                }
                return []
            }
        })
    }

    private mutating func askFor(_ field: NoteField, _ notes: ObjectNotes, of object: StudioObject) -> [StudioEffect] {
        let line = notes[keyPath: field.path].split(whereSeparator: \.isNewline).joined(separator: " ")
        overlay = TextPrompt(sign: "\(field.rawValue): ", text: line, takesNothing: true) { model, text in
            model.change([object], title: "writing", told: "wrote the \(field.rawValue)") { $0[keyPath: field.path] = text }
        }
        return []
    }

    /// Changes what is written on each, and remembers what was.
    private mutating func change(
        _ objects: [StudioObject], title: String, told sentence: String,
        _ change: @escaping @Sendable (inout ObjectNotes) -> Void
    ) -> [StudioEffect] {
        let (workspace, what) = (data.workspace, self.title(of: objects))
        return ask(EngineTask("\(title) \(what)") { engine in
            var before: [StudioObject: ObjectNotes] = [:]
            for object in objects {
                var notes = try await ObjectNotes.read(of: object, in: workspace, from: engine)
                before[object] = notes
                change(&notes)
                try await notes.write(on: object, in: workspace, to: engine)
            }
            let undo = UndoStep("notes of \(what)", Self.restoring(before, what, in: workspace))
            return { model in
                model.did("\(sentence): \(what)", undo: undo)
            }
        })
    }

    private static func restoring(
        _ notes: [StudioObject: ObjectNotes], _ what: String, in workspace: WorkspaceName
    ) -> EngineTask {
        EngineTask("taking back what was written") { engine in
            for (object, notes) in notes { try await notes.write(on: object, in: workspace, to: engine) }
            return { $0.told(.success, "as before: \(what)") }
        }
    }
}

/// What can be written besides tags, as a person calls it.
private enum NoteField: String, Sendable {
    case displayName = "name"
    case description
    case stage

    var path: any WritableKeyPath<ObjectNotes, String> & Sendable {
        switch self {
        case .displayName: \.shownName
        case .description: \.description
        case .stage: \.shownStage
        }
    }

    static func of(_ notes: ObjectNotes) -> [NoteField] {
        [notes.displayName == nil ? nil : .displayName, .description, notes.stage == nil ? nil : .stage].compactMap(\.self)
    }
}

extension ObjectNotes {
    fileprivate var shownName: String {
        get { displayName ?? "" }
        set { displayName = newValue }
    }

    fileprivate var shownStage: String {
        get { stage ?? "" }
        set { stage = newValue }
    }
}
