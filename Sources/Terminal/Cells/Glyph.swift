import Synchronization

/// What stands in a cell: one scalar, or a cluster of a base and its marks, kept in a table beside it so that cells stay
/// small and compare quickly.
package struct Glyph: Hashable, Sendable {
    private let code: UInt32

    private init(code: UInt32) {
        self.code = code
    }

    package init(_ scalar: Unicode.Scalar) {
        code = scalar.value
    }

    /// A byte of ASCII text.
    init(ascii byte: UInt8) {
        code = UInt32(byte)
    }

    /// A cluster that was cut to what a terminal cell can hold. Beyond the table's room it shows as U+FFFD.
    package init(cluster: String) {
        var scalars = cluster.unicodeScalars.makeIterator()
        guard let first = scalars.next() else {
            self.init(" ")
            return
        }
        guard scalars.next() != nil else {
            self.init(first)
            return
        }
        let number = Self.clusters.withLock { $0.number(of: cluster) }
        self.init(code: number.map { $0 | Self.clusterBit } ?? 0xFFFD)
    }

    package static let space = Glyph(" ")
    /// Stands for what may not be shown.
    package static let replacement = Glyph("\u{FFFD}")
    /// The right half of a glyph of two cells: nothing is drawn for it.
    package static let continuation = Glyph(code: Self.continuationCode)

    package var isContinuation: Bool { code == Self.continuationCode }

    package var text: String {
        if code == Self.continuationCode { return "" }
        if code & Self.clusterBit != 0 {
            return Self.clusters.withLock { $0.text(of: code & ~Self.clusterBit) }
        }
        return Unicode.Scalar(code).map(String.init) ?? "\u{FFFD}"
    }

    func append(to text: inout String) {
        if let scalar { text.unicodeScalars.append(scalar) } else { text += self.text }
    }

    /// The one scalar, nil for a cluster or a continuation.
    package var scalar: Unicode.Scalar? {
        code & Self.clusterBit == 0 && code != Self.continuationCode ? Unicode.Scalar(code) : nil
    }

    private static let clusterBit: UInt32 = 1 << 31
    private static let continuationCode: UInt32 = 1 << 30

    private struct Table {
        private var numbers: [String: UInt32] = [:]
        private var texts: [String] = []

        mutating func number(of text: String) -> UInt32? {
            if let known = numbers[text] { return known }
            guard texts.count < 1 << 16 else { return nil }
            let number = UInt32(texts.count)
            numbers[text] = number
            texts.append(text)
            return number
        }

        func text(of number: UInt32) -> String { texts[Int(number)] }
    }

    private static let clusters = Mutex(Table())
}
