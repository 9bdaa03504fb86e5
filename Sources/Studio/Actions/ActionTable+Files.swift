import Domain

extension ActionTable {
    static let files: [Action] = [
        open(in: .pane(.jobs)), open(in: .screen("job")), open(in: .screen("search")),
        source(in: .pane(.models)), source(in: .screen("model")),
        Action("file.open", "Open the folder, or go to what is in the file", in: .pane(.files), keys: ["Enter"], hint: "open") { model in
            guard let file = model.subject.file else { return [] }
            if file.isFolder {
                model.changeFocused(FilesPane.self) { pane, _ in pane.toggle() }
            } else {
                _ = model.screen.focus(.preview)
            }
            return []
        },
        Action("file.save", "Save the file in the folder the studio was opened in", in: .screen("files"), keys: ["S"], hint: "save") {
            $0.saveFiles()
        },
    ]

    private static func open(in scope: ActionScope) -> Action {
        Action("job.files", "The job's files", in: scope, keys: ["o"], hint: "files") { model in
            guard let job = model.subject.job else { return model.told(.info, "select a job first") }
            model.open(.files(job))
            return []
        }
    }

    private static func source(in scope: ActionScope) -> Action {
        Action("model.files", "The files of the job it came from", in: scope, keys: ["o"]) { model in
            guard let reference = model.subject.model,
                let version = model.data.models.first(where: { ModelReference($0) == reference })
            else { return model.told(.info, "select a model first") }
            guard let job = version.lineage.job else {
                return model.told(.info, "no job made it: it came from \(version.source.description.neutralised)")
            }
            model.open(.files(job))
            return []
        }
    }
}

extension StudioModel {
    fileprivate mutating func saveFiles() -> [StudioEffect] {
        let chosen = screen.panes.lazy.compactMap { $0 as? FilesPane }.first?.chosen ?? []
        guard let first = chosen.first else { return told(.info, "select a file first") }
        let files = chosen.filter { !$0.isFolder }
        guard !files.isEmpty else {
            return told(.info, "a folder: 'atelier job download --name \(first.job)' copies all of them")
        }
        let (workspace, folder) = (data.workspace, workingFolder)
        return ask(EngineTask("saving \(files.count == 1 ? first.name.neutralised : "\(files.count) files")") { engine in
            var saved: [String] = []
            for file in files {
                saved.append(try await SavedFile.write(file, in: folder, from: engine, workspace: workspace))
            }
            let what = saved.count == 1 ? "saved as \(saved[0])" : "saved \(saved.count) files in \(folder)"
            return { $0.told(.success, what.neutralised) }
        })
    }
}
