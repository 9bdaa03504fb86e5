/// Doubles in one piece of memory that grows.
struct DoubleBuffer: ~Copyable {
    private(set) var pointer: UnsafeMutablePointer<Double>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(8, capacity)
        pointer = .allocate(capacity: self.capacity)
    }

    deinit { pointer.deallocate() }

    @inline(__always)
    mutating func append(_ value: Double) {
        if count == capacity { grow() }
        pointer[count] = value
        count += 1
    }

    mutating func removeAll() { count = 0 }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Double>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: pointer, count: count)
        pointer.deallocate()
        pointer = larger
        capacity *= 2
    }

    var array: [Double] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
}
