import Synchronization

/// Cuts what a program says into lines.
final class OutputLines: Sendable {
    private let rest = Mutex<[UInt8]>([])

    /// The lines that are whole with these bytes.
    func append(_ bytes: [UInt8]) -> [String] {
        rest.withLock { rest in
            rest += bytes
            guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
            let lines = rest[...end].split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
            rest.removeSubrange(...end)
            return lines
        }
    }
}
