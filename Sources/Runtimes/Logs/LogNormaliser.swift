/// Turns the raw bytes of a log into lines as a terminal would show them, and into nothing a terminal could obey.
///
/// - A carriage return starts its line anew, so a progress bar is left in its last state; a backspace takes a character.
/// - Colours (SGR) are kept or stripped; every other escape sequence is removed, the text of a string one (OSC, DCS) too.
/// - Bytes that are not UTF-8 become U+FFFD; other control characters, and those that turn the direction of text, are
///   shown as `\u{7}`, as `String.neutralised` does.
/// - A line longer than the limit is cut, and says how much of it is missing.
///
/// Incremental: feed it chunks cut anywhere. A line is given out when it is ended; `unfinished` is the one that is not.
package struct LogNormaliser: Sendable {
    package let keepsColours: Bool
    /// Bytes of a line, without colours.
    package let maximumLineLength: Int

    /// The unfinished line so far.
    var line: [UInt8] = []
    /// Bytes of `line` that are colours, and bytes that did not fit.
    var colourBytes = 0
    var missing = 0
    var state = State.text
    /// A carriage return was read: the next visible character starts the line anew.
    var restarts = false
    /// Backspaces read since the last visible character.
    var backspaces = 0
    /// The parameters of the escape sequence being read.
    var parameters: [UInt8] = []
    /// The first bytes of a character whose rest is in the next chunk.
    var character: [UInt8] = []
    /// The colours in force, to be set again in the next line: each line ends with a reset.
    var colours: [UInt8] = []
    /// The line's last colour is not reset yet.
    var isColoured = false

    enum State {
        case text
        /// After ESC.
        case escape
        /// After ESC and an intermediate byte: one more and it is over.
        case escapeIntermediate
        /// After ESC [.
        case control
        /// In OSC, DCS, SOS, PM or APC, until ESC \, BEL, or the end of the line.
        case string
        /// In one of those, after ESC.
        case stringEscape
    }

    /// - Parameter colours: those in force where reading begins, as `colours` of whoever read until there.
    package init(keepsColours: Bool = false, maximumLineLength: Int = 16_384, colours: [UInt8] = []) {
        self.keepsColours = keepsColours
        self.colours = colours
        self.maximumLineLength = max(16, maximumLineLength)
    }

    /// - Returns: the lines these bytes complete, each ended by a line feed.
    package mutating func feed(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + line.count)
        bytes.withUnsafeBufferPointer { feed($0, into: &output) }
        return output
    }

    mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        guard !character.isEmpty else { return read(bytes, into: &output) }
        let input = character + bytes
        character.removeAll(keepingCapacity: true)
        input.withUnsafeBufferPointer { read($0, into: &output) }
    }

    /// The lines these bytes complete, without their line feeds.
    package mutating func lines(_ bytes: [UInt8]) -> [String] {
        Self.split(feed(bytes))
    }

    /// Ends the last line. The normaliser is then as new.
    ///
    /// - Returns: the last line ended by a line feed; empty when there is none.
    package mutating func finish() -> [UInt8] {
        if !character.isEmpty { put(Self.replacement[...]) }
        var output: [UInt8] = []
        if !line.isEmpty || missing > 0 { endLine(into: &output) }
        self = LogNormaliser(keepsColours: keepsColours, maximumLineLength: maximumLineLength)
        return output
    }

    /// The line that is not ended yet, a progress bar perhaps, as a terminal would show it now.
    package var unfinished: String {
        var copy = self
        var bytes = copy.finish()
        if !bytes.isEmpty { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func split(_ bytes: [UInt8]) -> [String] {
        var lines: [String] = []
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(String(decoding: bytes[start..<end], as: UTF8.self))
            start = end + 1
        }
        return lines
    }
}
