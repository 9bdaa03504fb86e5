/// Memory for rows of floats that is used again and again, with the description of it that XGBoost takes: NumPy's array
/// interface in JSON, the address in it.
final class DenseRows {
    let columns: Int
    private var values: UnsafeMutableBufferPointer<Float>
    private var rows = -1
    private(set) var interface: [CChar] = []

    init(columns: Int) {
        self.columns = columns
        values = .allocate(capacity: 0)
    }

    deinit { values.deallocate() }

    /// The floats of so many rows, to be written before `interface` is used.
    func resized(to rows: Int) -> UnsafeMutableBufferPointer<Float> {
        let count = rows * columns
        guard rows != self.rows else { return UnsafeMutableBufferPointer(rebasing: values[..<count]) }
        if count > values.count {
            values.deallocate()
            values = .allocate(capacity: count)
        }
        self.rows = rows
        let address = UInt(bitPattern: values.baseAddress)
        interface = Array(
            "{\"data\": [\(address), true], \"shape\": [\(rows), \(columns)], \"typestr\": \"<f4\", \"version\": 3}".utf8CString)
        return UnsafeMutableBufferPointer(rebasing: values[..<count])
    }
}
