internal import CCurses
internal import Terminal

/// Cells as ncurses takes them. It counts columns for itself, by the C library's table; where ours says otherwise, what
/// is put is something on which both agree, for a line that is off by one column stays so to its end.
struct CellEncoder {
    /// Whether the terminal is sent UTF-8.
    let isUTF8: Bool
    private(set) var scalars: [UInt32] = []
    private(set) var counts: [UInt8] = []

    init(isUTF8: Bool) {
        self.isUTF8 = isUTF8
    }

    mutating func removeAll() {
        scalars.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
    }

    /// `columns` is how many the surface gives the glyph: one or two.
    mutating func append(_ glyph: Glyph, columns: Int) {
        guard let scalar = glyph.scalar else {
            return glyph.isContinuation ? put(0x20) : append(cluster: glyph.text.unicodeScalars, columns: columns)
        }
        if scalar.value < 0x7F, scalar.value >= 0x20 {
            put(scalar.value)
            if columns == 2 { put(0x20) }
        } else {
            append(base: scalar.value, marks: [], columns: columns)
        }
    }

    private mutating func append(cluster: String.UnicodeScalarView, columns: Int) {
        guard let base = cluster.first else { return put(0x20) }
        // A second base in the cluster would take columns of its own, and so would all that follows the joiner before it.
        let marks = cluster.dropFirst().lazy.map(\.value)
            .prefix { cc_width($0) == 0 && $0 != 0x200D }
            .filter { !(columns == 1 && $0 == 0xFE0F) }
            .prefix(Int(CC_LONGEST_CLUSTER) - 1)
        append(base: base.value, marks: Array(marks), columns: columns)
    }

    private mutating func append(base: UInt32, marks: [UInt32], columns: Int) {
        let width = Int(cc_width(base))
        guard isUTF8 || base < 0x7F, width > 0, width <= columns else {
            put(isUTF8 ? 0xFFFD : 0x3F)
            if columns == 2 { put(0x20) }
            return
        }
        guard isUTF8, width == columns else {
            put(base)
            if columns > width { put(0x20) }
            return
        }
        scalars.append(base)
        scalars += marks
        counts.append(UInt8(1 + marks.count))
    }

    private mutating func put(_ scalar: UInt32) {
        scalars.append(scalar)
        counts.append(1)
    }
}
