import Client
import Curses
import Domain
import FoundationEssentials
import Glibc
import LinuxSystem
import Terminal

/// The one thread that owns the screen: waits for keys, mail, signals and the clock, lets the model take them, and shows
/// what it draws. Keys are answered at once; what the engine tells is shown at most 30 times a second.
final class StudioLoop {
    private let screen: CursesScreen
    private let signals: ScreenSignals
    private let mailbox: Mailbox
    private let engine: any ControlCaller
    private let startEngine: @Sendable () throws -> Void
    private let environment: [String: String]
    private let files: UserFiles
    private let screenshots: ScreenshotFolder
    private let keeper: SubscriptionKeeper
    /// Of the workspace that is shown.
    private var reading: (workspace: WorkspaceName, task: Task<Void, Never>)?
    private var model: StudioModel
    private var interrupts = InterruptKey()
    private var isOver = false
    /// Somebody detached: until then we wait for what was asked of the engine.
    private var lastMoment: ContinuousClock.Instant?
    /// The terminal is another's: stopped by ^Z and continued behind another job, or lent to a guest.
    private var isAway = false
    private var guest: ChildProcess?
    private var isDirty = true
    private var lastFrame = ContinuousClock.now - .seconds(1)

    private static let shortestFrame = Duration.milliseconds(33)
    private static let longestFarewell = Duration.seconds(2)

    /// - Parameter startEngine: blocks until the engine answers.
    init(
        screen: CursesScreen, engine: any ControlCaller, startEngine: @escaping @Sendable () throws -> Void,
        environment: [String: String], files: UserFiles, screenshots: ScreenshotFolder,
        model: StudioModel
    ) throws {
        self.screen = screen
        self.engine = engine
        self.startEngine = startEngine
        self.environment = environment
        self.files = files
        self.screenshots = screenshots
        self.model = model
        signals = try ScreenSignals()
        let mailbox = try Mailbox()
        self.mailbox = mailbox
        keeper = SubscriptionKeeper(engine: engine, isReadOnly: model.isReadOnly) { mailbox.post(.of($0, $1)) }
    }

    /// Returns the view that was left.
    func run() -> StudioSession {
        let mailbox = mailbox
        let watching = Task { [files, themes = model.themes, keymap = model.ownKeymap] in
            try? await files.follow(themes, keymap) { mailbox.post($0) }
        }
        defer {
            keeper.stop()
            reading?.task.cancel()
            watching.cancel()
        }
        while !isOver {
            followWorkspace()
            takeSignals()
            takeInput()
            takeBackTerminal()
            for message in mailbox.fetch() { take(message) }
            tick()
            leaveIfDone()
            show()
            wait()
        }
        return model.session
    }

    /// Reads the workspace that is shown, and no other.
    private func followWorkspace() {
        let workspace = model.data.workspace
        guard reading?.workspace != workspace else { return }
        reading?.task.cancel()
        keeper.stop()
        let feed = EngineFeed(engine: engine, workspace: workspace) { [mailbox] in mailbox.post(.of(workspace, $0)) }
        reading = (workspace, Task { await feed.run() })
    }

    private func take(_ message: StudioMessage) {
        for effect in model.receive(message) { carryOut(effect) }
        for effect in model.neededReads() { carryOut(effect) }
        isDirty = true
    }

    private func takeInput() {
        while let event = screen.nextInput() {
            // One that closes a question or a prompt has done its work.
            if event == .key(.control("c")), model.overlay == nil, interrupts.press(at: .now) { isOver = true }
            // Two clicks are told from a double one by their time.
            if case .mouse = event { take(.time(Date())) }
            take(.input(event))
            lastFrame = .now - Self.shortestFrame
        }
        if screen.isGone { isOver = true }
    }

    private func takeSignals() {
        for signal in signals.drain() {
            switch signal {
            case .resize:
                if screen.handleResize() { take(.resized(screen.size)) }
            case .terminate, .hangUp: isOver = true
            // From the keyboard it was meant for the guest.
            case .interrupt: if guest == nil { isOver = true }
            case .stop: suspend()
            case .continued: if guest == nil { comeBack(screen.resume()) }
            }
        }
    }

    /// The clock of the header moves once a second.
    private func tick() {
        let now = Date()
        guard Int(now.timeIntervalSince1970) != Int(model.now.timeIntervalSince1970) else { return }
        take(.time(now))
    }

    /// A rollback and then `Q`, faster than the engine answers: the rollback must still happen.
    private func leaveIfDone() {
        guard let lastMoment else { return }
        if model.underway.isEmpty || .now >= lastMoment { isOver = true }
    }

    private func show() {
        guard isDirty, !isOver, !isAway, ContinuousClock.now - lastFrame >= Self.shortestFrame, !screen.outputIsBacklogged
        else { return }
        keeper.want(model.subscriptions, in: model.data.workspace)
        screen.setMouse(model.takesMouse)
        screen.setPaste(model.overlay?.takesText == true)
        screen.present(model.draw())
        isDirty = false
        lastFrame = .now
    }

