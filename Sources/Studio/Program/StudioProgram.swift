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

    package init(
        engine: any ControlCaller, workspace: WorkspaceName, options: Options, environment: [String: String]
    ) {
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
        let model = StudioModel(
            workspace: workspace, size: screen.size, theme: .builtIn(depth: screen.depth), glyphs: screen.glyphs,
            now: Date(), isReadOnly: options.isReadOnly)
        try StudioLoop(screen: screen, engine: engine, model: model).run()
    }
}
