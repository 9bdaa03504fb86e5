internal import CCurses
internal import Glibc

/// Puts a terminal back as it was, also when the process dies: the bytes are made while all is well.
package struct TerminalRestore {
    private let bytes: [UInt8]
    private let modes: termios
    private let terminal: Int32

    /// What `atelier reset` prints for a terminal that a cut connection left in our modes. It stands by itself, with no
    /// terminfo, and leaves the cursor where it is.
    package static let resetSequence = "\u{1B}7\u{1B}[r\u{1B}8" + ownModesOff + "\u{1B}(B\u{0F}\u{1B}[m\u{1B}[?1l\u{1B}>"
        + "\u{1B}[?7h\u{1B}[4l\u{1B}[?25h\u{1B}[?1049l"

    /// Synchronized output, the mouse, bracketed paste, focus: what we turn on beside ncurses.
    static let ownModesOff = "\u{1B}[?2026l\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l\u{1B}[?2004l\u{1B}[?1004l"

    static let message = "Atelier's studio crashed; the engine and your jobs keep running\n"

    /// `string` looks terminfo up.
    init(terminal: Int32, modes: termios, speaksXterm: Bool, string: (String) -> String?) {
        self.terminal = terminal
        self.modes = modes
        var text = speaksXterm ? Self.ownModesOff : ""
        text += (string("rmacs") ?? "") + (string("sgr0") ?? "") + (string("op") ?? "")
        if string("csr") != nil { text += "\u{1B}[r" }
        text += string("cnorm") ?? ""
        if let leave = string("rmcup") {
            text += leave
        } else {
            // No second screen to leave: below the last picture, as ncurses does.
            text += "\u{1B}[999;1H\u{1B}[K\r\n"
        }
        bytes = Array(text.utf8)
    }

    /// The bytes without the modes, for a writer that has others before them.
    var sequence: [UInt8] { bytes }

    /// The modes from before the screen; at once, for a stalled line would let nobody wait for its end.
    func restoreModes() {
        var modes = modes
        tcsetattr(terminal, TCSANOW, &modes)
    }

    /// From here on a crash puts the terminal back before it ends the process. Swift's own printer of backtraces is not
    /// asked: it would print across the screen.
    func arm() {
        var modes = modes
        _ = cc_guard_arm(terminal, &modes, bytes, bytes.count, Self.message)
    }

    static func disarm() {
        cc_guard_disarm()
    }
}