    private func wait() {
        guard !isOver else { return }
        var descriptors = [screen.inputDescriptor, signals.descriptor, mailbox.descriptor].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        // What is typed is then for the job in the foreground; that the terminal goes is told all the same.
        if isAway { descriptors[0].events = 0 }
        if screen.hasUnsentOutput || (isDirty && screen.outputIsBacklogged) {
            descriptors.append(pollfd(fd: screen.outputDescriptor, events: Int16(POLLOUT), revents: 0))
        }
        poll(&descriptors, nfds_t(descriptors.count), timeout)
        if isAway, descriptors[0].revents & Int16(POLLHUP | POLLERR) != 0 { isOver = true }
    }

    /// Milliseconds to the next thing that is due: a second's turn, a frame held back, a key sequence that stays unfinished.
    private var timeout: Int32 {
        // Without a clock only what is said at the bottom goes with time.
        guard model.showsClock || model.toast != nil || isDirty || screen.pendingInputDeadline != nil else { return -1 }
        let fraction = Date().timeIntervalSince1970.truncatingRemainder(dividingBy: 1)
        var wait = Duration.milliseconds(Int((1 - fraction) * 1000) + 1)
        if isDirty, !isAway { wait = min(wait, max(.zero, Self.shortestFrame - (ContinuousClock.now - lastFrame))) }
        if let deadline = screen.pendingInputDeadline { wait = min(wait, max(.zero, deadline - .now)) }
        return Int32(wait.components.seconds * 1000 + wait.components.attoseconds / 1_000_000_000_000_000) + 1
    }

    // MARK: Effects

    private func carryOut(_ effect: StudioEffect) {
        switch effect {
        case .run(let task): start(task)
        case .copy(let text): copy(text)
        case .edit(let edit): run(edit)
        case .pipe(let pipe): run(pipe)
        case .save(let saved): save(saved)
        case .startEngine: start(starting)
        case .suspend: suspend()
        case .bell: screen.bell()
        case .repaint: screen.repaint()
        case .detach: lastMoment = .now + Self.longestFarewell
        }
    }

    private func start(_ task: EngineTask) {
        let (engine, mailbox) = (engine, mailbox)
        Task { mailbox.post(await task.answer(from: engine)) }
    }

    /// The engine is started on a thread that may wait for it.
    private var starting: EngineTask {
        let startEngine = startEngine
        return EngineTask(EngineTask.startTitle) { _ in
            try await BlockingWork.run { try startEngine() }
            return { _ in [] }
        }
    }

    private func copy(_ text: String) {
        switch screen.copy(text) {
        case .terminal: tell(.success, "copied; a terminal that allows it has it on the clipboard")
        case .tmux: start(TmuxBuffer.task(keeping: text, environment: environment))
        case .tooLong: tell(.warning, "too long to copy: terminals take \(CursesScreen.longestCopy) bytes")
        case .unsupported: tell(.warning, "this terminal knows no clipboard")
        }
    }

    private func save(_ saved: [ScreenText]) {
        do {
            tell(.success, "saved \(try screenshots.save(saved, at: Date()).neutralised)")
        } catch {
            tell(.failure, "not saved: \(error)")
        }
    }

    private func tell(_ kind: Toast.Kind, _ text: String) {
        take(.reply(title: "") { $0.told(kind, text) })
    }

    private func run(_ edit: FileEdit) {
        guard let program = EditorProgram(environment: environment) else {
            return tell(.warning, "no editor: set EDITOR, or install vi or nano")
        }
        lend(to: program.spawn(on: edit.path, line: edit.line)) { model, isDone in
            if !isDone { model.tell(.warning, "the editor did not end well") }
            return edit.then(&model, isDone)
        }
    }

    private func run(_ pipe: LinePipe) {
        do {
            let lines = try NamelessFile.holding(pipe.text)
            lend(to: pipe.spawn(reading: lines.raw, environment: environment)) { _, _ in [] }
        } catch {
            tell(.failure, "\(error)")
        }
    }

    /// The guest has the terminal until it ends; what the engine tells meanwhile is taken all the same.
    private func lend(to spawn: Spawn, then: @escaping @Sendable (inout StudioModel, _ isDone: Bool) -> [StudioEffect]) {
        guard guest == nil else { return }
        screen.suspend()
        signal(SIGQUIT, SIG_IGN)
        do {
            let child = try ChildProcess(spawn)
            guest = child
            isAway = true
            let mailbox = mailbox
            Task {
                let isDone = (try? await child.waitForExit()) == .exited(0)
                mailbox.post(.reply(title: "") { then(&$0, isDone) })
            }
        } catch {
            signal(SIGQUIT, SIG_DFL)
            comeBack(screen.resume())
            tell(.failure, "\(error)")
        }
    }

    private func takeBackTerminal() {
        guard guest?.exitStatus != nil else { return }
        guest = nil
        signal(SIGQUIT, SIG_DFL)
        comeBack(screen.resume())
    }

    private func suspend() {
        comeBack(screen.stop())
    }

    /// Continued in the background, the terminal is somebody else's: it is left alone until `fg`.
    private func comeBack(_ isUp: Bool) {
        isAway = !isUp
        if isUp { take(.resized(screen.size)) }
    }
}
