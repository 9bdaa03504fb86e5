import ControlAPI
import Domain
import FoundationEssentials
import Studio
import Terminal

/// A studio that looks at the imagined box: what its effects ask is asked at once.
struct DemoStudio {
    let engine = DemoEngine()
    var model: StudioModel

    init(width: Int = 120, height: Int = 36) async throws {
        model = StudioModel(
            workspace: DemoEngine.workspace, size: Size(width: width, height: height), theme: .builtIn(depth: .palette), themes: ThemeCatalog(folder: nil),
            glyphs: .unicode, now: DemoEngine.moment)
        try await readCatalogues()
    }

    mutating func readCatalogues() async throws {
        let snapshot = try await engine.call(
            WorkspaceRoutes.snapshot, ["workspace": DemoEngine.workspace.rawValue], query: ["jobs": "200"], body: Nothing())
        _ = model.receive(.snapshot(snapshot))
        _ = model.receive(.connection(.connected))
    }

    mutating func press(_ keys: KeyPress...) async throws {
        for key in keys {
            for case .run(let task) in model.receive(.input(.key(key))) {
                let reply = try await task.run(engine)
                _ = model.receive(.reply(title: task.title, reply))
            }
        }
    }

    mutating func type(_ text: String) async throws {
        for character in text { try await press(.character(character)) }
    }

    var text: String { model.draw().lines.joined(separator: "\n") }

    /// The first row that has all of the words.
    func row(_ words: String...) -> String? {
        model.draw().lines.first { line in words.allSatisfy { line.contains($0) } }
    }
}
