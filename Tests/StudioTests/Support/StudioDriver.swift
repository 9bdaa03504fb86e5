import Client
import ControlAPI
import Domain
import Foundation
@testable import Studio
import Synchronization
import Terminal
import Testing

/// A studio without a terminal: presses keys, lets the engine answer at once, and tells what is on the screen. Does by
/// hand, one thing after the other, what the loop does with threads.
final class StudioDriver {
    private(set) var model: StudioModel
    let engine: any ControlCaller
    /// What the studio wanted of its terminal: copies, bells, to be left.
    private(set) var wishes: [StudioEffect] = []
    private var heard: Set<Subscription> = []
    /// How many of the toasts the test has looked at.
    private var looked = 0

    init(
        engine: any ControlCaller = ScriptedEngine(), workspace: WorkspaceName = SampleWorld.workspace,
        size: Size = Size(width: 120, height: 36), glyphs: GlyphSet = .unicode, isReadOnly: Bool = false,
        themes: ThemeCatalog = ThemeCatalog(folder: nil), theme: String? = nil, now: Date = SampleWorld.now
    ) {
        self.engine = engine
        model = StudioModel(
            workspace: workspace, size: size,
            theme: theme.flatMap { themes.theme(named: $0, depth: .direct) } ?? .builtIn(depth: .mono), themes: themes,
            depth: theme == nil ? .mono : .direct, glyphs: glyphs, now: now, zone: .gmt, isReadOnly: isReadOnly)
    }

    /// A driver whose studio has its first snapshot.
    static func open(
        _ engine: any ControlCaller = ScriptedEngine(), size: Size = Size(width: 120, height: 36),
        glyphs: GlyphSet = .unicode, isReadOnly: Bool = false, themes: ThemeCatalog = ThemeCatalog(folder: nil),
        theme: String? = nil, now: Date = SampleWorld.now
    ) async -> StudioDriver {
        let driver = StudioDriver(
            engine: engine, size: size, glyphs: glyphs, isReadOnly: isReadOnly, themes: themes, theme: theme,
            now: now)
        await driver.send(.connection(.connected))
        await driver.readAnew()
        return driver
    }

    deinit {
        checkFailures()
        // Drafts for an editor that nobody opened.
        let drafts = FileManager.default.temporaryDirectory.path + "/atelier-"
        for case .edit(let edit) in wishes where edit.path.hasPrefix(drafts) { unlink(edit.path) }
    }

    // MARK: Doing

    /// Keys as a keymap file writes them: `press("j", "Enter", "^P", "m m")`.
    func press(_ keys: String...) async {
        for text in keys {
            guard let sequence = KeySequence(parsing: text) else { fatalError("\(text) is no key") }
            for key in sequence.keys { await send(.input(.key(key))) }
        }
    }

    /// Each letter as a key.
    func type(_ text: String) async {
        for character in text { await send(.input(.key(.character(character)))) }
    }

    func send(_ message: StudioMessage) async {
        if case .input = message { checkFailures() }
        await take(message)
        await listen()
    }

    /// Opens on what another studio left.
    func restore(_ session: StudioSession) { model.restore(session) }

    func setFolder(_ folder: String) { model.workingFolder = folder }
    func show(_ overlay: any Overlay) { model.overlay = overlay }

    /// Does what a person does in the editor that was asked for last, and ends it.
    func edit(isDone: Bool = true, _ work: (FileEdit) throws -> Void) async rethrows {
        let asked = wishes.compactMap { if case .edit(let edit) = $0 { edit } else { nil } }.last
        guard let asked else { fatalError("no editor was asked for") }
        try work(asked)
        await send(.reply(title: "") { asked.then(&$0, isDone) })
    }

    func pass(seconds: Double) async {
        await send(.time(model.now.addingTimeInterval(seconds)))
    }

    /// What the events of the engine would lead to.
    func readAnew() async {
        guard let snapshot = try? await engine.call(
            WorkspaceRoutes.snapshot, ["workspace": model.data.workspace.rawValue], query: ["jobs": "500"])
        else { return }
        await send(.snapshot(snapshot))
    }

    private func take(_ message: StudioMessage) async {
        var effects = model.receive(message)
        effects += model.neededReads()
        for effect in effects {
            guard case .run(let task) = effect else {
                wishes.append(effect)
                continue
            }
            await take(await task.answer(from: engine))
            await readAnew()
        }
    }

    /// Hears what is new of what the screen wants to hear of.
    private func listen() async {
        let wanted = model.subscriptions
        let new = wanted.subtracting(heard)
        heard = wanted
        let mail = Mutex<[StudioMessage]>([])
        for subscription in new.sorted(by: { "\($0)" < "\($1)" }) {
            _ = try? await subscription.listen(
                to: engine, workspace: model.data.workspace, isReadOnly: model.isReadOnly
            ) { message in mail.withLock { $0.append(message) } }
        }
        for message in mail.withLock({ $0 }) { await take(message) }
        if model.subscriptions != heard { await listen() }
    }

    // MARK: Seeing

    /// The screen, without the spaces at the ends of its rows.
    var lines: [String] {
        model.draw().lines.map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    var text: String { lines.joined(separator: "\n") }

    var picture: String { model.picture }
    var hints: String { lines.last ?? "" }
    var message: String { lines.dropLast().last ?? "" }
    var toast: String? {
        looked = model.toasts.count
        return model.toast?.text
    }
    var focus: PaneName { model.screen.focused.name }
    var jobs: ListState<JobName>? { pane(JobsPane.self)?.list }

    func shows(_ part: String) -> Bool {
        if let said = model.toast?.text, said.contains(part) || part.contains(said) { looked = model.toasts.count }
        return text.contains(part)
    }

    /// A refusal that no test looks at is a fault of the studio, or of the test.
    private func checkFailures() {
        for toast in model.toasts.dropFirst(looked) where toast.kind == .failure {
            Issue.record("the studio said, and nobody looked: \(toast.text)")
        }
        looked = model.toasts.count
    }

    func pane<P: Pane>(_ type: P.Type) -> P? {
        model.screen.panes.lazy.compactMap { $0 as? P }.first
    }

    /// What was copied, in order.
    var copies: [String] {
        wishes.compactMap { if case .copy(let text) = $0 { text } else { nil } }
    }

    var wantsToLeave: Bool {
        wishes.contains { if case .detach = $0 { true } else { false } }
    }
}
