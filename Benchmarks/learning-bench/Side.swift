import Glibc
import Learning

/// Work that is done again and again, and what came of the last time.
protocol Side: AnyObject {
    func run() throws
    var result: [Double] { get }
}

struct Failure: Error, CustomStringConvertible {
    let description: String
}

/// All bytes of a file.
func bytes(of path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Failure(description: "\(path) cannot be opened: \(String(cString: strerror(errno)))") }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw Failure(description: "\(path) has no size") }
    let size = Int(status.st_size)
    return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        while count < size {
            let got = read(file, buffer.baseAddress! + count, size - count)
            guard got > 0 else { throw Failure(description: "\(path) ends after \(count) of \(size) bytes") }
            count += got
        }
    }
}

/// Numbers as NumPy's `tofile` writes them: float64, little-endian, row by row.
func numbers(of path: String) throws -> [Double] {
    try bytes(of: path).withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
}

extension Matrix {
    init(of path: String, columns: Int) throws {
        let values = try numbers(of: path)
        guard columns > 0, values.count % columns == 0 else { throw Failure(description: "\(path) is not \(columns) columns wide") }
        self.init(rows: values.count / columns, columns: columns, values: values)
    }
}
