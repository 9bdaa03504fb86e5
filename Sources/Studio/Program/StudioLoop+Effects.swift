import Client
import Curses
import Domain
import FoundationEssentials
import Glibc
import LinuxSystem
import Terminal

/// What the model wants of the world.
extension StudioLoop {
    func carryOut(_ effect: StudioEffect) {
        switch effect {
        case .run(let task): start(task)
        case .copy(let text): copy(text)
        case .edit(let edit): run(edit)
        case .shell(let command): run(command)
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

    private func run(_ command: ShellCommand) {
        do {
            guard let text = command.text else {
                return lend(to: command.spawn(reading: 0, environment: environment)) { _, _ in [] }
            }
            let lines = try NamelessFile.holding(text)
            lend(to: command.spawn(reading: lines.raw, environment: environment)) { _, _ in [] }
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

    func takeBackTerminal() {
        guard guest?.exitStatus != nil else { return }
        guest = nil
        signal(SIGQUIT, SIG_DFL)
        comeBack(screen.resume())
    }

    func suspend() {
        comeBack(screen.stop())
    }

    /// Continued in the background, the terminal is somebody else's: it is left alone until `fg`.
    func comeBack(_ isUp: Bool) {
        isAway = !isUp
        if isUp { take(.resized(screen.size)) }
    }
}
