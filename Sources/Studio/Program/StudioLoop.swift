import Client
import Curses
import Domain
import FoundationEssentials
import Glibc
import Terminal

/// The one thread that owns the screen: waits for keys, mail, signals and the clock, lets the model take them, and shows
/// what it draws. Keys are answered at once; what the engine tells is shown at most 30 times a second.
final class StudioLoop {
    private let screen: CursesScreen
    private let signals: ScreenSignals
    private let mailbox: Mailbox
    private let engine: any ControlCaller
    private let keeper: SubscriptionKeeper
    private var model: StudioModel
    private var tasks: [Task<Void, Never>] = []
    private var isOver = false
    private var isDirty = true
    private var lastFrame = ContinuousClock.now - .seconds(1)

    private static let shortestFrame = Duration.milliseconds(33)

    init(screen: CursesScreen, engine: any ControlCaller, model: StudioModel) throws {
        self.screen = screen
        self.engine = engine
        self.model = model
        signals = try ScreenSignals()
        let mailbox = try Mailbox()
        self.mailbox = mailbox
        keeper = SubscriptionKeeper(engine: engine, isReadOnly: model.isReadOnly) { mailbox.post($0) }
    }

    /// Returns the view that was left.
    func run() -> StudioSession {
        let mailbox = mailbox
        let feed = EngineFeed(engine: engine, workspace: model.data.workspace) { mailbox.post($0) }
        tasks.append(Task { await feed.run() })
        defer {
            keeper.stop()
            tasks.forEach { $0.cancel() }
        }
        while !isOver {
            takeSignals()
            takeInput()
            for message in mailbox.fetch() { take(message) }
            tick()
            show()
            wait()
        }
        return model.session
    }

    private func take(_ message: StudioMessage) {
        for effect in model.receive(message) { carryOut(effect) }
        for effect in model.neededReads() { carryOut(effect) }
        isDirty = true
    }

    private func takeInput() {
        while let event = screen.nextInput() {
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
            case .terminate, .hangUp, .interrupt: isOver = true
            case .stop: suspend()
            case .continued:
                screen.resume()
                take(.resized(screen.size))
            }
        }
    }

    /// The clock of the header moves once a second.
    private func tick() {
        let now = Date()
        guard Int(now.timeIntervalSince1970) != Int(model.now.timeIntervalSince1970) else { return }
        take(.time(now))
    }

    private func show() {
        guard isDirty, !isOver, ContinuousClock.now - lastFrame >= Self.shortestFrame, !screen.outputIsBacklogged
        else { return }
        keeper.want(model.subscriptions, in: model.data.workspace)
        screen.present(model.draw())
        isDirty = false
        lastFrame = .now
    }

    private func wait() {
        guard !isOver else { return }
        var descriptors = [screen.inputDescriptor, signals.descriptor, mailbox.descriptor].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        if screen.hasUnsentOutput || (isDirty && screen.outputIsBacklogged) {
            descriptors.append(pollfd(fd: screen.outputDescriptor, events: Int16(POLLOUT), revents: 0))
        }
        poll(&descriptors, nfds_t(descriptors.count), timeout)
    }

    /// Milliseconds to the next thing that is due: a second's turn, a frame held back, a key sequence that stays unfinished.
    private var timeout: Int32 {
        let fraction = Date().timeIntervalSince1970.truncatingRemainder(dividingBy: 1)
        var wait = Duration.milliseconds(Int((1 - fraction) * 1000) + 1)
        if isDirty { wait = min(wait, max(.zero, Self.shortestFrame - (ContinuousClock.now - lastFrame))) }
        if let deadline = screen.pendingInputDeadline { wait = min(wait, max(.zero, deadline - .now)) }
        return Int32(wait.components.seconds * 1000 + wait.components.attoseconds / 1_000_000_000_000_000) + 1
    }

    // MARK: Effects

    private func carryOut(_ effect: StudioEffect) {
        switch effect {
        case .run(let task): start(task)
        case .copy(let text): _ = screen.copy(text)
        case .suspend: suspend()
        case .bell: screen.bell()
        case .repaint: screen.repaint()
        case .detach: isOver = true
        }
    }

    private func start(_ task: EngineTask) {
        let (engine, mailbox) = (engine, mailbox)
        tasks.append(Task { mailbox.post(await task.answer(from: engine)) })
    }

    private func suspend() {
        screen.stop()
        take(.resized(screen.size))
    }
}
