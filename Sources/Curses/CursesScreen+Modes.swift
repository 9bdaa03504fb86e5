/// Where a copied text went.
package enum CopyRoute: Hashable, Sendable {
    /// To the terminal, which puts it on the clipboard where it allows that.
    case terminal
    /// To tmux, which passes it on only where `set-clipboard` is on; `tmux load-buffer -w -` always keeps it.
    case tmux
    /// Nowhere: it is longer than terminals take.
    case tooLong
    /// Nowhere: this terminal knows no clipboard.
    case unsupported
}

extension CursesScreen {
    /// Clicks, drags and the wheel as input. While it is on, the terminal's own selection needs Shift.
    package func setMouse(_ on: Bool) {
        assertOwner()
        guard type.speaksXterm, on != hasMouse else { return }
        hasMouse = on
        if state == .up { writer.write(Array(mouseMode(on).utf8)) }
    }

    /// Pasted text as one event, for as long as there is a prompt to take it.
    package func setPaste(_ on: Bool) {
        assertOwner()
        guard type.speaksXterm, on != hasPaste else { return }
        hasPaste = on
        if state == .up { writer.write(Array(pasteMode(on).utf8)) }
    }

    // ncurses would turn the mouse on in a form that ends at column 223 where terminfo knows no better.
    private func mouseMode(_ on: Bool) -> String { on ? "\u{1B}[?1002h\u{1B}[?1006h" : "\u{1B}[?1006l\u{1B}[?1002l" }
    private func pasteMode(_ on: Bool) -> String { "\u{1B}[?2004\(on ? "h" : "l")" }

    /// The modes of ours again, after the terminal was somebody else's.
    func enterModes() {
        guard type.speaksXterm else { return }
        writer.write(
            Array(("\u{1B}[?1004h" + (hasMouse ? mouseMode(true) : "") + (hasPaste ? pasteMode(true) : "")).utf8))
    }

    package func bell() {
        assertOwner()
        if state == .up { writer.write([0x07]) }
    }

    /// The longest text to copy, in bytes: with its wrapping the sequence stays under what common terminals accept.
    package static let longestCopy = 74_994

    /// Puts text on the clipboard of the person's own machine, which is at the other end of the line (OSC 52).
    package func copy(_ text: String) -> CopyRoute {
        assertOwner()
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.longestCopy else { return .tooLong }
        guard state == .up, type.speaksXterm else { return .unsupported }
        let sequence = Array("\u{1B}]52;c;".utf8) + Base64.encoded(bytes) + [0x1B, 0x5C]
        if type.isInTmux || !type.name.hasPrefix("screen") {
            writer.write(sequence)
            return type.isInTmux ? .tmux : .terminal
        }
        // GNU screen passes on what is wrapped for it, in pieces; the ESC of the end must not stand in one.
        var wrapped: [UInt8] = []
        var rest = (sequence.dropLast(2) + [0x07])[...]
        while !rest.isEmpty {
            wrapped += [0x1B, 0x50] + rest.prefix(240) + [0x1B, 0x5C]
            rest = rest.dropFirst(240)
        }
        writer.write(wrapped)
        return .terminal
    }
}

/// Base64 as in RFC 4648: Foundation would weigh more than the rest of this room.
enum Base64 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encoded(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                result.append(place <= group.count ? letters[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return result
    }
}
