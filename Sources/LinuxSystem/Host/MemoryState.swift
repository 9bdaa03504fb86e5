/// The box's memory, from `/proc/meminfo`.
package struct MemoryState: Sendable, Hashable {
    package let totalBytes: UInt64
    /// What can be had without swapping: free, and caches the kernel would give up.
    package let availableBytes: UInt64

    package init(parsing text: String) {
        var kibibytes: [Substring: UInt64] = [:]
        for line in text.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].split(separator: " ").first
            kibibytes[line[..<colon]] = value.flatMap { UInt64($0) }
        }
        let total = kibibytes["MemTotal"] ?? 0
        let available = kibibytes["MemAvailable"] ?? kibibytes["MemFree"] ?? 0
        totalBytes = total * 1024
        availableBytes = min(available, total) * 1024
    }
}
