import Client
import ControlAPI
import Domain

extension ActionTable {
    static let models: [Action] = [
        Action("model.open", "Open the model", in: .pane(.models), keys: ["Enter"], hint: "open") { model in
            guard let version = model.subject.model else { return [] }
            model.open(.model(version.name, version: version.version))
            return []
        }
    ] + modelChanges(in: .pane(.models)) + modelChanges(in: .screen("model"))

    private static func modelChanges(in scope: ActionScope) -> [Action] {
        [
            Action("model.deploy", "Deploy this version", in: scope, keys: ["d"], hint: "deploy", changesThings: true) {
                $0.deployModel()
            },
            Action("model.archive", "Archive this version, or restore it", in: scope, keys: ["x"], hint: "archive", changesThings: true) { model in
                guard let version = model.subject.model else { return model.told(.info, "select a model first") }
                let isArchived = model.data.models.first { ModelReference($0) == version }?.isArchived ?? false
                return model.archive(version, !isArchived)
            },
            Action(
                "model.delete", "Delete this version", in: scope, keys: ["X"], changesThings: true,
                isDangerous: true
            ) { model in
                let versions = model.chosenModels
                guard !versions.isEmpty else { return model.told(.info, "select a model first") }
                let what = versions.count == 1 ? versions[0].text.neutralised : "\(versions.count) versions"
                model.overlay = TypedConfirmation(question: "delete \(what) and the files?", word: what) {
                    $0.delete(versions, what)
                }
                return []
            },
        ]
    }
}

extension StudioModel {
    /// The marked versions, or the selected one.
    var chosenModels: [ModelReference] {
        let marks = markedModels
        return marks.isEmpty ? [subject.model].compactMap(\.self) : marks
    }

    var markedModels: [ModelReference] {
        ((screen.focused as? ModelsPane)?.list ?? (screen.focused as? VersionsPane)?.list)?.marked ?? []
    }

    fileprivate mutating func deployModel() -> [StudioEffect] {
        guard let version = subject.model else { return told(.info, "select a model first") }
        let endpoints = data.endpoints.map(\.endpoint.name).sorted()
        guard let first = endpoints.first else {
            return told(.info, "no endpoint yet: 'atelier online-endpoint create --help' tells how")
        }
        if endpoints.count == 1 { return deploy(version, to: first) }
        overlay = Picker(title: "Deploy \(version.text.neutralised) to", choices: endpoints.map(\.rawValue)) {
            $0.deploy(version, to: EndpointName($1))
        }
        return []
    }

    fileprivate mutating func delete(_ versions: [ModelReference], _ what: String) -> [StudioEffect] {
        let workspace = data.workspace
        return ask(.deleting(versions, what, in: workspace) { version, engine in
            try await engine.call(
                ModelRoutes.delete,
                ["workspace": workspace.rawValue, "model": version.name.rawValue, "version": version.version])
        })
    }

    fileprivate mutating func archive(_ version: ModelReference, _ isArchived: Bool) -> [StudioEffect] {
        ask(Self.archival(version, isArchived, workspace: data.workspace))
    }

    private static func archival(_ version: ModelReference, _ isArchived: Bool, workspace: WorkspaceName) -> EngineTask {
        EngineTask("\(isArchived ? "archiving" : "restoring") \(version.text.neutralised)") { engine in
            _ = try await engine.call(
                ModelRoutes.archive, ["workspace": workspace.rawValue, "model": version.name.rawValue],
                body: ArchiveChange(version: version.version, isArchived: isArchived))
            return { model in
                model.did(
                    "\(version.text.neutralised) \(isArchived ? "archived" : "restored")",
                    undo: UndoStep("archive", archival(version, !isArchived, workspace: workspace)))
            }
        }
    }
}
