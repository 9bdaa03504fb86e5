internal import CCurses
internal import Glibc
package import Terminal

/// The terminal screen: surfaces go out, input comes in. ncurses works out the fewest bytes between two pictures; reading,
/// modes and job control are ours, since it would wait, print or exit where a studio must not.
///
/// One thread has it, and one screen is up at a time in a process. It never waits for the terminal: what a slow line does
/// not take is kept, and `outputIsBacklogged` tells to draw less often.
package final class CursesScreen {
    package internal(set) var size: Size
    package let depth: ColourDepth
    package let glyphs: GlyphSet
    package let type: TerminalType
    /// The entry of terminfo in use.
    package let entry: String

    let handle: OpaquePointer
    let descriptors: ScreenDescriptors
    let writer: TerminalWriter
    let restore: TerminalRestore
    let string: (String) -> String?
    let now: () -> ContinuousClock.Instant
    private let savedModes: termios
    private let thread = pthread_self()
    private var inks: Inks
    private var encoder: CellEncoder

    /// What the terminal shows; nil when that is not known.
    private var shown: Surface?
    var state = State.up
    var decoder: InputDecoder
    var lastInput: ContinuousClock.Instant
    var isHungUp = false
    var asked = false
    package internal(set) var knowsSynchronizedOutput = false
    package internal(set) var hasMouse = false
    package internal(set) var hasPaste = false
    private var savedErrors: Int32 = -1
    private(set) var showsCursor = false

    enum State {
        case up, suspended, closed
    }

    package init(
        environment: [String: String], descriptors: ScreenDescriptors = ScreenDescriptors(),
        preferred: ScreenPreferences = ScreenPreferences(), now: @escaping () -> ContinuousClock.Instant = { .now }
    ) throws(ScreenError) {
        let type = try TerminalType(environment: environment)
        let entry = try type.entry()
        var modes = termios()
        guard isatty(descriptors.input) == 1, isatty(descriptors.output) == 1, tcgetattr(descriptors.output, &modes) == 0
        else { throw .notATerminal }
        let isUTF8 = (type.locales(preferred: preferred.glyphs).lazy.map { cc_locale($0) }.first { $0 >= 0 } ?? 0) == 1
        let size = Self.measure(descriptors.output) ?? Size(width: 80, height: 24)
        let wantsColour = type.depth(colours: 256, preferred: preferred.depth) != .mono
        guard let handle = cc_open(entry, Int32(size.height), Int32(size.width), wantsColour ? 1 : 0) else {
            throw .refused("ncurses does not open a '\(entry)'")
        }
        let string = { Self.string($0, handle) }
        self.type = type
        self.size = size
        self.entry = entry
        self.handle = handle
        self.descriptors = descriptors
        self.string = string
        self.now = now
        savedModes = modes
        glyphs = type.glyphs(isUTF8: isUTF8, preferred: preferred.glyphs)
        depth = type.depth(colours: Int(cc_colours(handle)), preferred: preferred.depth)
        inks = Inks(screen: handle, depth: depth)
        encoder = CellEncoder(isUTF8: isUTF8)
        writer = TerminalWriter(descriptors.output)
        restore = TerminalRestore(
            terminal: writer.descriptor, modes: modes, speaksXterm: type.speaksXterm, string: string)
        decoder = InputDecoder(
            sequences: KeySequences(string: string), eraseIsControlH: cc_erase_character(&modes) == 0x08)
        lastInput = now()
        enter()
    }

    deinit {
        if state != .closed { end() }
    }

    static func string(_ name: String, _ handle: OpaquePointer) -> String? {
        var text = [CChar](repeating: 0, count: 512)
        let count = cc_string(handle, name, &text, Int32(text.count))
        return count < 0 ? nil : String(decoding: text.prefix(Int(count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    static func measure(_ terminal: Int32) -> Size? {
        var (height, width): (Int32, Int32) = (0, 0)
        guard cc_window_size(terminal, &height, &width) == 0 else { return nil }
        return Size(width: Int(width), height: Int(height))
    }

    func assertOwner() {
        assert(pthread_equal(thread, pthread_self()) != 0, "a screen belongs to the thread that opened it")
    }

    // MARK: Up and down

    /// Takes the terminal: its modes, what goes to standard error, and the guard against crashes.
    func enter() {
        var (saved, raw) = (savedModes, termios())
        cc_raw(&saved, &raw)
        restore.arm()
        tcsetattr(descriptors.output, TCSANOW, &raw)
        if let log = descriptors.log, savedErrors < 0 {
            savedErrors = fcntl(descriptors.errors, F_DUPFD_CLOEXEC, 3)
            if savedErrors >= 0 { dup2(log, descriptors.errors) }
        }
        state = .up
    }

    /// Gives it back as it was.
    func leave(to next: State) {
        guard state == .up else {
            state = next
            return
        }
        writer.write(restore.sequence)
        writer.finish(within: 200)
        // Clicks and answers that are still on their way are no keys for the shell.
        if hasMouse || asked { tcflush(descriptors.input, TCIFLUSH) }
        restore.restoreModes()
        TerminalRestore.disarm()
        if savedErrors >= 0 {
            dup2(savedErrors, descriptors.errors)
            Glibc.close(savedErrors)
            savedErrors = -1
        }
        state = next
    }

    /// Ends the screen. Nothing of it may be used after.
    package func close() {
        assertOwner()
        guard state != .closed else { return }
        end()
    }

    private func end() {
        leave(to: .closed)
        cc_close(handle)
    }

    // MARK: Pictures

    /// Shows a picture; only what differs from the one before is written, and nothing when nothing does. Returns how many
    /// bytes went out.
    @discardableResult
    package func present(_ picture: Surface) -> Int {
        assertOwner()
        guard state == .up, !size.isEmpty else { return 0 }
        let picture = picture.size == size ? picture : fitted(picture)
        if shown == picture { return 0 }
        let before = writer.total
        for y in 0..<size.height { put(picture.row(y), over: shown?.row(y), y) }
        shown = picture
        let cursor = picture.cursor.map { ($0.y, $0.x) } ?? (-1, -1)
        let inside = cursor.1 < size.width && cursor.0 < size.height && cursor.1 >= 0
        showsCursor = inside
        cc_flush(handle, Int32(inside ? cursor.0 : -1), Int32(inside ? cursor.1 : 0))
        send()
        return writer.total - before
    }

    /// Draws everything at the next picture, whatever is there.
    package func repaint() {
        assertOwner()
        guard state == .up else { return }
        inks.forget()
        forgetShown()
    }

    /// How many bytes went to the terminal in all.
    package var bytesWritten: Int { writer.total }

    private func send() {
        var taken: UnsafePointer<UInt8>?
        let count = cc_take(handle, &taken)
        guard count > 0, let taken else { return }
        var bytes = inks.direct.translated(UnsafeBufferPointer(start: taken, count: count), direct: depth == .direct)
        // A small change arrives in one piece anyway, over a network too.
        if knowsSynchronizedOutput, bytes.count > 1024 {
            bytes = Array("\u{1B}[?2026h".utf8) + bytes + Array("\u{1B}[?2026l".utf8)
        }
        if !asked { bytes += questions() }
        writer.write(bytes)
    }

    /// What is asked once, behind the first picture, which so waits for no answer: whether it can show a picture as one.
    /// Every terminal answers the second question, which ends the wait for the first.
    private func questions() -> [UInt8] {
        asked = true
        guard type.speaksXterm else { return [] }
        return Array(("\u{1B}[?1004h" + (type.answersQuestions ? "\u{1B}[?2026$p\u{1B}[c" : "")).utf8)
    }

    private func put(_ row: ArraySlice<Cell>, over old: ArraySlice<Cell>?, _ y: Int) {
        var first = row.startIndex
        var end = row.endIndex
        if let old {
            // Slices of two surfaces of one size have the same indices.
            while first < end, row[first] == old[first] { first += 1 }
            guard first < end else { return }
            while end > first, row[end - 1] == old[end - 1] { end -= 1 }
        }
        while first > row.startIndex, row[first].glyph.isContinuation { first -= 1 }
        while end < row.endIndex, row[end].glyph.isContinuation { end += 1 }
        var index = first
        while index < end {
            let start = index
            let style = row[start].style
            encoder.removeAll()
            while index < end, row[index].style == style || row[index].glyph.isContinuation {
                let isWide = index + 1 < row.endIndex && row[index + 1].glyph.isContinuation
                    && !row[index].glyph.isContinuation
                encoder.append(row[index].glyph, columns: isWide ? 2 : 1)
                index += isWide ? 2 : 1
            }
            let (attributes, pair) = inks.look(of: style)
            cc_put(
                handle, Int32(y), Int32(start - row.startIndex), encoder.scalars, encoder.counts,
                Int32(encoder.counts.count), attributes, pair)
        }
    }

    /// A picture of another size, as it is while a window changes: what fits of it.
    private func fitted(_ picture: Surface) -> Surface {
        var result = Surface(size)
        for y in 0..<min(size.height, picture.size.height) {
            for x in 0..<min(size.width, picture.size.width) where !picture[x, y].glyph.isContinuation {
                let isWide = x + 1 < picture.size.width && picture[x + 1, y].glyph.isContinuation
                result.put(picture[x, y].glyph, cells: isWide ? 2 : 1, x: x, y: y, style: picture[x, y].style)
            }
        }
        result.cursor = picture.cursor
        return result
    }

    /// Takes the window's size of now. Returns whether it is another one; then a picture of that size is wanted.
    @discardableResult
    package func handleResize() -> Bool {
        assertOwner()
        guard state == .up, let now = Self.measure(descriptors.output), now != size else { return false }
        size = now
        cc_resize(handle, Int32(now.height), Int32(now.width))
        forgetShown()
        return true
    }

    /// The next picture begins with an empty screen. Somebody else may have left a part of it to scroll by itself.
    func forgetShown() {
        shown = nil
        cc_forget(handle)
        if string("csr") != nil { writer.write(Array("\u{1B}[r".utf8)) }
    }
}

extension Size {
    fileprivate var isEmpty: Bool { width == 0 || height == 0 }
}
