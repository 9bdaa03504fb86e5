import Learning
import LinuxSystem

/// Work that is done again and again, and what came of the last time.
protocol Side: AnyObject {
    func run() async throws
    var result: [Double] { get }
}

struct Failure: Error, CustomStringConvertible {
    let description: String
}

/// Numbers as NumPy's `tofile` writes them: float64, little-endian, row by row.
func numbers(of path: String) throws -> [Double] {
    try FileDescriptor.open(path).contents(path: path).withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
}

extension Matrix {
    init(of path: String, columns: Int) throws {
        let values = try numbers(of: path)
        guard columns > 0, values.count % columns == 0 else { throw Failure(description: "\(path) is not \(columns) columns wide") }
        self.init(rows: values.count / columns, columns: columns, values: values)
    }
}
