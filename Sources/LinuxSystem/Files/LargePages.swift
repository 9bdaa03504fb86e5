import Glibc

/// Memory that is filled from end to end comes faster in pages of 2 MiB: the kernel is asked for one where it would be for 512.
enum LargePages {
    private static let size = 2 << 20

    /// What lies between the large pages' borders stays as it is, as all does where the kernel has none.
    static func use(for memory: UnsafeRawBufferPointer) {
        guard let base = memory.baseAddress else { return }
        let start = (Int(bitPattern: base) + size - 1) & ~(size - 1)
        let end = (Int(bitPattern: base) + memory.count) & ~(size - 1)
        guard end > start else { return }
        madvise(UnsafeMutableRawPointer(bitPattern: start), end - start, Int32(MADV_HUGEPAGE))
    }
}
