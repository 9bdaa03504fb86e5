import Learning
import LinuxSystem

/// Reads a table from a file.
final class ReadingSide: Side {
    private let file: String
    private let threads: NodeThreads?
    private var table: Table?

    init(file: String, isParallel: Bool) throws {
        self.file = file
        threads = isParallel ? try NodeThreads(name: "reading", count: Host.onlineCores) : nil
    }

    func run() async throws {
        // The last one is let go of within the time, as the peer's is.
        table = nil
        let file = file
        table = if let threads {
            try await threads.run { try Self.read(file, parallel: $0.all) }
        } else {
            try Self.read(file)
        }
    }

    private static func read(_ file: String, parallel: TableReader.Parallel? = nil) throws -> Table {
        try TableReader.read(FileDescriptor.open(file).contents(path: file, parallel: parallel), parallel: parallel)
    }

    /// Of each column how many cells are missing, and the sum of the numbers, or how many bytes the texts have.
    var result: [Double] {
        table?.columns.flatMap { column in
            switch column {
            case .numbers(let values): [Double(column.missing), values.reduce(0) { $1.isNaN ? $0 : $0 + $1 }]
            case .texts(let texts):
                [Double(column.missing), texts.codes.reduce(0) { $1 < 0 ? $0 : $0 + Double(texts.values[Int($1)].utf8.count) }]
            }
        } ?? []
    }
}
