package import Terminal

/// A terminal for tests: takes the bytes that one would get and tells what it would show. Anything it does not know is
/// noted in `surprises`, so that a test fails on it and nothing is passed over.
package struct VirtualTerminal {
    package struct Look: Hashable, Sendable {
        package enum Ink: Hashable, Sendable {
            case own
            case number(Int)
            case rgb(Int, Int, Int)
        }

        package var foreground = Ink.own
        package var background = Ink.own
        /// Numbers of SGR: 1 bold, 2 dim, 3 italic, 4 underline, 5 blink, 7 reverse, 9 strikethrough.
        package var attributes: Set<Int> = []

        package init(foreground: Ink = .own, background: Ink = .own, attributes: Set<Int> = []) {
            self.foreground = foreground
            self.background = background
            self.attributes = attributes
        }
    }

    package struct Place: Hashable, Sendable {
        package var text = " "
        package var look = Look()
    }

    package private(set) var width: Int
    package private(set) var height: Int
    package private(set) var rows: [[Place]]
    package private(set) var cursor = Point(x: 0, y: 0)
    package private(set) var modes: Set<Int> = [7, 25]
    package private(set) var surprises: [String] = []
    /// Texts of OSC, and questions: what has no place on the screen.
    package private(set) var told: [String] = []
    /// Whether synchronized output was on while something was drawn.
    package private(set) var drewInsideOfFrame = false
    private var look = Look()
    private var wraps = false
    private var region: ClosedRange<Int>
    private var saved = Point(x: 0, y: 0)
    private var lastPrinted: Unicode.Scalar?
    private var drawsLines = [false, false]
    private var shift = 0
    private var pending: [Unicode.Scalar] = []

    package init(width: Int = 80, height: Int = 24) {
        self.width = width
        self.height = height
        rows = Array(repeating: Array(repeating: Place(), count: width), count: height)
        region = 0...height - 1
    }

    package var lines: [String] {
        rows.map { row in
            let text = row.map(\.text).joined()
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
    }

    package subscript(x: Int, y: Int) -> Place { rows[y][x] }

    package mutating func resize(width: Int, height: Int) {
        self = VirtualTerminal(width: width, height: height)
    }

    package mutating func feed(_ bytes: [UInt8]) {
        pending += String(decoding: bytes, as: UTF8.self).unicodeScalars
        while !pending.isEmpty {
            let used = step()
            if used == 0 { return }
            pending.removeFirst(used)
        }
    }

    // MARK: Reading

    private mutating func step() -> Int {
        let scalar = pending[0]
        guard scalar == "\u{1B}" else {
            scalar.value < 0x20 || scalar.value == 0x7F ? control(scalar) : print(scalar)
            return 1
        }
        guard pending.count > 1 else { return 0 }
        switch pending[1] {
        case "[":
            guard let end = pending.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0.value) }) else { return 0 }
            sequence(String(String.UnicodeScalarView(pending[2..<end])), pending[end])
            return end + 1
        case "]":
            guard let end = pending.dropFirst(2).firstIndex(where: { $0 == "\u{7}" || $0 == "\u{1B}" }) else { return 0 }
            told.append(String(String.UnicodeScalarView(pending[2..<end])))
            return pending[end] == "\u{7}" ? end + 1 : end + 2
        case "(", ")":
            guard pending.count > 2 else { return 0 }
            drawsLines[pending[1] == "(" ? 0 : 1] = pending[2] == "0"
            return 3
        case "7": saved = cursor
        case "8": move(saved.x, saved.y)
        case "M": if cursor.y == region.lowerBound { scroll(-1) } else { move(cursor.x, cursor.y - 1) }
        case "D": lineFeed()
        case "E":
            lineFeed()
            move(0, cursor.y)
        case "=", ">", "H", "\\": break
        default: surprises.append("ESC \(pending[1])")
        }
        return 2
    }

    private mutating func control(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x07: told.append("bell")
        case 0x08: move(cursor.x - 1, cursor.y)
        case 0x09: move(min(width - 1, (cursor.x / 8 + 1) * 8), cursor.y)
        case 0x0A: lineFeed()
        case 0x0D: move(0, cursor.y)
        case 0x0E: shift = 1
        case 0x0F: shift = 0
        default: surprises.append("control \(scalar.value)")
        }
    }

    private mutating func sequence(_ body: String, _ final: Unicode.Scalar) {
        if body.hasPrefix("?"), final == "h" || final == "l" {
            for mode in body.dropFirst().split(separator: ";").compactMap({ Int($0) }) {
                if final == "h" { modes.insert(mode) } else { modes.remove(mode) }
            }
            return
        }
        // The console's shape of the cursor.
        if body.hasPrefix("?"), final == "c" { return }
        if body.hasSuffix("$") || final == "c" { return told.append(body + String(final)) }
        let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let count = max(1, numbers.first ?? 0)
        switch final {
        case "A": move(cursor.x, cursor.y - count)
        case "B": move(cursor.x, cursor.y + count)
        case "C": move(cursor.x + count, cursor.y)
        case "D": move(cursor.x - count, cursor.y)
        case "G": move(count - 1, cursor.y)
        case "d": move(cursor.x, count - 1)
        case "H", "f": move(max(1, numbers.count > 1 ? numbers[1] : 1) - 1, count - 1)
        case "Z": move(max(0, (cursor.x + 7) / 8 * 8 - 8 * count), cursor.y)
        case "m": style(numbers)
        case "J": eraseDisplay(numbers.first ?? 0)
        case "K": eraseLine(numbers.first ?? 0)
        case "X": erase(cursor.y, cursor.x..<min(width, cursor.x + count))
        case "P":
            rows[cursor.y].removeSubrange(cursor.x..<min(width, cursor.x + count))
            while rows[cursor.y].count < width { rows[cursor.y].append(blank) }
        case "@":
            rows[cursor.y].insert(contentsOf: Array(repeating: blank, count: min(count, width)), at: cursor.x)
            rows[cursor.y].removeLast(rows[cursor.y].count - width)
        case "L", "M":
            guard region.contains(cursor.y) else { return }
            scroll(final == "M" ? count : -count, from: cursor.y)
        case "S": scroll(count)
        case "T": scroll(-count)
        case "b": for _ in 0..<count { lastPrinted.map { print($0) } }
        case "r":
            region = max(0, count - 1)...min(height, numbers.count > 1 && numbers[1] > 0 ? numbers[1] : height) - 1
            move(0, 0)
        case "h", "l", "t", "p": break
        default: surprises.append("CSI \(body)\(final)")
        }
    }

    // MARK: Drawing

    private var blank: Place { Place(text: " ", look: Look(background: look.background)) }

    private mutating func print(_ scalar: Unicode.Scalar) {
        if modes.contains(2026) { drewInsideOfFrame = true }
        let shown = drawsLines[shift] ? Self.lineDrawing[scalar] ?? scalar : scalar
        let cells = Self.width(of: shown)
        if cells == 0 {
            let x = wraps ? cursor.x : cursor.x - 1
            let base = x > 0 && rows[cursor.y][x].text.isEmpty ? x - 1 : x
            if base >= 0 { rows[cursor.y][base].text.unicodeScalars.append(shown) }
            return
        }
        if wraps || cursor.x + cells > width {
            if modes.contains(7) {
                move(0, cursor.y)
                lineFeed()
            }
            wraps = false
        }
        cut(cursor.x, cursor.y)
        rows[cursor.y][cursor.x] = Place(text: String(shown), look: look)
        if cells == 2 {
            cut(cursor.x + 1, cursor.y)
            rows[cursor.y][cursor.x + 1] = Place(text: "", look: look)
        }
        lastPrinted = shown
        let next = cursor.x + cells
        cursor.x = min(next, width - 1)
        wraps = next >= width
    }

    /// Half of a wide letter goes when the other is drawn over.
    private mutating func cut(_ x: Int, _ y: Int) {
        if rows[y][x].text.isEmpty, x > 0 { rows[y][x - 1].text = " " }
        if x + 1 < width, rows[y][x + 1].text.isEmpty { rows[y][x + 1].text = " " }
    }

    private mutating func move(_ x: Int, _ y: Int) {
        cursor = Point(x: min(max(0, x), width - 1), y: min(max(0, y), height - 1))
        wraps = false
    }

    private mutating func lineFeed() {
        if cursor.y == region.upperBound { scroll(1) } else { move(cursor.x, cursor.y + 1) }
        wraps = false
    }

    private mutating func scroll(_ count: Int, from top: Int? = nil) {
        let top = top ?? region.lowerBound
        let empty = Array(repeating: blank, count: width)
        for _ in 0..<min(abs(count), height) {
            if count > 0 {
                rows.remove(at: top)
                rows.insert(empty, at: region.upperBound)
            } else {
                rows.remove(at: region.upperBound)
                rows.insert(empty, at: top)
            }
        }
    }

    private mutating func erase(_ y: Int, _ columns: Range<Int>) {
        for x in columns {
            cut(x, y)
            rows[y][x] = blank
        }
    }

    private mutating func eraseLine(_ how: Int) {
        erase(cursor.y, how == 0 ? cursor.x..<width : how == 1 ? 0..<cursor.x + 1 : 0..<width)
    }

    private mutating func eraseDisplay(_ how: Int) {
        if how != 2 { eraseLine(how) }
        let range = how == 0 ? cursor.y + 1..<height : how == 1 ? 0..<cursor.y : 0..<height
        for y in range { erase(y, 0..<width) }
    }

    private mutating func style(_ numbers: [Int]) {
        var rest = (numbers.isEmpty ? [0] : numbers)[...]
        while let number = rest.popFirst() {
            switch number {
            case 0: look = Look()
            case 1...9: look.attributes.insert(number)
            case 10: break
            case 22: look.attributes.subtract([1, 2])
            case 23...29: look.attributes.remove(number - 20)
            case 30...37: look.foreground = .number(number - 30)
            case 40...47: look.background = .number(number - 40)
            case 90...97: look.foreground = .number(number - 82)
            case 100...107: look.background = .number(number - 92)
            case 39: look.foreground = .own
            case 49: look.background = .own
            case 38, 48:
                let ink: Look.Ink
                if rest.popFirst() == 5 {
                    ink = .number(rest.popFirst() ?? -1)
                } else {
                    ink = .rgb(rest.popFirst() ?? -1, rest.popFirst() ?? -1, rest.popFirst() ?? -1)
                }
                if number == 38 { look.foreground = ink } else { look.background = ink }
            default: surprises.append("SGR \(number)")
            }
        }
    }

    package static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x300...0x36F, 0x200D, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    private static let lineDrawing: [Unicode.Scalar: Unicode.Scalar] = [
        "q": "─", "x": "│", "l": "┌", "k": "┐", "m": "└", "j": "┘", "n": "┼", "t": "├", "u": "┤", "v": "┴", "w": "┬",
    ]
}
