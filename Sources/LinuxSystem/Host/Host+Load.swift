import Glibc

extension Host {
    /// Clock ticks a second, the unit of `/proc`.
    package static var ticksPerSecond: Double { Double(max(1, sysconf(Int32(_SC_CLK_TCK)))) }

    package static var pageSize: UInt64 { UInt64(max(1, sysconf(Int32(_SC_PAGESIZE)))) }

    package static var processorTimes: ProcessorTimes { ProcessorTimes(parsing: text(of: "/proc/stat")) }

    package static var memory: MemoryState { MemoryState(parsing: text(of: "/proc/meminfo")) }

    /// Seconds since boot.
    package static var uptime: Double { firstNumber(in: text(of: "/proc/uptime")) }

    /// The mean number of tasks that wanted a processor in the last minute.
    package static var loadAverage: Double { firstNumber(in: text(of: "/proc/loadavg")) }

    /// How many processes the kernel has killed since boot because memory had run out; nil when it does not count them.
    package static var outOfMemoryKills: UInt64? { counter("oom_kill", in: text(of: "/proc/vmstat")) }

    /// The size of the file system a path is on, and what is left of it for this user. Nil when it cannot be asked.
    package static func space(at path: String) -> (totalBytes: UInt64, availableBytes: UInt64)? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        let block = UInt64(status.f_frsize)
        return (UInt64(status.f_blocks) * block, UInt64(status.f_bavail) * block)
    }

    static func firstNumber(in text: String) -> Double {
        text.split(separator: " ").first.flatMap { Double($0) } ?? 0
    }

    static func counter(_ name: String, in text: String) -> UInt64? {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 2, words[0] == name { return UInt64(words[1]) }
        }
        return nil
    }

    /// Empty when it cannot be read: a box that hides something shows less.
    private static func text(of path: String) -> String {
        (try? DurableFile.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
