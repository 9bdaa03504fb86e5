import CLinux
package import Glibc

/// The cores a process or thread may run on.
package struct CPUAffinity: Sendable, Hashable {
    /// Core numbers, ascending.
    package let cores: [Int]

    package init(cores: some Sequence<Int>) {
        self.cores = Set(cores).filter { (0..<Self.words * 64).contains($0) }.sorted()
    }

    private static let words = 16

    /// Those of the calling thread.
    package static var current: CPUAffinity { of(0) }

    /// Those of a process or thread, or of the calling thread for 0; none when it is gone.
    package static func of(_ pid: pid_t) -> CPUAffinity {
        var mask = [UInt64](repeating: 0, count: words)
        linux_get_affinity(pid, &mask, Int32(words))
        return CPUAffinity(cores: (0..<words * 64).filter { mask[$0 / 64] & (1 << UInt64($0 % 64)) != 0 })
    }

    /// Sets them for a process, or for the calling thread when `pid` is 0.
    package func apply(to pid: pid_t = 0) throws(PosixError) {
        try PosixError.shim(
            linux_set_affinity(pid, mask, Int32(mask.count)), "set the cores of", pid == 0 ? "a thread" : "\(pid)")
    }

    var mask: [UInt64] {
        var mask = [UInt64](repeating: 0, count: Self.words)
        for core in cores { mask[core / 64] |= 1 << UInt64(core % 64) }
        return mask
    }
}
