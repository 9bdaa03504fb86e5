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
    let screen: CursesScreen
    private let signals: ScreenSignals
    let mailbox: Mailbox
    let engine: any ControlCaller
    let startEngine: @Sendable () throws -> Void
    let environment: [String: String]
    private let files: UserFiles
    let screenshots: ScreenshotFolder
    private let keeper: SubscriptionKeeper
    /// Of the workspace that is shown.
    private var reading: (workspace: WorkspaceName, task: Task<Void, Never>)?
    private var model: StudioModel
    private var interrupts = InterruptKey()
    private var isOver = false
    /// Somebody detached: until then we wait for what was asked of the engine.
    var lastMoment: ContinuousClock.Instant?
    /// The terminal is another's: stopped by ^Z and continued behind another job, or lent to a guest.
    var isAway = false
    var guest: ChildProcess?
    private var isDirty = true
    private var lastFrame = ContinuousClock.now - .seconds(1)

    /// From the first seconds on the studio stands open for days.
    private var hasSettled = false
    private let start = ContinuousClock.now

    private static let settlingTime = Duration.seconds(2)
    private static let shortestFrame = Duration.milliseconds(33)
    static let longestFarewell = Duration.seconds(2)

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

    func take(_ message: StudioMessage) {
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
        if !hasSettled, .now - start >= Self.settlingTime {
            hasSettled = true
            ProgramText.release()
        }
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
        guard model.showsClock || model.toast != nil || isDirty || lastMoment != nil || screen.pendingInputDeadline != nil
        else { return -1 }
        let fraction = Date().timeIntervalSince1970.truncatingRemainder(dividingBy: 1)
        var wait = Duration.milliseconds(Int((1 - fraction) * 1000) + 1)
        if isDirty, !isAway { wait = min(wait, max(.zero, Self.shortestFrame - (ContinuousClock.now - lastFrame))) }
        if let deadline = screen.pendingInputDeadline { wait = min(wait, max(.zero, deadline - .now)) }
        return Int32(wait.components.seconds * 1000 + wait.components.attoseconds / 1_000_000_000_000_000) + 1
    }
}
