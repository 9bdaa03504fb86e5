/// The colour sequences (SGR) that a log may carry to a terminal.
enum Colours {
    static let reset = Array("\u{1B}[0m".utf8)

    struct Sequence {
        /// Empty when nothing of it may stay.
        let bytes: [UInt8]
        /// It takes back all that was in force.
        let resets: Bool
        /// … and sets nothing.
        let onlyResets: Bool
    }

    /// The sequence with these parameters, without concealment (8): a log must not hide what it says. Other than numbers
    /// between `;` and `:`, which are private extensions, drop the whole.
    static func visible(_ parameters: [UInt8]) -> Sequence {
        guard parameters.allSatisfy({ (0x30...0x3B).contains($0) }) else {
            return Sequence(bytes: [], resets: false, onlyResets: false)
        }
        let fields = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        var kept: [ArraySlice<UInt8>] = []
        var resets = false
        var index = 0
        while index < fields.count {
            let field = fields[index]
            index += 1
            switch String(decoding: field, as: UTF8.self) {
            case "", "0", "00":
                // What stood before it is without effect.
                resets = true
                kept = []
            case "8", "08": break
            case "38", "48", "58":
                // Followed by 5 and an index, or by 2 and three parts; none of those is a command of its own.
                let kind = index < fields.count ? fields[index] : []
                let count = kind == [0x35] ? 2 : kind == [0x32] ? 4 : 0
                guard count > 0, index + count <= fields.count else {
                    index = fields.count
                    break
                }
                kept.append(field)
                kept += fields[index..<(index + count)]
                index += count
            default: kept.append(field)
            }
        }
        let all = (resets ? [[0x30]] : []) + kept
        guard !all.isEmpty else { return Sequence(bytes: [], resets: false, onlyResets: false) }
        let bytes = Array("\u{1B}[".utf8) + Array(all.joined(separator: [UInt8(ascii: ";")])) + [UInt8(ascii: "m")]
        return Sequence(bytes: bytes, resets: resets, onlyResets: kept.isEmpty)
    }
}

extension Colours {
    /// Takes the colours out of a normalised line: of escape sequences it has no others.
    static func strip(_ line: inout [UInt8]) {
        guard let first = line.firstIndex(of: 0x1B) else { return }
        var kept = first
        var at = first
        while at < line.count {
            if line[at] == 0x1B {
                while at < line.count, line[at] != UInt8(ascii: "m") { at += 1 }
                at += 1
            } else {
                line[kept] = line[at]
                kept += 1
                at += 1
            }
        }
        line.removeSubrange(kept...)
    }
}
