package import Client
import Curses
package import Domain
import FoundationEssentials
import LinuxSystem
package import Terminal

/// `atelier studio`: opens the screen and stays until the person detaches. Nothing that runs depends on it.
package struct StudioProgram: Sendable {
    package struct Options: Sendable {
        package var isReadOnly = false
        package var depth: ColourDepth?
        package var glyphs: GlyphSet?

        package init() {}
    }

    private let engine: any ControlCaller
    private let workspace: WorkspaceName
    private let options: Options
    private let environment: [String: String]
    private let location: EngineLocation
    private let keepsView: Bool

    package init(
        engine: any ControlCaller, workspace: WorkspaceName, options: Options, environment: [String: String],
        location: EngineLocation, keepsView: Bool = true
    ) {
        self.location = location
        self.keepsView = keepsView
        self.engine = engine
        self.workspace = workspace
        self.options = options
        self.environment = environment
    }

    /// Throws `unsupported` when there is no terminal to draw on.
    package func run() async throws {
        // The screen belongs to one thread, and that one must be free to block.
        try await BlockingWork.run { [self] in
            do {
                try open()
            } catch let error as ScreenError {
                throw AtelierError(.unsupported, "\(error)")
            }
        }
    }

    private func open() throws {
        let screen = try CursesScreen(
            environment: environment, preferred: ScreenPreferences(depth: options.depth, glyphs: options.glyphs))
        defer { screen.close() }
        let themes = ThemeCatalog(folder: location.themes)
        var model = StudioModel(
            workspace: workspace, size: screen.size, theme: themes.standard(depth: screen.depth), themes: themes,
            glyphs: screen.glyphs, now: Date(), isReadOnly: options.isReadOnly)
        model.homeFolder = environment["HOME"] ?? ""
        let file = SessionFile(path: location.home.root + "/studio.json")
        if keepsView, let session = file.read() { model.restore(session) }
        let left = try StudioLoop(screen: screen, engine: engine, model: model).run()
        if keepsView { file.write(left) }
    }
}
