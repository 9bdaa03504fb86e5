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
    /// that stands for it.
    func translated(_ bytes: UnsafeBufferPointer<UInt8>, direct: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 4)
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x1B, let end = Self.endOfLook(bytes, index) else {
                result.append(bytes[index])
                index += 1
                continue
            }
            result += [0x1B, 0x5B]
            translate(bytes[index + 2..<end], direct, into: &result)
            result.append(UInt8(ascii: "m"))
            index = end + 1
        }
        return result
    }

    /// Where the `m` of `ESC [ 1 ; 2 m` is.
    private static func endOfLook(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        guard start + 2 < bytes.count, bytes[start + 1] == 0x5B else { return nil }
        var index = start + 2
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x3B { index += 1 }
        return index < bytes.count && bytes[index] == UInt8(ascii: "m") && index > start + 2 ? index : nil
    }

    private func translate(_ parameters: Slice<UnsafeBufferPointer<UInt8>>, _ direct: Bool, into result: inout [UInt8]) {
        let parts = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { $0.reduce(0) { $0 * 10 + Int($1) - 48 } }
        var words: [Int] = []
        var index = 0
        while index < parts.count {
            if parts[index] == 38 || parts[index] == 48, index + 2 < parts.count, parts[index + 1] == 5 {
                let number = parts[index + 2] - Self.first
                if direct, colours.indices.contains(number) {
                    let colour = colours[number]
                    words += [parts[index], 2, Int(colour.red), Int(colour.green), Int(colour.blue)]
                } else {
                    words += parts[index...index + 2]
                }
                index += 3
            } else {
                words.append(parts[index] == 5 ? 9 : parts[index])
                index += 1
            }
        }
        result += words.map(String.init).joined(separator: ";").utf8
    }
}
