import Glibc
import Terminal
import TerminalBench
import Testing

@testable import Curses

/// A screen on one end of a pseudo-terminal, a virtual terminal at the other.
final class Bench {
    let screen: CursesScreen
    var slave: Int32 { terminal.slave }
    var view: VirtualTerminal
    private var master: Int32 { terminal.master }
    private let terminal: PseudoTerminal
    private var read = 0
    private let clock: Hand

    /// Time that goes on by hand.
    final class Hand {
        var now = ContinuousClock.now
    }

    init(
        _ term: String = "xterm-256color", width: Int = 80, height: Int = 24, environment: [String: String] = [:],
        preferred: ScreenPreferences = ScreenPreferences(), log: Int32? = nil, errors: Int32 = -1
    ) throws {
        terminal = try PseudoTerminal(width: width, height: height)
        let clock = Hand()
        let environment = ["TERM": term, "LANG": "C.UTF-8"].merging(environment) { $1 }
        screen = try CursesScreen(
            environment: environment,
            descriptors: ScreenDescriptors(input: terminal.slave, output: terminal.slave, errors: errors, log: log),
            preferred: preferred, now: { clock.now })
        self.clock = clock
        view = VirtualTerminal(width: width, height: height)
    }

    deinit {
        screen.close()
    }

    /// Shows a picture; the bytes that came out at the other end.
    @discardableResult
    func present(_ surface: Surface) -> [UInt8] {
        screen.present(surface)
        return arrived()
    }

    /// Waits for all that was written to come out, and shows it.
    @discardableResult
    func arrived() -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while read < screen.bytesWritten {
            let count = Glibc.read(master, &buffer, buffer.count)
            guard count > 0 else { break }
            read += count
            bytes += buffer.prefix(count)
            _ = screen.outputIsBacklogged
        }
        view.feed(bytes)
        return bytes
    }

    func resize(width: Int, height: Int) {
        terminal.resize(width: width, height: height)
        view.resize(width: width, height: height)
    }

    /// Types; the events that come of it, with all the time in the world for what is unfinished.
    func type(_ text: String) -> [InputEvent] { type(Array(text.utf8)) }

    func type(_ bytes: [UInt8]) -> [InputEvent] {
        send(bytes)
        var events: [InputEvent] = []
        while let event = screen.nextInput() { events.append(event) }
        clock.now += .seconds(2)
        while let event = screen.nextInput() { events.append(event) }
        return events
    }

    /// Sends bytes and waits until they can be read.
    func send(_ bytes: [UInt8]) {
        _ = Glibc.write(master, bytes, bytes.count)
        var ready = pollfd(fd: slave, events: Int16(POLLIN), revents: 0)
        poll(&ready, 1, 5000)
    }

    func wait(_ time: Duration) { clock.now += time }

    var modes: termios {
        terminal.modes
    }
}

extension Surface {
    /// A surface with these lines.
    init(_ lines: [String], width: Int = 80, height: Int = 24, style: Style = .plain) {
        self.init(Size(width: width, height: height))
        for (y, line) in lines.enumerated() { put(line, x: 0, y: y, style: style) }
    }
}
