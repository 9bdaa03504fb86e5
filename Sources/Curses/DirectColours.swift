/// Colours in red, green and blue through an ncurses that counts to 256. It is told numbers from 16 up, each of which stands
/// for a colour here, and the bytes it makes say the colour instead when they leave. The entries of terminfo that would do
/// without (`xterm-direct`) are missing on most machines, and write a form that not every terminal reads.
struct DirectColours {
    private var numbers: [Channels: UInt8] = [:]
    private var colours: [Channels] = []

    private static let first = 16
    private static let most = 240

    var isFull: Bool { colours.count == Self.most }

    /// The number that stands for a colour; that of the one most like it when there is no room left.
    mutating func number(of colour: Channels) -> UInt8 {
        if let known = numbers[colour] { return known }
        var index = colours.count
        if isFull {
            index = colours.indices.min { colours[$0].distance(to: colour) < colours[$1].distance(to: colour) } ?? 0
        } else {
            colours.append(colour)
        }
        let number = UInt8(index + Self.first)
        numbers[colour] = number
        return number
    }

    /// What ncurses wrote, with colours for their numbers where `direct`, and struck-through text for the blinking text
    /// that stands for it. ncurses says both colours whenever one changes, and takes them back before it takes everything
    /// back: what is in force already is left out, and so is the way out of the set of line-drawing letters, which no cell
    /// of ours is drawn with.
    func translated(_ bytes: UnsafeBufferPointer<UInt8>, direct: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 4)
        var inForce = InForce()
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x1B, Self.leavesLineDrawing(bytes, index) {
                index += 3
                continue
            }
            guard bytes[index] == 0x1B, let end = Self.endOfLook(bytes, index) else {
                result.append(bytes[index])
                index += 1
                continue
            }
            var words = words(for: bytes[index + 2..<end], direct, &inForce)
            if words == [39, 49], Self.isEndOfLooks(bytes, end + 1) { words = [] }
            let text = words == [0] ? "" : words.map(String.init).joined(separator: ";")
            if !words.isEmpty { result += "\u{1B}[\(text)m".utf8 }
            index = end + 1
        }
        return result
    }

    /// The numbers of the colours that the terminal draws with; nil where that is not known.
    private struct InForce {
        var foreground: Int?
        var background: Int?
    }

    /// Where the `m` of `ESC [ 1 ; 2 m` is.
    private static func endOfLook(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        guard start + 2 < bytes.count, bytes[start + 1] == 0x5B else { return nil }
        var index = start + 2
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x3B { index += 1 }
        return index < bytes.count && bytes[index] == UInt8(ascii: "m") ? index : nil
    }

    private static func leavesLineDrawing(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        bytes[start...].prefix(3).elementsEqual("\u{1B}(B".utf8)
    }

    /// Whether everything is taken back here, the set of letters too where an entry says so.
    private static func isEndOfLooks(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        let rest = bytes[start...].prefix(6)
        return rest.starts(with: "\u{1B}[m".utf8) || rest.elementsEqual("\u{1B}(B\u{1B}[m".utf8)
    }

    private func words(for parameters: Slice<UnsafeBufferPointer<UInt8>>, _ direct: Bool, _ inForce: inout InForce) -> [Int] {
        let parts = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { $0.reduce(0) { $0 * 10 + Int($1) - 48 } }
        var words: [Int] = []
        var index = 0
        while index < parts.count {
            let part = parts[index]
            let colour = part == 38 ? \InForce.foreground : \InForce.background
            guard part == 38 || part == 48, index + 2 < parts.count, parts[index + 1] == 5 else {
                // What else sets a colour: it is said in full after.
                switch part {
                case 0: inForce = InForce()
                case 30...39, 90...97: inForce.foreground = nil
                case 40...49, 100...107: inForce.background = nil
                default: break
                }
                words.append(part == 5 ? 9 : part)
                index += 1
                continue
            }
            let number = parts[index + 2]
            if inForce[keyPath: colour] != number { words += direct ? inFull(part, number) : [part, 5, number] }
            inForce[keyPath: colour] = number
            index += 3
        }
        return words
    }

    private func inFull(_ part: Int, _ number: Int) -> [Int] {
        guard colours.indices.contains(number - Self.first) else { return [part, 5, number] }
        let colour = colours[number - Self.first]
        return [part, 2, Int(colour.red), Int(colour.green), Int(colour.blue)]
    }
}
