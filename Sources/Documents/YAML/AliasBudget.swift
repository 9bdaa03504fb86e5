/// Bounds what aliases (`*name`) could expand to, from the text alone and before it is parsed: the parser compares
/// keys by walking them, so a small file of nested aliases could keep it busy for years.
///
/// An alias stands for the text between its anchor (`&name`) and its first use. That is at least as much as the
/// anchored value, because YAML lets an alias appear only after the value is complete.
struct AliasBudget {
    static let limit = 4 << 20

    private struct Anchor {
        let offset: Int
        let expandedBefore: Int
        var size: Int?
    }

    /// The offset in Unicode scalars of the alias that goes beyond the limit.
    static func overrun(in text: String) -> Int? {
        guard text.utf8.contains(UInt8(ascii: "*")), text.utf8.contains(UInt8(ascii: "&")) else { return nil }
        let scalars = Array(text.unicodeScalars)
        var anchors: [String: Anchor] = [:]
        var expanded = 0
        var index = 0
        while index < scalars.count {
            let mark = scalars[index]
            guard mark == "&" || mark == "*", index == 0 || isBoundary(scalars[index - 1]) else {
                index += 1
                continue
            }
            var end = index + 1
            while end < scalars.count, isNameScalar(scalars[end]) { end += 1 }
            let name = String(String.UnicodeScalarView(scalars[(index + 1)..<end]))
            if mark == "&" {
                anchors[name] = Anchor(offset: index, expandedBefore: expanded)
            } else if var anchor = anchors[name] {
                let size = anchor.size ?? (index - anchor.offset + expanded - anchor.expandedBefore)
                anchor.size = size
                anchors[name] = anchor
                expanded += size
                if expanded > limit { return index }
            }
            index = end
        }
        return nil
    }

    private static func isBoundary(_ scalar: Unicode.Scalar) -> Bool {
        !isNameScalar(scalar)
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
        default: false
        }
    }
}
