import Learning
import LinuxSystem

/// Reads a table from a file.
final class ReadingSide: Side {
    private let file: String
    private let parallel: TableReader.Parallel?
    private var table: Table?

    init(file: String, isParallel: Bool) {
        self.file = file
        parallel = isParallel ? { count, body in BlockingWork.parallel(count, body) } : nil
    }

    func run() throws {
        // The last one is let go of within the time, as the peer's is.
        table = nil
        table = try TableReader.read(try bytes(of: file), parallel: parallel)
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
