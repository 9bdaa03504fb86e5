package import Domain
import FoundationEssentials
import LinuxSystem

/// What this box has to share among nodes: the processors the engine may use, and memory.
package struct BoxCapacity: Sendable, Hashable {
    package let cores: [Int]
    package let memory: ByteCount

    package init(cores: [Int], memory: ByteCount) {
        self.cores = cores
        self.memory = memory
    }

    /// Reads the engine's own limits from `/proc` and its control group.
    package static func ofThisBox() -> BoxCapacity {
        let status = text(of: "/proc/self/status")
        let allowed = field("Cpus_allowed_list", of: status).map(processors(in:)) ?? []
        let total = Int64(clamping: Host.memory.totalBytes)
        let limit = Int64(text(of: "/sys/fs/cgroup/memory.max").filter { $0 != "\n" }) ?? .max
        return BoxCapacity(cores: allowed.isEmpty ? [0] : allowed, memory: ByteCount(min(total > 0 ? total : Int64(1) << 30, limit)))
    }

    /// `0-3,8` → 0, 1, 2, 3, 8
    static func processors(in list: String) -> [Int] {
        list.split(separator: ",").flatMap { part -> [Int] in
            let ends = part.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, first <= last else { return [] }
            return Array(first...last)
        }
    }

    private static func text(of path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static func field(_ name: String, of text: String) -> String? {
        for line in text.split(separator: "\n") {
            guard let rest = String(line).removing(prefix: name + ":") else { continue }
            return String(rest.drop { $0 == " " || $0 == "\t" })
        }
        return nil
    }
}
