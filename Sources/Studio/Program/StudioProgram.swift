package import Client
import ControlAPI
import Curses
package import Domain
import FoundationEssentials
import Glibc
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
    private let startEngine: @Sendable () throws -> Void
    private let workspace: WorkspaceName
    private let options: Options
    private let environment: [String: String]
    private let location: EngineLocation
    private let keepsView: Bool

    /// - Parameters:
    ///   - engine: waits for an engine that is gone, and starts none: somebody may have stopped it.
    ///   - startEngine: what a person asks for then.
    package init(
        engine: any ControlCaller, startEngine: @escaping @Sendable () throws -> Void, workspace: WorkspaceName,
        options: Options, environment: [String: String], location: EngineLocation, keepsView: Bool = true
    ) {
        self.location = location
        self.keepsView = keepsView
        self.engine = engine
        self.startEngine = startEngine
        self.workspace = workspace
        self.options = options
        self.environment = environment
    }

    /// The keys as a file that a person may begin a keymap from.
    package static var keymapText: String { KeymapText.text() }

    /// Throws `unsupported` when a terminal of this name shows no studio; before an engine is started for it.
    package static func check(environment: [String: String]) throws {
        do {
            _ = try TerminalType(environment: environment).entry()
        } catch {
            throw AtelierError(.unsupported, "\(error)")
        }
    }

    /// For terminals that a cut connection left in our modes.
    package static var resetSequence: String { TerminalRestore.resetSequence }

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

    /// The dashboard once, as lines of text.
    package func plainText() async throws -> String {
        let snapshot = try await engine.call(
            WorkspaceRoutes.snapshot, ["workspace": workspace.rawValue], query: ["jobs": "\(PlainDashboard.mostJobs)"])
        var data = StudioData(workspace: workspace)
        data.take(snapshot)
        return PlainDashboard(data: data, now: Date()).text
    }

    private func open() throws {
        // What libraries print. Without the file it stands across the picture until the next ^L: no reason to refuse.
        let log = try? FileDescriptor.open(location.home.studioLog, O_WRONLY | O_CREAT | O_APPEND).release()
        defer { if let log { close(log) } }
        let screen = try CursesScreen(
            environment: environment, descriptors: ScreenDescriptors(log: log),
            preferred: ScreenPreferences(depth: options.depth, glyphs: options.glyphs))
        defer { screen.close() }
        let files = UserFiles(location: location)
        let themes = ThemeCatalog(folder: location.themes)
        var model = StudioModel(
            workspace: workspace, size: screen.size, theme: themes.standard(depth: screen.depth), themes: themes,
            depth: screen.depth, glyphs: screen.glyphs, now: Date(), isReadOnly: options.isReadOnly)
        model.ownKeymap = UserKeymap(path: location.keymap)
        model.homeFolder = environment["HOME"] ?? ""
        model.workingFolder = FileManager.default.currentDirectoryPath
        let file = SessionFile(path: location.home.root + "/studio.json")
        if keepsView, let session = file.read() { model.restore(session) }
        model.tellOfFiles()
        let loop = try StudioLoop(
            screen: screen, engine: engine, startEngine: startEngine, environment: environment, files: files,
            screenshots: ScreenshotFolder(path: location.home.screenshots, zone: .current),
            model: model)
        let left = loop.run()
        if keepsView { file.write(left) }
    }
}
